-- The list of an account's keys, newest first. No plan counts keys, and revoked ones stay: a pipeline that makes one for each run
-- leaves many.
CREATE INDEX api_keys_account_id_created_at_id_idx ON api_keys (account_id, created_at, id);
