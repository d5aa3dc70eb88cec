-- Serial numbers are compared without their case, as logins are. The name of the constraint stays.
DO $$
BEGIN
  IF EXISTS (SELECT FROM tokens GROUP BY account_id, lower(serial_number) HAVING count(serial_number) > 1) THEN
    RAISE EXCEPTION 'Tokens of an account have serial numbers that differ by case alone. Start the earlier version, delete all but one of each such tokens, then start this version again.';
  END IF;
END
$$;
ALTER TABLE tokens DROP CONSTRAINT tokens_account_id_serial_number_key;
CREATE UNIQUE INDEX tokens_account_id_serial_number_key ON tokens (account_id, lower(serial_number));
