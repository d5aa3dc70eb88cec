// What a provider author writes for an action: something that is done once, and leaves no state.
import type { Attributes, ConfigOf, KnownConfigOf } from "./attributes.js";
import type { Context } from "./context.js";
import type { Diagnostic } from "./diagnostic.js";

/** What an action may use. */
export interface ActionContext<Client> extends Context<Client> {
  /** Tells the user how far it is, in one line. */
  readonly progress: (message: string) => void;
}

/** A type of action. */
export interface Action<Client, A extends Attributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it should not be used any more, and what instead: a warning wherever it is written. */
  readonly deprecated?: string;
  /** What a configuration says of it. Nothing of it is stored. */
  readonly attributes: A;
  /** Checks attributes together, after each alone was found right. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** Looks before anything is done whether it can be: nothing may be changed. @throws {DiagnosticError} */
  readonly plan?: (config: ConfigOf<A>, context: Context<Client>) => Promise<void>;
  /** Does it. @throws {DiagnosticError} */
  readonly invoke: (config: KnownConfigOf<A>, context: ActionContext<Client>) => Promise<void>;
}

/** An action of any type, as the framework keeps it. */
export type AnyAction<Client> = Action<Client, Attributes>;

/** Describes a type of action: `defineAction<Client>()({ … })`. */
export function defineAction<Client>() {
  return <const A extends Attributes>(action: Action<Client, A>): AnyAction<Client> =>
    action as unknown as AnyAction<Client>;
}
