import { describe, expect, it } from "vitest";
import { UNKNOWN, type Value } from "../plugin/cty/value.js";
import {
  computed,
  identifier,
  nestedList,
  nestedMap,
  nestedObject,
  nestedSet,
  optional,
  optionalComputed,
  required,
  withDefault,
  writeOnly,
  type Attributes,
} from "./attributes.js";
import { planBySchema } from "./plan.js";
import { requiresReplace, requiresReplaceIf, requiresReplaceIfConfigured } from "./plan-modifiers.js";
import { integer, set, string } from "./types.js";

const about = { description: "An attribute." };
type Fields = Readonly<Record<string, Value>>;

const BLOCK: Attributes = {
  id: identifier(string, about),
  name: required(string, { ...about, planModifiers: [requiresReplace()] }),
  note: optional(string, about),
  size: withDefault(integer, 8, about),
  zone: optionalComputed(string, { ...about, planModifiers: [requiresReplaceIfConfigured()] }),
  stamp: computed(integer, about),
  secret: writeOnly(string, about),
};
const SILENT: Fields = { id: null, name: "a", note: null, size: null, zone: null, stamp: null, secret: null };
const STATE: Fields = { id: "1", name: "a", note: null, size: 8, zone: "z", stamp: 1, secret: null };

/** The proposal of a core for `BLOCK`. */
const proposal = (prior: Fields | null, config: Fields): Fields => {
  const kept = ["id", "size", "zone", "stamp"].filter((name) => config[name] === null);
  return { ...config, ...Object.fromEntries(kept.map((name) => [name, prior?.[name] ?? null])) };
};

describe("a plan by the schema", () => {
  it.each<[string, Fields | null, Fields, Fields, string[]]>([
    [
      "of something new",
      null,
      {},
      { id: UNKNOWN, name: "a", note: null, size: 8, zone: UNKNOWN, stamp: UNKNOWN, secret: null },
      [],
    ],
    ["of what stays", STATE, {}, STATE, []],
    ["of another secret alone", STATE, { secret: "s" }, STATE, []],
    ["of a change", STATE, { note: "n" }, { ...STATE, note: "n", zone: UNKNOWN, stamp: UNKNOWN }, []],
    ["of drift from a default", { ...STATE, size: 9 }, {}, { ...STATE, zone: UNKNOWN, stamp: UNKNOWN }, []],
    [
      "of another name",
      STATE,
      { name: "b" },
      { ...STATE, name: "b", zone: UNKNOWN, stamp: UNKNOWN },
      ["name"],
    ],
    [
      "of an unknown name",
      STATE,
      { name: UNKNOWN },
      { ...STATE, name: UNKNOWN, zone: UNKNOWN, stamp: UNKNOWN },
      ["name"],
    ],
    ["of a zone that is configured", STATE, { zone: "y" }, { ...STATE, zone: "y", stamp: UNKNOWN }, ["zone"]],
    [
      "of an unknown value for a default",
      STATE,
      { size: UNKNOWN },
      { ...STATE, size: UNKNOWN, zone: UNKNOWN, stamp: UNKNOWN },
      [],
    ],
  ])("%s", (_name, prior, said, planned, replaced) => {
    const config = { ...SILENT, ...said };
    const plan = planBySchema(BLOCK, prior, proposal(prior, config), config);
    expect(plan.planned).toEqual(planned);
    expect(plan.replace).toEqual(replaced.map((name) => [name]));
  });

  it("replaces by a condition only where something changes", () => {
    const attributes: Attributes = {
      size: required(integer, {
        ...about,
        planModifiers: [requiresReplaceIf(({ prior, planned }) => Number(planned) < Number(prior))],
      }),
    };
    const replaces = (prior: number | null, size: number) =>
      planBySchema(attributes, prior === null ? null : { size: prior }, { size }, { size }).replace.length >
      0;
    expect([replaces(null, 1), replaces(2, 2), replaces(2, 3), replaces(2, 1)]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it("has a default in the form that a state has", () => {
    const attributes: Attributes = { tags: withDefault(set(string), ["b", "a", "e\u0301"], about) };
    const { planned } = planBySchema(attributes, null, { tags: null }, { tags: null });
    expect(planned).toEqual({ tags: ["a", "b", "\u00e9"] });
  });
});

describe("a plan of nested attributes", () => {
  const rule = {
    port: required(integer, about),
    proto: withDefault(string, "tcp", about),
    id: computed(string, about),
  };
  const configured = (port: Value): Fields => ({ port, proto: null, id: null });
  const stored = (port: Value, id: string): Fields => ({ port, proto: "tcp", id });
  const open = (port: Value): Fields => ({ port, proto: "tcp", id: UNKNOWN });

  it.each<[string, Attributes, Value, Value, Value]>([
    ["one", { rules: required(nestedObject(rule), about) }, configured(1), stored(1, "x"), open(1)],
    ["a list", { rules: required(nestedList(rule), about) }, [configured(1)], [stored(1, "x")], [open(1)]],
    [
      "a map",
      { rules: required(nestedMap(rule), about) },
      { k: configured(1) },
      { k: stored(1, "x") },
      { k: open(1) },
    ],
    [
      "a set",
      { rules: required(nestedSet(rule), about) },
      [configured(2), configured(1)],
      [stored(1, "x"), stored(2, "y")],
      [open(1), open(2)],
    ],
  ])("fills in %s, and leaves it when nothing changes", (_name, attributes, config, state, planned) => {
    const made = planBySchema(attributes, null, { rules: config }, { rules: config });
    expect(made.planned["rules"]).toEqual(planned);
    const kept = planBySchema(attributes, { rules: state }, { rules: state }, { rules: config });
    expect(kept.planned).toEqual({ rules: state });
  });

  it("leaves what a configuration does not know yet", () => {
    const attributes: Attributes = { rules: optional(nestedList(rule), about) };
    const plan = (rules: Value) => planBySchema(attributes, null, { rules }, { rules }).planned["rules"];
    expect(plan(UNKNOWN)).toEqual(UNKNOWN);
    expect(plan(null)).toBeNull();
    expect(plan([UNKNOWN, configured(UNKNOWN)])).toEqual([UNKNOWN, open(UNKNOWN)]);
  });

  it("keeps what the provider has filled in as a whole, though a core proposes nothing", () => {
    const attributes: Attributes = { rules: optionalComputed(nestedList(rule), about) };
    const state = { rules: [stored(1, "x")] };
    expect(planBySchema(attributes, state, { rules: null }, { rules: null }).planned).toEqual(state);
  });
});
