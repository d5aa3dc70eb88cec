-- Whoever deletes a token, a resource or a user asks for what belongs to it, by these columns. Without an index, each token that was
-- deleted read all phones of its account, each resource all challenges and sessions, and each change of a user all sign-ins of the
-- installation.
CREATE INDEX push_devices_account_id_token_id_idx ON push_devices (account_id, token_id);
CREATE INDEX challenges_resource ON challenges (account_id, resource_id) WHERE resource_id IS NOT NULL;
CREATE INDEX sessions_resource ON sessions (account_id, resource_id) WHERE resource_id IS NOT NULL;
CREATE INDEX sign_ins_account_id_user_id_idx ON sign_ins (account_id, user_id);
