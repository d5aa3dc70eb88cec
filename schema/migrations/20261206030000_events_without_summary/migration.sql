-- Events have parameters; only those of earlier versions have a sentence.
ALTER TABLE events ALTER COLUMN summary SET DEFAULT '';

-- An erasure follows references, and no longer looks through all changes.
DROP INDEX events_with_changes;
