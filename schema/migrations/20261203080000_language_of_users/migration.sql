-- In which language a person reads mails, and what a phone asks; null for the account's.
ALTER TABLE users ADD COLUMN locale text CHECK (locale IN ('en', 'de', 'fr', 'es', 'uk', 'pl'));
-- When the person typed a first code of a token in a session of a portal.
ALTER TABLE sessions ADD COLUMN connected_at timestamptz(3);

-- What such a code proved ends with the token, as what later codes prove does, in all sessions but the one in which it ends.
CREATE OR REPLACE FUNCTION portal_proofs_end(account uuid, person uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET level = 1, connected_at = NULL, way = CASE way
      WHEN 'INVITATION' THEN 'INVITATION_USED' WHEN 'RECOVERY_CODE' THEN 'RECOVERY_CODE_USED' ELSE way END
    WHERE account_id = account AND user_id = person AND kind = 'PORTAL' AND (level = 2 OR connected_at IS NOT NULL)
      AND revoked_at IS NULL AND id::text IS DISTINCT FROM current_setting('tokenplane.portal_session', true);
END $$;

CREATE OR REPLACE FUNCTION assignments_proofs_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET level = 1, connected_at = NULL, way = CASE way
      WHEN 'INVITATION' THEN 'INVITATION_USED' WHEN 'RECOVERY_CODE' THEN 'RECOVERY_CODE_USED' ELSE way END
    FROM (SELECT DISTINCT account_id, resource_id, user_id FROM gone WHERE user_id IS NOT NULL) AS link
    WHERE sessions.account_id = link.account_id AND sessions.resource_id = link.resource_id AND sessions.user_id = link.user_id
      AND sessions.kind = 'PORTAL' AND (sessions.level = 2 OR sessions.connected_at IS NOT NULL) AND sessions.revoked_at IS NULL
      AND sessions.id::text IS DISTINCT FROM current_setting('tokenplane.portal_session', true);
  PERFORM console_sessions_end(gone.account_id, gone.user_id) FROM gone
    JOIN resources AS r ON r.account_id = gone.account_id AND r.id = gone.resource_id AND r.kind = 'CONSOLE'
    WHERE gone.user_id IS NOT NULL;
  RETURN NULL;
END $$;
