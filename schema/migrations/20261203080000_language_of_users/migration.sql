-- In which language a person reads mails, and what a phone asks; null for the account's.
ALTER TABLE users ADD COLUMN locale text CHECK (locale IN ('en', 'de', 'fr', 'es', 'uk', 'pl'));
-- When the person typed a first code of a token in a session of a portal.
ALTER TABLE sessions ADD COLUMN connected_at timestamptz(3);
