// Attributes of blocks: what a user may write, what a provider fills in, and how both are checked.
import { isRecord, type Unknown } from "../plugin/cty/value.js";
import { objectType, writeAttributes } from "./block.js";
import { DiagnosticError, error, type Diagnostic } from "./diagnostic.js";
import type { Path } from "./path.js";
import { useStateForUnknown, type PlanModifier } from "./plan-modifiers.js";
import { list, map, nullable, set, type ValueType } from "./types.js";

/**
 * Where an attribute's value comes from.
 * - `required`: always from the configuration.
 * - `optional`: from the configuration; null when it is not set there.
 * - `default`: from the configuration; a fixed value when it is not set there.
 * - `identifier`: from the provider, at the creation. It stays, unless `modifyPlan` sets it to unknown: when an update
 * makes another object in place.
 * - `computed`: from the provider.
 * - `optionalComputed`: from the configuration, or from the provider when it is not set there.
 * - `writeOnly`: from the configuration, and in no plan or state.
 */
export type Presence =
  "required" | "optional" | "default" | "identifier" | "computed" | "optionalComputed" | "writeOnly";

/**
 * Checks one configured value. It is not called for null or for unknown values: those are checked when they are known.
 * A validator yields diagnostics. If it throws instead, that is reported as a bug in the provider, unless it throws a
 * `DiagnosticError`.
 */
export type Validator<T> = (value: T, path: Path) => Iterable<Diagnostic>;

/** The options that all attributes have. */
export interface DescribedOptions {
  /** Markdown, in whole sentences. */
  readonly description: string;
  /** Cores do not show its values. */
  readonly sensitive?: boolean;
  /** Why it is deprecated, and what to use instead. Every use is a warning. */
  readonly deprecated?: string;
  /**
   * The effects of a change of the attribute. The modifiers run for attributes of the block itself, not for those
   * within nested ones: what a provider fills in there is unknown in every plan that changes anything.
   */
  readonly planModifiers?: readonly PlanModifier[];
}

/** The options of an attribute of a type. */
export interface AttributeOptions<T> extends DescribedOptions {
  /** All of them run, and users get all their diagnostics. */
  readonly validators?: readonly Validator<T>[];
  /**
   * Whether two values mean the same, such as an address with and without leading zeros. Then a change from one to the
   * other is no change and no drift, and the state keeps what the configuration says. Of a list, a set or a map, another
   * spelling in the configuration is planned as a change in place, and the apply writes it to the state without calling
   * the provider: an element may be known only then. Only for attributes of the block itself.
   */
  readonly sameMeaning?: (one: T, other: T) => boolean;
}

/** An attribute, as `required(…)` and similar functions make it. */
export interface Attribute<T, P extends Presence> {
  /** The type of its values. */
  readonly type: ValueType<T> | NestedType<T>;
  /** Where its value comes from. */
  readonly presence: P;
  /** Its options. */
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

/** An attribute that every configuration must set. */
export function required<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "required"> {
  return attribute(type, "required", options);
}

/** An attribute that a configuration may leave out; then it is null. */
export function optional<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "optional"> {
  return attribute(type, "optional", options);
}

/**
 * An attribute with a fixed value when the configuration does not set it; so a drift from that value shows.
 */
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

/** An attribute that the provider fills in. Use `nullable(type)` when there may be no value. */
export function computed<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "computed"> {
  return attribute(type, "computed", options);
}

/**
 * An attribute that the provider fills in when the configuration does not set it. Do not nest it in nested attributes:
 * there, a core takes the provider's value for one that was configured before.
 */
export function optionalComputed<T>(
  type: ValueType<T>,
  options: AttributeOptions<T>,
): Attribute<T, "optionalComputed"> {
  return attribute(type, "optionalComputed", options);
}

/**
 * An attribute that is used at an apply and stored nowhere: a secret. It needs Terraform 1.11 or OpenTofu 1.11.
 */
export function writeOnly<T>(type: ValueType<T>, options: AttributeOptions<T>): Attribute<T, "writeOnly"> {
  return attribute(type, "writeOnly", options);
}

/** The attributes of a configuration before an apply: a value that is unknown in part is unknown. */
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

/**
 * The attributes of a plan at an apply, without write-only ones. What the provider must still fill in is unknown.
 */
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

/** The attributes of a state, without write-only ones. */
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
 * The attributes of a state as it is stored. It may be older than the schema, so what the provider fills in may still
 * be missing.
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
 * The attributes of a nested object. What the provider fills in may still be missing; in a configuration it always is.
 */
export type ElementOf<A> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer T, infer P>
    ? P extends "required"
      ? T
      : T | null
    : never;
};

/** Attributes that may be nested. Write-only ones must be in the block itself. */
export type NestedAttributes = Readonly<Record<string, Attribute<unknown, Exclude<Presence, "writeOnly">>>>;

/** How nested attributes repeat. */
export type Nesting = "single" | "list" | "set" | "map";

/** A type whose values are objects with described attributes. */
export interface NestedType<T> extends ValueType<T> {
  /** How its objects repeat, and their attributes. */
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

/** A nested object that may be missing where a provider fills it in. */
export function nullableObject<T>(of: NestedType<T>): NestedType<T | null> {
  return { ...nullable(of), nested: of.nested };
}

/** Objects with attributes of their own, in order. */
export function nestedList<A extends NestedAttributes>(attributes: A): NestedType<readonly ElementOf<A>[]> {
  const of = objects(attributes);
  return { ...list(of), nested: { nesting: "list", attributes } };
}

/**
 * Objects with attributes of their own, without an order. If an object of a set contains another set, all attributes in
 * that inner set must be `required` or `optional`. Otherwise a core does not recognize the outer object in the state, and
 * plans a change each time.
 */
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
