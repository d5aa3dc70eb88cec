// Values as JSON, the form in which states are stored.
import { parseType, type Type } from "./type.js";
import { Dynamic, parseNumber, type Value } from "./value.js";
import { canonicalSet } from "./msgpack.js";

/**
 * Matches texts, so that digits in them stay unchanged, and numbers. It has no group in a loop, which would overflow on
 * texts of megabytes.
 */
const TEXT_OR_NUMBER = /"|\\.|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** A double holds every number with up to this many digits exactly. */
const EXACT_DIGITS = 15;

/**
 * Parses JSON. Numbers that a double may not hold exactly become texts of their digits. @throws {SyntaxError}
 */
export function parseExactly(json: string): unknown {
  let inText = false;
  const quoted = json.replace(TEXT_OR_NUMBER, (token) => {
    if (token === '"') inText = !inText;
    return inText || token.length <= EXACT_DIGITS ? token : `"${token}"`;
  });
  return JSON.parse(quoted);
}

/**
 * A value of a type from parsed JSON, which an older or newer version of a schema may have stored. Missing attributes
 * are null, and attributes that the type does not have are left out.
 * @throws {TypeError} when it is of another type.
 */
export function fromJson(json: unknown, type: Type): Value {
  if (json === null || json === undefined) return null;
  if (type === "string") {
    if (typeof json === "string") return json.normalize();
  } else if (type === "number") {
    if (typeof json === "number") return parseNumber(String(json));
    if (typeof json === "string") return parseNumber(json);
  } else if (type === "bool") {
    if (typeof json === "boolean") return json;
  } else if (type === "dynamic") {
    if (isObject(json)) {
      const of = parseType(JSON.stringify(json["type"]));
      return new Dynamic(of, fromJson(json["value"], of));
    }
  } else if (type[0] === "object") {
    if (isObject(json)) {
      return Object.fromEntries(
        Object.entries(type[1]).map(([name, of]) => [
          name,
          // An attribute may have the name `constructor`, too.
          Object.hasOwn(json, name) ? fromJson(json[name], of) : null,
        ]),
      );
    }
  } else if (type[0] === "map") {
    const of = type[1];
    if (isObject(json)) {
      return Object.fromEntries(
        Object.entries(json).map(([key, value]) => [key.normalize(), fromJson(value, of)]),
      );
    }
  } else if (Array.isArray(json)) {
    if (type[0] === "tuple") return type[1].map((of, index) => fromJson(json[index], of));
    const of = type[1];
    const elements = json.map((element: unknown) => fromJson(element, of));
    return type[0] === "set" ? canonicalSet(elements, of) : elements;
  }
  throw new TypeError(`${JSON.stringify(json)} is not of type ${JSON.stringify(type)}`);
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
