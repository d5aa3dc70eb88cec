import { afterAll, expect, it } from "vitest";
import { isDeepStrictEqual } from "node:util";
import { Prisma } from "../../server/database/generated/client.js";
import { transact } from "../../server/database/transaction.js";
import { canonicalHash, type Json } from "../../server/events/seal/canonical.js";
import type { FieldProof } from "../../server/events/seal/sealed-event.js";
import { Browser } from "../support/browser.js";
import { getContents, getUuid } from "../support/contents.js";
import { proofWithout } from "../support/erase.js";
import { EVENTUALLY } from "../support/eventually.js";
import { Elsewhere, events, seal, SEALED_BY_HAND } from "../support/event-log.js";
import type { Seed } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const elsewhere = new Elsewhere();
afterAll(() => elsewhere.clear());

/** What names the person that these tests are about, and nobody else in the database. */
const NAMES = ["zuzanna", "Kowalska", "kowalska.z@example.org", "+48123456789", "192.0.2.77"];

/** An account in which much happened with a person, who is deleted at the end. @returns the id that user had. */
async function deletedUser(world: World): Promise<{ seed: Seed; user: string }> {
  const seed = await world.seed();
  const { admin } = seed;
  await seed.resource("VPN");
  await seed.user("bert", { firstName: "Bert" });
  const user = await seed.user("zuzanna");
  const person = { lastName: "Kowalska", email: "kowalska.z@example.org", phoneNumber: "+48123456789" };
  await admin.do("userUpdate", { user: { id: user }, ...person }, "__typename");
  const fob = await seed.fob({ of: "zuzanna", at: ["VPN"] });
  const token = { id: fob.id };
  await admin.do("tokenUpdate", { token, name: "Fob of zuzanna" }, "__typename");
  const address = { clientAddress: "192.0.2.77" };
  expect(await seed.signIn({ login: "zuzanna" }, "VPN", fob.wrongCode(), address)).toBe(false);
  expect(await seed.signIn({ login: "zuzanna" }, "VPN", fob.code(), address)).toBe(true);
  await seal(world);
  await admin.do("userUpdate", { user: { id: user }, login: "zuzanna.k" }, "__typename");
  // Events that do not know whose the token is.
  await admin.do("tokenDisable", { token }, "__typename");
  await admin.do("tokenAssign", { token, to: { user: { login: "bert" } }, from: { id: user } }, "__typename");
  await admin.do("tokenDelete", { token }, "__typename");
  await seal(world);
  await admin.do("userDelete", { user: { id: user } }, "__typename");
  return { seed, user };
}

/** A token of somebody with two bypasses, one of which a HELPDESK person granted in the console. */
async function helpedByYolanda(world: World): Promise<{ seed: Seed; token: string }> {
  const seed = await world.seed();
  const browser = Browser.of(world);
  await browser.accept(await seed.invite("yolanda", "HELPDESK"));
  await seed.user("bert");
  for (const name of ["VPN", "Mail"]) await seed.resource(name);
  const { id } = await seed.fob({ of: "bert", at: ["VPN", "Mail"] });
  const bypassAt = (name: string) => ({ token: { id }, scope: { resource: { name } }, duration: "HOUR_1" });
  await seed.admin.do("tokenBypassGrant", bypassAt("VPN"), "__typename");
  const { code } = await browser.query("TokenBypassGrant", { input: bypassAt("Mail") });
  expect(code).toBeUndefined();
  return { seed, token: id };
}

/** Records the event of a granted sign-in some more times. @param where whose. */
async function copyGranted({ database }: World, where: Prisma.Sql, times: number): Promise<void> {
  await database.query(Prisma.sql`
    INSERT INTO events SELECT copy.* FROM
      (SELECT * FROM events WHERE ${where} AND type = 'AUTHENTICATION_GRANTED' LIMIT 1) AS e,
      generate_series(1, ${times}::int) AS n, jsonb_populate_record(NULL::events, to_jsonb(e) || jsonb_build_object(
        'id', gen_random_uuid()::text, 'correlation_id', n::text, 'salt', gen_random_uuid()::text, 'xid', pg_current_xact_id()::text,
        'position', nextval('events_position_seq'))) AS copy`);
}

async function found(world: World): Promise<string[]> {
  const text = (await getContents(world)).join("\n").toLowerCase();
  return NAMES.filter((name) => text.includes(name.toLowerCase()));
}

interface Reported {
  readonly events: {
    readonly nodes: readonly {
      readonly id: string;
      readonly type: string;
      readonly userLogin: string | null;
    }[];
  };
}

const erase = ({ admin }: Seed, user: string, more: object = {}) =>
  admin.do<{ erased: number; isComplete: boolean }>("userErase", { user, ...more }, "erased isComplete");

type Forgery = readonly [name: string, statements: Prisma.Sql[], finding: RegExp];

/** How an erasure is imitated in the database, and what the verification finds. */
async function getForgeries({ database }: World, account: Prisma.Sql): Promise<Forgery[]> {
  const where = (condition: string) => Prisma.sql`${account} AND ${Prisma.raw(condition)}`;
  const doras = where("type = 'USER_CREATED' AND user_login = 'dora'");
  const [reported] = await database.query<{ salt: string; values: Record<string, Json> }>(Prisma.sql`
        SELECT salt, json_build_object('actorName', actor_name, 'tokenName', token_name, 'userLogin', user_login,
          'resourceName', resource_name, 'subjectHmac', subject_hmac, 'clientAddress', client_address,
          'callerAddress', caller_address, 'changes', changes, 'params', params, 'words', to_json(search)) AS values
        FROM events WHERE ${doras}`);
  const { salt = "", values = {} } = reported ?? {};
  const [genuine] = await database.query<{
    id: string;
    erasure: { fields: FieldProof[]; erasures: object[] };
  }>(Prisma.sql`
        SELECT id, erasure FROM events WHERE ${where("type = 'AUTHENTICATION_GRANTED'")}`);
  /** Takes out what names her, as docs/event-format.md says. */
  const blank = (fields: readonly string[], erasures: object[], more = "") => Prisma.sql`
        UPDATE events SET user_login = NULL, params = NULL, changes = '[]', search = '{}', salt = NULL, ${Prisma.raw(more)}
          erasure = ${JSON.stringify({ fields: proofWithout(salt, values, fields), erasures })}::text::jsonb WHERE ${doras}`;
  const hers = ["userLogin", "params", "changes", "words"];
  const erasures = genuine?.erasure.erasures ?? [];
  const more = {
    erasures,
    fields: genuine?.erasure.fields.map((one) =>
      one.field === "resourceName" ? { ...one, salt: null, hash: canonicalHash([one.salt, "VPN"]) } : one,
    ),
  };
  const ofGenuine = Prisma.sql`${account} AND id = ${genuine?.id}::uuid`;
  return [
    [
      "nobody's erasure",
      [blank(hers, [])],
      /^Values were removed from USER_CREATED of .* \(userLogin, params, words\), without an erasure that is signed with the key/,
    ],
    [
      "another event's erasure",
      [blank(hers, erasures)],
      /^Values were removed from USER_CREATED of .*, without an erasure that is signed with the key: somebody else removed them/,
    ],
    [
      "an event that says so, and that the server seals",
      [
        Prisma.sql`INSERT INTO events SELECT forged.* FROM events AS e, jsonb_populate_record(NULL::events, to_jsonb(e) || jsonb_build_object(
              'id', gen_random_uuid()::text, 'user_id', (SELECT user_id FROM events WHERE ${doras}), 'salt', gen_random_uuid()::text,
              'xid', pg_current_xact_id()::text, 'position', nextval('events_position_seq'))) AS forged WHERE e.type = 'USER_ERASED' AND e.${account}`,
        blank(hers, erasures),
      ],
      /^Values were removed from USER_CREATED of .*, without an erasure that is signed with the key: somebody else removed them/,
    ],
    [
      "one field more of what the server erased",
      [
        Prisma.sql`UPDATE events SET resource_name = NULL, erasure = ${JSON.stringify(more)}::text::jsonb WHERE ${ofGenuine}`,
      ],
      /Values were removed from AUTHENTICATION_GRANTED of .*\bresourceName\b/,
    ],
    [
      "words that hide what was erased",
      [Prisma.sql`UPDATE events SET search = '{}' WHERE ${ofGenuine}`],
      /^The search words of AUTHENTICATION_GRANTED of .* are not the ones that its erasure kept\.\n$/,
    ],
    [
      "the event that reports it, deleted",
      [Prisma.sql`DELETE FROM events WHERE ${where("type = 'USER_ERASED'")}`],
      /was erased by the event .*, which is missing from the log/,
    ],
  ];
}

onOneStore(
  "erasing a deleted user",
  (world) => {
    it("leaves a bypass that the person granted, without the person's name", async () => {
      const { seed, token } = await helpedByYolanda(world());
      const granters = async () => {
        const { node } = await seed.admin.query<{
          node: { bypasses: { nodes: { grantedByName: string }[] } };
        }>("query ($id: ID!) { node(id: $id) { ... on Token { bypasses { nodes { grantedByName } } } } }", {
          id: token,
        });
        return node.bypasses.nodes.map(({ grantedByName }) => grantedByName);
      };
      expect((await granters()).toSorted()).toEqual(["First administrator", "yolanda"]);
      const { user } = await seed.admin.query<{ user: { id: string } }>(
        `{ user(by: { login: "yolanda" }) { id } }`,
      );
      await seed.admin.do("administratorDelete", { user: { login: "yolanda" } }, "__typename");
      await seed.admin.do("userDelete", { user: { login: "yolanda" }, releaseTokens: true }, "__typename");
      await erase(seed, user.id);
      expect((await granters()).toSorted()).toEqual(["", "First administrator"]);
    });

    it("leaves nothing of what names the person in the database, and the log as it was sealed", async () => {
      const { seed, user } = await deletedUser(world());
      const checkpoint = await elsewhere.checkpoint(seed.admin);
      expect(await found(world())).toEqual(NAMES);
      const all = "{ events(first: 100) { nodes { id type userLogin } } }";
      const before = await seed.admin.query<Reported>(all);
      const { erased, isComplete } = await erase(seed, user, { reason: "Request 17" });
      expect({ isComplete, some: erased > 10 }).toEqual({ isComplete: true, some: true });
      expect(await found(world())).toEqual([]);

      const { events: after } = await seed.admin.query<Reported>(all);
      expect(after.nodes.slice(1).map(({ id, type }) => [id, type])).toEqual(
        before.events.nodes.map(({ id, type }) => [id, type]),
      );
      const berts = (reported: Reported["events"]) =>
        reported.nodes.filter(({ userLogin }) => userLogin === "bert");
      expect(berts(after)).toEqual(berts(before.events));
      const { events: last } = await seed.admin.query<{ events: { nodes: object[] } }>(
        "{ events(first: 1) { nodes { type userId userLogin summary changes { field to } } } }",
      );
      expect(last.nodes).toEqual([
        {
          type: "USER_ERASED",
          userId: user,
          userLogin: null,
          summary: `The personal data of a deleted user was erased from ${erased} events (Request 17).`,
          changes: [{ field: "reason", to: "Request 17" }],
        },
      ]);
      const { events: byText } = await seed.admin.query<Reported>(
        '{ events(filter: { text: "zuzanna" }) { nodes { id type userLogin } } }',
      );
      expect(byText.nodes).toEqual([]);
      expect(await events(seed.admin, "verify", "--checkpoint", checkpoint)).toMatchObject({ code: 0 });
      await seal(world());
      expect(await events(seed.admin, "verify", "--checkpoint", checkpoint)).toMatchObject({ code: 0 });
      const file = elsewhere.keep((await events(seed.admin, "export")).stdout);
      expect(await events(seed.admin, "verify", "--file", file)).toMatchObject({ code: 0 });
    });

    it("goes to the events of the user's tokens, from before and after, and to no text of others that has the same word", async () => {
      const seed = await world().seed();
      const { admin } = seed;
      await seed.resource("VPN");
      await seed.user("bert");
      const login = 'CORP\\zuz"anna';
      const users = [await seed.user(login), await seed.user("admin")];
      const token = { id: (await seed.fob({ of: "bert", at: ["VPN"] })).id };
      const rename = (name: string) => admin.do("tokenUpdate", { token, name }, "__typename");
      const give = (from: string, to: string) =>
        admin.do("tokenAssign", { token, to: { user: { login: to } }, from: { login: from } }, "__typename");
      // Before and after, it is Bert's: also in events about him, the names and the changes show whose it was between.
      await rename(`Reserved for ${login}`);
      await give("bert", login);
      await rename(`Fob of ${login}`);
      await give(login, "bert");
      await rename("Fob 7");
      // Nothing of this is about the user admin, nor refers to that user.
      await admin.do("apiKeyCreate", { name: "admin", role: "PROVISIONER" }, "__typename");
      await seed.resource("The page of admin");
      for (const id of users) await admin.do("userDelete", { user: { id } }, "__typename");
      const texts = async () => {
        const { events: all } = await admin.query<{
          events: { nodes: { id: string; userId: string | null; summary: string; changes: object[] }[] };
        }>("{ events(first: 100) { nodes { id userId tokenName summary changes { field from to } } } }");
        return all.nodes.filter(({ userId }) => userId === null || !users.includes(userId));
      };
      await seal(world());
      const before = await texts();
      for (const id of users) await erase(seed, id);
      const after = (await texts()).filter(({ id }) => before.some((event) => event.id === id));
      const isNamed = (event: object) => JSON.stringify(event).includes("anna");
      expect(before.filter(isNamed)).toHaveLength(4);
      expect(after.filter((event) => !before.some((one) => isDeepStrictEqual(one, event)))).toHaveLength(4);
      expect((await getContents(world(), seed.accountId)).filter((row) => /zuz\W*anna/i.test(row))).toEqual(
        [],
      );
      expect(await events(admin, "verify")).toMatchObject({ code: 0 });
    });

    it("is done once, and shows it when a name is put back", async () => {
      const { seed, user } = await deletedUser(world());
      await seal(world());
      const once = { idempotencyKey: "erase" };
      const first = await erase(seed, user, once);
      expect(await erase(seed, user, once)).toEqual(first);
      expect(await erase(seed, user)).toEqual({ erased: 0, isComplete: true });
      const { events: reported } = await seed.admin.query<{ events: { nodes: object[] } }>(
        "{ events(filter: { types: [USER_ERASED] }) { nodes { type } } }",
      );
      expect(reported.nodes).toEqual([{ type: "USER_ERASED" }]);
      expect(await events(seed.admin, "verify")).toMatchObject({ code: 0 });
      await world().database.query(Prisma.sql`
        UPDATE events SET user_login = 'bert' WHERE user_id = ${getUuid(user)}::uuid AND type = 'USER_CREATED'`);
      expect((await events(seed.admin, "verify")).stderr).toMatch(/^USER_CREATED of .* was changed/);
    });

    it("cannot be imitated by who writes to the database and has no key", { tags: "deep" }, async () => {
      const { seed, user } = await deletedUser(world());
      await erase(seed, user);
      await seed.user("dora", { email: "dora@example.org" });
      await seal(world());
      const { database } = world();
      const account = Prisma.sql`account_id = ${getUuid(seed.accountId)}::uuid`;
      const attacks = await getForgeries(world(), account);
      const [last] = await database.query<{ number: number }>(Prisma.sql`
        SELECT max(number) AS number FROM event_seals WHERE ${account}`);
      const sealed = last?.number ?? 0;
      await database.query(Prisma.sql`CREATE TABLE kept_events AS SELECT * FROM events WHERE ${account}`);
      try {
        for (const [name, statements, finding] of attacks.slice(0, byTier(2, attacks.length))) {
          for (const statement of statements) await database.query(statement);
          await seal(world());
          const { code, stdout, stderr } = await events(seed.admin, "verify");
          expect({ code, stdout }, name).toEqual({ code: 1, stdout: "" });
          expect(stderr, name).toMatch(finding);
          const file = elsewhere.keep((await events(seed.admin, "export")).stdout);
          expect((await events(seed.admin, "verify", "--file", file)).stderr, name).toMatch(finding);
          await database.query(Prisma.sql`DELETE FROM events WHERE ${account}`);
          await database.query(Prisma.sql`INSERT INTO events SELECT * FROM kept_events`);
          await database.query(
            Prisma.sql`DELETE FROM event_seals WHERE ${account} AND number > ${sealed}::int`,
          );
        }
        expect(await events(seed.admin, "verify")).toMatchObject({ code: 0 });
      } finally {
        await database.query(Prisma.sql`DROP TABLE kept_events`);
      }
    });

    it("is verified in an export that ends before the event that reports it", { tags: "deep" }, async () => {
      const { seed, user } = await deletedUser(world());
      world().clock.pass(60);
      const until = new Date(world().clock.now()).toISOString();
      world().clock.pass(60);
      const { erased } = await erase(seed, user);
      // The erasure is signed before its event is sealed.
      expect((await events(seed.admin, "verify")).stdout).toContain(`In ${erased} events the server erased`);
      await seal(world());
      const file = elsewhere.keep((await events(seed.admin, "export", "--until", until)).stdout);
      const { code, stdout } = await events(seed.admin, "verify", "--file", file);
      expect({ code, stdout }).toMatchObject({ code: 0 });
      expect(stdout).toContain(`In ${erased} events the server erased the names of a deleted user`);
    });

    it("erases two people from an event that names both, one after the other", async () => {
      const { seed, user } = await deletedUser(world());
      await seal(world());
      const { users } = await seed.admin.query<{ users: { nodes: { id: string; login: string }[] } }>(
        "{ users { nodes { id login } } }",
      );
      const bert = users.nodes.find(({ login }) => login === "bert")?.id ?? "";
      await seed.admin.do("userDelete", { user: { id: bert } }, "__typename");
      await erase(seed, user);
      await erase(seed, bert);
      const text = (await getContents(world(), seed.accountId)).join("\n");
      expect(text).not.toMatch(/bert|zuzanna/i);
      expect(await events(seed.admin, "verify")).toMatchObject({ code: 0 });
    });

    it("leaves somebody who has the same login now alone", async () => {
      const { seed, user } = await deletedUser(world());
      await seed.user("Zuzanna");
      await seed.user("suzanna", { firstName: "Not her" });
      await erase(seed, user);
      const { events: reported } = await seed.admin.query<Reported>(
        "{ events(filter: { types: [USER_CREATED] }) { nodes { id type userLogin } } }",
      );
      expect(reported.nodes.map(({ userLogin }) => userLogin)).toEqual(["suzanna", "Zuzanna", null, "bert"]);
      const namesake = { user: { login: "Zuzanna" } };
      const { deletedId } = await seed.admin.do<{ deletedId: string }>("userDelete", namesake, "deletedId");
      await erase(seed, deletedId);
    });

    it("refuses a user who is still there, and whom there never was", async () => {
      const { seed, user } = await deletedUser(world());
      const there = await seed.user("dora");
      expect(await seed.admin.refusalAt("userErase", { user: there })).toBe("STILL_IN_USE input.user");
      const other = await world().seed();
      expect(await other.admin.refusalAt("userErase", { user })).toBe("NOT_FOUND input.user");
      expect(await seed.admin.refusalAt("userErase", { user: "anna" })).toBe("NOT_FOUND input.user");
      expect(await seed.admin.refusalAt("userErase", { user, reason: " " })).toBe(
        "VALIDATION_FAILED input.reason",
      );
      await erase(seed, user);
    });

    it("goes on where there is more than is done at once", { tags: "deep" }, async () => {
      const { seed, user } = await deletedUser(world());
      await copyGranted(world(), Prisma.sql`user_id = ${getUuid(user)}::uuid`, 5_000);
      expect(await erase(seed, user)).toEqual({ erased: 2_000, isComplete: false });
      const { code, stdout } = await events(seed.admin, "erase", user, "--reason", "Request 18");
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringMatching(
          /^The personal data of that user was erased from 3,0\d\d events\.\n$/,
        ) as string,
      });
      expect(await events(seed.admin, "erase", user)).toMatchObject({
        stdout: "No event names that user any more.\n",
      });
      expect(await found(world())).toEqual([]);
    });

    it(
      "is verified when an event that it erases comes after the event that reports it in the feed",
      { tags: "deep" },
      async () => {
        if (world().store === "PGlite") return;
        const { seed, user } = await deletedUser(world());
        const { database } = world();
        const hers = Prisma.sql`user_id = ${getUuid(user)}::uuid`;
        let erasing: ReturnType<typeof erase> | undefined;
        await transact(database, async (transaction) => {
          // When the erasure waits for this one, it has locked the one before: so its place in the feed is taken.
          const held = await transaction.$queryRaw<unknown[]>(Prisma.sql`
          SELECT 1 FROM events WHERE token_name = 'Fob of zuzanna' AND NOT ${hers} ORDER BY position DESC LIMIT 1 FOR UPDATE`);
          expect(held).toHaveLength(1);
          erasing = erase(seed, user);
          const waiting = Prisma.sql`SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM events%'`;
          await expect.poll(() => database.query(waiting), EVENTUALLY).not.toEqual([]);
          await copyGranted(world(), hers, 1);
        });
        await erasing;
        const feed = await database.query<{ type: string }>(Prisma.sql`
        SELECT type FROM events WHERE account_id = ${getUuid(seed.accountId)}::uuid ORDER BY epoch, xid, position`);
        expect(feed.slice(-2)).toEqual([{ type: "USER_ERASED" }, { type: "AUTHENTICATION_GRANTED" }]);
        expect(await events(seed.admin, "verify")).toMatchObject({ code: 0 });
        await seal(world());
        expect(await events(seed.admin, "verify")).toMatchObject({ code: 0 });
      },
    );
  },
  SEALED_BY_HAND,
);
