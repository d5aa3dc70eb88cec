// Actions: what a provider author writes for something that is done once and leaves no state.
import type { Attributes, ConfigOf, KnownConfigOf } from "./attributes.js";
import type { Context } from "./context.js";
import type { Diagnostic } from "./diagnostic.js";

/** The context of an action. */
export interface ActionContext<Client> extends Context<Client> {
  /** Shows the user the progress, in one line. */
  readonly progress: (message: string) => void;
}

/** A type of action. */
export interface Action<Client, A extends Attributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it is deprecated, and what to use instead. Every use is a warning. */
  readonly deprecated?: string;
  /** The attributes of its configuration. None of them is stored. */
  readonly attributes: A;
  /** Checks attributes together, after each was valid by itself. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /**
   * Checks before the apply whether the action is possible. It must not change anything. @throws {DiagnosticError}
   */
  readonly plan?: (config: ConfigOf<A>, context: Context<Client>) => Promise<void>;
  /** Runs the action. @throws {DiagnosticError} */
  readonly invoke: (config: KnownConfigOf<A>, context: ActionContext<Client>) => Promise<void>;
}

/** An action of any type, as the framework keeps it. */
export type AnyAction<Client> = Action<Client, Attributes>;

/** Describes a type of action: `defineAction<Client>()({ … })`. */
export function defineAction<Client>() {
  return <const A extends Attributes>(action: Action<Client, A>): AnyAction<Client> =>
    action as unknown as AnyAction<Client>;
}
