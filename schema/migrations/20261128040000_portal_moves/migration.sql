-- Nobody is signed in to a portal that was closed, also when it is opened again. Links that nobody used in time stay what they
-- are: whoever opens the portal again sees whom to remind.
CREATE OR REPLACE FUNCTION portals_sessions_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = now()
    WHERE account_id = OLD.account_id AND resource_id = OLD.id AND revoked_at IS NULL;
  DELETE FROM sign_ins WHERE account_id = OLD.account_id AND resource_id = OLD.id;
  UPDATE invitations SET revoked_at = now()
    WHERE account_id = OLD.account_id AND resource_id = OLD.id AND used_at IS NULL AND revoked_at IS NULL
      AND (TG_OP = 'DELETE' OR expires_at > NEW.updated_at);
  RETURN NULL;
END $$;

-- A portal that gets another address ends its sessions, also when it gets the one before again. Links stay: they have no address.
CREATE FUNCTION portals_sessions_end_with_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = now()
    WHERE account_id = OLD.account_id AND resource_id = OLD.id AND revoked_at IS NULL;
  DELETE FROM sign_ins WHERE account_id = OLD.account_id AND resource_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER portals_sessions_end_with_address AFTER UPDATE OF portal_address ON resources
  FOR EACH ROW WHEN (OLD.portal_address <> NEW.portal_address) EXECUTE FUNCTION portals_sessions_end_with_address();

-- A token that is taken from its user takes nobody's place in a portal any more.
CREATE FUNCTION recovered_tokens_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM recovered_tokens WHERE account_id = OLD.account_id AND token_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER recovered_tokens_end_with_user AFTER UPDATE OF user_id ON tokens
  FOR EACH ROW WHEN (OLD.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id) EXECUTE FUNCTION recovered_tokens_end();
