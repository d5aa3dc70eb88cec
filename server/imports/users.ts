import type { Cells, Layout } from "@tokenplane/files/columns";
import { refuseFormula } from "@tokenplane/files/formula";
import { refuseShortenedNumber } from "@tokenplane/files/shortened-number";
import { Prisma } from "../database/generated/client.js";
import { searchWords } from "../database/search.js";
import { checkUserFields } from "../users/create-user.js";
import { loginKey, userColumns } from "../users/user-store.js";
import { insertedEvents } from "./events.js";
import type { GivenRow, Importer } from "./importer.js";

export const USER_LAYOUT: Layout = [
  { name: "login", aliases: ["login", "username", "user", "account"], required: true },
  { name: "email", aliases: ["email", "emailaddress", "mail"], required: false },
  { name: "phoneNumber", aliases: ["phonenumber", "phone", "mobile"], required: false },
  { name: "firstName", aliases: ["firstname", "givenname"], required: false },
  { name: "lastName", aliases: ["lastname", "surname", "familyname"], required: false },
  { name: "locale", aliases: ["locale", "language"], required: false, onlyByName: true },
];

/** The row of a user. @throws Refusal */
export function userRow(
  line: number,
  { login = "", email, phoneNumber, firstName, lastName, locale }: Cells,
): GivenRow {
  // A phone number begins with a plus, followed only by digits.
  for (const [name, text] of Object.entries({ login, email, firstName, lastName })) {
    if (text !== undefined) refuseFormula(text, name);
  }
  refuseShortenedNumber(login, "login");
  refuseShortenedNumber(phoneNumber ?? "", "phoneNumber");
  const fields = checkUserFields(
    {
      login,
      email: email ?? null,
      phoneNumber: phoneNumber ?? null,
      firstName: firstName ?? null,
      lastName: lastName ?? null,
      locale: locale ?? null,
      enabled: true,
    },
    [],
  );
  return {
    line,
    key: loginKey(login),
    fields: { ...fields, words: searchWords(fields.login) },
    search: userColumns(fields).search,
    secret: null,
  };
}

export const userImporter: Importer = {
  kind: "USERS",
  concernsAdministrators: false,
  counted: "users",
  secretAad: null,
  fingerprintOf: null,
  called: "login",
  unique: Prisma.sql`key`,
  conflicts: (rows) => Prisma.sql`
    SELECT import_rows.position, import_rows.line, 'ALREADY_EXISTS', 'Another user has this login.'
    FROM users, ${rows} AND users.account_id = import_rows.account_id AND users.login_lower = import_rows.key`,
  constraints: ["users_account_id_login_lower_key"],
  held: null,
  insert: (now) => Prisma.sql`
    INSERT INTO users (account_id, id, login, login_lower, email, phone_number, first_name, last_name, locale, search,
      created_at, updated_at)
    SELECT account_id, id, fields ->> 'login', key, fields ->> 'email', fields ->> 'phoneNumber',
      fields ->> 'firstName', fields ->> 'lastName', fields ->> 'locale', search, ${now}::timestamptz, ${now}::timestamptz FROM staged RETURNING 1`,
  insertEvents: (circumstances) =>
    insertedEvents(circumstances, {
      type: "USER_CREATED",
      names: { user: { id: "id", name: "fields ->> 'login'" } },
      params: Prisma.sql`'{"isImported":"true"}'::jsonb`,
      search: Prisma.sql`ARRAY(SELECT jsonb_array_elements_text(fields -> 'words'))`,
      from: Prisma.sql`staged`,
    }),
};
