import { getIntrospectionQuery } from "graphql";
import { expect, it } from "vitest";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

/**
 * Milliseconds: far more than any of these takes, and far less than any took without its limit. The default tier measures no
 * time: there, what has no limit hangs.
 */
const AT_ONCE = byTier(Infinity, 8_000);

const repeated = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(" ");

const brackets = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

const aBody = (query: string, variables: object = {}) => JSON.stringify({ query, variables });

let overlapping = "id";
for (let level = 0; level < 7; level += 1) {
  const field = `tokens { nodes { user { ${overlapping} } } }`;
  overlapping = `${field} ${field}`;
}

/** Bodies that cost the sender a line of code, and what they are answered with. */
const BODIES: Readonly<Record<string, readonly [body: string, answer: string]>> = {
  "300 levels of fields": [
    aBody(`{ users { nodes { ${"tokens { nodes { user { ".repeat(300)} id ${" } } }".repeat(300)} } } }`),
    "COST_LIMIT_EXCEEDED",
  ],
  "2,000 fields": [aBody(`{ ${"viewer { role } ".repeat(2_000)} }`), "COST_LIMIT_EXCEEDED"],
  "1,900 times the same field": [aBody(`{ viewer { ${"name ".repeat(1_900)} } }`), "COST_LIMIT_EXCEEDED"],
  "101 times the same field in fragments side by side": [
    aBody(`{ viewer { ${"... { name } ".repeat(101)} } }`),
    "COST_LIMIT_EXCEEDED",
  ],
  "300 fragments side by side, of different fields": [
    aBody(
      `{ viewer { ${repeated(300, (index) => `...F${index}`)} } } ${repeated(300, (index) => `fragment F${index} on Viewer { a${index}: name }`)}`,
    ),
    "COST_LIMIT_EXCEEDED",
  ],
  "200 operations that share a fragment of 900 variables": [
    aBody(
      `${repeated(200, (index) => `query Q${index}($a: ID!) { ...F }`)} fragment F on Query { nodes(ids: [${"$a ".repeat(900)}]) { id } }`,
    ),
    "COST_LIMIT_EXCEEDED",
  ],
  "an operation with a name of half a megabyte, and a hundred mistakes": [
    aBody(
      `query ${"x".repeat(500_000)} { ${repeated(100, (index) => `a${index}: node(id: $b${index}) { id }`)} }`,
    ),
    "GRAPHQL_VALIDATION_FAILED",
  ],
  "fields to be merged on seven levels": [
    aBody(`{ users { nodes { ${overlapping} } } }`),
    "COST_LIMIT_EXCEEDED",
  ],
  "fragments that spread each other, 2⁴⁰ times": [
    aBody(
      `{ ...F0 } ${repeated(40, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F40 on Query { viewer { role } }`,
    ),
    "COST_LIMIT_EXCEEDED",
  ],
  "a fragment that spreads itself": [
    aBody("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"),
    "GRAPHQL_VALIDATION_FAILED",
  ],
  "20 questions about the whole schema": [
    aBody(
      `{ ${repeated(20, (index) => `a${index}: __schema { types { fields { name args { name type { name ofType { name } } } type { name ofType { name } } } inputFields { name type { name } } } }`)} }`,
    ),
    "COST_LIMIT_EXCEEDED",
  ],
  "a question about the schema that multiplies itself": [
    aBody(
      `{ __schema { types { ${repeated(30, (index) => `a${index}: fields { type { ...X } }`)} } } } fragment X on __Type { ofType { ${repeated(30, (index) => `b${index}: fields { name }`)} } }`,
    ),
    "COST_LIMIT_EXCEEDED",
  ],
  "the question about the schema that tools ask": [aBody(getIntrospectionQuery()), '"queryType"'],
  "100,000 ids": [
    aBody("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array.from({ length: 100_000 }, () => "x"),
    }),
    "COST_LIMIT_EXCEEDED",
  ],
  "49,000 ids that are none": [
    aBody("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array.from({ length: 49_000 }, () => "x"),
    }),
    "BAD_USER_INPUT",
  ],
  "an object with 50,000 fields": [
    aBody("query ($filter: EventFilter) { events(filter: $filter) { totalCount } }", {
      filter: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, 1])),
    }),
    "COST_LIMIT_EXCEEDED",
  ],
  "20,000 values that are none": [
    aBody("query ($filter: EventFilter) { events(filter: $filter) { totalCount } }", {
      filter: { types: Array.from({ length: 20_000 }, () => "x") },
    }),
    "BAD_USER_INPUT",
  ],
  "lists in lists, 400,000 levels": [
    `{"query":"{ viewer { role } }","variables":{"a":${brackets(400_000)}}}`,
    "COST_LIMIT_EXCEEDED",
  ],
  "lists in lists where a text belongs": [
    `{"query":"query ($text: String) { tokens(filter: { text: $text }) { totalCount } }","variables":{"text":${brackets(20_000)}}}`,
    "COST_LIMIT_EXCEEDED",
  ],
  "half a megabyte that is no cursor": [
    aBody("query ($after: Cursor) { tokens(after: $after) { totalCount } }", { after: "ab".repeat(250_000) }),
    "BAD_USER_INPUT",
  ],
  "half a megabyte of what an error says": [
    aBody("query ($from: DateTime) { events(filter: { from: $from }) { totalCount } }", {
      from: "A date and time is ".repeat(36_000),
    }),
    "BAD_USER_INPUT",
  ],
  "half a megabyte of what an error says, in the document": [
    aBody(`{ events(filter: { from: "${"A date and time is ".repeat(36_000)}" }) { totalCount } }`),
    "BAD_USER_INPUT",
  ],
  "400,000 words to search for": [
    aBody("query ($text: String) { tokens(filter: { text: $text }) { totalCount } }", {
      text: "a ".repeat(400_000),
    }),
    "BAD_USER_INPUT",
  ],
  "a name, a login and a passcode of 300,000 characters each": [
    aBody("mutation ($input: AuthenticateInput!) { authenticate(input: $input) { ... on Error { code } } }", {
      input: {
        resource: { name: "x".repeat(300_000) },
        subject: { user: { login: "y".repeat(300_000) } },
        passcode: "1".repeat(300_000),
      },
    }),
    '"VALIDATION_FAILED"',
  ],
  "an array of 5,000 operations": [
    `[${Array.from({ length: 5_000 }, () => aBody("{ viewer { role } }")).join(",")}]`,
    "COST_LIMIT_EXCEEDED",
  ],
  "no object": ["null", "BAD_REQUEST"],
  "no JSON": ["{", "BAD_USER_INPUT"],
  nothing: ["", "BAD_USER_INPUT"],
};

onOneStore("a request that is meant to hurt", (world) => {
  it.each(Object.entries(BODIES))("is answered at once: %s", async (_name, [body, answer]) => {
    const { url, key } = world().admin;
    const begin = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body,
    });
    const text = await response.text();
    expect(performance.now() - begin).toBeLessThan(AT_ONCE);
    expect(text.includes(answer) ? answer : text.slice(0, 300)).toBe(answer);
    expect(response.status).toBeLessThan(500);
    if (answer.startsWith('"')) return;
    const { errors } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
    for (const { message, extensions } of errors ?? []) {
      expect(extensions?.code).toEqual(expect.any(String));
      expect(message.length).toBeLessThan(1_000);
    }
  });

  it("leaves nothing in the log, for it is no failure of the server's", () => {
    expect(world().logged()).not.toContain('"level":50');
  });
});
