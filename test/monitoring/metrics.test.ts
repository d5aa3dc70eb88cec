import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, it, vi } from "vitest";
import { commit, VERSION } from "../../server/version.js";
import { act } from "../../server/actions/action.js";
import { systemCaller } from "../../server/actions/actor.js";
import { newApiKey } from "../../server/access/api-key.js";
import { apiKeys } from "../../server/access/api-key-credential.js";
import { pushPath } from "../../server/push/door-address.js";
import { BOUNDS } from "../../server/bounds.js";
import { METHODS, REASONS } from "../../server/events/event-types.js";
import { Api } from "../support/api.js";
import { Browser, firstAdministrator, PASSWORD } from "../support/browser.js";
import { grant } from "../support/bypass.js";
import { getUuid } from "../support/contents.js";
import { newPlace, openHere, stopAll } from "../support/installation.js";
import { Listener } from "../support/listener.js";
import { freePort, postgresBinaries, startPostgres } from "../support/postgres.js";
import { PortalSeed } from "../support/portal.js";
import { prepareFolder } from "../support/prepared.js";
import { failToStart, Workshop } from "../support/process.js";
import { Scrape } from "../support/scrape.js";
import type { Device, Seed } from "../support/seed.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { SENT_MODELS, sentToken } from "../support/sent.js";
import { imported, getMutation } from "../support/upload.js";
import { onOneStore, type World } from "../support/world.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

/** What names people and places here. No label may have any of it. */
const LOGIN = "anna-of-the-login";
const PLACE = "vpn-of-the-place";

async function annaAtWork(world: World): Promise<{ seed: Seed; fob: Device }> {
  const seed = await world.seed();
  await seed.user(LOGIN);
  await seed.resource(PLACE);
  return { seed, fob: await seed.fob({ of: LOGIN, at: [PLACE] }) };
}

/** What work adds to the metrics, but for what is about the process and about requests. */
async function added(world: World, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await Scrape.of(world.metricsUrl);
  await work();
  const grown = (await Scrape.of(world.metricsUrl)).since(before);
  return Object.fromEntries(
    Object.entries(grown).filter(([name]) =>
      /^tokenplane_(authentication\w*_total|authentication_seconds_count)/.test(name),
    ),
  );
}

/** No import runs, and no message waits. */
function expectIdle(scrape: Scrape): void {
  expect(scrape.value("tokenplane_imports", { state: "running" })).toBe(0);
  expect(scrape.value("tokenplane_messages_waiting", { kind: "SMS" })).toBe(0);
  expect(scrape.value("tokenplane_message_oldest_seconds", { kind: "SMS", purpose: "CODE" })).toBe(0);
}

/** Connections are there, fewer than there may be, and nobody waits for one. An embedded database has none. */
function expectConnections(scrape: Scrape, isEmbedded: boolean): void {
  const requests = { pool: "requests" };
  const busy = scrape.value("tokenplane_database_connections", requests);
  if (isEmbedded) expect(busy).toBeUndefined();
  else {
    expect(busy).toBeGreaterThan(0);
    expect(scrape.value("tokenplane_database_connections_max", requests)).toBe(10);
    expect(scrape.value("tokenplane_database_waiting", requests)).toBe(0);
  }
}

/** A sign-in in what `added` returns. */
const one = (labels: string, reason?: string, door = "API") => ({
  [`tokenplane_authentications_total{door="${door}",${labels}}`]: 1,
  "tokenplane_authentication_seconds_count{}": 1,
  ...(reason === undefined ? {} : { [`tokenplane_authentication_denials_total{reason="${reason}"}`]: 1 }),
});

onOneStore(
  "metrics",
  (world) => {
    it("count sign-ins: granted by code and by bypass, denied with the reason, repeated, refused", async () => {
      const { seed, fob } = await annaAtWork(world());
      const signIn =
        (passcode: string, more: object = {}, login = LOGIN) =>
        () =>
          seed.signIn({ login }, PLACE, passcode, more);
      const code = fob.code();
      expect(await added(world(), signIn(code, { idempotencyKey: "once" }))).toEqual(
        one('outcome="GRANTED",method="OTP"'),
      );
      expect(await added(world(), signIn(code, { idempotencyKey: "once" }))).toEqual(
        one('outcome="REPEATED",method=""'),
      );
      expect(await added(world(), signIn(code))).toEqual(one('outcome="DENIED",method=""', "REPLAYED"));
      expect(await added(world(), signIn(fob.wrongCode()))).toEqual(
        one('outcome="DENIED",method=""', "WRONG_CODE"),
      );
      expect(await added(world(), signIn(code, {}, "nobody"))).toEqual(
        one('outcome="DENIED",method=""', "UNKNOWN_USER"),
      );
      await grant(seed.admin, fob.id, PLACE, "HOURS_8");
      expect(await added(world(), signIn(""))).toEqual(one('outcome="GRANTED",method="BYPASS"'));
      const elsewhere = {
        resource: { name: "nowhere" },
        subject: { user: { login: LOGIN } },
        passcode: code,
      };
      expect(await added(world(), () => seed.admin.refusal("authenticate", elsewhere))).toEqual(
        one('outcome="REFUSED",method=""'),
      );
    });

    it("say by which door somebody signed in: the API, a portal, or the console", async () => {
      const portal = await PortalSeed.open(world());
      const { app } = await portal.enrolled("anna");
      world().clock.pass(30);
      const granted = 'outcome="GRANTED",method="OTP"';
      expect(await added(world(), () => portal.browser().signIn("anna", app.code()))).toEqual(
        one(granted, undefined, "PORTAL"),
      );
      const ada = await firstAdministrator(world());
      world().clock.pass(30);
      const signIn = (password: string) => () => Browser.of(world()).signIn("ada", password, ada.app.code());
      expect(await added(world(), signIn(PASSWORD))).toEqual(one(granted, undefined, "CONSOLE"));
      expect(await added(world(), signIn("wrong wrong wrong"))).toEqual(
        one('outcome="DENIED",method=""', "WRONG_PASSWORD", "CONSOLE"),
      );
    });

    it("count requests by place, kind of operation and status, and errors by code", async () => {
      const { url, admin, metricsUrl } = world();
      const before = await Scrape.of(metricsUrl);
      await admin.query("query { account { name } }");
      await admin.query("query { account { name } }");
      await admin.do("userCreate", { login: "counted" }, "__typename");
      await new Api(url, "").send("{ account { name } }");
      await admin.send("{ there is no");
      await fetch(`${url}/nothing/there`);
      await fetch(`${url}/health/ready`);
      const count = (scrape: Scrape, labels: Record<string, string>) =>
        scrape.value("tokenplane_http_requests_total", labels) ?? 0;
      const after = await Scrape.of(metricsUrl);
      const grown = (labels: Record<string, string>) => count(after, labels) - count(before, labels);
      const graphql = { route: "graphql" };
      expect(grown({ ...graphql, operation: "query", status: "200" })).toBe(2);
      expect(grown({ ...graphql, operation: "mutation", status: "200" })).toBe(1);
      expect(grown({ ...graphql, operation: "none", status: "401" })).toBe(1);
      expect(grown({ ...graphql, operation: "none", status: "200" })).toBe(1);
      expect(grown({ route: "none", status: "404" })).toBe(1);
      expect(grown({ route: "health", status: "200" })).toBe(1);
      expect(
        (after.value("tokenplane_http_request_seconds_count", { ...graphql, operation: "query" }) ?? 0) -
          (before.value("tokenplane_http_request_seconds_count", { ...graphql, operation: "query" }) ?? 0),
      ).toBe(2);
      const invalid = { code: "GRAPHQL_PARSE_FAILED" };
      expect(
        (after.value("tokenplane_graphql_errors_total", invalid) ?? 0) -
          (before.value("tokenplane_graphql_errors_total", invalid) ?? 0),
      ).toBe(1);
      expect(after.value("tokenplane_http_connections")).toBeGreaterThan(0);
    });

    it("count once what fails in the server, at whatever place", async () => {
      const { url, admin, metricsUrl, database } = world();
      const internal = async () =>
        (await Scrape.of(metricsUrl)).value("tokenplane_graphql_errors_total", { code: "INTERNAL" }) ?? 0;
      const without = async (table: string, ask: () => Promise<unknown>) => {
        const before = await internal();
        await database.script(`ALTER TABLE ${table} RENAME TO hidden`);
        await ask();
        await database.script(`ALTER TABLE hidden RENAME TO ${table}`);
        return (await internal()) - before;
      };
      const withKey = (accept: string) => async () => {
        const answer = await fetch(`${url}/graphql?query=%7B__typename%7D`, {
          headers: { accept, authorization: `Bearer ${newApiKey()}` },
        });
        expect(answer.status).toBe(500);
        const { errors } = (await answer.json()) as {
          errors: { extensions: { correlationId?: string } }[];
        };
        // Under which the log has it.
        expect(world().logged()).toContain(errors[0]?.extensions.correlationId ?? "no correlation id");
      };
      expect(await without("resources", () => admin.send("{ resources { nodes { name } } }"))).toBe(1);
      expect(await without("api_keys", withKey("application/json"))).toBe(1);
      expect(await without("api_keys", withKey("text/event-stream"))).toBe(1);
      const openLink = async () => {
        const { status, code } = await Browser.of(world()).send("/invitation", { token: "A".repeat(43) });
        expect([status, code]).toEqual([500, "INTERNAL"]);
      };
      expect(await without("invitations", openLink)).toBe(1);
    });

    it("count what is refused because the database cannot be reached, at whatever place", async () => {
      const { url, metricsUrl, database } = world();
      const { accountId } = await world().seed();
      const unavailable = async () =>
        (await Scrape.of(metricsUrl)).value("tokenplane_graphql_errors_total", { code: "UNAVAILABLE" }) ?? 0;
      await database.script(
        "CREATE FUNCTION away() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RAISE SQLSTATE '57P03'; END $$",
      );
      const without = async (table: string, ask: () => Promise<number>) => {
        const before = await unavailable();
        await database.script(
          `ALTER TABLE ${table} RENAME TO hidden; CREATE VIEW ${table} AS SELECT * FROM hidden WHERE away()`,
        );
        const status = await ask();
        await database.script(`DROP VIEW ${table}; ALTER TABLE hidden RENAME TO ${table}`);
        return [status, (await unavailable()) - before];
      };
      const withKey = (accept: string) => async () =>
        (
          await fetch(`${url}/graphql?query=%7B__typename%7D`, {
            headers: { accept, authorization: `Bearer ${newApiKey()}` },
          })
        ).status;
      expect(await without("api_keys", withKey("application/json"))).toEqual([503, 1]);
      expect(await without("api_keys", withKey("text/event-stream"))).toEqual([503, 1]);
      const openLink = async () =>
        (await Browser.of(world()).send("/invitation", { token: "A".repeat(43) })).status;
      expect(await without("invitations", openLink)).toEqual([503, 1]);
      const poll = "serial=TP-1&timestamp=2026-11-25T12%3A00%3A00.000Z&signature=AAAA";
      const askForRequests = async () =>
        (await fetch(`${url}${pushPath(getUuid(accountId))}?${poll}`)).status;
      expect(await without("push_devices", askForRequests)).toEqual([503, 1]);
      await database.script("DROP FUNCTION away()");
    });

    it("count messages that are cancelled, and nothing of what is undone", async () => {
      const { metricsUrl, database, services, clock } = world();
      const seed = await world().seed();
      const id = await seed.user("cancelled");
      await database.script(
        `INSERT INTO messages (account_id, id, kind, purpose, state, user_id, masked_target, payload, next_at, expires_at, created_at)
         SELECT '${getUuid(seed.accountId)}', gen_random_uuid(), 'EMAIL', 'PORTAL_CHANGE', 'PENDING', '${getUuid(id)}', 'a', '\\x00',
           'infinity', 'infinity', '${new Date(clock.now()).toISOString()}' FROM generate_series(1, 2)`,
      );
      const ended = async (end: string) =>
        (await Scrape.of(metricsUrl)).value("tokenplane_messages_total", { kind: "EMAIL", end }) ?? 0;
      const before = [await ended("CANCELLED"), await ended("SUPPRESSED")];
      const now = clock.now();
      const undone = act(
        services,
        systemCaller(getUuid(seed.accountId), "test", now),
        now,
        async (action) => {
          action.observe((observer) => observer.messageEnded("EMAIL", "SUPPRESSED"));
          throw new Error("undone");
        },
      );
      await expect(undone).rejects.toThrow("undone");
      await seed.admin.do("userDelete", { user: { login: "cancelled" } }, "__typename");
      expect([await ended("CANCELLED"), await ended("SUPPRESSED")]).toEqual([before[0]! + 2, before[1]]);
    });

    it("count a client that goes before its request has arrived, and not as a failure of the server", async () => {
      const { url, admin, metricsUrl } = world();
      const errors = async (code: string) =>
        (await Scrape.of(metricsUrl)).value("tokenplane_graphql_errors_total", { code }) ?? 0;
      const before = { cutOff: await errors("BAD_REQUEST"), internal: await errors("INTERNAL") };
      const json = `{"query":"{ __typename }"}`;
      const upload = '--part\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}';
      for (const [type, begun] of [
        ["application/json", json.slice(0, 9)],
        ["multipart/form-data; boundary=part", upload],
      ] as const) {
        net
          .connect(Number(new URL(url).port), "127.0.0.1")
          .end(
            `POST /graphql HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${admin.key}\r\nGraphQL-Preflight: 1\r\n` +
              `Content-Type: ${type}\r\nContent-Length: 1000\r\n\r\n${begun}`,
          );
      }
      await expect.poll(async () => (await errors("BAD_REQUEST")) - before.cutOff).toBe(2);

      // All had arrived, and its client goes while its key is looked up.
      const seed = await world().seed();
      const { authenticate } = apiKeys;
      for (const [type, whole] of [
        ["application/json", json],
        ["multipart/form-data; boundary=part", `${upload}\r\n--part--\r\n`],
      ] as const) {
        const { key } = await seed.key("ADMIN");
        const client = net.connect(Number(new URL(url).port), "127.0.0.1");
        const slow = vi.spyOn(apiKeys, "authenticate").mockImplementationOnce(async (...given) => {
          client.destroy();
          await setTimeout(100);
          return authenticate(...given);
        });
        client.end(
          `POST /graphql HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${key}\r\nGraphQL-Preflight: 1\r\n` +
            `Content-Type: ${type}\r\nContent-Length: ${whole.length}\r\n\r\n${whole}`,
        );
        await expect.poll(() => slow.mock.calls.length).toBe(1);
        slow.mockRestore();
      }
      await expect.poll(async () => (await errors("BAD_REQUEST")) - before.cutOff).toBe(4);
      expect(await errors("INTERNAL")).toBe(before.internal);
    });

    it("show batches, the feed and its subscribers, seals, messages, imports, jobs and connections", async () => {
      const { seed, fob } = await annaAtWork(world());
      const { metricsUrl, services, database } = world();
      const before = await Scrape.of(metricsUrl);
      const grown = (after: Scrape, name: string, labels: Record<string, string> = {}) =>
        (after.value(name, labels) ?? 0) - (before.value(name, labels) ?? 0);

      const listener = await Listener.open(seed.admin);
      await seed.signIn({ login: LOGIN }, PLACE, fob.code());
      await listener.until(({ event }) => event.type === "AUTHENTICATION_GRANTED");
      services.jobs.wake("sealing");
      const email = SENT_MODELS.EMAIL();
      await sentToken(seed, email, { login: "berta" }).catch(() => {});
      const upload = await imported(seed.admin, "userImport", {}, "login\ncarla\n");
      expect(upload.created).toBe(1);

      const read = () => Scrape.of(metricsUrl);
      await expect.poll(async () => grown(await read(), "tokenplane_seals_total")).toBeGreaterThan(0);
      await expect
        .poll(async () =>
          grown(await read(), "tokenplane_messages_total", { kind: "EMAIL", end: "ACCEPTED" }),
        )
        .toBe(1);
      const sealing = { name: "sealing", scope: "SERVER" };
      let after = await read();
      // The run goes on after its first seal, and a database that has other work is not asked for long.
      await expect
        .poll(async () => {
          after = await read();
          return {
            isUp: after.value("tokenplane_database_up"),
            sealedAt: after.value("tokenplane_job_last_success_timestamp_seconds", sealing),
            isSealing: after.value("tokenplane_job_running", sealing),
          };
        })
        .toEqual({ isUp: 1, sealedAt: world().clock.now() / 1_000, isSealing: 0 });
      for (const work of ["READ", "SETTLE"]) {
        expect(grown(after, "tokenplane_batch_attempts_count", { work })).toBe(1);
        expect(grown(after, "tokenplane_batch_attempts_sum", { work })).toBe(1);
      }
      expect(grown(after, "tokenplane_sealed_events_total")).toBeGreaterThan(0);
      expect(grown(after, "tokenplane_feed_events_total")).toBeGreaterThan(0);
      expect(grown(after, "tokenplane_feed_lag_seconds_count")).toBeGreaterThan(0);
      expect(after.value("tokenplane_feed_subscribers")).toBe(1);
      expect(after.value("tokenplane_streams")).toBe(1);
      expect(after.value("tokenplane_feed_held_back_seconds")).toBeGreaterThanOrEqual(0);
      expect(
        grown(after, "tokenplane_imports_total", { kind: "USERS", end: "SUCCEEDED", dry_run: "no" }),
      ).toBe(1);
      expectIdle(after);
      expect(after.value("tokenplane_job_failures", sealing)).toBe(0);
      expect(after.value("tokenplane_build_info", { version: VERSION, commit: commit() })).toBe(1);
      expectConnections(after, database.embedded);
      await listener.stop();
      await expect.poll(async () => (await read()).value("tokenplane_feed_subscribers")).toBe(0);
    });

    it("show messages that wait, and for how long", { tags: "deep" }, async () => {
      const { metricsUrl, clock, database } = world();
      const { accountId } = await world().seed();
      const created = (seconds: number) => new Date(clock.now() - seconds * 1_000).toISOString();
      // Nobody ever takes them. That one is held back by a limit shows in that it was never tried.
      await database.script(
        `INSERT INTO messages (account_id, id, kind, purpose, state, attempts, masked_target, payload, next_at, expires_at, created_at)
         SELECT '${getUuid(accountId)}', gen_random_uuid(), kind, purpose, 'PENDING', attempts, '+49', '\\x00', 'infinity', 'infinity',
           created_at::timestamptz FROM (VALUES ('SMS', 'TEST', 1, '${created(90)}'), ('SMS', 'TEST', 0, '${created(900)}'),
           ('SMS', 'PORTAL_CHANGE', 3, '${created(3_600)}'), ('EMAIL', 'PORTAL_CHANGE', 3, '${created(7_200)}')) AS one (kind, purpose, attempts, created_at)`,
      );
      let scrape = await Scrape.of(metricsUrl);
      await expect
        .poll(async () => {
          scrape = await Scrape.of(metricsUrl);
          return scrape.value("tokenplane_messages_waiting", { kind: "SMS" });
        })
        .toBe(3);
      const oldest = (kind: string, purpose: string) =>
        scrape.value("tokenplane_message_oldest_seconds", { kind, purpose });
      expect(oldest("SMS", "CODE")).toBe(90);
      expect(oldest("EMAIL", "CODE")).toBe(0);
      expect(oldest("SMS", "LINK_OR_NOTICE")).toBe(3_600);
      expect(oldest("EMAIL", "LINK_OR_NOTICE")).toBe(7_200);
      await database.script("DELETE FROM messages WHERE next_at = 'infinity'");
    });

    it("show how long an open transaction holds events back", { tags: "deep" }, async ({ skip }) => {
      const { metricsUrl, clock, database } = world();
      skip(database.embedded, "the embedded database has one connection only");
      const seed = await world().seed();
      const held = async () => (await Scrape.of(metricsUrl)).value("tokenplane_feed_held_back_seconds");
      await database.background.prisma.$transaction(async (transaction) => {
        await transaction.$queryRaw`SELECT pg_current_xact_id()::text`;
        await seed.user("berta");
        clock.pass(120);
        await expect.poll(held).toBe(120);
      });
      await expect.poll(held).toBe(0);
    });

    it("have no label that names anybody or anything, and no value that is not one of few", async () => {
      const { seed } = await annaAtWork(world());
      await seed.signIn({ login: LOGIN }, PLACE, "000000");
      await seed.signIn({ login: "somebody-unknown" }, PLACE, "000000");
      await fetch(`${world().url}/a-path-of-the-client`, { method: "PROPFIND" });
      await seed.admin.send("query NameOfTheClient { account { name } }");
      const { text, samples } = await Scrape.of(world().metricsUrl);
      for (const secret of [
        LOGIN,
        PLACE,
        "somebody-unknown",
        "a-path-of",
        "PROPFIND",
        "NameOfThe",
        "Example Ltd",
      ]) {
        expect(text).not.toContain(secret);
      }
      expect(text).not.toContain(getUuid(seed.accountId));
      const values = new Map<string, Set<string>>();
      for (const { name, labels } of samples) {
        if (!name.startsWith("tokenplane_")) continue;
        for (const [label, value] of Object.entries(labels)) {
          values.set(label, (values.get(label) ?? new Set()).add(value));
        }
      }
      const BOUNDED: Readonly<Record<string, RegExp>> = {
        bound: new RegExp(`^(${BOUNDS.join("|")})$`),
        code: /^[A-Z_]{1,40}$/,
        door: /^(API|CONSOLE|PORTAL)$/,
        dry_run: /^(yes|no)$/,
        end: /^(SUCCEEDED|FAILED|ACCEPTED|REFUSED|UNKNOWN|EXPIRED|CANCELLED|SUPPRESSED)$/,
        kind: /^(SMS|EMAIL|BOT|PUSH|USERS|TOKENS|ASSIGNMENTS)$/,
        le: /^(\+Inf|[\d.]+)$/,
        method: new RegExp(`^(|${Object.keys(METHODS).join("|")})$`),
        name: /^(housekeeping|sealing|open streams|messages|opened chats|master keys|backup)$/,
        operation: /^(query|mutation|subscription|none)$/,
        outcome: /^(GRANTED|DENIED|REPEATED|REFUSED|FAILED)$/,
        pool: /^(requests|periodic|background)$/,
        purpose: /^(CODE|LINK_OR_NOTICE)$/,
        reason: new RegExp(`^(${Object.keys(REASONS).join("|")})$`),
        route: /^(health|graphiql|graphql|events|push|receipts|sign_in|portal|console|none)$/,
        scope: /^(INSTALLATION|SERVER)$/,
        state: /^(busy|idle|waiting|running)$/,
        status: /^(none|[1-5]\d\d)$/,
        version: /^\d+\.\d+\.\d+/,
        commit: /^(unknown|[0-9a-f]{12,40}(-dirty)?)$/,
        work: /^(READ|SETTLE)$/,
      };
      for (const [label, found] of values) {
        const unexpected = [...found].filter((value) => BOUNDED[label]?.test(value) !== true);
        expect(unexpected, label).toEqual([]);
      }
      expect(samples.length).toBeLessThan(700);
    });

    it("are at a port of their own, which has nothing else", async () => {
      const { metricsUrl, url } = world();
      assert.ok(metricsUrl !== null);
      const port = new URL(metricsUrl).origin;
      for (const other of ["/", "/graphql", "/health/ready", "/metrics/", "/metrics/x", "//metrics"]) {
        const answer = await fetch(`${port}${other}`);
        expect([other, answer.status, await answer.text()]).toEqual([
          other,
          404,
          "There is nothing here. The metrics are at /metrics.\n",
        ]);
      }
      const posted = await fetch(metricsUrl, { method: "POST", body: "x" });
      expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
      const elsewhere = await fetch(`${url}/metrics`, { headers: { accept: "text/plain" } });
      expect(await elsewhere.text()).not.toContain("tokenplane_");
    });
  },
  { TOKENPLANE_METRICS_PORT: "0" },
);

describe("a server with metrics", () => {
  it("has none without the setting, and none for other machines by default", async () => {
    const place = await newPlace(() => workshop.dataFolder());
    const silent = await openHere(place);
    expect(silent.metricsUrl).toBeNull();
    await silent.stop();
    const server = await openHere({ ...place, TOKENPLANE_METRICS_PORT: "0" });
    expect(server.metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    await server.stop();
    await expect(fetch(server.metricsUrl ?? "")).rejects.toThrow("fetch failed");
  });

  it("does not start on a port that is in use, and says so in one sentence", { tags: "deep" }, async () => {
    const port = await freePort();
    const occupant = net.createServer();
    await new Promise<void>((resolve) => {
      occupant.listen(port, "127.0.0.1", resolve);
    });
    const { code, stderr } = await failToStart({
      ...(await newPlace(() => workshop.dataFolder())),
      TOKENPLANE_METRICS_PORT: `${port}`,
    });
    expect([code, stderr]).toEqual([
      1,
      `Port ${port} on 127.0.0.1 is in use. Set TOKENPLANE_METRICS_PORT to another one, or to 0 for any free port.\n`,
    ]);
    await new Promise((resolve) => occupant.close(resolve));
  });

  it("shows when the last backup was begun that it wrote by itself", { tags: "deep" }, async () => {
    const folder = workshop.dataFolder();
    const backups = path.join(path.dirname(folder), "backups");
    const settings = { TOKENPLANE_DATA_DIR: prepareFolder(folder), TOKENPLANE_METRICS_PORT: "0" };
    const begun = async (more: Readonly<Record<string, string>>) => {
      const { metricsUrl, stop } = await openHere({ ...settings, ...more });
      const scrape = await Scrape.of(metricsUrl ?? "");
      await stop();
      return scrape.value("tokenplane_backup_last_success_timestamp_seconds");
    };
    expect(await begun({})).toBeUndefined();
    mkdirSync(path.join(backups, "empty"), { recursive: true });
    // The folder says when the last one was; with so many hours, the next one is not due.
    const yearly = { TOKENPLANE_BACKUP_FOLDER: backups, TOKENPLANE_BACKUP_HOURS: "8760" };
    const last = new Date(Date.now() - 3_600_000).toISOString();
    expect(await begun({ ...yearly, TOKENPLANE_BACKUP_FOLDER: path.join(backups, "empty") })).toBe(0);
    writeFileSync(path.join(backups, `tokenplane-${last.replaceAll(":", "-")}.backup`), "");
    expect(await begun(yearly)).toBe(Date.parse(last) / 1_000);
  });
});

describe.skipIf(postgresBinaries() === undefined)(
  "metrics of a server whose database does not answer",
  () => {
    it("come all the same, in time, and say so", { tags: "deep" }, async () => {
      const postgres = await startPostgres("fsync=off");
      const settings = {
        DATABASE_URL: postgres.url,
        TOKENPLANE_MASTER_KEY: newMasterKey(),
        TOKENPLANE_DATABASE_SECONDS: "2",
        TOKENPLANE_SHUTDOWN_SECONDS: "1",
      };
      const server = await workshop.start({ ...settings, TOKENPLANE_METRICS_PORT: "0" });
      await server.says(/metrics are served for Prometheus/);
      const url = /"url":"(http:[^"]+\/metrics)"/.exec(server.stdout())?.[1] ?? "";
      const admin = new Api(server.url, await server.firstAdminKey());
      await admin.query("{ account { name } }");
      const isUp = async () => (await Scrape.of(url)).value("tokenplane_database_up");
      await expect.poll(isUp).toBe(1);
      postgres.freeze();
      const input = { resource: { name: "VPN" }, subject: { user: { login: "anna" } }, passcode: "000000" };
      const { errors } = await admin.send(getMutation("authenticate", "granted"), { input });
      expect(errors).toHaveLength(1);
      await expect.poll(isUp).toBe(0);
      const begun = performance.now();
      const frozen = await Scrape.of(url);
      // Three seconds are for the database; Prometheus waits for ten.
      expect(performance.now() - begun).toBeLessThan(9_000);
      expect(frozen.value("tokenplane_authentications_total", { outcome: "FAILED" })).toBe(1);
      expect(frozen.value("tokenplane_graphql_errors_total", { code: "UNAVAILABLE" })).toBe(1);
      expect(frozen.value("tokenplane_messages_waiting")).toBeUndefined();
      expect(frozen.value("process_cpu_seconds_total")).toBeGreaterThan(0);
      postgres.thaw();
      await expect.poll(isUp).toBe(1);
      await server.stop();
      await postgres.stop();
    });
  },
);
