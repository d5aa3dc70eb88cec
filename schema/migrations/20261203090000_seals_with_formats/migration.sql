-- A seal says by which format it was made. One from before says nothing: it has the format 1 or 2, which the hashes of its events
-- show. Servers of the previous version make such seals beside this one.
ALTER TABLE event_seals ADD COLUMN format smallint CONSTRAINT event_seals_format_is_numbered CHECK (format >= 3);
