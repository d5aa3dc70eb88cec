-- Codes are claimed before links and notices. Servers of the version before claim by messages_due, in the order of time alone.
CREATE INDEX messages_due_in_order ON messages (
  (purpose IN ('INVITATION', 'PASSWORD_RESET', 'PASSWORD_SET', 'TOKEN_CONNECTED', 'PORTAL_INVITATION', 'PORTAL_CHANGE')), next_at
) WHERE state = 'PENDING';
