// The least that signs people in: node:http, JSON, one read, one HOTP code, and one guarded write with a line of a log, durable
// and batched as the server does it. What the server costs beside this is what it does more.
import { createServer } from "node:http";
import pg from "pg";
import { newId } from "../../server/database/new-id.js";
import { batcher } from "../../server/database/batcher.js";
import { readText } from "../../server/http/node-request.js";
import { hotp } from "../../server/otp/hotp.js";
import { stepAt } from "../../server/otp/windows.js";
import { PERIOD_SECONDS, SECRET } from "./codes.js";

interface Asked {
  readonly login: string;
  readonly passcode: string;
}

interface Kept {
  readonly secret: Buffer;
  readonly last_step: string;
}

interface Use {
  readonly login: string;
  readonly step: number;
}

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });

await pool.query(`
  DROP SCHEMA IF EXISTS minimum CASCADE;
  CREATE SCHEMA minimum;
  CREATE TABLE minimum.tokens (login text PRIMARY KEY, secret bytea NOT NULL, last_step bigint NOT NULL) WITH (fillfactor = 70);
  CREATE TABLE minimum.events (id uuid PRIMARY KEY, at timestamptz NOT NULL, login text NOT NULL, granted boolean NOT NULL)`);
await pool.query(
  "INSERT INTO minimum.tokens SELECT 'user' || n, $1, -1 FROM generate_series(0, $2::int - 1) AS n",
  [SECRET, Number(process.env["PEOPLE"])],
);
await pool.query("ANALYZE minimum.tokens");

const gathering = { most: 64, inFlight: 2 };

const read = batcher<string, Kept>(
  async (logins) => {
    const { rows } = await pool.query<Kept>({
      name: "read",
      text: `SELECT secret, last_step FROM unnest($1::text[]) WITH ORDINALITY AS asked (login, n)
        JOIN minimum.tokens USING (login) ORDER BY n`,
      values: [logins],
    });
    return rows;
  },
  { ...gathering, getKey: () => null },
);

const use = batcher<Use, boolean>(
  async (uses) => {
    const { rows } = await pool.query<{ login: string }>({
      name: "use",
      text: `WITH used AS (
          UPDATE minimum.tokens AS token SET last_step = step
          FROM unnest($1::text[], $2::bigint[]) AS asked (login, step)
          WHERE token.login = asked.login AND token.last_step < step RETURNING token.login
        )
        INSERT INTO minimum.events (id, at, login, granted)
        SELECT id, now(), login, true FROM used JOIN unnest($1::text[], $3::uuid[]) AS asked (login, id) USING (login)
        RETURNING login`,
      values: [
        uses.map(({ login }) => login),
        uses.map(({ step }) => step),
        uses.map(() => newId(Date.now())),
      ],
    });
    const done = new Set(rows.map(({ login }) => login));
    return uses.map(({ login }) => done.has(login));
  },
  { ...gathering, getKey: ({ login }) => login },
);

async function signIn({ login, passcode }: Asked): Promise<boolean> {
  const { secret, last_step } = await read(login);
  const now = stepAt(Date.now(), PERIOD_SECONDS);
  const step = [now, now + 1].find((one) => hotp(secret, one, 6, "SHA1") === passcode);
  return step !== undefined && step > Number(last_step) && (await use({ login, step }));
}

/** What the API's request asks. */
function askedIn(body: string): Asked {
  const { variables } = JSON.parse(body) as {
    variables: { input: { subject: { user: { login: string } }; passcode: string } };
  };
  const { subject, passcode } = variables.input;
  return { login: subject.user.login, passcode };
}

createServer((request, response) => {
  const answer = async () => {
    if (request.method !== "POST") return response.end();
    const granted = await signIn(askedIn(await readText(request)));
    const text = `{"data":{"authenticate":{"granted":${granted}}}}`;
    response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
    return response.end(text);
  };
  void answer();
}).listen(Number(process.env["PORT"]), "127.0.0.1");

process.on("SIGTERM", () => process.exit(0));
