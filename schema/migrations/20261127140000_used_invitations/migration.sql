-- What an invitation allows once is used up in the sessions that it began.

ALTER TABLE sessions
  DROP CONSTRAINT sessions_way_check,
  ADD CONSTRAINT sessions_way_check CHECK (way IN ('PASSWORD', 'MAIL_CODE', 'INVITATION', 'INVITATION_USED'));
