-- What a code of a token opened in a portal ends with that token: sessions of level 2 go to level 1, whoever stops the token and by
-- which way. Otherwise a browser that was left open would connect another one. Only the session in which its user does so stays as
-- it is: there, another token is connected in the place of the one that was given back. Its id is in tokenplane.portal_session.
-- What an invitation or a recovery code opened before ends as well.
CREATE FUNCTION portal_proofs_end(account uuid, person uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET level = 1, way = CASE way
      WHEN 'INVITATION' THEN 'INVITATION_USED' WHEN 'RECOVERY_CODE' THEN 'RECOVERY_CODE_USED' ELSE way END
    WHERE account_id = account AND user_id = person AND kind = 'PORTAL' AND level = 2 AND revoked_at IS NULL
      AND id::text IS DISTINCT FROM current_setting('tokenplane.portal_session', true);
END $$;

CREATE FUNCTION tokens_proofs_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM portal_proofs_end(OLD.account_id, OLD.user_id);
  RETURN NULL;
END $$;
-- Not of the columns that a sign-in writes. A period of validity that changes is proven again: the clock is the server's.
CREATE TRIGGER tokens_proofs_end_with_change
  AFTER UPDATE OF user_id, status, enabled, valid_from, valid_until, secret_fingerprint, target ON tokens
  FOR EACH ROW WHEN (OLD.user_id IS NOT NULL AND OLD.status = 'ACTIVE' AND OLD.enabled AND (
    NEW.user_id IS DISTINCT FROM OLD.user_id OR NEW.status <> 'ACTIVE' OR NOT NEW.enabled
    OR NEW.valid_from IS DISTINCT FROM OLD.valid_from OR NEW.valid_until IS DISTINCT FROM OLD.valid_until
    OR NEW.secret_fingerprint IS DISTINCT FROM OLD.secret_fingerprint OR NEW.target IS DISTINCT FROM OLD.target))
  EXECUTE FUNCTION tokens_proofs_end();
CREATE TRIGGER tokens_proofs_end_with_token AFTER DELETE ON tokens
  FOR EACH ROW WHEN (OLD.user_id IS NOT NULL AND OLD.status = 'ACTIVE' AND OLD.enabled) EXECUTE FUNCTION tokens_proofs_end();

-- A resource that is deleted may have very many links: all of them at once.
CREATE FUNCTION assignments_proofs_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET level = 1, way = CASE way
      WHEN 'INVITATION' THEN 'INVITATION_USED' WHEN 'RECOVERY_CODE' THEN 'RECOVERY_CODE_USED' ELSE way END
    FROM (SELECT DISTINCT account_id, resource_id, user_id FROM gone WHERE user_id IS NOT NULL) AS link
    WHERE sessions.account_id = link.account_id AND sessions.resource_id = link.resource_id AND sessions.user_id = link.user_id
      AND sessions.kind = 'PORTAL' AND sessions.level = 2 AND sessions.revoked_at IS NULL
      AND sessions.id::text IS DISTINCT FROM current_setting('tokenplane.portal_session', true);
  RETURN NULL;
END $$;
CREATE TRIGGER assignments_proofs_end AFTER DELETE ON assignments
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION assignments_proofs_end();
