/**
 * SQL that removes what the servers that run have said of themselves, and lets them say nothing more: as if they were suspended
 * for a minute.
 */
export const SILENCE = `
  CREATE TABLE silenced AS SELECT id FROM servers;
  CREATE FUNCTION silence() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.id IN (SELECT id FROM silenced) THEN RETURN NULL; END IF;
      RETURN NEW;
    END $$;
  CREATE TRIGGER silence BEFORE INSERT ON servers FOR EACH ROW EXECUTE FUNCTION silence();
  DELETE FROM servers;`;

/** SQL that ends the silence. */
export const LET_SPEAK = "DROP TRIGGER silence ON servers; DROP FUNCTION silence; DROP TABLE silenced;";
