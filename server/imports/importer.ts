import type { ErrorCode } from "@tokenplane/rules/refusal";
import type { Counted } from "../actions/quota.js";
import type { Sql } from "../database/database.js";
import type { Circumstances } from "../events/record.js";
import type { Place } from "../secrets/secret-box.js";

/** A row of a file that is valid by itself. Whether it fits the account is checked later. */
export interface GivenRow {
  /** Where it begins: a line of the file, from 1. */
  readonly line: number;
  /** The key by which the row is known in the account. */
  readonly key: string;
  /** The values for the move. */
  readonly fields: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** The search words. */
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
  /** @throws FileError when the file cannot be read any further; after the rows before that place were given */
  push(text: string): Promise<(GivenRow | RowRefusal)[]>;
  /** @throws FileError */
  end(): Promise<(GivenRow | RowRefusal)[]>;
}

/** The kind of objects that rows become: tokens, users or links. */
export interface Importer {
  readonly kind: "TOKENS" | "USERS" | "ASSIGNMENTS";
  /** Whether the importer's rows may be about people with a role. */
  readonly concernsAdministrators: boolean;
  /** The part of the service plan that each row needs; null for none. */
  readonly counted: Counted | null;
  /** The place of a row's secret; null for rows without one. */
  readonly secretAad: ((accountId: string, id: string) => Place) | null;
  /**
   * The fingerprint by which the account recognizes a row's secret: stored in its fields as `secretFingerprint`; null
   * for rows without one.
   */
  readonly fingerprintOf:
    ((hmacKey: Uint8Array, accountId: string, secret: Uint8Array, row: GivenRow) => Buffer) | null;
  /** The name of the key: "serial number". */
  readonly called: string;
  /**
   * The value that must differ in all rows of a file, in SQL over the columns of import_rows: as the unique index of the account
   * compares it.
   */
  readonly unique: Sql;
  /**
   * Selects position, line, code and message of rows that conflict with the account.
   * @param rows what follows FROM: `import_rows WHERE …`; more conditions are added with AND.
   * @param mayTouchAdministrators whether the actor may change people with a role.
   */
  readonly conflicts: (rows: Sql, mayTouchAdministrators: boolean) => Sql;
  /** Constraints that a row violates when the account changed meanwhile. */
  readonly constraints: readonly string[];
  /** Selects what the rows in `staged` are about, and locks it; null when there is nothing to lock. */
  readonly held: Sql | null;
  /**
   * Inserts the objects of the rows, which are in `staged`, with the columns of import_rows. What was locked is in `held`.
   * It returns a row for each, which the move counts.
   * @param mayTouchAdministrators whether the actor may change people with a role.
   */
  readonly insert: (now: Date, mayTouchAdministrators: boolean) => Sql;
  /** Inserts their events, from the same. */
  readonly insertEvents: (circumstances: Circumstances) => Sql;
}
