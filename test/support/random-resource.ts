// Random types of resources, kept in memory, and random configurations of them.
import { isDeepStrictEqual } from "node:util";
import fc, { type Arbitrary } from "fast-check";
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
  type Attribute,
  type Attributes,
  type NestedAttributes,
  type Nesting,
  type Presence,
} from "../../provider/framework/attributes.js";
import { isNested } from "../../provider/framework/block.js";
import { DiagnosticError, error } from "../../provider/framework/diagnostic.js";
import { requiresReplace, useStateForUnknown } from "../../provider/framework/plan-modifiers.js";
import { defineProvider, type AnyProvider } from "../../provider/framework/provider.js";
import type { AnyResource } from "../../provider/framework/resource.js";
import {
  boolean,
  digits,
  integer,
  list,
  map,
  number,
  set,
  string,
  type ValueType,
} from "../../provider/framework/types.js";
import { encodeValue } from "../../provider/plugin/cty/msgpack.js";
import { isRecord, isUnknown, UNKNOWN, type Value } from "../../provider/plugin/cty/value.js";

export type Fields = Readonly<Record<string, Value>>;

/** A type of values, with a default and with what the provider fills in for the n-th time. */
interface Kind {
  readonly type: ValueType<unknown>;
  readonly fixed: unknown;
  readonly filled: (count: number) => unknown;
  readonly values: Arbitrary<Value>;
  /** The spelling of the server: values with the same one mean the same. */
  readonly spelled?: (value: unknown) => unknown;
}

function kind<T>(
  type: ValueType<T>,
  fixed: T,
  filled: (count: number) => T,
  values: Arbitrary<Value>,
  spelled?: (value: T) => T,
): Kind {
  // A record of kinds cannot know their types; each is only given values of its own.
  return spelled === undefined
    ? { type, fixed, filled, values }
    : { type, fixed, filled, values, spelled: spelled as NonNullable<Kind["spelled"]> };
}

const word = fc.constantFrom("", "a", "b", "e\u0301", "\u00e9", "ß", "long text");
const words = fc.uniqueArray(word, { maxLength: 3, selector: (of) => of.normalize() });

const KINDS: readonly Kind[] = [
  kind(string, "e\u0301-default", (count) => `filled ${count}`, word),
  kind(boolean, true, (count) => count % 2 === 0, fc.boolean()),
  kind(integer, 9, (count) => count, fc.integer({ min: -3, max: 3 })),
  kind(number, 0.1, (count) => count + 0.1, fc.constantFrom(0.5, -1.25, 0.3, 7)),
  kind(
    digits,
    "9007199254740993",
    (count) => `${2n ** 70n + BigInt(count)}`,
    fc.constantFrom<Value>(1, 2n ** 64n, 0.25),
  ),
  kind(list(string), ["z", "y", "z"], (count) => [`${count}`, "x"], fc.array(word, { maxLength: 3 })),
  kind(set(string), ["z", "y", "e\u0301"], (count) => ["z", `${count}`], words),
  kind(
    map(integer),
    { z: 1 },
    (count) => ({ at: count }),
    fc.dictionary(
      fc.constantFrom("k", "\u00e9", "constructor", "__proto__"),
      fc.integer({ min: 0, max: 2 }),
      {
        maxKeys: 2,
        noNullPrototype: true,
      },
    ),
  ),
];

const small = (text: string) => text.toLowerCase();
const letter = fc.constantFrom("a", "A", "b", "B", "c");

/** Kinds for which large and small letters are the same. Only attributes of the block itself can have such a meaning. */
const SPELLED: readonly Kind[] = [
  kind(string, "Default", (count) => `Filled ${count}`, letter, small),
  kind(
    list(string),
    ["Z", "y"],
    (count) => [`X${count}`],
    fc.array(letter, { maxLength: 3 }),
    (texts) => texts.map(small),
  ),
  kind(
    set(string),
    ["Z", "y"],
    (count) => [`X${count}`, "z"],
    fc.uniqueArray(letter, { maxLength: 3 }),
    (texts) => [...new Set(texts.map(small))].sort(),
  ),
  kind(
    map(string),
    { z: "Z" },
    (count) => ({ at: `X${count}` }),
    fc.dictionary(fc.constantFrom("k", "l"), letter, { maxKeys: 2, noNullPrototype: true }),
    (texts) => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, small(text)])),
  ),
];

const NAMES = ["name", "size", "constructor", "tags", "zone"] as const;
const TEXT = { description: "It is random." };
/** How the kind of an attribute fills it in. */
const fillers = new WeakMap<object, Kind>();

type NestedPresence = Exclude<Presence, "writeOnly">;

function made<P extends Presence>(of: Kind, presence: P, replaces: boolean): Attribute<unknown, Presence> {
  const { type, fixed, spelled } = of;
  const sameMeaning = (one: unknown, other: unknown) => isDeepStrictEqual(spelled?.(one), spelled?.(other));
  const said = spelled === undefined ? TEXT : { ...TEXT, sameMeaning };
  const options = { ...said, ...(replaces ? { planModifiers: [requiresReplace()] } : {}) };
  const by: Readonly<Record<Presence, () => Attribute<unknown, Presence>>> = {
    required: () => required(type, options),
    optional: () => optional(type, options),
    default: () => withDefault(type, fixed, options),
    identifier: () => identifier(type, TEXT),
    computed: () => computed(type, replaces ? { ...TEXT, planModifiers: [useStateForUnknown()] } : TEXT),
    optionalComputed: () =>
      optionalComputed(type, replaces ? options : { ...said, planModifiers: [useStateForUnknown()] }),
    writeOnly: () => writeOnly(type, TEXT),
  };
  const attribute = by[presence]();
  fillers.set(attribute, of);
  return attribute;
}

const leaf = (
  presences: readonly Presence[],
  kinds: readonly Kind[] = KINDS,
): Arbitrary<Attribute<unknown, Presence>> =>
  fc
    .tuple(fc.constantFrom(...kinds), fc.constantFrom(...presences), fc.boolean())
    .map(([of, presence, replaces]) => made(of, presence, replaces));

const NESTED_PRESENCES: readonly NestedPresence[] = [
  "required",
  "optional",
  "default",
  "identifier",
  "computed",
  "optionalComputed",
];

/** Whether a core can recognize an object with these attributes in a set. See `nestedSet`. */
function isRecognizedInSet(attributes: Attributes): boolean {
  return Object.values(attributes).every(({ type, presence }) => {
    if (!isNested(type) || presence === "computed") return true;
    const { nesting, attributes: within } = type.nested;
    return nesting === "set" ? isOnlyConfigured(within) : isRecognizedInSet(within);
  });
}

function isOnlyConfigured(attributes: Attributes): boolean {
  return Object.values(attributes).every(
    ({ type, presence }) =>
      (presence === "required" || presence === "optional") &&
      (!isNested(type) || isOnlyConfigured(type.nested.attributes)),
  );
}

/** Nested attributes, one or two levels of them. What is filled in as a whole is made of its attributes' own. */
function nestedAttribute(
  depth: number,
  outermost: readonly NestedPresence[] = [],
): Arbitrary<Attribute<unknown, Presence>> {
  const inner: Arbitrary<Attribute<unknown, Presence>> =
    depth === 0
      ? leaf(NESTED_PRESENCES)
      : fc.oneof(
          { weight: 3, arbitrary: leaf(NESTED_PRESENCES) },
          { weight: 1, arbitrary: nestedAttribute(depth - 1) },
        );
  const attributes = fc.dictionary(fc.constantFrom(...NAMES), inner, {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  });
  return fc
    .tuple(
      attributes,
      fc.constantFrom<Nesting>("single", "list", "set", "map"),
      // See `optionalComputed`.
      fc.constantFrom<NestedPresence>("required", "optional", "computed", ...outermost),
    )
    .filter(([within, nesting]) => nesting !== "set" || isRecognizedInSet(within))
    .map(([within, nesting, presence]) => {
      // Nothing in it is write-only: `leaf` was not asked for that.
      const shape = within as NestedAttributes;
      const one = (count: number) => completed(shape, {}, count);
      const none = fc.constant<Value>(null);
      const kinds: Readonly<Record<typeof nesting, Kind>> = {
        single: kind(nestedObject(shape), {}, one, none),
        list: kind(nestedList(shape), [], (count) => [one(count)], none),
        set: kind(nestedSet(shape), [], (count) => [one(count)], none),
        map: kind(nestedMap(shape), {}, (count) => ({ of: one(count) }), none),
      };
      return made(kinds[nesting], presence, false);
    });
}

/** Random attributes of a block, with an `id`. */
export const randomAttributes: Arbitrary<Attributes> = fc
  .dictionary(
    fc.constantFrom(...NAMES),
    fc.oneof(
      { weight: 3, arbitrary: leaf([...NESTED_PRESENCES, "writeOnly"]) },
      { weight: 2, arbitrary: leaf(["required", "optional", "default", "optionalComputed"], SPELLED) },
      { weight: 2, arbitrary: nestedAttribute(1, ["optionalComputed"]) },
    ),
    { minKeys: 1, maxKeys: 4, noNullPrototype: true },
  )
  .map((attributes) => ({ ...attributes, id: identifier(string, TEXT) }));

/** An object with everything that the provider fills in. */
function completed(attributes: Attributes, given: Readonly<Record<string, unknown>>, count: number) {
  const entries = Object.entries(attributes).map(([name, attribute]) => [
    name,
    filledIn(attribute, Object.hasOwn(given, name) ? given[name] : null, count),
  ]);
  return Object.fromEntries(entries) as Record<string, never>;
}

/** A value of which the configuration may say a part. */
function filledIn(attribute: Attribute<unknown, Presence>, given: unknown, count: number): unknown {
  const { presence, type, default: fixed } = attribute;
  if (given === null || given === undefined) {
    if (presence === "default") return fixed;
    return presence === "optional" || presence === "writeOnly" ? null : fillers.get(attribute)?.filled(count);
  }
  if (!isNested(type)) return given;
  const within = (of: unknown) =>
    completed(type.nested.attributes, of as Readonly<Record<string, unknown>>, count);
  if (type.nested.nesting === "single") return within(given);
  if (Array.isArray(given)) return given.map(within);
  return Object.fromEntries(Object.entries(given).map(([key, of]) => [key, within(of)]));
}

function inSpellingOfServer(attribute: Attribute<unknown, Presence> | undefined, value: unknown): unknown {
  const spelled = attribute === undefined ? undefined : fillers.get(attribute)?.spelled;
  return spelled === undefined || value === null ? value : spelled(value);
}

/** Whether two values of an attribute are equal, or mean the same. */
export function isSameForServer(attribute: Attribute<unknown, Presence>, one: Value, other: Value): boolean {
  return isDeepStrictEqual(inSpellingOfServer(attribute, one), inSpellingOfServer(attribute, other));
}

/** A resource of these attributes, whose things are in memory. */
export function resourceInMemory(attributes: Attributes, changes: boolean): AnyResource<unknown> {
  const things = new Map<string, Record<string, unknown>>();
  let count = 0;
  type Change = Parameters<AnyResource<unknown>["create"]>[0];
  const spelledByServer = (state: Readonly<Record<string, unknown>> | null) =>
    state === null
      ? null
      : (Object.fromEntries(
          Object.entries(state).map(([name, value]) => [name, inSpellingOfServer(attributes[name], value)]),
        ) as Record<string, never>);
  const stateOf = ({ plan, config }: Change, known: Readonly<Record<string, unknown>>) => {
    count += 1;
    const planned: Readonly<Record<string, unknown>> = plan;
    const given: Readonly<Record<string, unknown>> = config;
    const entries = Object.entries(attributes)
      .filter(([, { presence }]) => presence !== "writeOnly")
      .map(([name, attribute]) => {
        const value = planned[name];
        return [
          name,
          Object.hasOwn(known, name)
            ? known[name]
            : isUnknown(value)
              ? filledIn(attribute, given[name], count)
              : value,
        ];
      });
    return Object.fromEntries(entries) as Record<string, never>;
  };
  const resource: AnyResource<unknown> = {
    description: "A thing in memory.",
    attributes,
    identity: {
      attributes: { id: { type: string, description: "Which thing it is.", import: "required" } },
      of: (state) => ({ id: (state as { readonly id?: unknown }).id ?? null }),
    },
    async create(change) {
      const id = `thing-${things.size + 1}-${count}`;
      const state = stateOf(change, { id });
      things.set(id, state);
      change.private.set("made", count);
      return state;
    },
    async read(state, { private: kept }) {
      const id = String((state as { readonly id?: unknown }).id);
      if (typeof kept.get("made") !== "number") throw new Error(`what was kept of ${id} is lost`);
      return spelledByServer(things.get(id) ?? null);
    },
    async delete(state) {
      things.delete(String((state as { readonly id?: unknown }).id));
    },
    async import(request, { private: kept }) {
      kept.set("made", 0);
      const id = String(request.by === "id" ? request.id : request.identity["id"]);
      const state = spelledByServer(things.get(id) ?? null);
      if (state === null) throw new DiagnosticError(error(["id"], "No such thing", `There is no ${id}.`));
      return state;
    },
  };
  if (!changes) return resource;
  return {
    ...resource,
    async update(change) {
      const { id } = change.prior as { readonly id?: unknown };
      const state = stateOf(change, { id });
      things.set(String(id), state);
      return state;
    },
  };
}

/** The id in a state. */
export function idIn({ id }: Fields): string {
  if (typeof id === "string") return id;
  throw new TypeError("the state has no id");
}

/** A provider with one type of resource, `random_thing`. */
export function providerOf(resource: AnyResource<unknown>): AnyProvider {
  return defineProvider({
    name: "random",
    version: "0.1.0",
    sources: ["registry.terraform.io/test/random"],
    description: "Random things.",
    attributes: {},
    configure: async () => ({}),
    within: (client) => client,
    resources: { thing: resource },
    dataSources: {},
    ephemeralResources: {},
    functions: {},
  });
}

/** A configuration, all of it known. */
export function randomConfig(attributes: Attributes): Arbitrary<Fields> {
  const entries = Object.entries(attributes).map(
    ([name, attribute]) => [name, configured(attribute)] as const,
  );
  return fc.record(Object.fromEntries(entries));
}

function configured(attribute: Attribute<unknown, Presence>): Arbitrary<Value> {
  const { presence, type } = attribute;
  if (presence === "computed" || presence === "identifier") return fc.constant(null);
  const value = isNested(type)
    ? nestedValues(type.nested)
    : (fillers.get(attribute)?.values ?? fc.constant(null));
  return presence === "required" ? value : fc.option(value, { nil: null, freq: 2 });
}

function nestedValues({
  nesting,
  attributes,
}: {
  readonly nesting: string;
  readonly attributes: Attributes;
}): Arbitrary<Value> {
  const object: Arbitrary<Value> = randomConfig(attributes);
  if (nesting === "single") return object;
  if (nesting === "map") {
    return fc.dictionary(fc.constantFrom("k", "constructor", "__proto__"), object, {
      maxKeys: 2,
      noNullPrototype: true,
    });
  }
  return fc.array(object, { maxLength: 3 });
}

/** The same configuration in another spelling. */
export function respelled(attributes: Attributes, config: Fields): Arbitrary<Fields> {
  const entries = Object.entries(config).map(([name, value]) => {
    const attribute = attributes[name];
    const isSpelled = attribute !== undefined && fillers.get(attribute)?.spelled !== undefined;
    return [name, isSpelled ? otherLetters(value) : fc.constant(value)] as const;
  });
  return fc.record(Object.fromEntries(entries));
}

function otherLetters(value: Value): Arbitrary<Value> {
  if (typeof value === "string") return fc.constantFrom(value.toLowerCase(), value.toUpperCase());
  if (Array.isArray(value)) {
    const elements: readonly Value[] = value;
    return elements.length === 0 ? fc.constant([]) : fc.tuple(...elements.map(otherLetters));
  }
  if (!isRecord(value)) return fc.constant(value);
  return fc.record(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, otherLetters(of)])));
}

/** The same configuration as it is before an apply, with some values not known yet. */
export function hidden(attributes: Attributes, config: Fields): Arbitrary<Fields> {
  const entries = Object.entries(attributes).map(([name, { presence, type }]) => {
    const value = config[name] ?? null;
    if (presence === "computed" || presence === "identifier")
      return [name, fc.constant<Value>(value)] as const;
    const seen: Arbitrary<Value> = isNested(type) ? hiddenWithin(type.nested, value) : hiddenElements(value);
    return [
      name,
      fc.oneof({ weight: 4, arbitrary: seen }, { weight: 1, arbitrary: fc.constant(UNKNOWN) }),
    ] as const;
  });
  return fc.record(Object.fromEntries(entries));
}

/** Elements of a list, a set or a map, some of them not known yet. */
function hiddenElements(value: Value): Arbitrary<Value> {
  const element = (of: Value): Arbitrary<Value> =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(of) }, { weight: 1, arbitrary: fc.constant(UNKNOWN) });
  if (Array.isArray(value) && value.length > 0) return fc.tuple(...value.map(element));
  if (!isRecord(value)) return fc.constant(value);
  return fc.record(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, element(of)])));
}

function hiddenWithin(
  { nesting, attributes }: { readonly nesting: string; readonly attributes: Attributes },
  value: Value,
): Arbitrary<Value> {
  if (value === null) return fc.constant(null);
  const object = (of: Value): Arbitrary<Value> => (isRecord(of) ? hidden(attributes, of) : fc.constant(of));
  if (nesting === "single") return object(value);
  if (Array.isArray(value)) return value.length === 0 ? fc.constant([]) : fc.tuple(...value.map(object));
  if (!isRecord(value)) return fc.constant(value);
  return fc.record(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, object(of)])));
}

/**
 * Whether the elements of sets differ in what only a configuration says. Else a core cannot tell by a state which
 * element of it was which one of the configuration.
 */
export function keepsSetsApart(attributes: Attributes, config: Value): boolean {
  if (!isRecord(config)) return true;
  return Object.entries(attributes).every(([name, { type }]) => {
    const value = config[name] ?? null;
    if (value === null || isUnknown(value) || !isNested(type)) return true;
    const { nesting, attributes: within } = type.nested;
    const objects = nesting === "single" ? [value] : Object.values(value as Fields);
    const said = new Set(objects.map((of) => whatIsSaid(within, of)));
    if (nesting === "set" && said.size < objects.length) return false;
    return objects.every((of) => keepsSetsApart(within, of));
  });
}

function whatIsSaid(attributes: Attributes, config: Value): string {
  if (!isRecord(config)) return "";
  const said = Object.entries(attributes).filter(
    ([, { type, presence }]) => !isNested(type) && (presence === "required" || presence === "optional"),
  );
  return said.map(([name, { type }]) => encodeValue(config[name] ?? null, type.cty).toString("hex")).join();
}

const [TEXTS, , WHOLE] = KINDS;
/** A block with one attribute of each presence, for tests that break one thing. */
export const oneOfEach: Attributes =
  TEXTS === undefined || WHOLE === undefined
    ? {}
    : {
        id: identifier(string, TEXT),
        name: made(TEXTS, "required", true),
        note: made(TEXTS, "optional", false),
        size: made(WHOLE, "default", false),
        zone: made(TEXTS, "optionalComputed", false),
        stamp: made(WHOLE, "computed", false),
        secret: made(TEXTS, "writeOnly", false),
      };
