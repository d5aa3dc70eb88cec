-- An account that has an ADMIN who can sign in keeps one: a person with a password, and with a token that signs in to the console. One who
-- was invited and has not joined yet does not count. Whoever cannot sign in may go: nothing is lost.
CREATE FUNCTION admins_who_can_sign_in(account uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT a.user_id FROM administrators AS a JOIN users AS u ON u.account_id = a.account_id AND u.id = a.user_id
    JOIN passwords AS p ON p.account_id = a.account_id AND p.user_id = a.user_id
    WHERE a.account_id = account AND a.role = 'ADMIN' AND u.enabled AND EXISTS (
      SELECT 1 FROM assignments AS l
        JOIN resources AS r ON r.account_id = l.account_id AND r.id = l.resource_id AND r.kind = 'CONSOLE'
        JOIN tokens AS t ON t.account_id = l.account_id AND t.id = l.token_id AND t.status = 'ACTIVE' AND t.enabled
      WHERE l.account_id = a.account_id AND l.user_id = a.user_id)
$$;

-- Changes of administrators wait for each other on the account's row.
CREATE OR REPLACE FUNCTION last_admin_stays(account uuid, leaving uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM accounts WHERE id = account FOR UPDATE;
  IF leaving IN (SELECT admins_who_can_sign_in(account))
    AND NOT EXISTS (SELECT 1 FROM admins_who_can_sign_in(account) AS other WHERE other <> leaving)
  THEN
    RAISE EXCEPTION 'violates constraint "administrators_last_admin_stays"' USING ERRCODE = 'check_violation';
  END IF;
END $$;
