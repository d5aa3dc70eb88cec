-- Which history of which PostgreSQL this database belongs to. A fail-over, a move and a restored copy show as a difference
-- between this and what the server at hand says. NULL where it is not known yet: then the next start writes it down.
ALTER TABLE installation
  ADD COLUMN system_identifier text,
  ADD COLUMN timeline integer;
