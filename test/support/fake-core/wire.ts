// Calls of a provider in this process, with the same bytes as on the wire.
import { Decoder, ExtData } from "@msgpack/msgpack";
import type { Message, Received } from "../../../provider/plugin/protobuf.js";
import type { ProviderCalls } from "../../../provider/plugin/serve.js";
import {
  streamingCalls,
  unaryCalls,
  type AttributePath,
  type Diagnostic as WireDiagnostic,
  type DynamicValue,
} from "../../../provider/plugin/tfplugin6.js";
import { decodeValue, keyDecoder } from "../../../provider/plugin/cty/msgpack.js";
import type { Type } from "../../../provider/plugin/cty/type.js";
import { isRecord, type Value } from "../../../provider/plugin/cty/value.js";
import { BrokenRule } from "./broken-rule.js";
import type { Fields } from "./proposed.js";
import type { CoreAttribute, CoreAttributes } from "./schema.js";

type Unary = typeof unaryCalls;
type Asked<Name extends keyof Unary> = Unary[Name]["request"] extends Message<infer In, infer _> ? In : never;
type Answered<Name extends keyof Unary> = Received<Unary[Name]["response"]>;

/** Makes a call. @throws {BrokenRule} when it is not answered, or by a gRPC error. */
export async function call<Name extends keyof Unary>(
  calls: ProviderCalls,
  name: Name,
  request: Asked<Name>,
): Promise<Answered<Name>> {
  // A name belongs to one pair of types; TypeScript cannot follow that through a union of calls.
  const { request: asked, response } = unaryCalls[name] as unknown as {
    request: Message<Asked<Name>, unknown>;
    response: Message<unknown, Answered<Name>>;
  };
  const handler = calls[name] as ((given: unknown) => Promise<unknown>) | undefined;
  if (handler === undefined) throw new BrokenRule(`${name} is not implemented.`);
  let answer: unknown;
  try {
    answer = await handler(asked.decode(asked.encode(request)));
  } catch (error) {
    throw new BrokenRule(
      `${name} ends with an exception, which a core shows as a crash: ${error instanceof Error ? error.message : "?"}`,
    );
  }
  return response.decode(response.encode(answer));
}

type Streaming = typeof streamingCalls;
type Streamed<Name extends keyof Streaming> = Received<Streaming[Name]["response"]>;

/** Makes a call whose answer is a stream. @returns all messages. */
export async function streamed<Name extends keyof Streaming>(
  calls: ProviderCalls,
  name: Name,
  request: Streaming[Name]["request"] extends Message<infer In, infer _> ? In : never,
): Promise<Streamed<Name>[]> {
  // As in `call`.
  const { request: asked, response } = streamingCalls[name] as unknown as {
    request: Message<typeof request, unknown>;
    response: Message<unknown, Streamed<Name>>;
  };
  const handler = calls[name] as
    ((given: unknown, signal: AbortSignal) => AsyncIterable<unknown>) | undefined;
  if (handler === undefined) throw new BrokenRule(`${name} is not implemented.`);
  const events: Streamed<Name>[] = [];
  for await (const event of handler(asked.decode(asked.encode(request)), new AbortController().signal)) {
    events.push(response.decode(response.encode(event)));
  }
  return events;
}

/** A diagnostic as a user reads it. */
export interface Reported {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Such as `name` or `rules[0].port`; empty for the block. */
  readonly path: string;
}

/** The provider refused something, with errors that follow the rules. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly diagnostics: readonly Reported[]) {
    super(diagnostics.map(({ path, summary, detail }) => `${path}: ${summary}: ${detail}`).join("\n"));
  }
}

/**
 * The diagnostics of an answer.
 * @param attributes the schema in which their paths must exist. @throws {BrokenRule}
 */
export function readDiagnostics(
  at: string,
  attributes: CoreAttributes | undefined,
  diagnostics: readonly Received<typeof WireDiagnostic>[],
): Reported[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => {
    if (severity !== 1 && severity !== 2) {
      throw new BrokenRule(
        `A diagnostic of ${at} is neither an error nor a warning, and would stop nothing.`,
      );
    }
    if (summary === "") throw new BrokenRule(`A diagnostic of ${at} has no summary.`);
    if (/\n\s+at .*:\d+:\d+/.test(summary + detail)) {
      throw new BrokenRule(`A diagnostic of ${at} shows a stack to its user.`);
    }
    const path = attribute === undefined ? "" : readPath(at, attributes ?? new Map(), attribute);
    return { severity: severity === 1 ? "error" : "warning", summary, detail, path };
  });
}

/** Throws when there is an error among them, else returns the warnings. @throws {Refused} */
export function withoutErrors(reported: readonly Reported[]): readonly Reported[] {
  if (reported.some(({ severity }) => severity === "error")) throw new Refused(reported);
  return reported;
}

/** A path as people write it. @throws {BrokenRule} when the schema has no such place. */
export function readPath(
  at: string,
  attributes: CoreAttributes,
  path: Received<typeof AttributePath>,
): string {
  let text = "";
  let here: CoreAttributes | undefined = attributes;
  let type: Type | undefined;
  for (const { attribute_name: name, element_key_string: key, element_key_int: index } of path.steps) {
    const nowhere = new BrokenRule(
      `${at} points at a place that there is not: after ${text || "its begin"}.`,
    );
    if (name !== undefined) {
      const attribute: CoreAttribute | undefined = here?.get(name);
      if (attribute === undefined) throw nowhere;
      text = text === "" ? name : `${text}.${name}`;
      type = attribute.type;
      here = attribute.nested?.attributes;
    } else {
      const element: Type | undefined = getElement(type, key !== undefined ? "map" : "list");
      if (element === undefined) throw nowhere;
      type = element;
      text += `[${key === undefined ? String(index) : JSON.stringify(key)}]`;
    }
  }
  if (text === "") throw new BrokenRule(`${at} points at an empty path.`);
  return text;
}

function getElement(type: Type | undefined, kind: "map" | "list"): Type | undefined {
  return Array.isArray(type) && type[0] === kind ? (type[1] as Type) : undefined;
}

/** Decodes a value of a type. @throws {BrokenRule} */
export function readValue(at: string, value: Received<typeof DynamicValue> | undefined, type: Type): Value {
  if (value === undefined || (value.msgpack.length === 0 && value.json.length === 0)) return null;
  if (value.msgpack.length === 0) throw new BrokenRule(`${at} is JSON, where MessagePack is asked for.`);
  let read: Value;
  try {
    read = decodeValue(value.msgpack, type);
  } catch (error) {
    throw new BrokenRule(`${at} is not of its type: ${error instanceof Error ? error.message : "?"}`);
  }
  inWholeForm(at, new Decoder({ useBigInt64: true, keyDecoder }).decode(value.msgpack), type);
  return read;
}

/** On the wire, an object must have all of its attributes: a core's decoder is stricter than ours. */
function inWholeForm(at: string, raw: unknown, type: Type): void {
  if (typeof type === "string" || typeof raw !== "object" || raw === null || raw instanceof ExtData) return;
  if (Array.isArray(raw)) {
    raw.forEach((of, index) => {
      if (type[0] === "list" || type[0] === "set") inWholeForm(`${at}[${index}]`, of, type[1]);
      if (type[0] === "tuple") inWholeForm(`${at}[${index}]`, of, type[1][index] ?? "dynamic");
    });
    return;
  }
  for (const [key, of] of Object.entries(raw)) {
    if (type[0] === "map") inWholeForm(`${at}.${key}`, of, type[1]);
    if (type[0] === "object") inWholeForm(`${at}.${key}`, of, type[1][key] ?? "dynamic");
  }
  if (type[0] !== "object") return;
  const missing = Object.keys(type[1]).find((name) => !Object.hasOwn(raw, name));
  if (missing !== undefined) throw new BrokenRule(`${at}.${missing} is missing on the wire.`);
}

/** Decodes an object; null for none. @throws {BrokenRule} */
export function readFields(
  at: string,
  value: Received<typeof DynamicValue> | undefined,
  type: Type,
): Fields | null {
  const read = readValue(at, value, type);
  if (read === null) return null;
  if (!isRecord(read)) throw new BrokenRule(`${at} is unknown as a whole.`);
  return read;
}
