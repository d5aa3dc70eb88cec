-- What happened, by the parameters of the event's type. null in events that have a sentence in "summary" instead: those of earlier
-- versions, and of types without parameters.
ALTER TABLE events ADD COLUMN params jsonb;
-- Not checked for rows that exist, in which there are none: that would read the whole log while nobody can sign in.
ALTER TABLE events ADD CONSTRAINT events_params_check
  CHECK (params IS NULL OR (jsonb_typeof(params) = 'object' AND summary = '')) NOT VALID;
