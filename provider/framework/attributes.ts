// Attributes of blocks: what a user may write, what a provider fills in, and how both are checked.
import { isRecord, type Unknown } from "../plugin/cty/value.js";
import { objectType, writeAttributes } from "./block.js";
import { DiagnosticError, error, type Diagnostic } from "./diagnostic.js";
import type { Path } from "./path.js";
import { useStateForUnknown, type PlanModifier } from "./plan-modifiers.js";
import { list, map, set, type ValueType } from "./types.js";

/**
 * Whose an attribute's value is.
 * - `required`: the configuration's, always.
 * - `optional`: the configuration's; null when it does not say.
 * - `default`: the configuration's; a fixed value when it does not say.
 * - `identifier`: the provider's, from the creation on. It stays, unless `modifyPlan` sets it to unknown: when an update makes
 *   another thing in place.
 * - `computed`: the provider's.
 * - `optionalComputed`: the configuration's, or the provider's when that does not say.
 * - `writeOnly`: the configuration's, and in no plan or state.
 */
export type Presence =
  "required" | "optional" | "default" | "identifier" | "computed" | "optionalComputed" | "writeOnly";

/**
 * Checks one configured value. It is not asked about null, nor about what is unknown: that is checked when it is known. One
 * that throws in place of yielding diagnostics is taken for a fault of the provider, unless it throws a `DiagnosticError`.
 */
export type Validator<T> = (value: T, path: Path) => Iterable<Diagnostic>;

/** What any attribute may say beside its type. */
export interface DescribedOptions {
  /** Markdown, in whole sentences. */
  readonly description: string;
  /** Cores do not show its values. */
  readonly sensitive?: boolean;
  /** Why it should not be used any more, and what instead: a warning wherever a configuration says it. */
  readonly deprecated?: string;
  /**
   * What a change of it means. They are asked about the attributes of the block itself, not about those within nested
   * ones: what a provider fills in there is unknown in every plan that changes anything.
   */
  readonly planModifiers?: readonly PlanModifier[];
}

/** What an attribute of a type may say. */
export interface AttributeOptions<T> extends DescribedOptions {
  /** All of them are asked, and all that they say is told. */
  readonly validators?: readonly Validator<T>[];
  /**
   * Whether two values mean the same: an address with and without leading zeros. Then neither is a change or a drift of
   * the other, and what is written in the configuration stays in the state. Asked about the attributes of the block itself.
   */
  readonly sameMeaning?: (one: T, other: T) => boolean;
}

/** An attribute, as `required(…)` and its like make it. */
export interface Attribute<T, P extends Presence> {
  /** The type of its values. */
  readonly type: ValueType<T> | NestedType<T>;
  /** Whose its value is. */
  readonly presence: P;
  /** What was said of it. */
  readonly options: DescribedOptions;
  /** The fixed value of presence `default`. */
  readonly default: T | undefined;
  /** Checks a value with the validators. (A method, so that attributes of all types fit in one record.) */
  check(value: T, path: Path): Diagnostic[];
  /** Whether two values mean the same; undefined where only equal values do. */
  sameMeaning?(one: T, other: T): boolean;
}

/** Attributes by their names. */
export type Attributes = Readonly<Record<string, Attribute<unknown, Presence>>>;

function attribute<T, P extends Presence>(
  type: ValueType<T>,
  presence: P,
  options: AttributeOptions<T>,
  fixed?: T,
): Attribute<T, P> {
  return {
    type,
    presence,
    options,
    default: fixed,
    check: (value, path) => (options.validators ?? []).flatMap((validate) => [...validate(value, path)]),
    ...(options.sameMeaning === undefined ? {} : { sameMeaning: options.sameMeaning }),
  };
}

/** An attribute that every configuration says. */
export function required<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "required"> {
  return attribute(type, "required", options);
}

/** An attribute that a configuration may leave out; it is null then. */
export function optional<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "optional"> {
  return attribute(type, "optional", options);
}

/** An attribute that has a fixed value where the configuration is silent, so that drift from it shows. */
export function withDefault<T>(
  type: ValueType<T>,
  value: T,
  options: AttributeOptions<T>,
): Attribute<T, "default"> {
  return attribute(type, "default", options, value);
}

/** An attribute that the provider fills in when it creates the resource, and that never changes. */
export function identifier<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "identifier"> {
  const planModifiers = [useStateForUnknown(), ...(options.planModifiers ?? [])];
  return attribute(type, "identifier", { ...options, planModifiers });
}

/** An attribute that the provider fills in. Use `nullable(type)` when it may have nothing to say. */
export function computed<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "computed"> {
  return attribute(type, "computed", options);
}

/**
 * An attribute that the provider fills in where the configuration is silent. Within nested attributes it should not be
 * nested itself: there a core takes what the provider filled in for something that was configured before.
 */
export function optionalComputed<T>(
  type: ValueType<T>,
  options: AttributeOptions<T>,
): Attribute<T, "optionalComputed"> {
  return attribute(type, "optionalComputed", options);
}

/** An attribute that is used at an apply and stored nowhere: a secret. Terraform 1.11 and OpenTofu 1.11 know these. */
export function writeOnly<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "writeOnly"> {
  return attribute(type, "writeOnly", options);
}

/** The attributes of a configuration before an apply: what is unknown in part is unknown. */
export type ConfigOf<A> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T, Presence> ? T | null | Unknown : never;
};

/** The attributes of a configuration at an apply, when all of it is known. */
export type KnownConfigOf<A> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T, infer P>
    ? P extends "required"
      ? T
      : T | null
    : never;
};

/** The attributes of a plan at an apply, without those that are write-only: what the provider has still to fill in is unknown. */
export type PlanOf<A> = {
  readonly [K in keyof A as A[K] extends Attribute<unknown, "writeOnly"> ? never : K]: A[K] extends Attribute<
    infer T,
    infer P
  >
    ? P extends "required" | "default"
      ? T
      : P extends "optional"
        ? T | null
        : T | null | Unknown
    : never;
};

/** The attributes of a state, without those that are write-only. */
export type StateOf<A> = {
  readonly [K in keyof A as A[K] extends Attribute<unknown, "writeOnly"> ? never : K]: A[K] extends Attribute<
    infer T,
    infer P
  >
    ? P extends "optional" | "optionalComputed"
      ? T | null
      : T
    : never;
};

/**
 * The attributes of a state as it is stored. It may be older than the schema, so that what the provider fills in may be
 * missing still.
 */
export type StoredOf<A> = {
  readonly [K in keyof A as A[K] extends Attribute<unknown, "writeOnly"> ? never : K]: A[K] extends Attribute<
    infer T,
    infer P
  >
    ? P extends "required" | "identifier"
      ? T
      : T | null
    : never;
};

/**
 * The attributes of a nested object. What the provider fills in may be missing still: in a configuration it always is.
 */
export type ElementOf<A> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T, infer P>
    ? P extends "required"
      ? T
      : T | null
    : never;
};

/** Attributes that may be nested. What is write-only stands in the block itself. */
export type NestedAttributes = Readonly<Record<string, Attribute<unknown, Exclude<Presence, "writeOnly">>>>;

/** How often nested attributes stand. */
export type Nesting = "single" | "list" | "set" | "map";

/** A type whose values are objects with described attributes. */
export interface NestedType<T> extends ValueType<T> {
  /** How often its objects stand, and what they have. */
  readonly nested: { readonly nesting: Nesting; readonly attributes: Attributes };
}

function objects<A extends NestedAttributes>(attributes: A): ValueType<ElementOf<A>> {
  return {
    cty: objectType(attributes),
    read(value, path) {
      if (!isRecord(value))
        throw new DiagnosticError(error(path, "Unexpected value", "This must be an object."));
      const entries = Object.entries(attributes).map(([name, { type, presence }]) => {
        const given = value[name] ?? null;
        const mayBeNull = given === null && presence !== "required";
        return [name, mayBeNull ? null : type.read(given, [...path, name])] as const;
      });
      return Object.fromEntries(entries) as ElementOf<A>;
    },
    write: (value) => writeAttributes(attributes, value),
  };
}

/** One object with attributes of its own. */
export function nestedObject<A extends NestedAttributes>(attributes: A): NestedType<ElementOf<A>> {
  return { ...objects(attributes), nested: { nesting: "single", attributes } };
}

/** Objects with attributes of their own, in order. */
export function nestedList<A extends NestedAttributes>(attributes: A): NestedType<readonly ElementOf<A>[]> {
  const of = objects(attributes);
  return { ...list(of), nested: { nesting: "list", attributes } };
}

/** Objects with attributes of their own, without an order. */
export function nestedSet<A extends NestedAttributes>(attributes: A): NestedType<readonly ElementOf<A>[]> {
  const of = objects(attributes);
  return { ...set(of), nested: { nesting: "set", attributes } };
}

/** Objects with attributes of their own, by key. */
export function nestedMap<A extends NestedAttributes>(
  attributes: A,
): NestedType<Readonly<Record<string, ElementOf<A>>>> {
  const of = objects(attributes);
  return { ...map(of), nested: { nesting: "map", attributes } };
}
