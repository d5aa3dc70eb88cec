import { Prisma } from "../database/generated/client.js";
import type { Blueprint } from "../tokens/blueprint.js";
import { secretFingerprint } from "../tokens/fingerprint.js";
import { shortBytes, tokenSecretAad } from "../tokens/token-secret.js";
import { hasSerialNumber, tokenSearch } from "../tokens/token-store.js";
import { type Validity, validityInWords } from "../tokens/validity.js";
import { insertedEvents } from "./events.js";
import type { GivenRow, Importer } from "./importer.js";

/**
 * How many rows of a file may have the same secret. Each row is compared with those before it that have its secret: of
 * 100,000 rows with one secret, that would take hours.
 */
const MAX_SHARING = 16;
const SHARED_BY_MANY = `More than ${MAX_SHARING} rows have this secret. Every device has a different secret: correct the file.`;

const ALWAYS: Validity = { validFrom: null, validUntil: null };

/**
 * The row of a token.
 * @param drift the known drift of its clock, in steps. @param validity the period in which it is valid.
 */
export function tokenRow(
  line: number,
  blueprint: Blueprint,
  drift: number,
  validity: Validity = ALWAYS,
): GivenRow {
  const { kind, model, serialNumber, secret, algorithm, digits, hash, periodSeconds, lastStep } = blueprint;
  const { ocraSuite = null } = blueprint;
  if (serialNumber === null || secret === null) throw new TypeError("an imported token has both");
  return {
    line,
    key: serialNumber,
    fields: {
      serialNumber,
      kind,
      model,
      algorithm,
      digits,
      hash,
      periodSeconds,
      ocraSuite,
      lastStep,
      drift,
      ...validityInWords(validity),
      shortSecretBytes: shortBytes(secret),
    },
    search: tokenSearch(serialNumber, serialNumber),
    secret,
  };
}

function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export const tokenImporter: Importer = {
  kind: "TOKENS",
  concernsAdministrators: false,
  counted: "tokens",
  secretAad: tokenSecretAad,
  fingerprintOf: (hmacKey, accountId, secret, { fields }) =>
    secretFingerprint(hmacKey, accountId, secret, {
      hash: String(fields["hash"]),
      ocraSuite: asText(fields["ocraSuite"]),
    }),
  called: "serial number",
  unique: Prisma.sql`lower(fields ->> 'serialNumber')`,
  conflicts: (rows) => Prisma.sql`
    SELECT import_rows.position, import_rows.line, 'ALREADY_EXISTS', 'Another token of the account has this serial number.'
    FROM tokens, ${rows} AND tokens.account_id = import_rows.account_id AND ${hasSerialNumber(Prisma.sql`import_rows.fields ->> 'serialNumber'`)}
    UNION ALL SELECT position, line, 'VALIDATION_FAILED', ${SHARED_BY_MANY}::text
    FROM (
      SELECT position, line, row_number() OVER (PARTITION BY fields ->> 'secretFingerprint' ORDER BY position) AS number
      FROM ${rows}
    ) AS sharing WHERE number > ${MAX_SHARING}::int`,
  constraints: ["tokens_account_id_serial_number_key"],
  held: null,
  insert: (now) => Prisma.sql`
    INSERT INTO tokens (account_id, id, name, kind, model, serial_number, status, algorithm, digits, hash, period_seconds, ocra_suite,
      valid_from, valid_until, secret, secret_fingerprint, last_step, drift, search, created_at, updated_at)
    SELECT account_id, id, fields ->> 'serialNumber', fields ->> 'kind', fields ->> 'model', fields ->> 'serialNumber', 'ACTIVE', fields ->> 'algorithm',
      (fields ->> 'digits')::smallint, fields ->> 'hash', (fields ->> 'periodSeconds')::integer, fields ->> 'ocraSuite',
      (fields ->> 'validFrom')::timestamptz, (fields ->> 'validUntil')::timestamptz, secret,
      decode(fields ->> 'secretFingerprint', 'hex'), (fields ->> 'lastStep')::bigint, (fields ->> 'drift')::integer, search, ${now}::timestamptz, ${now}::timestamptz FROM staged RETURNING id AS token, lock_reason`,
  insertEvents: (circumstances) =>
    insertedEvents(circumstances, {
      type: "TOKEN_IMPORTED",
      names: { token: { id: "id", name: "fields ->> 'serialNumber'" } },
      changes: Prisma.sql`CASE WHEN fields ->> 'shortSecretBytes' IS NULL THEN '[]'::jsonb
        ELSE jsonb_build_array(jsonb_build_object('field', 'shortSecretBytes', 'from', NULL, 'to', fields ->> 'shortSecretBytes')) END`,
      params: Prisma.sql`jsonb_strip_nulls(jsonb_build_object('model', fields ->> 'model', 'isLocked', (lock_reason IS NOT NULL)::text,
        'shortSecretBytes', fields ->> 'shortSecretBytes'))`,
      search: Prisma.sql`search || lower(fields ->> 'model') || string_to_array(lower(fields ->> 'model'), '_')`,
      from: Prisma.sql`staged JOIN inserted ON inserted.token = staged.id`,
    }),
};
