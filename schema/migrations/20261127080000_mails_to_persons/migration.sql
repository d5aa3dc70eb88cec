-- Mails to a person: links that are mailed, and notices of what changed.
ALTER TABLE messages
  DROP CONSTRAINT messages_purpose_check,
  ADD CONSTRAINT messages_purpose_check CHECK (
    purpose IN ('SIGN_IN', 'CHECK', 'ENROLMENT', 'TEST', 'INVITATION', 'PASSWORD_RESET', 'PASSWORD_SET', 'TOKEN_CONNECTED')),
  -- Who gets a mail that is for a person, and for no token.
  ADD COLUMN user_id uuid;
CREATE INDEX messages_account_id_user_id_idx ON messages (account_id, user_id) WHERE user_id IS NOT NULL;

-- The message that carries the link; null for a link that somebody else brings to the person.
ALTER TABLE invitations ADD COLUMN message_id uuid;
