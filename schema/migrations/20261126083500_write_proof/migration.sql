-- One row that a server writes to prove that it can.
CREATE TABLE write_proof (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  written_at timestamptz(3) NOT NULL
);

INSERT INTO write_proof (written_at) VALUES ('2026-01-01T00:00:00Z');
