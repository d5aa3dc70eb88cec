-- When a request was last shown on a phone. The count of those that were not approved ends a day after it: before, a phone was
-- silent for ever after ten of them, and whoever knows a login can ask ten times. Phones that are silent now begin anew.
ALTER TABLE push_devices ADD COLUMN last_asked_at timestamptz(3);
UPDATE push_devices SET unanswered = 0 WHERE unanswered > 0;
