-- What a policy forbade, a later policy does not begin. When a policy is loosened, each bypass keeps what the former policy left of it:
-- milliseconds from its grant, by the id of the resource, or by "default" for the account's default policy.
ALTER TABLE bypasses ADD COLUMN limits jsonb NOT NULL DEFAULT '{}'
  CONSTRAINT bypasses_limits_is_object CHECK (jsonb_typeof(limits) = 'object');
