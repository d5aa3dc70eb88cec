// What waits is done later than its credential was checked. Whoever lost access meanwhile does nothing any more.
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { Api } from "../support/api.js";
import { Browser } from "../support/browser.js";
import { getUuid } from "../support/contents.js";
import { EVENTUALLY } from "../support/eventually.js";
import { holding, INSERT_ZOE } from "../support/holding.js";
import { newLatch } from "../support/latch.js";
import type { Seed } from "../support/seed.js";
import { getMutation } from "../support/upload.js";
import { onOneStore, onPostgresAlone, type World } from "../support/world.js";

/** More than take their turn at once. */
const MANY = 8;

/** What a request with a mutation came to. */
interface Came {
  readonly data: unknown;
  readonly error: { readonly code: unknown; readonly message: string } | null;
}

/** Somebody who sends mutations, and loses access. */
interface Sender {
  send(name: "userCreate" | "userImport", input: object): Promise<Came>;
  /** Takes the access away. */
  lose(): Promise<unknown>;
  /** What a new request gets then. */
  readonly refused: { readonly code: string; readonly message: string };
}

const ENDED = { code: "UNAUTHENTICATED", message: "The session has ended. Sign in again." };
const REVOKED = { code: "UNAUTHENTICATED", message: "The API key was revoked." };

/** A new API key, and its id. */
async function newKey(maker: Api, role = "PROVISIONER"): Promise<{ key: Api; apiKey: string }> {
  const { secret, apiKey } = await maker.do<{ secret: string; apiKey: { id: string } }>(
    "apiKeyCreate",
    { name: role, role },
    "secret apiKey { id }",
  );
  return { key: new Api(maker.url, secret), apiKey: apiKey.id };
}

function withKey(key: Api): Sender["send"] {
  return async (name, input) => {
    const { data, errors } = await key.send(
      getMutation(name, name === "userCreate" ? "user { id }" : "job { id }"),
      {
        input,
      },
    );
    const [error] = errors;
    return {
      data,
      error: error === undefined ? null : { code: error.extensions?.["code"], message: error.message },
    };
  };
}

/** An ADMIN in a session of the console. @param another login of an ADMIN who stays, if one must. */
async function inSession(world: World, seed: Seed, another?: string): Promise<Sender["send"]> {
  if (another !== undefined) await Browser.of(world).accept(await seed.invite(another, "ADMIN"));
  const browser = Browser.of(world);
  await browser.accept(await seed.invite("bea", "ADMIN"));
  return async (name, input) => {
    const { body } = await browser.query(name === "userCreate" ? "NewUser" : "ImportUsers", { input });
    const [error] = (body["errors"] ?? []) as { message: string; extensions: { code: string } }[];
    return {
      data: body["data"],
      error: error === undefined ? null : { code: error.extensions.code, message: error.message },
    };
  };
}

async function revokedKey(_world: World, seed: Seed): Promise<Sender> {
  const { key, apiKey } = await newKey(seed.admin);
  const lose = () => seed.admin.do("apiKeyRevoke", { apiKey }, "__typename");
  return { send: withKey(key), lose, refused: REVOKED };
}

/** Each way to lose access. */
const LOSSES: Readonly<Record<string, (world: World, seed: Seed) => Promise<Sender>>> = {
  "whose API key was revoked": revokedKey,
  "whose API key was revoked with the key that had created it": async (_world, seed) => {
    const maker = await newKey(seed.admin);
    const { key } = await newKey(maker.key);
    const input = { apiKey: maker.apiKey, includingMade: true };
    return {
      send: withKey(key),
      lose: () => seed.admin.do("apiKeyRevoke", input, "__typename"),
      refused: REVOKED,
    };
  },
  "whose account was disabled": async (world, seed) => ({
    send: withKey(await seed.key("PROVISIONER")),
    lose: () => world.operator.do("accountDisable", { account: seed.accountId }, "__typename"),
    refused: {
      code: "FORBIDDEN",
      message: "The account is disabled. The operator of this server can enable it.",
    },
  }),
  "whose session was ended": async (world, seed) => ({
    send: await inSession(world, seed),
    lose: () => seed.admin.do("sessionRevoke", { user: { login: "bea" } }, "__typename"),
    refused: ENDED,
  }),
  "who was disabled as a user": async (world, seed) => ({
    send: await inSession(world, seed, "ada"),
    lose: () => seed.admin.do("userUpdate", { user: { login: "bea" }, enabled: false }, "__typename"),
    refused: ENDED,
  }),
  "whose role was removed": async (world, seed) => ({
    send: await inSession(world, seed, "ada"),
    lose: () => seed.admin.do("administratorDelete", { user: { login: "bea" } }, "__typename"),
    refused: ENDED,
  }),
  "whose role was changed": async (world, seed) => ({
    send: await inSession(world, seed, "ada"),
    lose: () =>
      seed.admin.do("administratorUpdate", { user: { login: "bea" }, role: "AUDITOR" }, "__typename"),
    refused: ENDED,
  }),
};

/** Of those that lose access in the same way as others, as far as this is about. */
const RARE: Readonly<Record<string, true>> = {
  "who was disabled as a user": true,
  "whose role was changed": true,
};

interface Job {
  readonly status: string;
  readonly created: number;
  readonly failure: string | null;
  readonly startedAt: string | null;
  readonly progress: { readonly rowsRead: number };
}

const STOPPED =
  "Whoever sent the file may not import it any more, so the import was stopped. Nothing was imported. Send the file again with a valid API key, or signed in.";

async function readJobs({ admin }: Seed): Promise<readonly Job[]> {
  const { importJobs } = await admin.query<{ importJobs: { nodes: Job[] } }>(
    "{ importJobs { nodes { status created failure startedAt progress { rowsRead } } } }",
  );
  return importJobs.nodes;
}

/** How many imports of an account have not ended. */
async function countRunning({ database }: World, { accountId }: Seed): Promise<number> {
  const rows = await database.query(
    Prisma.sql`SELECT 1 FROM import_jobs WHERE account_id = ${getUuid(accountId)}::uuid AND status = 'RUNNING'`,
  );
  return rows.length;
}

/** The imports of an account when all have ended, newest first. */
async function endedJobs(seed: Seed): Promise<readonly Job[]> {
  const statuses = async () => (await readJobs(seed)).map(({ status }) => status);
  await expect.poll(statuses, EVENTUALLY).not.toContain("RUNNING");
  return readJobs(seed);
}

async function getLogins({ admin }: Seed): Promise<string[]> {
  const { users } = await admin.query<{ users: { nodes: { login: string }[] } }>(
    "{ users { nodes { login } } }",
  );
  return users.nodes.map(({ login }) => login).filter((login) => !["ada", "bea"].includes(login));
}

onPostgresAlone("somebody", (world) => {
  for (const [way, senderIn] of Object.entries(LOSSES)) {
    const tags = way in RARE ? ["deep"] : [];
    it(
      `${way} does nothing any more with changes that wait, and imports nothing with files that wait or are being read; the jobs say why`,
      { tags },
      async () => {
        const seed = await world().seed();
        const { send, lose, refused } = await senderIn(world(), seed);
        const content = Array.from({ length: 5_000 }, (_, n) => `user-${n}`).join("\n");
        // Only what is held up needs these tables: some changes wait for them, and the others for a turn.
        const tables = "LOCK TABLE idempotency_records, import_rows IN ACCESS EXCLUSIVE MODE";
        const other = await holding(world(), tables, []);
        const changes: Promise<Came>[] = [];
        try {
          for (const file of [content, "yves"]) {
            expect((await send("userImport", { content: file, background: true })).error).toBeNull();
            await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
          }
          for (let n = 0; n < MANY; n += 1) {
            changes.push(send("userCreate", { login: `zoe-${n}`, idempotencyKey: `${n}` }));
          }
          await expect.poll(() => other.waiting(), EVENTUALLY).toBeGreaterThan(2);
          await lose();
        } finally {
          await other.letGo();
        }
        for (const { error } of await Promise.all(changes)) expect(error).toEqual(refused);
        // Nobody reads the jobs of a disabled account, and a job that finds its account enabled again goes on.
        await expect.poll(() => countRunning(world(), seed), EVENTUALLY).toBe(0);
        await world().operator.do("accountEnable", { account: seed.accountId }, "__typename");
        const failed = { status: "FAILED", created: 0, failure: `${refused.message} ${STOPPED}` };
        const [waited, read] = await endedJobs(seed);
        expect(waited).toMatchObject({ ...failed, startedAt: null });
        expect(read).toMatchObject(failed);
        expect(read?.progress.rowsRead).toBeGreaterThan(0);
        expect(read?.progress.rowsRead).toBeLessThan(5_000);
        expect(await getLogins(seed)).toEqual([]);
      },
    );
  }

  it("whose API key was revoked imports nothing with a file whose rows are being moved, and learns nothing from a dry run", async () => {
    for (const [lock, dryRun] of [
      [INSERT_ZOE, false],
      ["LOCK TABLE users IN ACCESS EXCLUSIVE MODE", true],
    ] as const) {
      const seed = await world().seed();
      const { send, lose } = await revokedKey(world(), seed);
      const other = await holding(world(), lock, lock === INSERT_ZOE ? [seed.accountId] : []);
      try {
        expect((await send("userImport", { content: "zoe", dryRun, background: true })).error).toBeNull();
        await expect.poll(() => other.waiting(), EVENTUALLY).toBeGreaterThan(0);
        await expect.poll(async () => (await readJobs(seed))[0]?.progress.rowsRead, EVENTUALLY).toBe(1);
        await lose();
      } finally {
        await other.client.query("ROLLBACK");
        await other.letGo();
      }
      const failed = { status: "FAILED", created: 0, failure: `${REVOKED.message} ${STOPPED}` };
      expect(await endedJobs(seed), lock).toMatchObject([failed]);
      expect(await getLogins(seed)).toEqual([]);
    }
  });

  it("whose API key was revoked reads no lists that wait for a turn", async () => {
    const seed = await world().seed();
    const { key, apiKey } = await newKey(seed.admin);
    const other = await holding(world(), "LOCK TABLE channels IN ACCESS EXCLUSIVE MODE", []);
    const lists = Array.from({ length: 2 * MANY }, () => key.send("{ channels { totalCount } }"));
    try {
      await expect.poll(() => other.waiting(), EVENTUALLY).toBeGreaterThan(1);
      await seed.admin.do("apiKeyRevoke", { apiKey }, "__typename");
    } finally {
      await other.letGo();
    }
    const refused = (await Promise.all(lists)).filter(
      ({ errors: [error] }) => error?.message === REVOKED.message,
    );
    // Those that were being read already are answered.
    expect(refused.length).toBeGreaterThanOrEqual(MANY);
  });

  it("whose API key was revoked blocks nobody any more with a change that waits for no turn", async () => {
    const seed = await world().seed();
    const { key, apiKey } = await newKey(seed.admin);
    const id = await seed.user("zoe");
    const other = await holding(world(), "SELECT 1 FROM users WHERE id = ANY($1::uuid[]) FOR UPDATE", [id]);
    const user = { login: "zoe" };
    const blocks = key.send(getMutation("userUpdate", "__typename"), { input: { user, enabled: false } });
    try {
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      await seed.admin.do("apiKeyRevoke", { apiKey }, "__typename");
      const answer = await Promise.race([blocks, wait(EVENTUALLY.timeout / 2)]);
      expect(answer).toMatchObject({ errors: [{ message: REVOKED.message }] });
    } finally {
      await other.letGo();
    }
  });

  it("whose API key was revoked at another server does nothing any more here after a second", async () => {
    const seed = await world().seed();
    const { key, apiKey } = await newKey(seed.admin);
    const replica = await world().replica();
    const send = withKey(new Api(replica, key.key));
    const other = await holding(world(), INSERT_ZOE, [seed.accountId]);
    let creation: Promise<Came>;
    try {
      creation = send("userCreate", { login: "zoe" });
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      await seed.admin.do("apiKeyRevoke", { apiKey }, "__typename");
      await wait(1_000);
    } finally {
      await other.client.query("ROLLBACK");
      await other.letGo();
    }
    expect((await creation).error).toEqual(REVOKED);
    expect((await withKey(seed.at(replica).admin)("userCreate", { login: "zoe" })).error).toBeNull();
  });
});

onOneStore("a change that waits", (world) => {
  it("is refused if its API key is revoked meanwhile, and is done if only others are revoked", async () => {
    const seed = await world().seed();
    const { id } = await seed.fob();
    const [stays, goes] = [await newKey(seed.admin, "ADMIN"), await newKey(seed.admin, "ADMIN")];
    const { pins } = world().services;
    const { opened, open } = newLatch();
    const hash = pins.hash.bind(pins);
    const hashes = vi.spyOn(pins, "hash").mockImplementation(async (...args) => {
      await opened;
      return hash(...args);
    });
    const setPin = (key: Api) =>
      key.send(getMutation("tokenPinSet", "token { id }"), {
        input: { token: { id }, pin: "4711", position: "BEFORE_OTP" },
      });
    const [done, refused] = [setPin(stays.key), setPin(goes.key)];
    try {
      await expect.poll(() => hashes.mock.calls.length, EVENTUALLY).toBe(2);
      await seed.admin.do("apiKeyRevoke", { apiKey: goes.apiKey }, "__typename");
    } finally {
      open();
      hashes.mockRestore();
    }
    expect(await refused).toMatchObject({
      errors: [{ message: REVOKED.message, extensions: { code: REVOKED.code } }],
    });
    expect(await done).toMatchObject({ errors: [], data: { tokenPinSet: { token: { id } } } });
    expect(await seed.events(2)).toEqual(["TOKEN_PIN_SET", "API_KEY_REVOKED"]);
  });

  it("is done by a key that revokes itself", async () => {
    const seed = await world().seed();
    const { key, apiKey } = await newKey(seed.admin);
    world().services.keys.clear();
    await key.do("apiKeyRevoke", { apiKey }, "__typename");
    expect((await withKey(key)("userCreate", { login: "zoe" })).error).toEqual(REVOKED);
  });
});
