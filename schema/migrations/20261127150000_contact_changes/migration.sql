-- Users change their e-mail address and their phone number in a portal.

ALTER TABLE messages
  DROP CONSTRAINT messages_purpose_check,
  ADD CONSTRAINT messages_purpose_check CHECK (
    purpose IN ('SIGN_IN', 'CHECK', 'ENROLMENT', 'CONTACT', 'TEST', 'INVITATION', 'PASSWORD_RESET', 'PASSWORD_SET',
      'TOKEN_CONNECTED', 'PORTAL_INVITATION', 'PORTAL_CODE', 'PORTAL_CHANGE'));
ALTER TABLE message_texts
  DROP CONSTRAINT message_texts_purpose_check,
  ADD CONSTRAINT message_texts_purpose_check CHECK (purpose IN ('SIGN_IN', 'CHECK', 'ENROLMENT', 'CONTACT', 'TEST'));

-- A new e-mail address or phone number that waits for its code. A user has one at most.
CREATE TABLE contact_changes (
  account_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- Where it was asked for: it is confirmed there, and ends with it.
  session_id uuid NOT NULL,
  resource_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('EMAIL', 'SMS')),
  contact text NOT NULL,
  -- The message with the code, and what is stored of the code.
  message_id uuid NOT NULL,
  code_hmac bytea NOT NULL,
  attempts_left smallint NOT NULL CHECK (attempts_left > 0),
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, user_id),
  CONSTRAINT contact_changes_account_id_user_id_fkey
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE,
  CONSTRAINT contact_changes_account_id_session_id_fkey
    FOREIGN KEY (account_id, session_id) REFERENCES sessions (account_id, id) ON DELETE CASCADE
);
CREATE INDEX contact_changes_account_id_session_id_idx ON contact_changes (account_id, session_id);
CREATE INDEX contact_changes_account_id_resource_id_idx ON contact_changes (account_id, resource_id);
CREATE INDEX contact_changes_expires_at_idx ON contact_changes (expires_at);

-- Sessions end with their user, role, password and portal; what waits in them ends with them.
CREATE FUNCTION sessions_contact_changes_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM contact_changes WHERE account_id = NEW.account_id AND session_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER sessions_contact_changes_end AFTER UPDATE OF revoked_at ON sessions
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL)
  EXECUTE FUNCTION sessions_contact_changes_end();

-- A policy that no longer allows it ends what waits, also when it is allowed again.
CREATE FUNCTION portals_contact_changes_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM contact_changes WHERE account_id = NEW.account_id AND resource_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER portals_contact_changes_end AFTER UPDATE OF self_service ON resources
  FOR EACH ROW WHEN (NOT coalesce(NEW.self_service -> 'actions' @> '["CONTACT_UPDATE"]'::jsonb, false))
  EXECUTE FUNCTION portals_contact_changes_end();

-- Whoever sets the contact of a user meanwhile means that one.
CREATE FUNCTION users_contact_changes_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM contact_changes WHERE account_id = NEW.account_id AND user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_contact_changes_end AFTER UPDATE OF email, phone_number ON users
  FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email OR OLD.phone_number IS DISTINCT FROM NEW.phone_number)
  EXECUTE FUNCTION users_contact_changes_end();

ALTER TABLE alarms
  -- A keyed hash of the phone number that the person had before the change; null when there was none.
  ADD COLUMN phone_before bytea,
  DROP CONSTRAINT alarms_change_check;
UPDATE alarms SET change = 'EMAIL_CHANGED' WHERE change = 'CONTACT_CHANGED';
ALTER TABLE alarms
  ADD CONSTRAINT alarms_change_check CHECK (change IN (
    'TOKEN_ENROLLED', 'TOKEN_REISSUED', 'TOKEN_TAKEN', 'TOKEN_GIVEN_BACK', 'TOKEN_PIN_SET', 'TOKEN_PIN_REMOVED',
    'TOKEN_REPORTED_LOST', 'TOKEN_SYNCHRONIZED', 'PASSWORD_CHANGED', 'NAMES_CHANGED', 'EMAIL_CHANGED',
    'PHONE_NUMBER_CHANGED', 'RECOVERY_CODE_CREATED', 'RECOVERY_CODE_USED'));
