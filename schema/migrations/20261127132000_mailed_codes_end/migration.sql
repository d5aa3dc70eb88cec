-- A sign-in by a mailed code knows only to whom the code was mailed, until it is typed. It ends with its user, and with the
-- address.
CREATE OR REPLACE FUNCTION users_sessions_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = NEW.updated_at
    WHERE account_id = NEW.account_id AND user_id = NEW.id AND revoked_at IS NULL;
  DELETE FROM sign_ins WHERE account_id = NEW.account_id AND (user_id = NEW.id OR mailed_to = NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION users_mailed_codes_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sign_ins WHERE account_id = NEW.account_id AND mailed_to = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_mailed_codes_end AFTER UPDATE OF email ON users
  FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION users_mailed_codes_end();
