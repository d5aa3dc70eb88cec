-- A session of the console that a code opened ends with the token that signs the person in there, whoever stops the token and by which
-- way: whoever has a lost phone may have a browser, too. In a portal such a session goes to level 1 (see
-- 20261128021500_proofs_end_with_tokens); in the console, level 1 would enrol another token. Only the session in which an administrator
-- does it stays; its id is in tokenplane.console_session.
CREATE FUNCTION console_sessions_end(account uuid, person uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET revoked_at = now()
    WHERE account_id = account AND user_id = person AND kind = 'CONSOLE' AND level = 2 AND revoked_at IS NULL
      AND id::text IS DISTINCT FROM current_setting('tokenplane.console_session', true);
END $$;

-- Of a token that stops. Its link to the console stays while it is disabled or waits for another secret.
CREATE OR REPLACE FUNCTION tokens_proofs_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM portal_proofs_end(OLD.account_id, OLD.user_id);
  PERFORM console_sessions_end(OLD.account_id, OLD.user_id) FROM assignments AS l
    JOIN resources AS r ON r.account_id = l.account_id AND r.id = l.resource_id AND r.kind = 'CONSOLE'
    WHERE l.account_id = OLD.account_id AND l.token_id = OLD.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION push_devices_proofs_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM portal_proofs_end(OLD.account_id, t.user_id) FROM tokens AS t
    WHERE t.account_id = OLD.account_id AND t.id = OLD.token_id AND t.user_id IS NOT NULL;
  PERFORM console_sessions_end(OLD.account_id, l.user_id) FROM assignments AS l
    JOIN resources AS r ON r.account_id = l.account_id AND r.id = l.resource_id AND r.kind = 'CONSOLE'
    WHERE l.account_id = OLD.account_id AND l.token_id = OLD.token_id AND l.user_id IS NOT NULL;
  RETURN NULL;
END $$;

-- A token that is deleted loses its links first.
CREATE OR REPLACE FUNCTION assignments_proofs_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET level = 1, way = CASE way
      WHEN 'INVITATION' THEN 'INVITATION_USED' WHEN 'RECOVERY_CODE' THEN 'RECOVERY_CODE_USED' ELSE way END
    FROM (SELECT DISTINCT account_id, resource_id, user_id FROM gone WHERE user_id IS NOT NULL) AS link
    WHERE sessions.account_id = link.account_id AND sessions.resource_id = link.resource_id AND sessions.user_id = link.user_id
      AND sessions.kind = 'PORTAL' AND sessions.level = 2 AND sessions.revoked_at IS NULL
      AND sessions.id::text IS DISTINCT FROM current_setting('tokenplane.portal_session', true);
  PERFORM console_sessions_end(gone.account_id, gone.user_id) FROM gone
    JOIN resources AS r ON r.account_id = gone.account_id AND r.id = gone.resource_id AND r.kind = 'CONSOLE'
    WHERE gone.user_id IS NOT NULL;
  RETURN NULL;
END $$;
