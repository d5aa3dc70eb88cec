-- The phone of a token is what its secret is to others (see 20261128021500_proofs_end_with_tokens): sessions of level 2 end with the
-- phone that is in use, also where the token gets another one and stays as it is. A phone that is deleted with its token finds no
-- token any more; then the token's trigger did it.
CREATE FUNCTION push_devices_proofs_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM portal_proofs_end(OLD.account_id, t.user_id) FROM tokens AS t
    WHERE t.account_id = OLD.account_id AND t.id = OLD.token_id AND t.user_id IS NOT NULL;
  RETURN NULL;
END $$;
-- Not of the columns that a request or a poll writes.
CREATE TRIGGER push_devices_proofs_end_with_change AFTER UPDATE OF state, public_key ON push_devices
  FOR EACH ROW WHEN (OLD.state = 'ACTIVE' AND (NEW.state <> 'ACTIVE' OR NEW.public_key IS DISTINCT FROM OLD.public_key))
  EXECUTE FUNCTION push_devices_proofs_end();
CREATE TRIGGER push_devices_proofs_end_with_phone AFTER DELETE ON push_devices
  FOR EACH ROW WHEN (OLD.state = 'ACTIVE') EXECUTE FUNCTION push_devices_proofs_end();
