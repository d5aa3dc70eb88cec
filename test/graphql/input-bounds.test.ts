import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { isAllowed, isOperation } from "../../server/actions/permissions.js";
import { schema } from "../../server/graphql/schema.js";
import type { Answer, Api } from "../support/api.js";
import { inputPlaces, operationAt, type InputPlace } from "../support/input-places.js";
import type { Seed } from "../support/seed.js";
import { someByTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** Texts of any length that the bound on the whole request holds. */
const LONG_BY_NATURE = new Set([
  "Mutation.assignmentImport.input.content",
  "Mutation.tokenImport.input.content",
  "Mutation.userImport.input.content",
]);

/** Marks that NFKC has to bring into order: one pass over these takes a third of a second. */
const MARKS = "\u0301\u0323".repeat(20_000);

const getName = ({ type, field, path }: InputPlace) => [type, field, ...path].join(".");

/** Keys reach all but what is a user's in a portal; the same function bounds those, before any of them is looked at. */
const isOfKeys = ({ field }: InputPlace) => !/^(?:me|my[A-Z]\w*)$/.test(field);

const places = inputPlaces(schema).filter(isOfKeys);
const texts = places.filter((place) => /^(String|ID|Cursor|DateTime)$/.test(place.takes));
const lists = places.filter((place) => place.takes.startsWith("["));

let world: World;
let seed: Seed;

beforeAll(async () => {
  world = await openWorld(storeHere());
  seed = await world.seed();
  await seed.user("anna");
  await seed.resource("VPN");
  await seed.fob({ of: "anna", at: ["VPN"] });
});

afterAll(async () => {
  await world.end();
});

function whoMay({ type, field }: InputPlace): Api {
  if (type !== "Mutation" && type !== "Query") return seed.admin;
  if (!isOperation(field)) throw new TypeError(`${field} is no operation`);
  return isAllowed({ role: "ADMIN", resourceId: null }, field) ? seed.admin : world.operator;
}

/** What a place said: the code of its refusal, and what it named. */
async function said(place: InputPlace, put: string, variables = "", values: object = {}): Promise<string> {
  const query = operationAt(schema, place, put, variables);
  const api = whoMay(place);
  if (place.type === "Subscription") {
    const response = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { accept: "text/event-stream", authorization: `Bearer ${api.key}` },
      body: JSON.stringify({ query, variables: values }),
    });
    if (response.ok) await response.body?.cancel();
    return response.ok ? "was followed" : refusalIn((await response.json()) as Answer, place);
  }
  return refusalIn(await api.send(query, values), place);
}

function refusalIn({ data, errors }: Pick<Answer, "data" | "errors">, place: InputPlace): string {
  const error = errors?.[0];
  if (error !== undefined) {
    // A scalar of ours refuses what is none, before there is a field to name.
    const named =
      error.message.includes(place.path.join(".")) || /cursor|Cursor|date and time/.test(error.message);
    return `${String(error.extensions?.["code"])}${named ? "" : ` without its name: ${error.message.slice(0, 200)}`}`;
  }
  const result = data?.[place.field] as { code?: string; path?: string[] } | undefined;
  const named = result?.path?.join(".") === place.path.join(".");
  return `${String(result?.code)}${named ? "" : ` at ${String(result?.path?.join("."))}`}`;
}

const expected = ({ type, takes }: InputPlace) =>
  type === "Mutation" && !/Cursor|DateTime/.test(takes) ? "VALIDATION_FAILED" : "BAD_USER_INPUT";

it("no text that is too long gets further than its length, wherever it is put", async () => {
  const folded: number[] = [];
  const { normalize } = String.prototype;
  vi.spyOn(String.prototype, "normalize").mockImplementation(function (this: string, form?: string) {
    folded.push(this.length);
    return Reflect.apply(normalize, this, [form]);
  });
  const wrong: string[] = [];
  for (const place of someByTier(texts)) {
    if (LONG_BY_NATURE.has(getName(place))) continue;
    const answers = await Promise.all([
      said(place, JSON.stringify("x".repeat(31_000))),
      said(place, "$put", `($put: ${place.takes}!)`, { put: MARKS }),
    ]);
    for (const answer of answers) {
      if (answer !== expected(place)) wrong.push(`${getName(place)}: ${answer}`);
    }
  }
  vi.restoreAllMocks();
  expect(wrong).toEqual([]);
  expect(texts.length).toBeGreaterThan(200);
  expect(Math.max(0, ...folded)).toBeLessThanOrEqual(1_000);
});

it("no list that is too long is looked at, wherever it is put", async () => {
  const wrong: string[] = [];
  for (const place of lists) {
    const put = Array.from({ length: 2_000 }, () => place.entry);
    const answer = await said(place, "$put", `($put: ${place.takes}!)`, { put });
    if (answer !== expected(place)) wrong.push(`${getName(place)}: ${answer}`);
  }
  expect(wrong).toEqual([]);
  expect(lists.length).toBeGreaterThan(10);
});
