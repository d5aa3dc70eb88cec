-- From when a token is valid, and until when: compared at use. Files of vendors say both (RFC 6030 §5).
ALTER TABLE tokens ADD COLUMN valid_from timestamptz(3);
ALTER TABLE tokens ADD COLUMN valid_until timestamptz(3);
ALTER TABLE tokens ADD CONSTRAINT tokens_validity_in_order CHECK (valid_from < valid_until);
