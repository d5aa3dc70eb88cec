import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { isApiKey } from "../../server/access/api-key.js";
import { openEmbedded } from "../../server/database/embedded.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { openHere, stopAll } from "../support/installation.js";
import { freePort } from "../support/postgres.js";
import {
  failToStart,
  runCommand,
  startProcess,
  tryToStart,
  Workshop,
  type Ended,
  type ServerProcess,
} from "../support/process.js";
import { prepareFolder } from "../support/prepared.js";
import { Seed } from "../support/seed.js";
import { READY, getReadiness } from "../support/readiness.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

const hasPostgres = inject("postgresUrl") !== undefined;

/** Settings of a new installation on a database of its own. */
type NewInstallation = () => Promise<Record<string, string>>;

const onPGlite: NewInstallation = async () => ({ TOKENPLANE_DATA_DIR: workshop.dataFolder() });
/** The same, where making the database is not what it is about. */
const onPrepared = () => ({ TOKENPLANE_DATA_DIR: prepareFolder(workshop.dataFolder()) });
const onPostgres: NewInstallation = async () => ({
  DATABASE_URL: await makeDatabase(),
  TOKENPLANE_MASTER_KEY: newMasterKey(),
});

const STORES: readonly (readonly [string, NewInstallation])[] = hasPostgres
  ? [
      ["PGlite", onPGlite],
      ["PostgreSQL", onPostgres],
    ]
  : [["PGlite", onPGlite]];

/** The one line of a start that was refused. */
function refusal({ code, stdout, stderr }: Ended, expected = 1): string {
  expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
  const [line, ...more] = stderr.trimEnd().split("\n");
  expect(more).toEqual([]);
  expect(line).toMatch(/^[A-Z].*\.$/);
  return line ?? "";
}

/** Runs SQL on the database of an installation that is stopped. */
async function alter(
  { DATABASE_URL, TOKENPLANE_DATA_DIR }: Record<string, string>,
  sql: string,
): Promise<void> {
  if (DATABASE_URL !== undefined) {
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query(sql);
    await client.end();
    return;
  }
  const database = await openEmbedded(`${TOKENPLANE_DATA_DIR}/database`);
  await database.script(sql);
  await database.close();
}

/** Makes a new installation and stops it. @returns its settings and its key. */
async function installed(store: NewInstallation): Promise<{ settings: Record<string, string>; key: string }> {
  const settings = await store();
  const server = await openHere(settings);
  await server.stop();
  return { settings, key: server.firstAdminKey ?? "" };
}

/** A listener on a port that nobody else takes when it is free again. */
async function occupiedPort(): Promise<{ port: number; free: () => Promise<void> }> {
  const port = await freePort();
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port,
    free: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Asks a server that starts until it says that it is ready. @returns whether a file was there then. */
async function isThereOnceReady(port: number, file: string): Promise<boolean> {
  for (;;) {
    const status = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return existsSync(file);
    await pause(2);
  }
}

/** A mode as `ls` says it, in octal. */
function getMode(file: string): string {
  return (statSync(file).mode & 0o777).toString(8);
}

describe.each(STORES)("a start on %s", (name, store) => {
  /** In the default tier PostgreSQL, which starts more quickly, stands for both where they are alike. */
  const ofBoth = { tags: name === "PGlite" && hasPostgres ? "deep" : [] };

  it(
    "shows the first key once; the next keeps the data and shows no key; health checks need none",
    ofBoth,
    async () => {
      const settings = await store();
      const port = await freePort();
      const file = path.join(path.dirname(workshop.dataFolder()), "first-access.txt");
      const isThere = isThereOnceReady(port, file);
      const place = { PORT: String(port), TOKENPLANE_FIRST_ACCESS_FILE: file };
      const first = await workshop.start({ ...settings, ...place });
      expect(await isThere).toBe(true);
      const key = await first.firstAdminKey();
      const live = await fetch(`${first.url}/health/live`);
      expect([live.status, await live.json()]).toEqual([200, { status: "live" }]);
      expect(await getReadiness(first)).toBe(READY);
      const folder = settings["TOKENPLANE_DATA_DIR"];
      if (folder !== undefined) {
        // For its owner alone, and so is the master key beside it.
        expect([getMode(folder), getMode(`${folder}.master-key`)]).toEqual(["700", "600"]);
      }
      const admin = new Api(first.url, key);
      await admin.do("userCreate", { login: "anna" }, "__typename");
      const link = await first.setupLink();
      const { stdout, stderr } = await first.stop();
      // Nobody sits before a terminal here: key and link are in a file, and in no log.
      for (const secret of [key, link, "tp_", "/invitation#"]) expect(stdout).not.toContain(secret);
      expect(stderr).toBe("");

      const next = await workshop.start(settings);
      const { user } = await new Api(next.url, key).query<{ user: unknown }>(
        '{ user(by: { login: "anna" }) { login } }',
      );
      expect(user).toEqual({ login: "anna" });
      // There is no administrator yet, so that there is another link; it is not the one of before.
      expect(await next.setupLink()).not.toBe(link);
      await expect(next.firstAdminKey()).rejects.toThrow("has no");
      const later = await next.stop();
      expect(`${later.stdout}${later.stderr}`).not.toMatch(/tp_|invitation#/);
    },
  );

  it(
    "writes key and link to a file for its owner alone, and makes none that it could not show",
    { ...ofBoth, tags: "deep" },
    async () => {
      const settings = await store();
      const folder = workshop.dataFolder();
      const file = path.join(folder, "below", "first-access.txt");
      const missing = await failToStart({ ...settings, TOKENPLANE_FIRST_ACCESS_FILE: file });
      expect(refusal(missing, 2)).toContain("TOKENPLANE_FIRST_ACCESS_FILE: there is no folder");
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const server = await workshop.start({ ...settings, TOKENPLANE_FIRST_ACCESS_FILE: file });
      expect(await server.firstAdminKey()).toSatisfy(isApiKey);
      expect([getMode(path.dirname(file)), getMode(file)]).toEqual(["700", "600"]);
      const text = readFileSync(file, "utf8");
      const link = await server.setupLink();
      expect(text).toContain(link);
      await server.stop();
      // Nobody has read it: another start makes another link, and keeps the key.
      const again = await workshop.start({ ...settings, TOKENPLANE_FIRST_ACCESS_FILE: file });
      expect(await again.firstAdminKey()).toBe(await server.firstAdminKey());
      expect(await again.setupLink()).not.toBe(link);
      expect([getMode(file), readdirSync(path.dirname(file))]).toEqual(["600", ["first-access.txt"]]);
      await again.stop();
    },
  );

  it(
    "is refused while its port is in use, and the next one still shows the first key",
    { tags: "deep" },
    async () => {
      const settings = await store();
      const { port, free } = await occupiedPort();
      const line = refusal(await failToStart({ ...settings, PORT: String(port) }));
      expect(line).toBe(
        `Port ${port} on 127.0.0.1 is in use. Set PORT to another one, or to 0 for any free port.`,
      );
      await free();
      const server = await workshop.start({ ...settings, PORT: String(port) });
      expect(server.url).toBe(`http://127.0.0.1:${port}`);
      await server.firstAdminKey();
      await server.stop();
    },
  );

  // (In the default tier, conformance/database.test.ts has it, without a process.)
  it("is refused on a database that something newer has migrated", { tags: "deep" }, async () => {
    const { settings } = await installed(store);
    await alter(
      settings,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '29990101000000_later')`,
    );
    expect(refusal(await failToStart(settings))).toMatch(
      /^The database was migrated by a newer Tokenplane than this one \(.*\)\. Start the newest version that was started with it, or restore/,
    );
  });

  it("is refused on a database whose migration was another one", { tags: "deep" }, async () => {
    const { settings } = await installed(store);
    await alter(settings, `UPDATE _prisma_migrations SET checksum = repeat('0', 64)`);
    expect(refusal(await failToStart(settings))).toMatch(
      /^The migration \d+_first was changed after this database was migrated with it\. Start Tokenplane \d\S+ \(\w+(-dirty)?\), or a newer version\.$/,
    );
  });

  it("is refused with another master key than the database was made with", ofBoth, async () => {
    const { settings, key } = await installed(store);
    const other = await failToStart({ ...settings, TOKENPLANE_MASTER_KEY: newMasterKey() });
    expect(refusal(other, 2)).toMatch(/^The master key is not the key that this database uses\./);
    const server = await openHere(settings);
    await new Api(server.url, key).query("{ account { name } }");
    await server.stop();
  });

  it("does not take a code again that was answered just before kill -9", { tags: "deep" }, async () => {
    const settings = name === "PGlite" ? onPrepared() : await store();
    const { stdout } = await runCommand(["operator-key"], settings);
    const first = await workshop.start(settings);
    const seed = await Seed.account(new Api(first.url, stdout.trim()), manualClock(Date.now()));
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] }, { periodSeconds: 86_400 });
    expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    await first.kill();
    const second = await workshop.start(settings);
    const after = seed.at(second.url);
    expect(await after.events(1)).toEqual(["AUTHENTICATION_GRANTED"]);
    expect(await after.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);
    expect(await after.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
    await second.stop();
  });

  it(
    "ends on SIGTERM with exit code 0, after the request that was in flight is answered",
    ofBoth,
    async () => {
      // If it waited for idle connections, it would do so for a minute.
      const server = await workshop.start({ ...(await store()), TOKENPLANE_SHUTDOWN_SECONDS: "300" });
      const body = JSON.stringify({ query: "{ account { name } }" });
      const request = http.request(`${server.url}/graphql`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${await server.firstAdminKey()}`,
          "content-type": "application/json",
          "content-length": body.length,
          expect: "100-continue",
        },
        agent: new http.Agent({ keepAlive: true }),
      });
      const answered = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        request.once("error", reject);
        request.once("response", (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (more: string) => {
            text += more;
          });
          response.once("end", () => resolve({ status: response.statusCode, text }));
        });
      });
      await new Promise<void>((resolve) => {
        request.once("continue", resolve);
        request.write(body.slice(0, 10));
      });
      const ended = server.stop();
      await server.says(/stopping: requests in flight are finished/);
      const isOpen = () =>
        fetch(`${server.url}/health/live`).then(
          () => true,
          () => false,
        );
      await expect.poll(isOpen).toBe(false);
      request.end(body.slice(10));
      expect(await answered).toEqual({ status: 200, text: '{"data":{"account":{"name":"Tokenplane"}}}' });
      const answeredAt = performance.now();
      expect(await ended).toMatchObject({ code: 0, signal: null, stderr: "" });
      expect(performance.now() - answeredAt, "it does not wait for idle connections").toBeLessThan(
        byTier(Infinity, 30_000),
      );
      expect(server.stdout()).toContain('"msg":"stopped"');
    },
  );

  it("ends on SIGTERM when its time is over, though a request never ends", { tags: "deep" }, async () => {
    const server = await workshop.start({ ...(await store()), TOKENPLANE_SHUTDOWN_SECONDS: "1" });
    const request = http.request(`${server.url}/graphql`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await server.firstAdminKey()}`,
        "content-type": "application/json",
        "content-length": 10,
        expect: "100-continue",
      },
    });
    const broken = new Promise<void>((resolve) => {
      request.once("error", () => resolve());
    });
    await new Promise<void>((resolve) => {
      request.once("continue", resolve);
      request.write("{");
    });
    expect(await server.stop()).toMatchObject({ code: 0, stderr: "" });
    await broken;
  });
});

describe("a wrong setting", () => {
  const file = `${workshop.dataFolder()}.file`;
  writeFileSync(file, "no key\n");
  const url = "postgresql://nobody@127.0.0.1:1/nothing";

  const WRONG: readonly (readonly [name: string, settings: Record<string, string>, line: RegExp])[] = [
    ["a port that is no number", { PORT: "http" }, /^PORT must be a whole number from 0 to 65535\.$/],
    ["a port that is too large", { PORT: "65536" }, /^PORT must be a whole number from 0 to 65535\.$/],
    [
      "an address that is not ours",
      { HOST: "192.0.2.1" },
      /^The server cannot listen on 192\.0\.2\.1, port 0 \(EADDRNOTAVAIL\)/,
    ],
    [
      "a window",
      { TOKENPLANE_TOTP_WINDOW: "2" },
      /^TOKENPLANE_TOTP_WINDOW must be a whole number from 0 to 1\.$/,
    ],
    ["a log level", { TOKENPLANE_LOG_LEVEL: "loud" }, /^TOKENPLANE_LOG_LEVEL must be debug, info/],
    ["proxies", { TOKENPLANE_TRUSTED_PROXIES: "10.0.0.0/8,proxy" }, /^TOKENPLANE_TRUSTED_PROXIES .*"proxy"/],
    ["an unknown name", { TOKENPLANE_TOTP_WINDOWS: "1" }, /^There is no setting TOKENPLANE_TOTP_WINDOWS\./],
    ["a database of another kind", { DATABASE_URL: "mysql://127.0.0.1/x" }, /^DATABASE_URL must look like/],
    [
      "a database without a master key",
      { DATABASE_URL: url },
      /^With DATABASE_URL the master key must be given: set TOKENPLANE_MASTER_KEY/,
    ],
    [
      "a database that cannot be reached",
      { DATABASE_URL: url, TOKENPLANE_MASTER_KEY: newMasterKey() },
      /^The database of DATABASE_URL cannot be used: .*ECONNREFUSED/,
    ],
    [
      "two master keys",
      { TOKENPLANE_MASTER_KEY: newMasterKey(), TOKENPLANE_MASTER_KEY_FILE: file },
      /^Set TOKENPLANE_MASTER_KEY or TOKENPLANE_MASTER_KEY_FILE, not both\.$/,
    ],
    [
      "a master key that is none",
      { TOKENPLANE_MASTER_KEY: "c2VjcmV0" },
      /^TOKENPLANE_MASTER_KEY does not contain a master key/,
    ],
    ["a file without a master key", { TOKENPLANE_MASTER_KEY_FILE: file }, /does not contain a master key/],
    [
      "a file that is not there",
      { TOKENPLANE_MASTER_KEY_FILE: `${file}s` },
      /\(ENOENT\)\. Check the path and the permissions of this file\.$/,
    ],
    [
      "a data folder in a file",
      { TOKENPLANE_DATA_DIR: `${file}/data` },
      /^The data folder .* cannot be created \(ENOTDIR\)/,
    ],
    [
      "a data folder that is a file",
      { TOKENPLANE_DATA_DIR: file },
      /^The data folder .* exists and is not a folder/,
    ],
  ];

  // What each setting takes is tried in server/config.test.ts, too: of the rows, some start a process in the default tier.
  it.each(WRONG.filter((_, index) => index % byTier(5, 1) === 0))(
    "stops the start with one clear line: %s",
    async (name, settings, line) => {
      const { TOKENPLANE_DATA_DIR = workshop.dataFolder() } = settings;
      const expected = name === "a database that cannot be reached" ? 3 : 2;
      expect(refusal(await failToStart({ TOKENPLANE_DATA_DIR, ...settings }), expected)).toMatch(line);
    },
  );

  it.skipIf(!hasPostgres)(
    "stops the start with one clear line: databases that cannot be used",
    { tags: "deep" },
    async () => {
      const { DATABASE_URL = "", ...settings } = await onPostgres();
      const missing = await failToStart({ ...settings, DATABASE_URL: `${DATABASE_URL}_missing` });
      expect(refusal(missing, 2)).toMatch(
        /^The database of DATABASE_URL cannot be used: database ".*" does not exist\.$/,
      );
      await alter({ DATABASE_URL }, "CREATE ROLE visitor LOGIN");
      const visitors = new URL(DATABASE_URL);
      visitors.username = "visitor";
      const forbidden = await failToStart({ ...settings, DATABASE_URL: String(visitors) });
      expect(refusal(forbidden, 2)).toMatch(
        /^The database cannot be migrated, and nothing in it was changed: permission denied for schema public/,
      );
      const other = await failToStart({ DATABASE_URL, TOKENPLANE_MASTER_KEY: "c2VjcmV0" });
      expect(refusal(other, 2)).not.toContain("c2VjcmV0");
    },
  );

  it("stops the start when the key of an existing database is gone", { tags: "deep" }, async () => {
    const { settings, key } = await installed(async () => onPrepared());
    const keyFile = `${settings["TOKENPLANE_DATA_DIR"]}.master-key`;
    rmSync(keyFile);
    expect(refusal(await failToStart(settings), 2)).toBe(
      `The master key of the data folder is missing: put ${keyFile} back, or set TOKENPLANE_MASTER_KEY.`,
    );
    expect(key).toMatch(/^tp_/);
  });

  it("stops the start on a database folder that holds something else", { tags: "deep" }, async () => {
    const folder = workshop.dataFolder();
    mkdirSync(`${folder}/database`, { recursive: true });
    writeFileSync(`${folder}/database/PG_VERSION`, "8\n");
    writeFileSync(`${folder}.master-key`, newMasterKey());
    expect(refusal(await failToStart({ TOKENPLANE_DATA_DIR: folder }))).toMatch(
      /^The database in .* cannot be opened/,
    );
  });
});

describe("a data folder", () => {
  it("is held by one process: a second and every command refuse and say who, and after kill -9 the next one starts", async () => {
    const settings = onPrepared();
    const holder = await workshop.start(settings);
    const line = refusal(await failToStart(settings));
    expect(line).toContain(
      `The data folder ${settings.TOKENPLANE_DATA_DIR} is in use by process ${holder.pid} on `,
    );
    for (const command of byTier([["migrate"]], [["migrate"], ["operator-key"], ["master-key", "rotate"]])) {
      const refused = await runCommand(command, settings);
      expect(refusal(refused), command.join(" ")).toContain(`is in use by process ${holder.pid} on `);
    }
    await holder.kill();
    const next = await workshop.start(settings);
    expect(await getReadiness(next)).toMatch(/^200 /);
    expect(refusal(await failToStart(settings))).toContain(`process ${next.pid} on `);
    await next.stop();
  });

  it(
    "is won by one of ten that start at once, when it is new and when its last holder was killed",
    { tags: "deep" },
    async () => {
      const settings = { TOKENPLANE_DATA_DIR: workshop.dataFolder() };
      for (const round of ["new", "killed"]) {
        const started = await Promise.all(Array.from({ length: 10 }, () => tryToStart(settings)));
        const winners = started.filter((one): one is ServerProcess => "url" in one);
        for (const winner of winners) workshop.keep(winner);
        expect(winners, round).toHaveLength(1);
        for (const loser of started.filter((one): one is Ended => !("url" in one))) {
          expect(refusal(loser)).toContain(`is in use by process ${winners[0]?.pid} on `);
        }
        await winners[0]?.kill();
      }
    },
  );

  it("is held whatever its name and wherever its processes were started", { tags: "deep" }, async () => {
    // Longer than what a Unix socket may be called, but short as seen from beside it.
    const parent = `${workshop.dataFolder()}/${"long-".repeat(20)}`;
    mkdirSync(parent, { recursive: true });
    const holder = workshop.keep(await startProcess({ TOKENPLANE_DATA_DIR: "data" }, parent));
    const line = refusal(await failToStart({ TOKENPLANE_DATA_DIR: `${parent}/data` }, "/"));
    expect(line).toContain(`is in use by process ${holder.pid} on `);
    await holder.stop();
  });
});

describe.skipIf(!hasPostgres)("a server on PostgreSQL", () => {
  it("finishes the statement it waits for, and leaves no connection behind", async () => {
    const { DATABASE_URL = "", ...settings } = await onPostgres();
    const server = await workshop.start({ ...settings, DATABASE_URL });
    const admin = new Api(server.url, await server.firstAdminKey());
    const holder = new pg.Client({ connectionString: DATABASE_URL });
    const watcher = new pg.Client({ connectionString: DATABASE_URL });
    await holder.connect();
    await watcher.connect();
    const connections = async (condition: string) => {
      const { rows } = await watcher.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'tokenplane' AND ${condition}`,
      );
      return rows[0]?.count;
    };
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM accounts FOR UPDATE");
    const created = admin.do("userCreate", { login: "anna" }, "user { login }");
    await expect.poll(() => connections("wait_event_type = 'Lock'")).toBe(1);
    const ended = server.stop();
    await server.says(/stopping/);
    await holder.query("COMMIT");
    expect(await created).toEqual({ user: { login: "anna" } });
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
    await expect.poll(() => connections("true")).toBe(0);
    await holder.end();
    await watcher.end();
  });
});
