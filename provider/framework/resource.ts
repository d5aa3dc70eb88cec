// The interface of one type of resource, which a provider's author implements.
import type { Unknown } from "../plugin/cty/value.js";
import type { Attributes, ConfigOf, KnownConfigOf, PlanOf, StateOf, StoredOf } from "./attributes.js";
import type { Context, ResourceContext } from "./context.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Path } from "./path.js";
import { TIMEOUTS, timeoutsAttribute, type TimedOperation } from "./timeouts.js";
import type { ValueType } from "./types.js";

/** An attribute of an identity: one of the values that identify an object in the managed system. */
export interface IdentityAttribute<T> {
  /** The type of its value. */
  readonly type: ValueType<T>;
  /** Markdown. */
  readonly description: string;
  /** Whether an `import` block must set the attribute, or may. */
  readonly import: "required" | "optional";
}

/** Attributes of an identity, by their names. */
export type IdentityAttributes = Readonly<Record<string, IdentityAttribute<unknown>>>;
/** The values of an identity. Values that an import leaves out are null. */
export type IdentityOf<I> = {
  readonly [K in keyof I]: I[K] extends IdentityAttribute<infer T> ? T | null : never;
};

/** A plan that can be read and changed before it is shown. */
export interface PlannedChange<A> {
  /** Null when the resource is to be created. */
  readonly prior: StoredOf<A> | null;
  /** Null when the resource is to be deleted. */
  readonly config: ConfigOf<A> | null;
  /** Every attribute as it is planned; null when the resource is to be deleted. */
  readonly plan: ConfigOf<A> | null;
  /** Plans another value for an attribute that the provider may fill in. */
  readonly set: <K extends keyof StateOf<A> & string>(name: K, value: StateOf<A>[K] | Unknown) => void;
  /** Plans a replacement of the resource. */
  readonly replace: (path: Path) => void;
}

/** The object of an import: an id from the command line, or an identity. */
export type ImportRequest<I> =
  { readonly by: "id"; readonly id: string } | { readonly by: "identity"; readonly identity: IdentityOf<I> };

/** A change to make. */
export interface Change<A, Client> extends ResourceContext<Client> {
  /** The planned resource. The provider decides what is unknown in it. */
  readonly plan: PlanOf<A>;
  /** The configuration, including write-only attributes. */
  readonly config: KnownConfigOf<A>;
  /**
   * Saves what exists so far. If the rest fails, the core keeps it in the state and replaces it at the next apply.
   */
  readonly save: (state: StateOf<A>) => void;
}

/**
 * A state that an earlier version of the schema, or another type, wrote: any JSON, so nothing in it is certain.
 */
export type RawState = Readonly<Record<string, unknown>>;

/** How a state of another type becomes one of this type, when a user writes a `moved` block. */
export interface Move {
  /** The other type: `acme_memo`. */
  readonly type: string;
  /** The namespace and type of its provider's source, such as `hashicorp/random`; left out for this provider. */
  readonly provider?: string;
  /** @param from the state, of the given version of its schema. @returns the state of this type, as JSON. */
  readonly state: (from: RawState, version: number) => RawState;
}

/** A type of resource. */
export interface Resource<Client, A extends Attributes, I extends IdentityAttributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it is deprecated, and what to use instead. Every use is a warning. */
  readonly deprecated?: string;
  /** Its attributes. */
  readonly attributes: A;
  /** The identity of a resource of this type, and how it is computed from the state. */
  readonly identity?: {
    /** Its attributes; they need not be attributes of the resource. */
    readonly attributes: I;
    /**
     * Must return the same as long as the values in it stay the same: only an update that makes another object in place
     * changes it.
     */
    readonly of: (state: StateOf<A>) => { readonly [K in keyof I]: IdentityOf<I>[K] };
  };
  /**
   * The version of the schema; 0 by default. Raise it when the meaning of stored states changes, and add an entry to
   * `upgrade`.
   */
  readonly version?: number;
  /**
   * For each earlier version: the function that turns its state into one of the current version, in one step. Without
   * it, attributes that the schema no longer has are dropped, and new ones are null.
   */
  readonly upgrade?: Readonly<Record<number, (state: RawState) => RawState>>;
  /** The other types that can be turned into this type. */
  readonly moves?: readonly Move[];
  /**
   * Gives the resource a `timeouts` attribute for these operations. The provider's `within` gets what users write there.
   */
  readonly timeouts?: readonly TimedOperation[];
  /**
   * The names of attributes that a generated configuration (`-generate-config-out`) leaves out, besides those that it cannot
   * set: the resource gets the same values without them.
   */
  readonly unsaid?: (state: StoredOf<A>) => readonly (keyof A & string)[];
  /** Checks attributes together, after each was valid by itself. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** Changes a plan, or refuses it with a DiagnosticError. It must do the same for the same input. */
  readonly modifyPlan?: (change: PlannedChange<A>, context: ResourceContext<Client>) => Promise<void> | void;
  /**
   * Creates a resource.
   * @returns its state; values that were planned and known must be as planned. @throws {DiagnosticError} Then the state
   * is empty, or what `save` got.
   */
  readonly create: (change: Change<A, Client>) => Promise<StateOf<A>>;
  /**
   * @returns the current state; null when the resource no longer exists. @throws {DiagnosticError} Then the state
   * stays.
   */
  readonly read: (state: StoredOf<A>, context: ResourceContext<Client>) => Promise<StateOf<A> | null>;
  /**
   * Changes a resource. Leave it out if every change replaces the resource; a change of only `timeouts` still does not.
   * In `prior`, a value that means the same as the planned one has the planned spelling: it does not differ.
   * @returns its state. @throws {DiagnosticError} Then the previous state stays, or what `save` got.
   */
  readonly update?: (change: Change<A, Client> & { readonly prior: StoredOf<A> }) => Promise<StateOf<A>>;
  /**
   * Deletes a resource. If it does not exist any more, that is no error. @throws {DiagnosticError} Then the state
   * stays.
   */
  readonly delete: (state: StoredOf<A>, context: ResourceContext<Client>) => Promise<void>;
  /** @returns the state of the object. @throws {DiagnosticError} when it does not exist. */
  readonly import?: (request: ImportRequest<I>, context: ResourceContext<Client>) => Promise<StateOf<A>>;
}

/** A resource of any type, as the framework keeps it. */
export type AnyResource<Client> = Resource<Client, Attributes, IdentityAttributes>;

/** Describes a type of resource: `defineResource<Client>()({ … })`. */
export function defineResource<Client>() {
  return <const A extends Attributes, const I extends IdentityAttributes = IdentityAttributes>(
    resource: Resource<Client, A, I>,
  ): AnyResource<Client> => {
    const described = resource as unknown as AnyResource<Client>;
    const { timeouts, attributes } = described;
    if (timeouts === undefined) return described;
    return { ...described, attributes: { ...attributes, [TIMEOUTS]: timeoutsAttribute(timeouts) } };
  };
}

/** A type of data source. */
export interface DataSource<Client, A extends Attributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it is deprecated, and what to use instead. Every use is a warning. */
  readonly deprecated?: string;
  /** The attributes of the request and of the result. */
  readonly attributes: A;
  /** Checks attributes together, after each was valid by itself. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /**
   * Called when the whole configuration is known. @returns the state. @throws {DiagnosticError} when the object does
   * not exist.
   */
  readonly read: (config: KnownConfigOf<A>, context: Context<Client>) => Promise<StateOf<A>>;
}

/** A data source of any type, as the framework keeps it. */
export type AnyDataSource<Client> = DataSource<Client, Attributes>;

/** Describes a type of data source: `defineDataSource<Client>()({ … })`. */
export function defineDataSource<Client>() {
  return <const A extends Attributes>(dataSource: DataSource<Client, A>): AnyDataSource<Client> =>
    dataSource as unknown as AnyDataSource<Client>;
}

/** An open ephemeral resource. */
export interface Opened<A> {
  /** Its values, all of them known. */
  readonly result: StateOf<A>;
  /** When it must be renewed; without a value, never. */
  readonly renewAt?: Date;
  /** Data for `renew` and `close`; JSON must be able to express it. */
  readonly private?: unknown;
}

/** A type of ephemeral resource: it exists during one run and is stored nowhere. */
export interface EphemeralResource<Client, A extends Attributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it is deprecated, and what to use instead. Every use is a warning. */
  readonly deprecated?: string;
  /** The attributes of the request and of the result. */
  readonly attributes: A;
  /** Checks attributes together, after each was valid by itself. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** Opens a resource when the whole configuration is known. @throws {DiagnosticError} */
  readonly open: (config: KnownConfigOf<A>, context: Context<Client>) => Promise<Opened<A>>;
  /**
   * Keeps it open.
   * @param kept the last value of `private`.
   * @returns when it must be renewed again, and the new value of `private`; without a new value, the last one stays.
   * @throws {DiagnosticError}
   */
  readonly renew?: (
    kept: unknown,
    context: Context<Client>,
  ) => Promise<{ readonly renewAt?: Date; readonly private?: unknown }>;
  /**
   * Closes it at the end of the run. After a run that failed or was interrupted, this may be when the plugin ends, which
   * leaves little more than a second. A core that asked to stop before has not aborted the `signal` of this context.
   * @param kept the last value of `private`. @throws {DiagnosticError}
   */
  readonly close?: (kept: unknown, context: Context<Client>) => Promise<void>;
}

/** An ephemeral resource of any type, as the framework keeps it. */
export type AnyEphemeralResource<Client> = EphemeralResource<Client, Attributes>;

/** Describes a type of ephemeral resource: `defineEphemeralResource<Client>()({ … })`. */
export function defineEphemeralResource<Client>() {
  return <const A extends Attributes>(
    ephemeral: EphemeralResource<Client, A>,
  ): AnyEphemeralResource<Client> => ephemeral as unknown as AnyEphemeralResource<Client>;
}
