import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  computed,
  identifier,
  nestedSet,
  optional,
  optionalComputed,
  required,
  type Attributes,
} from "../../provider/framework/attributes.js";
import { defineResource, type AnyResource } from "../../provider/framework/resource.js";
import { providerCalls } from "../../provider/framework/serve.js";
import { list, map, set, string, type ValueType } from "../../provider/framework/types.js";
import { decodeValue, encodeValue } from "../../provider/plugin/cty/msgpack.js";
import { sameValue, UNKNOWN, type Value } from "../../provider/plugin/cty/value.js";
import { createLog } from "../../provider/plugin/log.js";
import { FakeCore } from "../support/fake-core.js";
import type { Instance, Planned } from "../support/fake-core/instance.js";
import {
  hidden,
  idIn,
  isSameForServer,
  keepsSetsApart,
  oneOfEach,
  providerOf,
  randomAttributes,
  randomConfig,
  resourceInMemory,
  respelled,
  type Fields,
} from "../support/random-resource.js";
import { byTier } from "../support/tier.js";

const TYPE = "random_thing";
const ABOUT = { description: "It is of a test." };
const silent = createLog(
  "provider.random",
  undefined,
  () => {},
  () => new Date(0),
);

/** Whether two values are the same but for small and large letters and for an order. */
function isSameText(one: unknown, other: unknown): boolean {
  const folded = (of: unknown) => [...JSON.stringify(of).toLowerCase()].toSorted().join("");
  return folded(one) === folded(other);
}

function callsOf(attributes: Attributes, changes = true) {
  return callsOfResource(resourceInMemory(attributes, changes));
}

function callsOfResource(resource: AnyResource<unknown>) {
  return providerCalls({
    provider: providerOf(resource),
    log: silent,
    configured: null,
    stop: new AbortController(),
  });
}

/** A type of resource, and configurations of it one after the other, each before and at its apply. */
const lives = randomAttributes.chain((attributes) => {
  const config = randomConfig(attributes).filter((of) => keepsSetsApart(attributes, of));
  const partlyHidden = (known: Fields) => hidden(attributes, known).map((before) => ({ known, before }));
  // Each once more in another spelling.
  const twice = config.chain((known) =>
    respelled(attributes, known).chain((other) => fc.tuple(partlyHidden(known), partlyHidden(other))),
  );
  return fc.record({
    attributes: fc.constant(attributes),
    changes: fc.boolean(),
    configs: fc.array(
      fc.oneof(
        config.chain(partlyHidden).map((one) => [one]),
        twice,
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  });
});

/** What the configuration leaves to a default has that, and nothing that is changed in place makes a new resource. */
function isAsTheSchemaSays(attributes: Attributes, config: Fields, { state }: Instance): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const { presence, type, default: fixed } = attribute;
    if (presence !== "default" || (config[name] ?? null) !== null) continue;
    const expected = decodeValue(encodeValue(type.write(fixed), type.cty), type.cty);
    expect(isSameForServer(attribute, state[name] ?? null, expected), name).toBe(true);
  }
}

/** What cannot be changed is at most written differently. */
function isOnlyRespelled(attributes: Attributes, { prior, state }: Planned): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const [was, is] = [prior?.state[name] ?? null, state?.[name] ?? null];
    expect(isSameForServer(attribute, was, is), name).toBe(true);
  }
}

async function isStill(core: FakeCore, config: Fields, instance: Instance): Promise<void> {
  const read = await core.read(TYPE, instance);
  expect(read?.state).toEqual(instance.state);
  const { action, state } = await core.plan(TYPE, config, instance);
  expect(action, JSON.stringify({ before: instance.state, after: state }, textual)).toBe("nothing");
}

/**
 * An import has the spelling of the server. A list, a set or a map then gets the one of the configuration, in place;
 * nothing else changes.
 */
async function isTakenOver(core: FakeCore, config: Fields, imported: Instance): Promise<void> {
  const planned = await core.plan(TYPE, config, imported);
  const isSpelledDifferently = Object.entries(config).some(
    ([name, value]) =>
      typeof value === "object" && value !== null && !sameValue(value, imported.state[name] ?? null),
  );
  if (!isSpelledDifferently) expect(planned.action).toBe("nothing");
  expect(["nothing", "update"]).toContain(planned.action);
  const adopted = await core.apply(planned);
  if (adopted === null) throw new Error("nothing is there after an import");
  await isStill(core, config, adopted);
}

const textual = (_key: string, value: unknown) => (typeof value === "bigint" ? `${value}n` : value);

describe("a core", () => {
  it("finds nothing wrong with random resources through their whole lives", async () => {
    await fc.assert(
      fc.asyncProperty(lives, async ({ attributes, changes, configs }) => {
        const core = await FakeCore.start(callsOf(attributes, changes));
        let instance: Instance | null = null;
        let last: Fields = {};
        for (const { known, before } of configs.flat()) {
          const planned = await core.plan(TYPE, before, instance);
          instance = await core.apply(planned, known);
          if (instance === null) throw new Error("nothing is there after an apply");
          if (!changes && planned.action === "update") isOnlyRespelled(attributes, planned);
          isAsTheSchemaSays(attributes, known, instance);
          await isStill(core, known, instance);
          last = known;
        }
        if (instance === null) throw new Error("nothing was configured");
        const id = idIn(instance.state);
        for (const by of [{ id }, { identity: { id } }])
          await isTakenOver(core, last, await core.import(TYPE, by));

        expect(await core.apply(await core.plan(TYPE, null, instance))).toBeNull();
        expect(await core.read(TYPE, instance)).toBeNull();
        await expect(core.import(TYPE, { id })).rejects.toThrow(/^id: No such thing/);
      }),
      { numRuns: byTier(20, 200) },
    );
  });

  it.each<[string, ValueType<readonly string[]>]>([
    ["list", list(string)],
    ["set", set(string)],
  ])("gets the known elements of a %s at the apply as they were planned", async (_kind, type) => {
    const spelled = (texts: readonly string[]) => texts.map((text) => text.toLowerCase()).toSorted();
    const tags = required(type, {
      ...ABOUT,
      sameMeaning: (one, other) => isDeepStrictEqual(spelled(one), spelled(other)),
    });
    const attributes = { id: identifier(string, ABOUT), tags, stamp: computed(string, ABOUT) };
    const create = async () => ({ id: "a", tags: ["a", "b"], stamp: "first" });
    const update = () => Promise.reject(new Error("there is nothing to change"));
    const resource = { ...resourceInMemory(attributes, true), create, update };
    const core = await FakeCore.start(callsOfResource(resource));
    const made = await core.apply(await core.plan(TYPE, { tags: ["a", "b"] }, null));

    const planned = await core.plan(TYPE, { tags: ["A", UNKNOWN] }, made);
    const changed = await core.apply(planned, { tags: ["A", "b"] });
    expect(changed?.state).toEqual({ ...made?.state, tags: ["A", "b"] });
  });

  it.each<[string, Attributes["tags"], Value, Value]>([
    ["text", required(string, { ...ABOUT, sameMeaning: isSameText }), "a", "A"],
    ["list", required(list(string), { ...ABOUT, sameMeaning: isSameText }), ["a", "b"], ["a", "B"]],
    ["set", required(set(string), { ...ABOUT, sameMeaning: isSameText }), ["a", "b"], ["B", "a"]],
    ["map", required(map(string), { ...ABOUT, sameMeaning: isSameText }), { k: "a" }, { k: "A" }],
  ])(
    "shows a provider no difference where a %s is only spelled differently",
    async (_kind, tags, was, is) => {
      const attributes = { id: identifier(string, ABOUT), tags, note: required(string, ABOUT) };
      const inMemory = resourceInMemory(attributes, true);
      const differing: string[][] = [];
      const update: typeof inMemory.update = async (change) => {
        const [before, after] = [new Map(Object.entries(change.prior)), Object.entries(change.plan)];
        differing.push(
          after.flatMap(([name, of]) => (isDeepStrictEqual(of, before.get(name)) ? [] : [name])),
        );
        return inMemory.update?.(change) ?? expect.fail();
      };
      const core = await FakeCore.start(callsOfResource({ ...inMemory, update }));
      const made = await core.apply(await core.plan(TYPE, { tags: was, note: "first" }, null));
      const config = { tags: is, note: "second" };
      const changed = (await core.apply(await core.plan(TYPE, config, made))) ?? expect.fail();
      expect(differing).toEqual([["note"]]);
      await isStill(core, config, changed);
    },
  );

  // A provider cannot correct it: it is what Terraform and OpenTofu propose.
  it.each([
    ["a value of the provider", optionalComputed(string, ABOUT), "filled in", "update"],
    ["a value of the configuration", optional(string, ABOUT), null, "nothing"],
  ])("plans as real ones do for a set in a set, with %s", async (_of, note, stored, action) => {
    const inner = nestedSet({ note, name: required(string, ABOUT) });
    const rules = nestedSet({ title: required(string, ABOUT), inner: required(inner, ABOUT) });
    const attributes = { id: identifier(string, ABOUT), rules: required(rules, ABOUT) };
    const create = async () => ({ id: "a", rules: [{ title: "a", inner: [{ name: "b", note: stored }] }] });
    const resource = { ...resourceInMemory(attributes, true), create };
    const core = await FakeCore.start(callsOfResource(resource));
    const config = { rules: [{ title: "a", inner: [{ name: "b" }] }] };
    const made = await core.apply(await core.plan(TYPE, config, null));
    expect(await core.plan(TYPE, config, made)).toMatchObject({ action });
  });

  it("changes the time limits of a resource without update in place, and nothing else of it", async () => {
    const unchangeable = resourceInMemory(oneOfEach, false);
    const resource = defineResource<unknown>()({ ...unchangeable, timeouts: ["create", "delete"] });
    const core = await FakeCore.start(callsOfResource(resource));
    const made = await core.apply(await core.plan(TYPE, { name: "a", note: "b" }, null));
    if (made === null) throw new Error("nothing is there after an apply");

    const limited = { name: "a", note: "b", timeouts: { create: "5m", delete: null } };
    const planned = await core.plan(TYPE, limited, made);
    expect(planned).toMatchObject({ action: "update", replaces: [] });
    const changed = await core.apply(planned);
    expect(changed?.state).toEqual({ ...made.state, timeouts: limited.timeouts });
    if (changed !== null) await isStill(core, limited, changed);

    const another = { ...limited, note: "c", timeouts: null };
    expect(await core.plan(TYPE, another, changed)).toMatchObject({ action: "replace" });
  });
});
