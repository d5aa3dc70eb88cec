// The types of attributes and parameters, and their values in TypeScript.
import type { Type } from "../plugin/cty/type.js";
import { Decimal, isRecord, numberDigits, parseNumber, type Value } from "../plugin/cty/value.js";
import { DiagnosticError, error } from "./diagnostic.js";
import type { Path } from "./path.js";

/** A type of Terraform, and how its values are read and written. */
export interface ValueType<T> {
  /** The type on the wire. */
  readonly cty: Type;
  /**
   * A known value as TypeScript has it.
   * @throws {DiagnosticError} that names the path, when the value does not fit.
   */
  read(value: Value, path: Path): T;
  /** Encodes a value for the core. */
  write(value: T): Value;
  /** Whether null is one of the type's values. */
  readonly mayBeNull?: boolean;
}

/** The TypeScript type of a type's values. */
export type ValueOf<V> = V extends ValueType<infer T> ? T : never;

function misfit(path: Path, wanted: string): DiagnosticError {
  return new DiagnosticError(error(path, "Unexpected value", `This must be ${wanted}.`));
}

/** A text. */
export const string: ValueType<string> = {
  cty: "string",
  read(value, path) {
    if (typeof value === "string") return value;
    throw misfit(path, "a string");
  },
  write: (value) => value,
};

/** True or false. */
export const boolean: ValueType<boolean> = {
  cty: "bool",
  read(value, path) {
    if (typeof value === "boolean") return value;
    throw misfit(path, "true or false");
  },
  write: (value) => value,
};

/** A JavaScript number. A number with more digits than a double can hold is refused with a diagnostic. */
export const number: ValueType<number> = {
  cty: "number",
  read(value, path) {
    if (typeof value === "number") return value;
    throw misfit(path, "a number of at most fifteen digits");
  },
  write: (value) => value,
};

/** An integer within ±2^53. Other numbers are refused with a diagnostic. */
export const integer: ValueType<number> = {
  cty: "number",
  read(value, path) {
    if (typeof value === "number" && Number.isSafeInteger(value)) return value;
    throw misfit(path, "a whole number");
  },
  write: (value) => value,
};

/** A number of any size and precision, as its decimal digits: `"0.1"`. */
export const digits: ValueType<string> = {
  cty: "number",
  read(value, path) {
    if (typeof value === "number" || typeof value === "bigint" || value instanceof Decimal) {
      return numberDigits(value);
    }
    throw misfit(path, "a number");
  },
  write: (value) => parseNumber(value),
};

function elements(value: Value, path: Path): readonly Value[] {
  if (Array.isArray(value)) return value;
  throw misfit(path, "a list of values");
}

/** Values in order. */
export function list<T>(of: ValueType<T>): ValueType<readonly T[]> {
  return {
    cty: ["list", of.cty],
    read: (value, path) => elements(value, path).map((element, index) => of.read(element, [...path, index])),
    write: (value) => value.map((element) => of.write(element)),
  };
}

/** Values without an order and without duplicates. */
export function set<T>(of: ValueType<T>): ValueType<readonly T[]> {
  return {
    cty: ["set", of.cty],
    // The elements of a set have no positions that a core could point at.
    read: (value, path) => elements(value, path).map((element) => of.read(element, path)),
    write: (value) => value.map((element) => of.write(element)),
  };
}

/** Values by keys, which are texts. */
export function map<T>(of: ValueType<T>): ValueType<Readonly<Record<string, T>>> {
  return {
    cty: ["map", of.cty],
    read(value, path) {
      if (!isRecord(value)) throw misfit(path, "a map");
      const entries = Object.entries(value).map(
        ([key, element]) => [key, of.read(element, [...path, { key }])] as const,
      );
      return Object.fromEntries(entries);
    },
    write: (value) =>
      Object.fromEntries(Object.entries(value).map(([key, element]) => [key, of.write(element)])),
  };
}

/**
 * An object whose attributes have no descriptions, for functions. In schemas, use nested attributes instead.
 */
export function object<S extends Readonly<Record<string, ValueType<unknown>>>>(
  shape: S,
): ValueType<{ readonly [K in keyof S]: ValueOf<S[K]> }> {
  type Shaped = { readonly [K in keyof S]: ValueOf<S[K]> };
  const types = Object.entries<ValueType<unknown>>(shape);
  return {
    cty: ["object", Object.fromEntries(types.map(([name, { cty }]) => [name, cty]))],
    read(value, path) {
      if (!isRecord(value)) throw misfit(path, "an object");
      const entries = types.map(
        ([name, of]) => [name, of.read(value[name] ?? null, [...path, name])] as const,
      );
      return Object.fromEntries(entries) as Shaped;
    },
    write(value) {
      const given: Readonly<Record<string, unknown>> = value;
      return Object.fromEntries(types.map(([name, of]) => [name, of.write(given[name])]));
    },
  };
}

/** A type whose values may be null: for a parameter that accepts null, or an element that may be missing. */
export function nullable<T>(of: ValueType<T>): ValueType<T | null> {
  return {
    cty: of.cty,
    mayBeNull: true,
    read: (value, path) => (value === null ? null : of.read(value, path)),
    write: (value) => (value === null ? null : of.write(value)),
  };
}
