import { beforeAll, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { schema } from "../../server/graphql/schema.js";
import type { Api } from "../support/api.js";
import { misnamedIn } from "../support/event-names.js";
import { STEPS, Story, type Reported } from "../support/event-steps.js";
import type { Seed } from "../support/seed.js";
import { onBothStores, onOneStore, type World } from "../support/world.js";

interface Event extends Reported {
  readonly id: string;
  readonly occurredAt: string;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly callerAddress: string | null;
  readonly correlationId: string;
}

const EVENT = `id type occurredAt actor { kind name } tokenName userLogin resourceName outcome reason
  changes { field from to } summary callerAddress correlationId`;

async function newest(admin: Api, count: number): Promise<readonly Event[]> {
  const { events } = await admin.query<{ events: { nodes: Event[] } }>(
    `query ($first: Int) { events(first: $first) { nodes { ${EVENT} } } }`,
    { first: count },
  );
  return events.nodes;
}

/** What some work leaves in the feed, oldest first. All of it must be of one action, now, by the administrator. */
async function leftBy(world: World, { admin }: Seed, work: () => Promise<unknown>): Promise<Reported[]> {
  const [last] = await newest(admin, 1);
  await work();
  const events = await newest(admin, 20);
  const added = events.slice(
    0,
    last === undefined ? events.length : events.findIndex(({ id }) => id === last.id),
  );
  expect(new Set(added.map(({ correlationId }) => correlationId)).size).toBe(Math.min(added.length, 1));
  return added.toReversed().map(({ id, occurredAt, actor, callerAddress, correlationId, ...reported }) => {
    expect({ occurredAt, actor, callerAddress }).toEqual({
      occurredAt: new Date(world.clock.now()).toISOString(),
      actor: { kind: "API_KEY", name: "First administrator" },
      callerAddress: "127.0.0.1",
    });
    expect([id, correlationId]).not.toContain("");
    return reported;
  });
}

/** What a step needs now. */
const now = <Value>(value: Value | ((story: Story) => Value), story: Story): Value =>
  typeof value === "function" ? (value as (story: Story) => Value)(story) : value;

onOneStore(
  "one mutation after the other, each with its events in one action, named as all was then",
  (world) => {
    let seed: Seed;
    let story: Story;
    beforeAll(async () => {
      seed = await world().seed();
      story = new Story(world().clock);
    });

    it.each(STEPS)("$mutation: $title", async ({ mutation, before, input, selection, leaves, keep }) => {
      await before?.(story, world());
      const [asked, expected] = [now(input, story), now(leaves, story)];
      world().clock.pass(30);
      const left = await leftBy(world(), seed, async () => {
        story.result = await seed.admin.do<Record<string, unknown>>(mutation, asked, selection);
      });
      expect(left).toEqual(expected);
      keep?.(story);
    });

    it("names everybody whom they are about", async () => {
      expect(await misnamedIn(world(), "every mutation")).toEqual([]);
    });

    it("is every mutation but those of operators, and of users in portals", () => {
      const taken = new Set(STEPS.map(({ mutation }) => mutation));
      const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter(
        (name) => !/^my[A-Z]/.test(name),
      );
      expect(mutations.filter((name) => !taken.has(name)).toSorted()).toEqual([
        "accountCreate",
        "accountDisable",
        "accountEnable",
        "accountPlanSet",
        // It leaves no event of its own; what comes of the message is the sender's.
        "channelTest",
        // It does many times what invitationCreate does once, by mail.
        "invitationsCreate",
      ]);
    });
  },
);

onOneStore("a mutation", (world) => {
  it("of an operator leaves its event in the operators' own account", async () => {
    const { operator, database } = world();
    const plan = { tokens: 1, users: 1, resources: 1 };
    const { account } = await operator.do<{ account: { id: string } }>(
      "accountCreate",
      { name: "Example", plan },
      "account { id }",
    );
    const changed = { account: account.id };
    // What changes nothing leaves no event.
    await operator.do("accountPlanSet", { ...changed, plan }, "__typename");
    await operator.do("accountPlanSet", { ...changed, plan: { ...plan, tokens: 2 } }, "__typename");
    await operator.do("accountDisable", changed, "__typename");
    await operator.do("accountDisable", changed, "__typename");
    await operator.do("accountEnable", changed, "__typename");
    const rows = await database.query<{ summary: string; changes: unknown }>(Prisma.sql`
      SELECT summary, changes FROM events JOIN accounts ON accounts.id = account_id AND accounts.kind = 'SYSTEM'
      ORDER BY xid DESC, position DESC LIMIT 4`);
    expect(rows.toReversed()).toEqual([
      { summary: "Account Example was created.", changes: [] },
      {
        summary: "The plan of Example was set to 2 tokens, 1 users and 1 resources.",
        changes: [{ field: "planTokens", from: "1", to: "2" }],
      },
      { summary: "Account Example was disabled.", changes: [] },
      { summary: "Account Example was enabled.", changes: [] },
    ]);
  });

  it("that is refused leaves no event", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const second = await seed.fob({ of: "anna" });
    const refused: [string, object][] = [
      ["userCreate", { login: "Anna" }],
      ["userUpdate", { user: { login: "anna" }, firstName: "Anna", email: "none" }],
      ["userDelete", { user: { login: "anna" } }],
      ["resourceCreate", { name: "VPN" }],
      ["resourceUpdate", { resource: { name: "VPN" }, lockMinutes: 7, failedAttemptsBeforeLock: 1 }],
      [
        "tokenCreate",
        { name: "Phone", model: { software: { smart: {} } }, to: { newUser: { login: "anna" } } },
      ],
      ["tokenAssign", { token: { id: fob.id }, to: { newUser: { login: "berta" } } }],
      ["assignmentCreate", { token: { id: second.id }, to: { resource: { name: "VPN" } } }],
      ["assignmentCreate", { token: { id: "none" }, to: { newResource: { name: "Mail" } } }],
      ["tokenUpdate", { token: { id: fob.id }, name: "Other", digits: 9 }],
      ["tokenEnrolmentStart", { token: { id: fob.id } }],
      ["tokenEnrolmentConfirm", { token: { id: fob.id }, otp: "000000" }],
      ["tokenEnrolmentCancel", { token: { id: fob.id } }],
      ["authenticate", { resource: { name: "none" }, subject: { user: { login: "anna" } }, passcode: "1" }],
      ["tokenCheckOtp", { token: { id: "none" }, passcode: "1" }],
      ["apiKeyCreate", { name: "", role: "ADMIN" }],
    ];
    expect(
      await leftBy(world(), seed, async () => {
        for (const [name, input] of refused) await admin.refusal(name, input);
      }),
    ).toEqual([]);
  });
});

onBothStores("a change and its event", (world) => {
  it("commit together or not at all", async () => {
    const seed = await world().seed();
    const { admin } = seed;
    const { database } = world();
    await seed.user("anna");
    await seed.resource("VPN");
    const fob = await seed.fob({ of: "anna", at: ["VPN"] });
    const code = fob.code();
    await database.script(`
      CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no events today'; END $$;
      CREATE TRIGGER refuse_event BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse_event()`);
    try {
      const { errors } = await admin.send(
        'mutation { userCreate(input: { login: "berta" }) { __typename } }',
      );
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["INTERNAL"]);
      expect(JSON.stringify(errors)).not.toContain("no events today");
      const attempt = await admin.send(
        `mutation ($code: String!) { authenticate(input: { resource: { name: "VPN" },
          subject: { user: { login: "anna" } }, passcode: $code }) { __typename } }`,
        { code },
      );
      expect(attempt.data).toEqual({ authenticate: null });
    } finally {
      await database.script("DROP TRIGGER refuse_event ON events; DROP FUNCTION refuse_event()");
    }
    expect(
      await admin.query('{ user(by: { login: "berta" }) { id } account { plan { users { used } } } }'),
    ).toEqual({
      user: null,
      account: { plan: { users: { used: 1 } } },
    });
    expect(await seed.signIn({ login: "anna" }, "VPN", code)).toBe(true);
  });

  it("are of one transaction", async () => {
    const seed = await world().seed();
    const model = { software: { googleAuthenticator: {} } };
    await seed.admin.do(
      "tokenCreate",
      { name: "Phone", model, to: { newUser: { login: "anna" } } },
      "__typename",
    );
    const account = Buffer.from(seed.accountId, "base64").toString().replace("Account:", "");
    const rows = await world().database.query<{ xid: string }>(Prisma.sql`
      SELECT (xid::text::bigint % 4294967296)::text AS xid FROM events WHERE account_id = ${account}::uuid
      UNION ALL SELECT xmin::text FROM users WHERE account_id = ${account}::uuid
      UNION ALL SELECT xmin::text FROM tokens WHERE account_id = ${account}::uuid
      UNION ALL SELECT xmin::text FROM enrolments WHERE account_id = ${account}::uuid`);
    expect(rows).toHaveLength(4 + 3);
    expect(new Set(rows.map(({ xid }) => xid)).size).toBe(1);
  });
});
