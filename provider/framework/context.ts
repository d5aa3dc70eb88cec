// The context that a provider's own code gets from the framework, besides values.
import type { Log } from "../plugin/log.js";
import type { Diagnostic } from "./diagnostic.js";

/** The context of every operation. */
export interface Context<Client> {
  /** The result of the provider's `configure`. */
  readonly client: Client;
  /**
   * Aborted when the core is asked to stop. A request that was sent should still be awaited, so that its result can be
   * saved.
   */
  readonly signal: AbortSignal;
  /** Writes to the log that `TF_LOG_PROVIDER` shows. */
  readonly log: Log;
  /** Shows the user a warning; the operation continues. */
  readonly warn: (diagnostic: Diagnostic) => void;
}

/**
 * Data that a provider stores with a resource in the state. Users do not see it. It must be small and no secret.
 */
export interface PrivateState {
  /** @returns undefined when nothing is stored under this key. */
  readonly get: (key: string) => unknown;
  /**
   * Stores a value that JSON can express, until the resource is deleted. What a plan stores is available at its apply.
   */
  readonly set: (key: string, value: unknown) => void;
}

/** The context of operations on a resource. */
export interface ResourceContext<Client> extends Context<Client> {
  /** The data that is stored with this resource. */
  readonly private: PrivateState;
}

/** Private state on the wire. @internal */
export function openPrivate(bytes: Uint8Array): PrivateState & { readonly seal: () => Buffer } {
  const parsed: unknown = bytes.length === 0 ? {} : JSON.parse(Buffer.from(bytes).toString("utf8"));
  const values = new Map<string, unknown>(
    typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [],
  );
  return {
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
    seal: () =>
      values.size === 0 ? Buffer.alloc(0) : Buffer.from(JSON.stringify(Object.fromEntries(values))),
  };
}
