-- In which session of a portal a change was made: "this was not me" blocks all that was done in it.
ALTER TABLE alarms ADD COLUMN session_id uuid;
