-- What users may do by themselves in the portal of a resource.
ALTER TABLE resources
  ADD COLUMN self_service jsonb,
  ADD COLUMN portal_address text,
  ADD CONSTRAINT resources_portal_check CHECK ((self_service IS NULL) = (portal_address IS NULL)),
  -- Administrators sign in at the console; it is no place for a portal.
  ADD CONSTRAINT resources_console_has_no_portal CHECK (portal_address IS NULL OR kind = 'STANDARD');
-- People open a portal by its address alone, so it is unique in the whole installation.
CREATE UNIQUE INDEX resources_portal_address_key ON resources (portal_address);
