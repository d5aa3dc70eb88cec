import type { Cells, Layout } from "@tokenplane/files/columns";
import { refuseShortenedNumber } from "@tokenplane/files/shortened-number";
import { composed } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import { NIL_UUID } from "../nil-uuid.js";
import { hasSerialNumber } from "../tokens/token-store.js";
import { insertedEvents } from "./events.js";
import type { GivenRow, Importer } from "./importer.js";

export const ASSIGNMENT_LAYOUT: Layout = [
  { name: "resource", aliases: ["resource", "resourcename"], required: true },
  { name: "serialNumber", aliases: ["serialnumber", "serial", "serialno", "sn", "token"], required: true },
];

/** The row of a link. @throws Refusal */
export function assignmentRow(line: number, { resource = "", serialNumber = "" }: Cells): GivenRow {
  refuseShortenedNumber(serialNumber, "serial number");
  const fields = { resource: composed(resource), serialNumber };
  return { line, key: JSON.stringify(Object.values(fields)), fields, search: [], secret: null };
}

const OF_ROW = Prisma.sql`
  tokens.account_id = given.account_id AND ${hasSerialNumber(Prisma.sql`given.fields ->> 'serialNumber'`)}`;
const AT_ROW = Prisma.sql`
  resources.account_id = given.account_id AND resources.name = given.fields ->> 'resource' AND resources.kind = 'STANDARD'`;

export const assignmentImporter: Importer = {
  kind: "ASSIGNMENTS",
  concernsAdministrators: true,
  counted: null,
  secretAad: null,
  fingerprintOf: null,
  called: "link",
  unique: Prisma.sql`fields ->> 'resource', lower(fields ->> 'serialNumber')`,
  conflicts: (rows, mayTouchAdministrators) => Prisma.sql`
    SELECT position, line, split_part(why, ':', 1), substr(why, strpos(why, ':') + 1) FROM (
      SELECT given.position, given.line, CASE
        WHEN resources.id IS NULL THEN 'NOT_FOUND:There is no such resource.'
        WHEN tokens.id IS NULL THEN 'NOT_FOUND:There is no such token.'
        WHEN administrators.user_id IS NOT NULL AND NOT ${mayTouchAdministrators}::boolean THEN
          'POLICY_REFUSED:The token belongs to an administrator; only an ADMIN may link it.'
        WHEN same.id IS NOT NULL THEN 'ALREADY_EXISTS:The token is linked to this resource already.'
        WHEN other.id IS NOT NULL THEN
          'USER_HAS_TOKEN_AT_RESOURCE:The token''s user already has another token at this resource. Unlink that one first.'
        WHEN tokens.user_id IS NOT NULL
            AND min(tokens.id::text) OVER users_place <> max(tokens.id::text) OVER users_place THEN
          'USER_HAS_TOKEN_AT_RESOURCE:The file links two tokens of one user to this resource.'
        END AS why
      FROM (SELECT import_rows.* FROM ${rows}) AS given
      LEFT JOIN resources ON ${AT_ROW}
      LEFT JOIN tokens ON ${OF_ROW}
      LEFT JOIN administrators ON administrators.account_id = tokens.account_id AND administrators.user_id = tokens.user_id
      LEFT JOIN assignments AS same ON same.account_id = given.account_id AND same.resource_id = resources.id
        AND same.token_id = tokens.id
      LEFT JOIN assignments AS other ON other.account_id = given.account_id AND other.resource_id = resources.id
        AND other.user_id = tokens.user_id
      WINDOW users_place AS (PARTITION BY resources.id, tokens.user_id)
    ) AS judged WHERE why IS NOT NULL`,
  constraints: [
    "assignments_account_id_resource_id_fkey",
    "assignments_account_id_resource_id_token_id_key",
    "assignments_account_id_resource_id_user_id_key",
    "assignments_account_id_token_id_fkey",
    "assignments_account_id_token_id_user_id_fkey",
  ],
  // A link gets its token's user, and the token gets no other user meanwhile. This lock waits for no sign-in, and no
  // sign-in waits for it: the user of a token is part of a key that foreign keys refer to, and a sign-in changes no key.
  // It has all that follows needs of the rows: without statistics, a join with them would compare each with each.
  held: Prisma.sql`
    SELECT given.account_id, given.position, given.id, given.event_id, given.fields,
      tokens.id AS token_id, tokens.name AS token_name, tokens.own_search AS token_search, tokens.user_id
    FROM staged AS given JOIN tokens ON ${OF_ROW} ORDER BY tokens.id FOR KEY SHARE OF tokens`,
  // An object that was deleted meanwhile becomes the id of nothing, which the foreign keys refuse. So does a token that got
  // another user meanwhile, if that user is new, or is an administrator whom this import may not touch: then the rows are
  // looked at again.
  insert: (now, mayTouchAdministrators) => Prisma.sql`
    INSERT INTO assignments (account_id, id, resource_id, token_id, user_id, created_at)
    SELECT given.account_id, given.id, coalesce(resources.id, ${NIL_UUID}::uuid),
      CASE WHEN given.user_id IS NOT NULL AND users.id IS NULL
          OR administrators.user_id IS NOT NULL AND NOT ${mayTouchAdministrators}::boolean
        THEN ${NIL_UUID}::uuid ELSE given.token_id END,
      given.user_id, ${now}::timestamptz
    FROM held AS given LEFT JOIN resources ON ${AT_ROW}
    LEFT JOIN users ON users.account_id = given.account_id AND users.id = given.user_id
    LEFT JOIN administrators ON administrators.account_id = given.account_id AND administrators.user_id = given.user_id
    UNION ALL (
      SELECT account_id, ${NIL_UUID}::uuid, ${NIL_UUID}::uuid, ${NIL_UUID}::uuid, NULL, ${now}::timestamptz FROM staged
      WHERE (SELECT count(*) FROM held) < (SELECT count(*) FROM staged) LIMIT 1)
    RETURNING 1`,
  insertEvents: (circumstances) =>
    insertedEvents(circumstances, {
      type: "TOKEN_LINKED",
      names: {
        token: { id: "given.token_id", name: "given.token_name" },
        user: { id: "users.id", name: "users.login" },
        resource: { id: "resources.id", name: "resources.name" },
      },
      params: Prisma.sql`'{"isImported":"true"}'::jsonb`,
      // The parts of a login, too, as far as PostgreSQL knows its letters whatever the locale is.
      search: Prisma.sql`given.token_search || resources.search || array_remove(ARRAY[users.login_lower]
        || CASE WHEN users.login_lower ~ '^[ -~]+$' THEN regexp_split_to_array(users.login_lower, '[^a-z0-9]+') END, NULL)`,
      from: Prisma.sql`held AS given JOIN resources ON ${AT_ROW}
        LEFT JOIN users ON users.account_id = given.account_id AND users.id = given.user_id
        ORDER BY given.position`,
    }),
};
