import { getNamedType, isCompositeType, isEnumType, isInputObjectType, type GraphQLInputType } from "graphql";
import assert from "node:assert/strict";
import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { getDocument, getFields } from "../support/documents.js";
import type { Seed } from "../support/seed.js";
import { someByTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

// Two accounts that are the same but for what is at another resource. A key that is bound to VPN is answered the same in
// both, whatever it asks for by whatever filter.

/** Makes a fob of a user at a resource. Its serial number is the same in both accounts. */
async function fob({ admin }: Seed, serialNumber: string, login: string, place: string): Promise<void> {
  const given = { serialNumber, secret: Buffer.from(`secret of ${serialNumber}`.padEnd(20)).toString("hex") };
  const model = { hardware: { two: { ...given, secretEncoding: "HEX", periodSeconds: 30 } } };
  const token = { serialNumber };
  await admin.do("tokenCreate", { model, to: { user: { login } } }, "__typename");
  await admin.do("assignmentCreate", { token, to: { resource: { name: place } } }, "__typename");
}

const bypass = ({ admin }: Seed, serialNumber: string, scope: object) =>
  admin.do("tokenBypassGrant", { token: { serialNumber }, scope, duration: "HOURS_8" }, "__typename");

/** What is at VPN, and a key that is bound to it. @param elsewhere does what it likes to do at other resources. */
async function account(world: World, elsewhere: (seed: Seed) => Promise<void>): Promise<Api> {
  const seed = await world.seed();
  for (const name of ["VPN", "Mail"]) await seed.resource(name);
  for (const login of ["anna", "dave", "carol"]) await seed.user(login, { email: `${login}@example.org` });
  await fob(seed, "A1", "anna", "VPN");
  await fob(seed, "D1", "dave", "VPN");
  await fob(seed, "C1", "carol", "VPN");
  await bypass(seed, "A1", { resource: { name: "VPN" } });
  const link = { token: { serialNumber: "C1" }, resource: { name: "VPN" } };
  await seed.admin.do("assignmentDelete", { assignment: { link } }, "deletedId");
  await elsewhere(seed);
  await seed.signIn({ login: "anna" }, "VPN", "000000", { clientAddress: "192.0.2.1" });
  return seed.key("AUDITOR", { resource: { name: "VPN" } });
}

/** Dave's fob is at Mail too, with a bypass there; Anna has another one there; Carol was renamed; Bob is there alone. */
async function manyThings(seed: Seed): Promise<void> {
  const { admin } = seed;
  const [mail, wiki] = [{ resource: { name: "Mail" } }, { resource: { name: "Wiki" } }];
  await seed.resource("Wiki");
  await admin.do("assignmentCreate", { token: { serialNumber: "D1" }, to: mail }, "__typename");
  await admin.do("assignmentCreate", { token: { serialNumber: "D1" }, to: wiki }, "__typename");
  await bypass(seed, "D1", mail);
  await fob(seed, "A2", "anna", "Mail");
  await bypass(seed, "A2", { everywhere: true });
  await seed.user("bob");
  await fob(seed, "B1", "bob", "Mail");
  await seed.signIn({ login: "bob" }, "Mail", "000000");
  await admin.do("userUpdate", { user: { login: "carol" }, login: "caroline" }, "__typename");
  await admin.do("userUpdate", { user: { login: "caroline" }, login: "carol", enabled: false }, "__typename");
  await admin.do(
    "bypassPolicySet",
    { scope: mail, maximumDuration: "HOUR_1", reasonRequired: false, grantedBy: ["ADMIN"] },
    "__typename",
  );
}

const NAMES = {
  TokenRef: ["A1", "A2", "B1", "C1", "D1", "none"].map((serialNumber) => ({ serialNumber })),
  UserRef: ["anna", "bob", "carol", "caroline", "dave", "none"].map((login) => ({ login })),
  ResourceRef: ["VPN", "Mail", "Wiki", "none"].map((name) => ({ name })),
  String: ["Mail", "Wiki", "bob", "A2", "B1", "VPN", "anna", "dave", "carol", "caroline", "linked", "bypass"],
  DateTime: ["2026-11-25T12:00:00Z", "2027-01-01T00:00:00Z"],
  ID: ["none"],
  Boolean: [true, false],
};

function inParts(values: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, n) =>
    values.slice(n * size, n * size + size),
  );
}

/** Everything that an argument is tried with: each field of a filter alone, with every value whose answers may differ. */
function getValues(type: GraphQLInputType): unknown[] {
  const named = getNamedType(type);
  if (isEnumType(named)) {
    const values = named.getValues().map(({ name }) => name);
    return type.toString().startsWith("[") ? inParts(values, 8) : values;
  }
  if (Object.hasOwn(NAMES, named.name)) return Reflect.get(NAMES, named.name) as unknown[];
  assert.ok(isInputObjectType(named), `a value of ${type.toString()} is missing here`);
  const fields = Object.values(named.getFields());
  const needed = fields.filter(
    (field) => field.type.toString().endsWith("!") && field.defaultValue === undefined,
  );
  return fields.flatMap((field) =>
    getValues(field.type).map((value) => ({
      ...Object.fromEntries(needed.map((other) => [other.name, getValues(other.type)[0]])),
      [field.name]: value,
    })),
  );
}

const PAGE = new Set(["first", "last", "after", "before"]);

/** What a bound key reads lists by, and how it comes to them. */
const PATHS: Readonly<Record<string, (list: string) => string>> = {
  "Query.assignments": (list) => list,
  "Query.events": (list) => list,
  "User.tokens": (list) => `assignments { nodes { user { ${list} } } }`,
  "User.events": (list) => `assignments { nodes { user { ${list} } } }`,
  "User.assignments": (list) => `assignments { nodes { user { ${list} } } }`,
  "User.signInObstacles": (list) => `assignments { nodes { user { ${list} } } }`,
  "Token.signInObstacles": (list) => `assignments { nodes { token { ${list} } } }`,
  "Token.events": (list) => `assignments { nodes { token { ${list} } } }`,
  "Token.assignments": (list) => `assignments { nodes { token { ${list} } } }`,
  "Token.bypasses": (list) => `assignments { nodes { token { ${list} } } }`,
  "Resource.events": (list) => `assignments { nodes { resource { ${list} } } }`,
  "Resource.assignments": (list) => `assignments { nodes { resource { ${list} } } }`,
};

const SHOWN: Readonly<Record<string, string>> = {
  Event: "type summary params { value } tokenName userLogin resourceName token { name } user { login }",
  Token: "name bypasses { totalCount nodes { honoured { until } } } assignments { totalCount }",
  Assignment: "token { name } user { login } resource { name }",
  SignInObstacle: "reason message resource { name } token { name } until conditional",
  Bypass: "everywhere grantedAt honoured { until resource { name } }",
};

interface Question {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Every list that a bound key may read, by every argument with every value. */
function questions(): Question[] {
  return Object.entries(PATHS).flatMap(([place, within]) => {
    const [typeName = "", name = ""] = place.split(".");
    const field = getFields(typeName).find((one) => one.name === name);
    assert.ok(field);
    const { name: type } = getNamedType(field.type);
    const shown = SHOWN[type.replace("Connection", "")] ?? "";
    const page = "totalCount pageInfo { hasNextPage hasPreviousPage }";
    const selection = type.endsWith("Connection") ? `nodes { ${shown} } ${page}` : shown;
    const asked = field.args.filter((arg) => !PAGE.has(arg.name));
    const whole = {
      text: `{ ${within(`${name} { ${selection} }`)} }`,
      variables: {},
    };
    return [
      whole,
      ...asked.flatMap((arg) =>
        getValues(arg.type).map((value) => ({
          text: `query ($value: ${arg.type.toString()}) { ${within(
            `${name}(${arg.name}: $value) { ${selection} }`,
          )} }`,
          variables: { value },
        })),
      ),
    ];
  });
}

/** Ids, and what is drawn or counted for the whole installation, are other ones in each account. */
const OWN = /^(id|.*Id|cursor|.*Cursor|salt|hash|subjectHmac|prefix)$/;

async function answerTo(api: Api, { text, variables }: Question): Promise<string> {
  const { status, data, errors } = await api.send(text, variables);
  // Fields come in the order in which they were resolved.
  return JSON.stringify({ status, data, errors }, (key, value: unknown) => {
    if (OWN.test(key) && typeof value === "string") return "…";
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

onOneStore("two accounts that differ at another resource alone", (world) => {
  it("are the same to a key that is bound to one, whatever it asks for by whatever filter", async () => {
    const start = world().clock.now();
    const plain = await account(world(), () => Promise.resolve());
    world().clock.pass((start - world().clock.now()) / 1_000);
    const full = await account(world(), manyThings);
    const links = ["A1", "A2", "B1", "C1", "D1"].flatMap((serialNumber) =>
      ["VPN", "Mail", "Wiki"].map((name) => ({ token: { serialNumber }, resource: { name } })),
    );
    const all: Question[] = [
      { text: getDocument("viewer", 3), variables: {} },
      { text: getDocument("assignments", 3), variables: { first: 5 } },
      { text: getDocument("events", 2), variables: { first: 30 } },
      ...links.map((link) => ({
        text: "query ($link: LinkRef!) { assignment(by: { link: $link }) { token { name } user { login } } }",
        variables: { link },
      })),
      ...someByTier(questions()),
    ];
    const different: string[] = [];
    for (const question of all) {
      const [one, other] = [await answerTo(plain, question), await answerTo(full, question)];
      if (one !== other)
        different.push(`${question.text} ${JSON.stringify(question.variables)}\n${one}\n${other}`);
    }
    expect(different).toEqual([]);
    // There was something to be seen.
    expect(await answerTo(full, { text: "{ assignments { totalCount } }", variables: {} })).toContain(
      '"totalCount":2',
    );
  });

  it("are asked by every list that such a key can come to", () => {
    const lists = ["Token", "User", "Resource", "Assignment", "Event", "Bypass", "EventSeal"].flatMap(
      (type) =>
        getFields(type).flatMap(({ name, args, type: gives }) =>
          args.length === 0 || !isCompositeType(getNamedType(gives)) ? [] : [`${type}.${name}`],
        ),
    );
    expect(Object.keys(PATHS).toSorted()).toEqual(["Query.assignments", "Query.events", ...lists].toSorted());
  });
});
