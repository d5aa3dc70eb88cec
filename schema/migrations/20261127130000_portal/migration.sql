-- People in the portal of a resource: their sessions, sign-ins and links.

ALTER TABLE sessions
  DROP CONSTRAINT sessions_kind_check,
  ADD CONSTRAINT sessions_kind_check CHECK (kind IN ('CONSOLE', 'PORTAL')),
  -- The portal's resource, and by what the person began to sign in there; null for the console.
  ADD COLUMN resource_id uuid,
  -- Devices that a user tried to take in it.
  ADD COLUMN claims smallint NOT NULL DEFAULT 0,
  ADD COLUMN way text CHECK (way IN ('PASSWORD', 'MAIL_CODE', 'INVITATION')),
  ADD CONSTRAINT sessions_of_portals CHECK ((kind = 'PORTAL') = (resource_id IS NOT NULL) AND (kind = 'PORTAL') = (way IS NOT NULL));

ALTER TABLE sign_ins
  -- The portal's resource; null for the console.
  ADD COLUMN resource_id uuid,
  -- To whom a code was mailed, and what is stored of it; null where the password is typed, and for logins that nobody has.
  ADD COLUMN mailed_to uuid,
  ADD COLUMN code_hmac bytea,
  DROP CONSTRAINT sign_ins_right_password,
  ADD CONSTRAINT sign_ins_right_password CHECK (
    CASE WHEN resource_id IS NULL THEN (user_id IS NULL) = (password_version IS NULL)
    ELSE user_id IS NOT NULL OR password_version IS NULL END);

ALTER TABLE invitations
  DROP CONSTRAINT invitations_purpose_check,
  ADD CONSTRAINT invitations_purpose_check CHECK (purpose IN ('SETUP', 'JOIN', 'PASSWORD', 'TOKEN', 'ENROL')),
  -- The portal's resource; null for links to the console.
  ADD COLUMN resource_id uuid,
  ADD CONSTRAINT invitations_of_portals CHECK ((purpose = 'ENROL') = (resource_id IS NOT NULL));

-- When a user first had a token that works. Whoever had one once gets no other by a password alone.
ALTER TABLE users ADD COLUMN enrolled_at timestamptz(3);
UPDATE users SET enrolled_at = updated_at
  WHERE EXISTS (
    SELECT 1 FROM tokens WHERE tokens.account_id = users.account_id AND tokens.user_id = users.id AND tokens.status = 'ACTIVE'
  ) OR EXISTS (
    SELECT 1 FROM events WHERE events.account_id = users.account_id AND events.user_id = users.id
      AND events.type IN ('TOKEN_ASSIGNED', 'TOKEN_ENROLLED', 'TOKEN_UNASSIGNED', 'AUTHENTICATION_GRANTED')
  );
CREATE FUNCTION users_enrolled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE users SET enrolled_at = NEW.updated_at
    WHERE account_id = NEW.account_id AND id = NEW.user_id AND enrolled_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER users_enrolled_by_new_token AFTER INSERT ON tokens
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL AND NEW.status = 'ACTIVE') EXECUTE FUNCTION users_enrolled();
CREATE TRIGGER users_enrolled_by_token AFTER UPDATE OF user_id, status ON tokens
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL AND NEW.status = 'ACTIVE'
    AND (OLD.user_id IS DISTINCT FROM NEW.user_id OR OLD.status <> NEW.status)) EXECUTE FUNCTION users_enrolled();

-- Nobody is signed in to a portal that was closed, also when it is opened again.
CREATE FUNCTION portals_sessions_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = now()
    WHERE account_id = OLD.account_id AND resource_id = OLD.id AND revoked_at IS NULL;
  DELETE FROM sign_ins WHERE account_id = OLD.account_id AND resource_id = OLD.id;
  UPDATE invitations SET revoked_at = now()
    WHERE account_id = OLD.account_id AND resource_id = OLD.id AND used_at IS NULL AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER portals_sessions_end_with_policy AFTER UPDATE OF portal_address ON resources
  FOR EACH ROW WHEN (OLD.portal_address IS NOT NULL AND NEW.portal_address IS NULL) EXECUTE FUNCTION portals_sessions_end();
CREATE TRIGGER portals_sessions_end_with_resource AFTER DELETE ON resources
  FOR EACH ROW WHEN (OLD.portal_address IS NOT NULL) EXECUTE FUNCTION portals_sessions_end();

-- Whoever gets a role signs in to the console, and is in no portal any more.
CREATE FUNCTION administrators_leave_portals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = NEW.created_at
    WHERE account_id = NEW.account_id AND user_id = NEW.user_id AND kind = 'PORTAL' AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER administrators_leave_portals AFTER INSERT ON administrators
  FOR EACH ROW EXECUTE FUNCTION administrators_leave_portals();
