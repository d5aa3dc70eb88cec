import { describe, expect, it } from "vitest";
import { defineAction } from "../../provider/framework/action.js";
import {
  identifier,
  optional,
  required,
  withDefault,
  type Attributes,
} from "../../provider/framework/attributes.js";
import { DiagnosticError, error, warning } from "../../provider/framework/diagnostic.js";
import { defineListResource } from "../../provider/framework/list-resource.js";
import { defineProvider } from "../../provider/framework/provider.js";
import { defineResource } from "../../provider/framework/resource.js";
import { providerCalls } from "../../provider/framework/serve.js";
import { milliseconds } from "../../provider/framework/timeouts.js";
import { integer, string } from "../../provider/framework/types.js";
import { decodeValue, encodeValue } from "../../provider/plugin/cty/msgpack.js";
import type { Type } from "../../provider/plugin/cty/type.js";
import type { Value } from "../../provider/plugin/cty/value.js";
import { createLog } from "../../provider/plugin/log.js";
import { call, streamed } from "../support/fake-core/wire.js";

interface Clock {
  /** What an operation was given, in milliseconds. */
  readonly given: number | null;
}

const noteAttributes = {
  id: identifier(string, { description: "Its number." }),
  text: required(string, { description: "What it says." }),
  size: withDefault(integer, 12, { description: "How large it is written." }),
  colour: optional(string, { description: "How it looks.", deprecated: "Write paint in its place." }),
  paint: optional(string, { description: "How it looks." }),
};

const given: (number | null)[] = [];

const note = defineResource<Clock>()({
  description: "A note.",
  attributes: noteAttributes,
  timeouts: ["create", "delete"],
  identity: {
    attributes: { id: { type: string, description: "Its number.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  moves: [
    { type: "desk_memo", state: ({ id, body }) => ({ id, text: body, size: 12 }) },
    { type: "null_resource", provider: "hashicorp/null", state: ({ id }) => ({ id, text: "", size: 12 }) },
  ],
  unsaid: ({ paint }) => (paint === "none" ? ["paint"] : []),
  async create({ plan, client }) {
    given.push(client.given);
    return { id: "1", text: plan.text, size: plan.size, colour: plan.colour, paint: plan.paint };
  },
  read: async (state) => ({ ...state, text: state.text, size: state.size ?? 12 }),
  async delete(_state, { client }) {
    given.push(client.given);
  },
});

const notes = defineListResource<Clock>()({
  description: "Finds notes.",
  attributes: { prefix: optional(string, { description: "With which they begin." }) },
  finds: noteAttributes,
  async *list({ prefix }, { warn }) {
    for (let number = 1; number <= 5; number += 1) {
      if (prefix === "lost" && number === 3) {
        warn(warning([], "Half of it", "Not all were found."));
        throw new DiagnosticError(error(["prefix"], "Lost", "The rest is gone."));
      }
      yield {
        displayName: `note ${number}`,
        state: { id: `${number}`, text: `${prefix ?? ""}${number}`, size: 12, colour: null, paint: null },
      };
    }
  },
});

const burn = defineAction<Clock>()({
  description: "Burns notes.",
  attributes: { count: required(integer, { description: "How many." }) },
  async plan({ count }) {
    if (count === 13) throw new DiagnosticError(error(["count"], "Unlucky", "Burn another number."));
  },
  async invoke({ count }, { progress }) {
    for (let number = 1; number <= count; number += 1) {
      progress(`${number} burnt`);
      if (number % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    if (count === 3) throw new DiagnosticError(error(["count"], "Fire", "It spread."));
  },
});

const described = {
  name: "desk",
  version: "1.0.0",
  sources: ["registry.terraform.io/acme/desk"],
  description: "A desk.",
  attributes: {},
  configure: async (): Promise<Clock> => ({ given: null }),
  within: (_clock: Clock, length: number) => ({ given: length }),
  resources: { note },
  listResources: { note: notes },
  actions: { burn },
};
const provider = defineProvider(described);

const silent = createLog(
  "provider.desk",
  undefined,
  () => {},
  () => new Date(0),
);
const calls = providerCalls({
  provider,
  log: silent,
  configured: { client: { given: null } },
  stop: new AbortController(),
});

const timeoutsType: Type = ["object", { create: "string", delete: "string" }];
const noteType: Type = [
  "object",
  { id: "string", text: "string", size: "number", colour: "string", paint: "string", timeouts: timeoutsType },
];
const block = (type: Type, value: Value) => ({ msgpack: encodeValue(value, type) });
const config = (fields: Readonly<Record<string, Value>>) =>
  block(noteType, { id: null, text: "a", size: null, colour: null, paint: null, timeouts: null, ...fields });

const reported = (
  diagnostics: readonly { readonly severity: number; readonly summary: string; readonly detail: string }[],
) =>
  diagnostics.map(
    ({ severity, summary, detail }) => `${severity === 1 ? "error" : "warning"}: ${summary}: ${detail}`,
  );

describe("a listing", () => {
  const listing = (prefix: string | null, limit: number, whole = false) =>
    streamed(calls, "ListResource", {
      type_name: "desk_note",
      config: block(["object", { prefix: "string" }], { prefix }),
      include_resource_object: whole,
      limit,
    });

  it("gives what is found, by name and identity, and no more than is wanted", async () => {
    const events = await listing(null, 3);
    expect(events.map(({ display_name }) => display_name)).toEqual(["note 1", "note 2", "note 3"]);
    const [first] = events;
    expect(
      decodeValue(first?.identity?.identity_data?.msgpack ?? Buffer.alloc(0), ["object", { id: "string" }]),
    ).toEqual({
      id: "1",
    });
    expect(first?.resource_object).toBeUndefined();
    expect(await listing(null, 0)).toHaveLength(5);
  });

  it("gives the whole state when it is asked for", async () => {
    const [first] = await listing("x", 1, true);
    expect(decodeValue(first?.resource_object?.msgpack ?? Buffer.alloc(0), noteType)).toMatchObject({
      text: "x1",
      size: 12,
    });
  });

  it("ends with what went wrong, after what was found", async () => {
    const events = await listing("lost", 100);
    expect(events.slice(0, 2).map(({ display_name }) => display_name)).toEqual(["note 1", "note 2"]);
    expect(reported(events.at(-1)?.diagnostic ?? [])).toEqual([
      "warning: Half of it: Not all were found.",
      "error: Lost: The rest is gone.",
    ]);
    expect(events).toHaveLength(3);
  });

  it("of a resource that there is not is refused when the provider is defined", () => {
    expect(() => defineProvider({ ...described, listResources: { memo: notes } })).toThrow(
      "list resource memo: there is no resource of that name with an identity",
    );
  });
});

describe("an action", () => {
  const request = (count: number) => ({
    action_type: "desk_burn",
    config: block(["object", { count: "number" }], { count }),
  });

  it("tells how far it is, line by line, and that it is done", async () => {
    const events = await streamed(calls, "InvokeAction", request(4));
    expect(events.map(({ progress }) => progress?.message)).toEqual([
      "1 burnt",
      "2 burnt",
      "3 burnt",
      "4 burnt",
      undefined,
    ]);
    expect(events.at(-1)?.completed).toEqual({ diagnostics: [] });
  });

  it("tells what went wrong when it ends", async () => {
    const events = await streamed(calls, "InvokeAction", request(3));
    expect(reported(events.at(-1)?.completed?.diagnostics ?? [])).toEqual(["error: Fire: It spread."]);
  });

  it("is looked at before anything is done", async () => {
    expect(reported((await call(calls, "PlanAction", request(13))).diagnostics)).toEqual([
      "error: Unlucky: Burn another number.",
    ]);
    expect(reported((await call(calls, "PlanAction", request(12))).diagnostics)).toEqual([]);
  });
});

describe("a moved block", () => {
  const move = (source_type_name: string, source_provider_address: string, state: object) =>
    call(calls, "MoveResourceState", {
      source_provider_address,
      source_type_name,
      source_schema_version: 0,
      source_state: { json: Buffer.from(JSON.stringify(state)) },
      target_type_name: "desk_note",
    });

  it("makes the state of another type one of this type, with its identity", async () => {
    const { target_state, target_identity, diagnostics } = await move(
      "desk_memo",
      "registry.terraform.io/acme/desk",
      {
        id: "7",
        body: "hello",
      },
    );
    expect(reported(diagnostics)).toEqual([]);
    expect(decodeValue(target_state?.msgpack ?? Buffer.alloc(0), noteType)).toMatchObject({
      id: "7",
      text: "hello",
    });
    expect(target_identity?.identity_data?.msgpack).toEqual(
      encodeValue({ id: "7" }, ["object", { id: "string" }]),
    );
    expect(
      reported(
        (await move("null_resource", "registry.opentofu.org/hashicorp/null", { id: "8" })).diagnostics,
      ),
    ).toEqual([]);
  });

  it.each([
    ["another type", "desk_pen", "registry.terraform.io/acme/desk"],
    ["another provider's type of the same name", "desk_memo", "registry.terraform.io/other/desk"],
  ])("from %s is refused, with what to do", async (_what, type, address) => {
    const { target_state, diagnostics } = await move(type, address, { id: "7" });
    expect(target_state).toBeUndefined();
    expect(reported(diagnostics)).toEqual([
      `error: Cannot be moved: A ${type} of ${address} cannot become a desk_note; only a desk_memo or null_resource can. Remove the moved block, and import the existing object.`,
    ]);
  });
});

describe("a generated configuration", () => {
  const generated = async (state: Readonly<Record<string, Value>>) => {
    const { config: made } = await call(calls, "GenerateResourceConfig", {
      type_name: "desk_note",
      state: block(noteType, {
        id: "1",
        text: "a",
        size: 12,
        colour: null,
        paint: null,
        timeouts: null,
        ...state,
      }),
    });
    const fields: unknown = decodeValue(made?.msgpack ?? Buffer.alloc(0), noteType);
    return fields;
  };
  const silence = { id: null, size: null, colour: null, paint: null, timeouts: null };

  it("says what was chosen, and not what goes without saying", async () => {
    expect(await generated({})).toEqual({ ...silence, text: "a" });
    expect(await generated({ size: 14, paint: "blue" })).toEqual({
      ...silence,
      text: "a",
      size: 14,
      paint: "blue",
    });
    expect(await generated({ paint: "none" })).toEqual({ ...silence, text: "a" });
  });
});

describe("timeouts", () => {
  it("reach the operation that they are written for, and stay in the state", async () => {
    given.length = 0;
    const timeouts = { create: "1m30s", delete: null };
    const planned = { id: "1", text: "a", size: 12, colour: null, paint: null, timeouts };
    const { new_state, diagnostics } = await call(calls, "ApplyResourceChange", {
      type_name: "desk_note",
      prior_state: block(noteType, null),
      planned_state: block(noteType, planned),
      config: config({ timeouts }),
    });
    expect(reported(diagnostics)).toEqual([]);
    expect(decodeValue(new_state?.msgpack ?? Buffer.alloc(0), noteType)).toMatchObject({ timeouts });
    const read = await call(calls, "ReadResource", {
      type_name: "desk_note",
      current_state: block(noteType, planned),
    });
    expect(decodeValue(read.new_state?.msgpack ?? Buffer.alloc(0), noteType)).toMatchObject({ timeouts });
    await call(calls, "ApplyResourceChange", {
      type_name: "desk_note",
      prior_state: block(noteType, { ...planned, timeouts: { create: null, delete: "2h" } }),
      planned_state: block(noteType, null),
      config: block(noteType, null),
    });
    await call(calls, "ApplyResourceChange", {
      type_name: "desk_note",
      prior_state: block(noteType, planned),
      planned_state: block(noteType, null),
      config: block(noteType, null),
    });
    expect(given).toEqual([90_000, 7_200_000, null]);
  });

  it.each([
    ["90s", 90_000],
    ["1h30m", 5_400_000],
    ["1.5s", 1_500],
    ["250ms", 250],
    ["", undefined],
    ["0s", undefined],
    ["5", undefined],
    ["5 m", undefined],
    ["m5", undefined],
    ["-5m", undefined],
  ])("of %j are read", (text, length) => expect(milliseconds(text)).toBe(length));

  it("are checked with the configuration, and only where the provider can keep them", async () => {
    const { diagnostics } = await call(calls, "ValidateResourceConfig", {
      type_name: "desk_note",
      config: config({ timeouts: { create: "soon", delete: null } }),
    });
    expect(reported(diagnostics)).toEqual([
      "error: Not a duration: Write a number with its unit: 90s, 5m, 1h30m.",
    ]);
    const { within: _within, ...without } = provider;
    expect(() => defineProvider(without)).toThrow(
      "resource note has timeouts, and the provider has no within",
    );
  });
});

describe("what should not be used any more", () => {
  const old: Attributes = { words: optional(string, { description: "What it says." }) };
  const pad = defineProvider({
    ...provider,
    dataSources: {
      pad: { description: "A pad.", deprecated: "Use desk_note.", attributes: old, read: async () => ({}) },
    },
  });
  const padCalls = providerCalls({
    provider: pad,
    log: silent,
    configured: null,
    stop: new AbortController(),
  });

  it("is warned of where it is written, and nowhere else", async () => {
    const validate = async (fields: Readonly<Record<string, Value>>) =>
      reported(
        (await call(calls, "ValidateResourceConfig", { type_name: "desk_note", config: config(fields) }))
          .diagnostics,
      );
    expect(await validate({ colour: "red" })).toEqual([
      "warning: Deprecated attribute: Write paint in its place.",
    ]);
    expect(await validate({ paint: "red" })).toEqual([]);
    const { diagnostics } = await call(padCalls, "ValidateDataResourceConfig", {
      type_name: "desk_pad",
      config: block(["object", { words: "string" }], { words: null }),
    });
    expect(reported(diagnostics)).toEqual(["warning: Deprecated: Use desk_note."]);
  });
});

it("a connection on which nothing was configured is refused in one sentence", async () => {
  const fresh = providerCalls({ provider, log: silent, configured: null, stop: new AbortController() });
  const { diagnostics } = await call(fresh, "ReadResource", {
    type_name: "desk_note",
    current_state: config({ id: "1" }),
  });
  expect(reported(diagnostics)).toEqual([
    "error: The provider is not configured: The connection between Terraform and the provider was interrupted. Run the command again.",
  ]);
});
