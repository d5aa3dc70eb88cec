// Values on the wire: MessagePack, decoded by the type of the schema.
// https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md
import { Decoder, Encoder, ExtData, ExtensionCodec } from "@msgpack/msgpack";
import { parseType, typeBytes, type Type } from "./type.js";
import {
  canonicalNumber,
  Decimal,
  Dynamic,
  isRecord,
  isWhollyKnown,
  numberDigits,
  own,
  parseNumber,
  UNKNOWN,
  Unknown,
  type CtyNumber,
  type Refinement,
  type Value,
} from "./value.js";

/** A core sent something that is not a value of the type. The message names the place. */
export class MalformedValue extends Error {
  override readonly name = "MalformedValue";
}

/** An unknown value with refinements: facts that are known about it. */
const REFINED = 12;
/** The keys of refinements. */
const IS_NULL = 1;
const STRING_PREFIX = 2;
const LOWER_BOUND = 3;
const UPPER_BOUND = 4;
const MIN_LENGTH = 5;
const MAX_LENGTH = 6;

/** The library refuses this key, which some programs take for an object's prototype. A user's map may have it. */
const PROTOTYPE = "__proto__";
/** The key that the library gets in its place: half of a surrogate pair, which no text of a core contains. */
const IN_ITS_PLACE = `\ud800${PROTOTYPE}`;
/** Lets a decoder of the library read every key. @internal */
export const keyDecoder = {
  canBeCached: (length: number) => length === PROTOTYPE.length,
  decode(bytes: Uint8Array, offset: number, length: number) {
    const key = Buffer.from(bytes.buffer, bytes.byteOffset + offset, length).toString("utf8");
    return key === PROTOTYPE ? IN_ITS_PLACE : key;
  },
};

const extensions = new ExtensionCodec();
const decoder = new Decoder({ extensionCodec: extensions, useBigInt64: true, keyDecoder });
const encoder = new Encoder({ extensionCodec: extensions, useBigInt64: true });

/** @returns the value of the type. @throws {MalformedValue} when the bytes hold another. */
export function decodeValue(bytes: Uint8Array, type: Type): Value {
  let raw: unknown;
  try {
    raw = decoder.decode(bytes);
  } catch (error) {
    throw new MalformedValue(`the value cannot be read: ${error instanceof Error ? error.message : "?"}`);
  }
  return fromWire(raw, type, "");
}

/** @returns the bytes of a value. @throws {TypeError} when it is not of the type. */
export function encodeValue(value: Value, type: Type): Buffer {
  return Buffer.from(encoder.encode(toWire(value, type, "")));
}

function fromWire(raw: unknown, type: Type, at: string): Value {
  if (raw === null || raw === undefined) return null;
  if (raw instanceof ExtData) return fromExtension(raw);
  if (type === "dynamic") return fromDynamic(raw, at);
  if (typeof type === "string") return fromPrimitive(raw, type, at);
  switch (type[0]) {
    case "list":
    case "set": {
      const elements = array(raw, at).map((element, index) => fromWire(element, type[1], `${at}[${index}]`));
      return type[0] === "set" ? canonicalSet(elements, type[1]) : elements;
    }
    case "tuple": {
      const elements = array(raw, at);
      if (elements.length !== type[1].length)
        throw new MalformedValue(`${at || "the value"} is another tuple`);
      return type[1].map((of, index) => fromWire(elements[index], of, `${at}[${index}]`));
    }
    case "map": {
      const entries = Object.entries(record(raw, at));
      return Object.fromEntries(
        entries.map(([written, of]) => {
          const key = written === IN_ITS_PLACE ? PROTOTYPE : written.normalize();
          return [key, fromWire(of, type[1], `${at}.${key}`)];
        }),
      );
    }
    case "object": {
      const given = record(raw, at);
      const stranger = Object.keys(given).find((name) => !Object.hasOwn(type[1], name));
      if (stranger !== undefined) throw new MalformedValue(`${at}.${stranger} is no attribute`);
      return Object.fromEntries(
        Object.entries(type[1]).map(([name, of]) => [name, fromWire(own(given, name), of, `${at}.${name}`)]),
      );
    }
  }
}

function fromPrimitive(raw: unknown, type: "string" | "number" | "bool", at: string): Value {
  // For Terraform, two Unicode spellings of one letter are the same string.
  if (type === "string" && typeof raw === "string") return raw.normalize();
  if (type === "bool" && typeof raw === "boolean") return raw;
  if (type === "number") {
    try {
      if (typeof raw === "number" || typeof raw === "bigint") return canonicalNumber(raw);
      if (typeof raw === "string") return parseNumber(raw);
    } catch (error) {
      throw new MalformedValue(`${at || "the value"}: ${error instanceof Error ? error.message : "?"}`);
    }
  }
  throw new MalformedValue(`${at || "the value"} is not a ${type}`);
}

function fromDynamic(raw: unknown, at: string): Value {
  const [json, value] = array(raw, at);
  const text = json instanceof Uint8Array ? Buffer.from(json).toString("utf8") : json;
  if (typeof text !== "string") throw new MalformedValue(`${at || "the value"} does not say its type`);
  let type: Type;
  try {
    type = parseType(text);
  } catch {
    throw new MalformedValue(`${at || "the value"} does not say its type`);
  }
  return new Dynamic(type, fromWire(value, type, at));
}

function fromExtension({ type, data }: ExtData): Unknown {
  if (type !== REFINED || typeof data === "function") return UNKNOWN;
  const raw = decoder.decode(data);
  if (typeof raw !== "object" || raw === null) return UNKNOWN;
  // The keys are numbers; as keys of an object they become their digits.
  const given = raw as Readonly<Record<string, unknown>>;
  const bound = (key: number) => {
    const of = given[key];
    if (!Array.isArray(of)) return undefined;
    const [value, inclusive]: unknown[] = of;
    const number = fromPrimitive(value, "number", "a bound") as CtyNumber;
    return { value: number, inclusive: inclusive === true };
  };
  const lowerBound = bound(LOWER_BOUND);
  const upperBound = bound(UPPER_BOUND);
  const stringPrefix = given[STRING_PREFIX];
  const minLength = given[MIN_LENGTH];
  const maxLength = given[MAX_LENGTH];
  return new Unknown({
    ...(given[IS_NULL] === false ? { notNull: true } : {}),
    ...(typeof stringPrefix === "string" ? { stringPrefix: stringPrefix.normalize() } : {}),
    ...(lowerBound === undefined ? {} : { lowerBound }),
    ...(upperBound === undefined ? {} : { upperBound }),
    ...(minLength === undefined ? {} : { minLength: Number(minLength) }),
    ...(maxLength === undefined ? {} : { maxLength: Number(maxLength) }),
  });
}

function array(raw: unknown, at: string): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  throw new MalformedValue(`${at || "the value"} is no list of values`);
}

function record(raw: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw) && !(raw instanceof Uint8Array)) {
    return raw as Readonly<Record<string, unknown>>;
  }
  throw new MalformedValue(`${at || "the value"} is no object`);
}

/**
 * A set has no order and no duplicates. Its elements are sorted by their bytes, so that equal sets are equal lists.
 */
export function canonicalSet(elements: readonly Value[], type: Type): readonly Value[] {
  const byBytes = (a: readonly [string, Value], b: readonly [string, Value]) => (a[0] < b[0] ? -1 : 1);
  const keyed = elements.map((of) => [encodeValue(of, type).toString("latin1"), of] as const);
  const known = new Map(keyed.filter(([, of]) => isWhollyKnown(of)));
  // Elements that are unknown, even in part, may become different elements; so they are all kept.
  const unknown = keyed.filter(([, of]) => !isWhollyKnown(of));
  return [...[...known].sort(byBytes), ...unknown.sort(byBytes)].map(([, of]) => of);
}

function toWire(value: Value | undefined, type: Type, at: string): unknown {
  if (value === null) return null;
  if (value === undefined) throw new TypeError(`${at || "the value"} is missing`);
  if (value instanceof Unknown) return toExtension(value.refinement);
  if (type === "dynamic") {
    if (!(value instanceof Dynamic)) throw new TypeError(`${at || "the value"} does not say its type`);
    return [typeBytes(value.type), toWire(value.value, value.type, at)];
  }
  if (typeof type === "string") return toPrimitive(value, type, at);
  switch (type[0]) {
    case "list":
    case "set":
    case "tuple": {
      if (!Array.isArray(value)) throw new TypeError(`${at || "the value"} is not a ${type[0]}`);
      const list: readonly Value[] = value;
      if (type[0] === "tuple") {
        if (list.length !== type[1].length) throw new TypeError(`${at || "the value"} is another tuple`);
        return type[1].map((of, index) => toWire(list[index], of, `${at}[${index}]`));
      }
      const of = type[1];
      const elements = type[0] === "set" ? canonicalSet(list, of) : list;
      return elements.map((element, index) => toWire(element, of, `${at}[${index}]`));
    }
    case "map":
    case "object": {
      if (!isRecord(value)) throw new TypeError(`${at || "the value"} is not a ${type[0]}`);
      if (type[0] === "map") {
        const of = type[1];
        return Object.fromEntries(
          Object.entries(value).map(([key, element]) => [key, toWire(element, of, `${at}.${key}`)]),
        );
      }
      const stranger = Object.keys(value).find((name) => !Object.hasOwn(type[1], name));
      if (stranger !== undefined) throw new TypeError(`${at}.${stranger} is no attribute of the schema`);
      return Object.fromEntries(
        Object.entries(type[1]).map(([name, of]) => [name, toWire(own(value, name), of, `${at}.${name}`)]),
      );
    }
  }
}

function toPrimitive(value: Value, type: "string" | "number" | "bool", at: string): unknown {
  if (type === "string" && typeof value === "string") return value.normalize();
  if (type === "bool" && typeof value === "boolean") return value;
  if (
    type === "number" &&
    (typeof value === "number" || typeof value === "bigint" || value instanceof Decimal)
  ) {
    return numberToWire(value);
  }
  throw new TypeError(`${at || "the value"} is not a ${type}`);
}

function numberToWire(value: CtyNumber): unknown {
  const number = canonicalNumber(value);
  return typeof number === "number" ? number : numberDigits(number);
}

function toExtension(refinement: Refinement): ExtData {
  const { notNull, stringPrefix, lowerBound, upperBound, minLength, maxLength } = refinement;
  const promised: [number, unknown][] = [];
  if (notNull === true) promised.push([IS_NULL, false]);
  if (stringPrefix !== undefined) promised.push([STRING_PREFIX, stringPrefix]);
  if (lowerBound) promised.push([LOWER_BOUND, [numberToWire(lowerBound.value), lowerBound.inclusive]]);
  if (upperBound) promised.push([UPPER_BOUND, [numberToWire(upperBound.value), upperBound.inclusive]]);
  if (minLength !== undefined) promised.push([MIN_LENGTH, minLength]);
  if (maxLength !== undefined) promised.push([MAX_LENGTH, maxLength]);
  if (promised.length === 0) return new ExtData(0, new Uint8Array([0]));
  return new ExtData(REFINED, refinementBytes(promised));
}

/** A map with numbers as keys, which the library can only read. It has at most six entries. */
function refinementBytes(promised: readonly (readonly [number, unknown])[]): Uint8Array {
  const parts = promised.flatMap(([key, of]) => [Buffer.from([key]), Buffer.from(encoder.encode(of))]);
  return Buffer.concat([Buffer.from([0x80 | promised.length]), ...parts]);
}
