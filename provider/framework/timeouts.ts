// Time limits for operations on a resource, which users set.
import { isRecord, type Value } from "../plugin/cty/value.js";
import { nestedObject, optional, type Attribute, type Attributes, type Presence } from "./attributes.js";
import { error } from "./diagnostic.js";
import { string } from "./types.js";

/** The operations that can have a time limit. */
export type TimedOperation = "create" | "read" | "update" | "delete";

/** The attribute's name, as in other providers. @internal */
export const TIMEOUTS = "timeouts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;

/** A duration such as `1h30m` or `90s` in milliseconds; undefined for a text that is not a duration. */
export function milliseconds(text: string): number | undefined {
  const parts = [...text.matchAll(PART)];
  if (text === "" || parts.map(([part]) => part).join("") !== text) return undefined;
  const sum = parts.reduce((total, [, count, unit]) => total + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
  return sum > 0 ? sum : undefined;
}

/** The attribute in which a configuration sets time limits. @internal */
export function timeoutsAttribute(operations: readonly TimedOperation[]): Attribute<unknown, Presence> {
  const entries = operations.map((operation) => {
    const attribute = optional(string, {
      description: `How long to try to ${operation} it, such as \`90s\` or \`5m\`.`,
      validators: [
        function* check(text, path) {
          if (milliseconds(text) === undefined)
            yield error(path, "Not a duration", "Write a number with its unit: 90s, 5m, 1h30m.");
        },
      ],
    });
    return [operation, attribute] as const;
  });
  return optional(nestedObject(Object.fromEntries(entries)), {
    description: "How long operations are tried before they fail.",
  });
}

/** The time limit of an operation in milliseconds; undefined if none is set. @internal */
export function getTimeout(
  attributes: Attributes,
  values: Readonly<Record<string, Value>>,
  operation: TimedOperation,
): number | undefined {
  const given = attributes[TIMEOUTS] === undefined ? null : (values[TIMEOUTS] ?? null);
  const text = isRecord(given) ? given[operation] : undefined;
  return typeof text === "string" ? milliseconds(text) : undefined;
}
