import type { Counted } from "../accounts/quota.js";
import type { Sql } from "../database/database.js";
import type { Circumstances } from "../events/record.js";
import type { ErrorCode } from "../graphql/errors.js";
import type { Place } from "../secrets/secret-box.js";

/** A row of a file that is valid by itself. Whether it fits the account is checked later. */
export interface GivenRow {
  /** Where it begins: a line of the file, from 1. */
  readonly line: number;
  /** What must be unique, in the file and in the account. */
  readonly key: string;
  /** What the move reads of it. */
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
  /** Words that it is found by. */
  readonly search: readonly string[];
  readonly secret: Buffer | null;
}

/** Why a row, or the whole file (line null), is not imported. */
export interface RowRefusal {
  readonly line: number | null;
  readonly code: ErrorCode;
  readonly message: string;
}

/** Reads the rows of a file, piece by piece. */
export interface RowReader {
  /** @throws FileError when the file cannot be read any further */
  push(text: string): Promise<(GivenRow | RowRefusal)[]>;
  /** @throws FileError */
  end(): Promise<(GivenRow | RowRefusal)[]>;
}

/** What is made of rows: tokens, users or links. */
export interface Importer {
  readonly kind: "TOKENS" | "USERS" | "ASSIGNMENTS";
  /** What of the service plan each row takes; null for none. */
  readonly counted: Counted | null;
  /** Where the secret of a row will stand; null for rows without. */
  readonly secretAad: ((accountId: string, id: string) => Place) | null;
  /** By what the account knows a row's secret again: kept in its fields as `secretFingerprint`; null for rows without. */
  readonly fingerprintOf:
    ((hmacKey: Uint8Array, accountId: string, secret: Uint8Array, row: GivenRow) => Buffer) | null;
  /** What a key is called: "serial number". */
  readonly called: string;
  /**
   * Selects position, line, code and message of rows that the account has no room for.
   * @param rows what follows a FROM and a comma: `import_rows WHERE …`, to which more conditions are added with AND.
   */
  readonly conflicts: (rows: Sql) => Sql;
  /** Constraints that a row violates when something else came in between. */
  readonly constraints: readonly string[];
  /** Inserts what the rows become; they are in `staged`, as columns of import_rows. */
  readonly insert: (now: Date) => Sql;
  /** Inserts the events of that. */
  readonly tell: (circumstances: Circumstances) => Sql;
}
