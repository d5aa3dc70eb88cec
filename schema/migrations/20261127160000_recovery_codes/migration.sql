-- Codes that users keep for the day on which they lose their token. A user has one at most.
CREATE TABLE recovery_codes (
  account_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- The resource in whose portal it was made: the code ends when that portal allows none any more.
  resource_id uuid NOT NULL,
  -- Argon2id of the code and its user's id, under the installation's pepper.
  hash text NOT NULL,
  -- Wrong ones in a row.
  failures integer NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, user_id),
  CONSTRAINT recovery_codes_account_id_user_id_fkey
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_account_id_resource_id_idx ON recovery_codes (account_id, resource_id);

-- Tokens that were connected after a recovery code was used.
CREATE TABLE recovered_tokens (
  account_id uuid NOT NULL,
  token_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- The resource in whose portal it was connected.
  resource_id uuid NOT NULL,
  -- The token whose place it takes there when a first code confirms it; null when it waits for nobody's place.
  replaces uuid,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, token_id),
  CONSTRAINT recovered_tokens_account_id_token_id_fkey
    FOREIGN KEY (account_id, token_id) REFERENCES tokens (account_id, id) ON DELETE CASCADE,
  CONSTRAINT recovered_tokens_account_id_user_id_fkey
    FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX recovered_tokens_account_id_user_id_idx ON recovered_tokens (account_id, user_id);
CREATE INDEX recovered_tokens_created_at_idx ON recovered_tokens (created_at);

-- What a recovery code allows once is used up in the sessions that it began, as with an invitation.
ALTER TABLE sessions
  DROP CONSTRAINT sessions_way_check,
  ADD CONSTRAINT sessions_way_check CHECK (
    way IN ('PASSWORD', 'MAIL_CODE', 'INVITATION', 'INVITATION_USED', 'RECOVERY_CODE', 'RECOVERY_CODE_USED'));

-- A link to a portal can also set another password.
ALTER TABLE invitations
  DROP CONSTRAINT invitations_of_portals,
  ADD CONSTRAINT invitations_of_portals CHECK (
    CASE WHEN resource_id IS NULL THEN purpose <> 'ENROL' ELSE purpose IN ('ENROL', 'PASSWORD') END);

-- A sign-in that such a link began: which link, and the hash of the password that is set once a code of the token was right.
ALTER TABLE sign_ins
  ADD COLUMN invitation_id uuid,
  ADD COLUMN new_password text,
  ADD CONSTRAINT sign_ins_by_link CHECK (
    (invitation_id IS NULL) = (new_password IS NULL)
    AND (invitation_id IS NULL OR (resource_id IS NOT NULL AND user_id IS NOT NULL AND mailed_to IS NULL)));

-- A code ends with the portal that it was made in, and when that portal allows none any more: it does not come back with them.
CREATE FUNCTION portals_recovery_codes_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM recovery_codes WHERE account_id = OLD.account_id AND resource_id = OLD.id;
  UPDATE sessions SET way = 'RECOVERY_CODE_USED'
    WHERE account_id = OLD.account_id AND resource_id = OLD.id AND way = 'RECOVERY_CODE';
  RETURN NULL;
END $$;
CREATE TRIGGER portals_recovery_codes_end_with_policy AFTER UPDATE OF self_service ON resources
  FOR EACH ROW WHEN (OLD.self_service -> 'actions' ? 'RECOVERY_CODE'
    AND NOT coalesce(NEW.self_service -> 'actions' ? 'RECOVERY_CODE', false)) EXECUTE FUNCTION portals_recovery_codes_end();
CREATE TRIGGER portals_recovery_codes_end_with_resource AFTER DELETE ON resources
  FOR EACH ROW WHEN (OLD.portal_address IS NOT NULL) EXECUTE FUNCTION portals_recovery_codes_end();

-- Whoever gets a role signs in to the console, and keeps no code for a portal.
CREATE OR REPLACE FUNCTION administrators_leave_portals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = NEW.created_at
    WHERE account_id = NEW.account_id AND user_id = NEW.user_id AND kind = 'PORTAL' AND revoked_at IS NULL;
  DELETE FROM recovery_codes WHERE account_id = NEW.account_id AND user_id = NEW.user_id;
  RETURN NULL;
END $$;
