-- Mails to people in portals, and the links by which they say: this was not me.
ALTER TABLE messages
  DROP CONSTRAINT messages_purpose_check,
  ADD CONSTRAINT messages_purpose_check CHECK (
    purpose IN ('SIGN_IN', 'CHECK', 'ENROLMENT', 'TEST', 'INVITATION', 'PASSWORD_RESET', 'PASSWORD_SET', 'TOKEN_CONNECTED',
      'PORTAL_INVITATION', 'PORTAL_CODE', 'PORTAL_CHANGE'));

CREATE TABLE alarms (
  account_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  change text NOT NULL CHECK (change IN (
    'TOKEN_ENROLLED', 'TOKEN_REISSUED', 'TOKEN_TAKEN', 'TOKEN_GIVEN_BACK', 'TOKEN_PIN_SET', 'TOKEN_PIN_REMOVED',
    'TOKEN_REPORTED_LOST', 'TOKEN_SYNCHRONIZED', 'PASSWORD_CHANGED', 'NAMES_CHANGED', 'CONTACT_CHANGED',
    'RECOVERY_CODE_CREATED', 'RECOVERY_CODE_USED')),
  -- As the mail named them. The token may be gone by now, or somebody else's.
  resource_name text NOT NULL,
  token_id uuid,
  token_name text,
  -- A keyed hash of the address that the link was mailed to.
  mailed_to bytea NOT NULL,
  -- SHA-256 of what the link carries.
  hash bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  -- What its use did besides ending sessions.
  effects text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (account_id, id),
  CONSTRAINT alarms_hash_key UNIQUE (hash),
  CONSTRAINT alarms_account_id_user_id_fkey
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX alarms_account_id_user_id_idx ON alarms (account_id, user_id);
CREATE INDEX alarms_expires_at_idx ON alarms (expires_at);
