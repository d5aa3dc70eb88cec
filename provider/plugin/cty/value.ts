// Values of Terraform's type system (cty) in JavaScript.
import type { Type } from "./type.js";

/** Known facts about a value that is not known yet. */
export interface Refinement {
  readonly notNull?: boolean;
  readonly stringPrefix?: string;
  readonly lowerBound?: { readonly value: CtyNumber; readonly inclusive: boolean };
  readonly upperBound?: { readonly value: CtyNumber; readonly inclusive: boolean };
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A value that is known only after an apply. */
export class Unknown {
  constructor(readonly refinement: Refinement = {}) {}
}

/** A value about which nothing is known yet. */
export const UNKNOWN = new Unknown();

/** A number that neither a JavaScript number nor a bigint holds exactly, by its decimal digits. */
export class Decimal {
  constructor(readonly digits: string) {}
}

/**
 * An integer within ±2^53, or any number that a double holds exactly, is a number; a larger integer is a bigint.
 */
export type CtyNumber = number | bigint | Decimal;

/** A value with its type, when the schema does not fix the type. */
export class Dynamic {
  constructor(
    readonly type: Type,
    readonly value: Value,
  ) {}
}

/** A value of any type. The type of the attribute decides which it is. */
export type Value =
  | null
  | Unknown
  | string
  | boolean
  | CtyNumber
  | Dynamic
  /** A list, a tuple, or a set in canonical order. */
  | readonly Value[]
  /** A map or an object. */
  | { readonly [key: string]: Value };

/** Whether a value is known only after an apply. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** Whether a value is an object or a map, and none of the others. */
export function isRecord(value: Value): value is { readonly [key: string]: Value } {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown || value instanceof Decimal || value instanceof Dynamic)
  );
}

/** The value of a key, which may be `constructor`, too; undefined when there is none. */
export function own<T>(given: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(given, key) ? given[key] : undefined;
}

/** Whether a value has no unknown part. */
export function isWhollyKnown(value: Value): boolean {
  if (value instanceof Unknown) return false;
  if (value instanceof Dynamic) return isWhollyKnown(value.value);
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return !isRecord(value) || Object.values(value).every(isWhollyKnown);
}

/** A core sends no number with so many digits. A larger exponent would fill the memory with zeros. */
const LARGEST_EXPONENT = 10_000;

/**
 * A number from its decimal digits, in its canonical form.
 * @throws {SyntaxError} when it is not a number, or its exponent is beyond ±10,000. @internal
 */
export function parseNumber(digits: string): CtyNumber {
  if (/^-?\d+$/.test(digits)) return canonicalNumber(BigInt(digits));
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits)) {
    throw new SyntaxError(`${JSON.stringify(digits)} is no number`);
  }
  const exponent = Number(/e(.*)$/i.exec(digits)?.[1] ?? 0);
  if (Math.abs(exponent) > LARGEST_EXPONENT) throw new SyntaxError(`${digits} has too large an exponent`);
  const double = Number(digits);
  // The shortest digits of a double identify it: equal digits mean the same number.
  const plain = plainDigits(digits);
  if (Number.isFinite(double) && plainDigits(String(double)) === plain) return canonicalNumber(double);
  return plain.includes(".") ? new Decimal(plain) : canonicalNumber(BigInt(plain));
}

/** The canonical form of a number. @throws {RangeError} for NaN and infinities. @internal */
export function canonicalNumber(value: CtyNumber): CtyNumber {
  if (value instanceof Decimal) return value;
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number that Terraform knows`);
  if (Object.is(value, -0)) return 0;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** The decimal digits of a number, without an exponent. @internal */
export function numberDigits(value: CtyNumber): string {
  if (value instanceof Decimal) return value.digits;
  return plainDigits(String(value));
}

/** Digits without an exponent, leading or trailing zeros, so that equal numbers have equal digits. */
function plainDigits(digits: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(digits) ?? [];
  const all = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = "0".repeat(Math.max(0, -point)) + all + "0".repeat(Math.max(0, point - all.length));
  const at = Math.max(0, point);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, "") || "0";
  const after = padded.slice(at).replace(/0+$/, "");
  const plain = after === "" ? before : `${before}.${after}`;
  return plain === "0" ? plain : sign + plain;
}

/** Whether two values are equal, with all their attributes. Two unknown values are equal. */
export function sameValue(one: Value, other: Value): boolean {
  if (one instanceof Unknown || other instanceof Unknown) {
    return one instanceof Unknown && other instanceof Unknown;
  }
  if (one instanceof Decimal || other instanceof Decimal) {
    return one instanceof Decimal && other instanceof Decimal && one.digits === other.digits;
  }
  if (one instanceof Dynamic || other instanceof Dynamic) {
    return (
      one instanceof Dynamic &&
      other instanceof Dynamic &&
      JSON.stringify(one.type) === JSON.stringify(other.type) &&
      sameValue(one.value, other.value)
    );
  }
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element: Value, index) => sameValue(element, other[index] ?? null))
    );
  }
  if (isRecord(one)) {
    if (!isRecord(other)) return false;
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && sameValue(one[key] ?? null, other[key] ?? null))
    );
  }
  return one === other;
}
