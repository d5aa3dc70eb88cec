import { EVENT_TYPES, type EventType, isEventType } from "./event-types.js";
import type { ParamKind, Params } from "./types/declaration.js";

// The parameters of an event: what the sentence about it says besides the objects that it names. They are stored as texts by their
// names, so that their hash does not depend on how a database writes numbers or dates.

interface Values {
  readonly TEXT: string;
  readonly COUNT: number;
  readonly MOMENT: Date;
  readonly FLAG: boolean;
}

type ValueOf<Kind> = Kind extends readonly (infer Word)[]
  ? Word
  : Kind extends keyof Values
    ? Values[Kind]
    : never;

/** The values of the parameters of a type. null: there is none, such as the end of what lasts until somebody ends it. */
export type ParamsOf<Type extends EventType> = {
  readonly [Name in keyof (typeof EVENT_TYPES)[Type]["params"]]: ValueOf<
    (typeof EVENT_TYPES)[Type]["params"][Name]
  > | null;
};

/** Parameters as they are stored, in the order of their names. */
export type StoredParams = Readonly<Record<string, string>>;

function asText(value: string | number | boolean | Date): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Parameters as they are stored: what is null is left out. */
export function storedParams(
  params: Readonly<Record<string, string | number | boolean | Date | null>>,
): StoredParams {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === null ? [] : [[name, asText(value)]])),
  );
}

function asValue(kind: ParamKind, text: string): string | number | boolean | Date {
  if (kind === "COUNT") return Number(text);
  if (kind === "MOMENT") return new Date(text);
  return kind === "FLAG" ? text === "true" : text;
}

/** Stored parameters as the sentence of their type gets them. What is not there is null. */
export function readParams<Type extends EventType>(type: Type, stored: StoredParams): ParamsOf<Type> {
  const declared: Params = EVENT_TYPES[type].params;
  const entries = Object.entries(declared).map(([name, kind]) => {
    const text = stored[name];
    return [name, text === undefined ? null : asValue(kind, text)];
  });
  // They were stored as the type declares them.
  return Object.fromEntries(entries) as ParamsOf<Type>;
}

/** The texts among stored parameters: what people look for. */
export function textsOf(type: string, stored: StoredParams): string[] {
  if (!isEventType(type)) return [];
  const declared: Params = EVENT_TYPES[type].params;
  return Object.entries(declared).flatMap(([name, kind]) => (kind === "TEXT" ? (stored[name] ?? []) : []));
}
