-- The keys that a key made.
CREATE INDEX api_keys_account_id_created_by_idx ON api_keys (account_id, created_by);
