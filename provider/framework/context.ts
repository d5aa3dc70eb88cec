// What the framework hands to a provider's own code beside the values.
import type { Log } from "../plugin/log.js";
import type { Diagnostic } from "./diagnostic.js";

/** What every operation may use. */
export interface Context<Client> {
  /** What the provider's `configure` returned. */
  readonly client: Client;
  /** Aborted when the core is asked to stop. What was sent should still be awaited, so that it can be saved. */
  readonly signal: AbortSignal;
  /** Writes to the log that `TF_LOG_PROVIDER` shows. */
  readonly log: Log;
  /** Tells the user something that does not stop the operation. */
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** What a provider keeps with a resource in the state, unseen by users: small, and no secret. */
export interface PrivateState {
  /** @returns undefined when nothing was kept under this key. */
  readonly get: (key: string) => unknown;
  /** Keeps a value that JSON can hold, until the resource is deleted. What a plan keeps is there at its apply. */
  readonly set: (key: string, value: unknown) => void;
}

/** What operations on a resource may use besides. */
export interface ResourceContext<Client> extends Context<Client> {
  /** What is kept with this resource. */
  readonly private: PrivateState;
}

/** Private state as it travels. @internal */
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
