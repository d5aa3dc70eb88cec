import { afterAll, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { localId } from "../../server/global-id.js";
import { getUuid } from "../support/contents.js";
import { Elsewhere, events, printed, seal, SEALED_BY_HAND, settled } from "../support/event-log.js";
import { inPieces } from "../support/in-pieces.js";
import { runCommand } from "../support/process.js";
import { onOneStore } from "../support/world.js";

const elsewhere = new Elsewhere();
afterAll(() => elsewhere.clear());

onOneStore(
  "an export of the event log",
  (world) => {
    it("holds every event and seal in order, and is verified without the server", async () => {
      const seed = await world().seed();
      // More than a page of them.
      const created = Array.from({ length: 120 }, (_, n) => `user-${n + 1}`);
      for (const sealed of [created.slice(0, 50), created.slice(50, 100)]) {
        await seed.users(sealed);
        await seal(world());
      }
      await seed.users(created.slice(100));
      const checkpoint = await elsewhere.checkpoint(seed.admin);
      const lines = printed(await events(seed.admin, "export"))
        .trimEnd()
        .split("\n");
      const kinds = lines.map((line) => Object.keys(JSON.parse(line) as object)[0]);
      const of = (kind: string, count: number) => Array.from({ length: count }, () => kind);
      expect(kinds).toEqual([
        "log",
        ...of("event", 50),
        "seal",
        ...of("event", 50),
        "seal",
        ...of("event", 20),
      ]);
      const logins = lines.flatMap((line) => {
        const { event } = JSON.parse(line) as { event?: { userLogin: string } };
        return event === undefined ? [] : [event.userLogin];
      });
      expect(logins).toEqual(created);

      const offline = (text: string[]) =>
        events(
          { ...seed.admin, url: "http://127.0.0.1:9" } as typeof seed.admin,
          "verify",
          "--checkpoint",
          checkpoint,
          "--file",
          elsewhere.keep(`${text.join("\n")}\n`),
        );
      expect(printed(await offline(lines)))
        .toBe(`The log is unchanged since it was sealed: 100 events under 2 seals.
20 newer events without a seal cannot be checked yet.
It agrees with 1 checkpoint that you kept elsewhere.
`);
      const edited = lines.map((line, n) => (n === 7 ? line.replaceAll("user-7", "user-8") : line));
      expect((await offline(edited)).stderr).toMatch(
        /^USER_CREATED of .* was changed after it was sealed, in seal 1/,
      );
      expect((await offline(lines.toSpliced(7, 1))).stderr).toMatch(
        /^1 of the 50 events of seal 1 .* is missing/,
      );
      expect((await offline(lines.slice(0, 52))).stderr).toMatch(/^The log ends with seal 1, but/);
      expect((await offline(lines.slice(1))).stderr).toMatch(
        /^Line 1 of .* is not a line of an exported log/,
      );
    });

    it(
      "is verified with a checkpoint also where it begins after what was sealed, and where a text has separators of lines",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        const text = "{code}\u2028is your code\u2029";
        const key = { kind: "SMS", purpose: "SIGN_IN", locale: "en" };
        await seed.admin.do("messageTextSet", { ...key, text }, "__typename");
        await seal(world());
        const checkpoint = await elsewhere.checkpoint(seed.admin);
        const verify = async (log: string) =>
          events(seed.admin, "verify", "--checkpoint", checkpoint, "--file", elsewhere.keep(log));
        const whole = printed(await events(seed.admin, "export"));
        expect(whole).toContain("{code}\\u2028is your code\\u2029");
        // Earlier versions wrote the separators as they are.
        for (const log of [whole, whole.replaceAll("\\u2028", "\u2028").replaceAll("\\u2029", "\u2029")]) {
          expect(printed(await verify(log)))
            .toBe(`The log is unchanged since it was sealed: 1 event under 1 seal.
It agrees with 1 checkpoint that you kept elsewhere.
`);
        }
        world().clock.pass(60);
        const since = new Date(world().clock.now()).toISOString();
        const isVerified = async (...kinds: string[]) => {
          const log = printed(await events(seed.admin, "export", "--since", since));
          const lines = log.trimEnd().split("\n");
          expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(kinds);
          expect(printed(await verify(log))).toContain(
            "It agrees with 1 checkpoint that you kept elsewhere.\n",
          );
          expect((await verify(`${lines[0]}\n`)).stderr).toMatch(/^The log ends without a seal, but/);
        };
        await isVerified("log", "seal");
        await seed.user("anna");
        await isVerified("log", "seal", "event");
      },
    );

    it("of a part is verified as far as it goes", { tags: "deep" }, async () => {
      const seed = await world().seed();
      const { clock } = world();
      const times: string[] = [];
      for (let n = 1; n <= 12; n += 1) {
        clock.pass(60);
        times.push(new Date(clock.now()).toISOString());
        await seed.user(`user-${n}`);
        if (n % 3 === 0) await seal(world());
      }
      const [, since = "", until = ""] = [times[0], times[4], times[10]];
      const text = printed(await events(seed.admin, "export", "--since", since, "--until", until));
      const lines = text.trimEnd().split("\n");
      expect(lines).toHaveLength(1 + 6 + 3);
      const verify = (some: string[]) =>
        events(seed.admin, "verify", "--file", elsewhere.keep(`${some.join("\n")}\n`));
      const reported = printed(await verify(lines));
      expect(reported).toContain("The log is unchanged since it was sealed: 6 events under 3 seals.");
      expect(reported).toContain(`The file holds only events from ${since} until ${until}.`);
      const inner = lines.findIndex((line) => line.includes("user-8"));
      expect((await verify(lines.toSpliced(inner, 1))).stderr).toMatch(/^1 of the 3 events of seal 3 /);
      expect(printed(await events(seed.admin, "export", "--until", "2020-01-01"))).toMatch(
        /^\{"log":.*\}\n$/,
      );
    });

    it("of more than fits into memory is written all the same", { tags: "deep" }, async () => {
      const seed = await world().seed();
      await seed.user("anna");
      await inPieces(25_000, (from, to) =>
        world().database.query(Prisma.sql`
        INSERT INTO events SELECT copy.* FROM
          (SELECT * FROM events WHERE account_id = ${getUuid(seed.accountId)}::uuid AND user_login = 'anna' LIMIT 1) AS e,
          generate_series(${from}::int, ${to}::int) AS n, jsonb_populate_record(NULL::events, to_jsonb(e) || jsonb_build_object(
            'id', gen_random_uuid()::text, 'params', NULL, 'summary', repeat('x', 2000), 'correlation_id', n::text,
            'xid', pg_current_xact_id()::text, 'position', nextval('events_position_seq'))) AS copy`),
      );
      await settled(world());
      const small = { NODE_OPTIONS: "--max-old-space-size=40" };
      const { code, stderr, stdout } = await runCommand(["events", "export"], {
        TOKENPLANE_ENDPOINT: seed.admin.url,
        TOKENPLANE_API_KEY: seed.admin.key,
        ...small,
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.length).toBeGreaterThan(50_000_000);
      expect(stdout.match(/^\{"event":/gm)).toHaveLength(25_001);
    });

    it("as CSV has no cell that a spreadsheet would run", async () => {
      const seed = await world().seed();
      const logins = ["=HYPERLINK(1)", "+1", "-1", "@SUM", 'a "quoted", one', "x;=cmd|'/C calc'!A0;y"];
      for (const login of logins) await seed.user(login);
      const text = printed(await events(seed.admin, "export", "--format", "csv"));
      const [header, ...rows] = text.trimEnd().split("\r\n");
      expect(
        header?.startsWith(
          // Excel takes the text for UTF-8 by its mark.
          "\uFEFFoccurredAt,type,outcome,method,reason,summary,actorKind,actorName,tokenName,userLogin,",
        ),
      ).toBe(true);
      expect(rows).toHaveLength(logins.length);
      const quoted = ['"a ""quoted"", one"', "\"x;'=cmd|'/C calc'!A0;y\""];
      for (const cell of ["'=HYPERLINK(1)", "'+1", "'-1", "'@SUM", ...quoted]) {
        expect(text).toContain(`,${cell},`);
      }
      // Also where a spreadsheet splits the rows at semicolons, as in many languages.
      expect(text).not.toMatch(/[,;\t\r\n]"*[=+@-]/);
    });

    it(
      "as CEF, OCSF or ECS has every event, in the same order, and names the account",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        for (const login of ["anna|=", "b\\ert"]) await seed.user(login);
        const lines = async (format: string) =>
          printed(await events(seed.admin, "export", "--format", format))
            .trimEnd()
            .split("\n");
        const ids = (await lines("jsonl"))
          .map((line) => JSON.parse(line) as { event?: { id: string } })
          .flatMap(({ event }) => (event === undefined ? [] : [event.id]));
        expect(
          (await lines("cef")).map((line) =>
            / externalId=(\S+) .* TokenplaneEventId=(\S+) .*TokenplaneAccountId=(\S+)$/.exec(line)?.slice(1),
          ),
        ).toEqual(
          ids.map((id) =>
            [String(localId("Event", id)), id, seed.accountId].map((text) => text.replaceAll("=", "\\=")),
          ),
        );
        const ocsf = (await lines("ocsf")).map((line) => JSON.parse(line) as { metadata: object });
        expect(ocsf.map(({ metadata }) => metadata)).toMatchObject(
          ids.map((uid) => ({ uid, tenant_uid: seed.accountId })),
        );
        const ecs = (await lines("ecs")).map((line) => JSON.parse(line) as object);
        expect(ecs).toMatchObject(ids.map((id) => ({ event: { id }, organization: { id: seed.accountId } })));
      },
    );

    it("is refused in a sentence to a key that does not see the whole log", { tags: "deep" }, async () => {
      const seed = await world().seed();
      await seed.resource("VPN");
      const keys = [
        world().operator,
        await seed.key("AUTHENTICATOR"),
        await seed.key("AUDITOR", { resource: { name: "VPN" } }),
      ];
      for (const command of ["export", "verify", "checkpoint"]) {
        for (const key of keys) {
          const { code, stdout, stderr } = await events(key, command);
          expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
          expect(stderr).toMatch(/^This key does not see the whole event log of an account\. [^\n]+\n$/);
        }
      }
    });

    it("refuses what is no time, and what is no format", { tags: "deep" }, async () => {
      const { admin } = world();
      // JavaScript reads all but the first: 2 March, 1 February, May 2001, and 8 o'clock where the command runs.
      for (const time of ["yesterday", "2026-02-30", "02.01.2026", "5", "2026-01-31T08:00:00"]) {
        const { code, stderr } = await events(admin, "export", "--since", time);
        expect({ code, stderr }, time).toEqual({
          code: 2,
          stderr: "--since takes a time as in 2026-01-31T08:00:00Z.\n",
        });
      }
      expect((await events(admin, "export", "--format", "xml")).stderr).toContain(
        "jsonl, csv, cef, ocsf or ecs",
      );
    });
  },
  SEALED_BY_HAND,
);
