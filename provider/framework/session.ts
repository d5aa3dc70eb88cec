// The state between the calls of a core: a provider and its configuration.
import type { Received, Sent } from "../plugin/protobuf.js";
import type { Log } from "../plugin/log.js";
import { decodeValue, encodeValue } from "../plugin/cty/msgpack.js";
import { fromJson, parseExactly } from "../plugin/cty/json.js";
import { isRecord, type Value } from "../plugin/cty/value.js";
import type { Diagnostic as WireDiagnostic, DynamicValue } from "../plugin/tfplugin6.js";
import type { Attributes } from "./attributes.js";
import { objectType } from "./block.js";
import type { Context } from "./context.js";
import { DiagnosticError, error, wireDiagnostics, type Diagnostic } from "./diagnostic.js";
import type { AnyProvider } from "./provider.js";

/** A provider that serves a core. Each connection of a core has its own: it is for one configuration of the provider. */
export interface Session {
  readonly provider: AnyProvider;
  readonly log: Log;
  /** The result of `configure`; null before it. */
  configured: { readonly client: unknown } | null;
  /** Aborted when the core is asked to stop. */
  stop: AbortController;
}

/**
 * The context of an operation.
 * @param timeout the user's time limit for the operation in milliseconds, if any.
 * @throws {DiagnosticError} when the core has not configured the provider: it connected again in the middle of a run.
 */
export function getContext(session: Session, diagnostics: Diagnostic[], timeout?: number): Context<unknown> {
  const { provider, configured } = session;
  if (configured === null) {
    throw new DiagnosticError(
      error(
        [],
        "The provider is not configured",
        "The connection between Terraform and the provider was interrupted. Run the command again.",
      ),
    );
  }
  const { client } = configured;
  return {
    client:
      timeout === undefined || provider.within === undefined ? client : provider.within(client, timeout),
    signal: session.stop.signal,
    log: session.log,
    warn: (diagnostic) => void diagnostics.push(diagnostic),
  };
}

/**
 * Runs a provider's code, and turns everything that it throws into diagnostics: a core shows a gRPC error as a crash.
 * @returns the result of `work`; undefined when it threw.
 */
export async function diagnosed<T>(
  session: Session,
  diagnostics: Diagnostic[],
  work: () => Promise<T> | T,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof DiagnosticError) {
      diagnostics.push(...thrown.diagnostics);
      return undefined;
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    session.log.error("unexpected error", {
      error: thrown instanceof Error ? (thrown.stack ?? message) : message,
    });
    diagnostics.push(
      error(
        [],
        "Unexpected error in the provider",
        `${message}. This is a bug in the provider; TF_LOG_PROVIDER=error shows where. Please report it.`,
      ),
    );
    return undefined;
  }
}

/**
 * The type with that name, of several. The names have no provider's prefix. @throws {DiagnosticError} when there is
 * none.
 */
export function typeNamed<T>(session: Session, types: Readonly<Record<string, T>>, typeName: string): T {
  const prefix = `${session.provider.name}_`;
  const found = typeName.startsWith(prefix) ? types[typeName.slice(prefix.length)] : undefined;
  if (found !== undefined) return found;
  throw new DiagnosticError(error([], "Unknown type", `This version of the provider has no ${typeName}.`));
}

/** Decodes a block; null for none. */
export function decode(
  attributes: Attributes,
  value: Received<typeof DynamicValue> | undefined,
): Fields | null {
  const type = objectType(attributes);
  if (value === undefined) return null;
  const { msgpack, json } = value;
  const decoded =
    msgpack.length > 0 || json.length === 0
      ? msgpack.length === 0
        ? null
        : decodeValue(msgpack, type)
      : fromJson(parseExactly(json.toString("utf8")), type);
  return isRecord(decoded) ? decoded : null;
}

/** The values of a block's attributes. */
export type Fields = Readonly<Record<string, Value>>;

/** Encodes a block. */
export function encode(attributes: Attributes, value: Value): Sent<typeof DynamicValue> {
  return { msgpack: encodeValue(value, objectType(attributes)) };
}

/** Encodes diagnostics. */
export function toWireDiagnostics(diagnostics: readonly Diagnostic[]): {
  diagnostics: Sent<typeof WireDiagnostic>[];
} {
  return { diagnostics: wireDiagnostics(diagnostics) };
}

/** Whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
