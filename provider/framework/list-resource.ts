// What a provider author writes so that users find what exists already: `terraform query` lists it, ready to be imported.
import type { Attributes, ConfigOf, KnownConfigOf, StateOf } from "./attributes.js";
import type { Context } from "./context.js";
import type { Diagnostic } from "./diagnostic.js";

/** One that was found. */
export interface Listed<S> {
  /** What people know it by. */
  readonly displayName: string;
  /** As an import would have it. */
  readonly state: S;
}

/** What a listing is asked for. */
export interface ListContext<Client> extends Context<Client> {
  /** How many the core wants at most. Whoever produces more is stopped there. */
  readonly limit: number;
}

/** How resources of a type are found. There is a managed resource of the same name, with an identity. */
export interface ListResource<Client, A extends Attributes, S extends Attributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it should not be used any more, and what instead. */
  readonly deprecated?: string;
  /** What narrows the search. */
  readonly attributes: A;
  /** Those of the resource of the same name. */
  readonly finds: S;
  /** Checks attributes together, after each alone was found right. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /**
   * Produces what is found, one after the other.
   * @throws {DiagnosticError} which is told after what was found until then.
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
