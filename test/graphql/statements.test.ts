import { beforeAll, expect, it } from "vitest";
import type { Seed } from "../support/seed.js";
import { getStatements } from "../support/statements.js";
import { onEveryStore, type World } from "../support/world.js";

/** What a dashboard asks for in one go. `$first` is how many rows it shows. */
const DASHBOARD = {
  "tokens with their user, resources, enrolment and events": `tokens(first: $first) { totalCount nodes {
    name lock { reason } enrolment { attemptsLeft } user { login }
    assignments(first: 1) { totalCount nodes { resource { name } } }
    events(first: 2) { totalCount nodes { type summary } } } }`,
  "users with their tokens and where those work": `users(first: $first) { totalCount nodes {
    login
    tokens(first: 1, orderBy: { field: NAME, descending: true }) { totalCount nodes {
      name enrolment { expiresAt } assignments(first: 1) { totalCount nodes { resource { name } } } } } } }`,
  "resources with who signs in there, and with what": `resources(first: $first) { totalCount nodes {
    name
    assignments(first: 3) { totalCount pageInfo { hasNextPage } nodes { user { login } token { name user { login } } } }
    events(first: 2) { nodes { type actor { name } } } } }`,
  "tokens with what denies sign-ins with them": `tokens(first: $first) { nodes {
    signInObstacles { reason message resource { name } token { name } } } }`,
  "users with what denies their sign-ins": `users(first: $first) { nodes {
    signInObstacles(clientAddress: "192.0.2.7") { reason resource { name } }
    there: signInObstacles(resource: { name: "Everywhere" }) { reason } } }`,
  "assignments with both ends": `assignments(first: $first) { nodes { user { login } token { name } resource { name } } }`,
  "events with what they are about": `events(first: $first) { nodes {
    summary token { name } user { login } resource { name } } }`,
} as const;

/** The same things come by several ways here, and which way is first is a matter of luck. */
const TANGLED = {
  "tokens, and all about them twice": `tokens(first: $first) { nodes {
    user { login tokens(first: 1) { totalCount nodes { name user { login } } } }
    assignments(first: 2) { nodes { token { name } user { login } resource { name assignments(first: 1) { totalCount } } } }
    events(first: 3) { totalCount nodes { token { name } user { login } resource { name } } } } }`,
  "users, and other things that are found by name for each": `users(first: $first) { nodes {
    tokens(first: 3, filter: { resource: { name: "Resource 1" }, text: "tp" }) { totalCount nodes { name } }
    events(first: 2, filter: { user: { login: "user1" }, types: [USER_CREATED] }) { totalCount nodes { type } }
    about: events(first: 1, filter: { token: { serialNumber: "TP-00000001" } }) { totalCount } } }`,
} as const;

const MANY = 60;

/** More than are shown at once, so that every list must be counted. */
const MADE = 62;

/** An account in which every user has a token, an app, and a resource of its own. */
async function fill(world: World): Promise<Seed> {
  const seed = await world.seed();
  await seed.resource("Everywhere");
  for (let index = 1; index <= MADE; index += 1) {
    world.clock.pass(1);
    await seed.resource(`Resource ${index}`);
    const fob = await seed.fob();
    const to = { newUser: { login: `user${index}` } };
    await seed.admin.do("tokenAssign", { token: { id: fob.id }, to }, "__typename");
    const model = { software: { googleAuthenticator: {} } };
    await seed.admin.do(
      "tokenCreate",
      { name: `Phone ${index}`, model, to: { user: { login: `user${index}` } } },
      "__typename",
    );
    await seed.link(fob.id, `Resource ${index}`);
    await seed.link(fob.id, "Everywhere");
  }
  return seed;
}

/** How many objects an answer has. */
function objectsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>(
    (sum, inner) => sum + objectsIn(inner),
    Array.isArray(value) ? 0 : 1,
  );
}

onEveryStore("the statements of a query", (world) => {
  let seed: Seed;
  beforeAll(async () => {
    seed = await fill(world());
  });

  /** What is sent for a query of few and of many rows. */
  async function ask(field: string): Promise<[few: string[], many: string[]]> {
    const query = `query ($first: Int) { ${field} }`;
    let answer: unknown;
    const statements = async (first: number) => {
      const sent = await getStatements(world(), async () => {
        answer = await seed.admin.query(query, { first });
      });
      // However many values stand in a list, it is the same statement.
      return sent.map((text) => text.replaceAll(/\$\d+(,\$\d+)*/g, "$"));
    };
    const few = await statements(3);
    const objects = objectsIn(answer);
    const many = await statements(MANY);
    expect(objectsIn(answer)).toBeGreaterThan(objects * 10);
    return [few, many];
  }

  it.each(Object.entries(DASHBOARD))("for %s are as many for 60 rows as for 3", async (_name, field) => {
    const [few, many] = await ask(field);
    expect(many.toSorted()).toEqual(few.toSorted());
    expect(new Set(many).size).toBe(many.length);
  });

  it.each(Object.entries(TANGLED))(
    "for %s are no more than its fields, for 3 rows and for 60",
    async (_name, field) => {
      const fields = field.match(/\w+(\([^)]*\))? \{|totalCount/g) ?? [];
      // All lists of events together ask once where the feed is.
      const most = fields.length + (field.includes("events") ? 1 : 0);
      const [few, many] = await ask(field);
      expect(few.length).toBeLessThanOrEqual(most);
      expect(many.length).toBeLessThanOrEqual(most);
    },
  );

  it("of several things by their ids are as many for 60 as for 3", async () => {
    const { tokens } = await seed.admin.query<{ tokens: { nodes: { id: string }[] } }>(
      "query ($first: Int) { tokens(first: $first) { nodes { id } } }",
      { first: MANY },
    );
    const ids = tokens.nodes.map(({ id }) => id);
    const statements = (some: string[]) =>
      getStatements(world(), () =>
        seed.admin.query(
          "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Token { name user { login } } } }",
          {
            ids: some,
          },
        ),
      );
    expect(await statements(ids)).toHaveLength((await statements(ids.slice(0, 3))).length);
  });

  it("count the whole list only when its count is asked for", async () => {
    const counts = async (first: number, selection: string) => {
      const query = `{ tokens(first: ${first}, filter: { text: "phone" }) { ${selection} nodes { name } } }`;
      const statements = await getStatements(world(), () => seed.admin.query(query));
      return statements.filter((text) => text.includes("count(*)")).length;
    };
    expect(await counts(3, "")).toBe(0);
    expect(await counts(3, "totalCount")).toBe(1);
    // A page that is the whole list tells how long the list is.
    expect(await counts(MADE, "totalCount")).toBe(0);
    expect(await counts(MADE - 1, "totalCount")).toBe(1);
  });
});
