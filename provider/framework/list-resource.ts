// The interface of a list resource, by which users find existing objects: `terraform query` lists them, ready to be
// imported.
import type { Attributes, ConfigOf, KnownConfigOf, StateOf } from "./attributes.js";
import type { Context } from "./context.js";
import type { Diagnostic } from "./diagnostic.js";

/** An object that was found. */
export interface Listed<S> {
  /** Its name for people. */
  readonly displayName: string;
  /** Its state, as an import returns it. */
  readonly state: S;
}

/** The context of a listing. */
export interface ListContext<Client> extends Context<Client> {
  /** How many results the core wants at most. Further ones are not read. */
  readonly limit: number;
}

/** How resources of a type are found. A managed resource of the same name must exist, with an identity. */
export interface ListResource<Client, A extends Attributes, S extends Attributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it is deprecated, and what to use instead. */
  readonly deprecated?: string;
  /** The attributes of the filter. */
  readonly attributes: A;
  /** The attributes of the resource with the same name. */
  readonly finds: S;
  /** Checks attributes together, after each was valid by itself. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /**
   * Yields the results one after the other.
   * @throws {DiagnosticError} which is shown after the results so far.
   */
  readonly list: (
    config: KnownConfigOf<A>,
    context: ListContext<Client>,
  ) => AsyncIterable<Listed<StateOf<S>>>;
}

/** A list resource of any type, as the framework keeps it. */
export type AnyListResource<Client> = ListResource<Client, Attributes, Attributes>;

/** Describes how resources of a type are found: `defineListResource<Client>()({ … })`. */
export function defineListResource<Client>() {
  return <const A extends Attributes, const S extends Attributes>(
    listResource: ListResource<Client, A, S>,
  ): AnyListResource<Client> => listResource as unknown as AnyListResource<Client>;
}
