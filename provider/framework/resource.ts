// What a provider author writes for one type of resource.
import type { Unknown } from "../plugin/cty/value.js";
import type { Attributes, ConfigOf, KnownConfigOf, PlanOf, StateOf, StoredOf } from "./attributes.js";
import type { Context, ResourceContext } from "./context.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Path } from "./path.js";
import { TIMEOUTS, timeoutsAttribute, type TimedOperation } from "./timeouts.js";
import type { ValueType } from "./types.js";

/** An attribute of an identity: one of the values that name a thing in the system that the provider manages. */
export interface IdentityAttribute<T> {
  /** The type of its value. */
  readonly type: ValueType<T>;
  /** Markdown. */
  readonly description: string;
  /** Whether an `import` block must say it, or may. */
  readonly import: "required" | "optional";
}

/** Attributes of an identity, by their names. */
export type IdentityAttributes = Readonly<Record<string, IdentityAttribute<unknown>>>;
/** The values of an identity. What an import may leave out is null then. */
export type IdentityOf<I> = {
  readonly [K in keyof I]: I[K] extends IdentityAttribute<infer T> ? T | null : never;
};

/** A plan that may be looked at and changed before it is shown. */
export interface PlannedChange<A> {
  /** Null when the resource is to be created. */
  readonly prior: StoredOf<A> | null;
  /** Null when the resource is to be deleted. */
  readonly config: ConfigOf<A> | null;
  /** Every attribute as it is planned; null when the resource is to be deleted. */
  readonly plan: ConfigOf<A> | null;
  /** Plans another value for an attribute that the provider may fill in. */
  readonly set: <K extends keyof StateOf<A> & string>(name: K, value: StateOf<A>[K] | Unknown) => void;
  /** Plans a new resource in place of the old one. */
  readonly replace: (path: Path) => void;
}

/** What is asked for by an import: an id, as a command line gives it, or an identity. */
export type ImportRequest<I> =
  { readonly by: "id"; readonly id: string } | { readonly by: "identity"; readonly identity: IdentityOf<I> };

/** A change that is to be made. */
export interface Change<A, Client> extends ResourceContext<Client> {
  /** What the resource shall be: what is unknown in it is the provider's to say. */
  readonly plan: PlanOf<A>;
  /** With what is write-only. */
  readonly config: KnownConfigOf<A>;
  /** What there is so far. Should the rest fail, the core keeps it in the state and replaces it with the next apply. */
  readonly save: (state: StateOf<A>) => void;
}

/** A state as an earlier version of a schema or another type wrote it: what JSON holds, so that nothing of it is sure. */
export type RawState = Readonly<Record<string, unknown>>;

/** How a state of another type becomes one of this type, when a user writes a `moved` block. */
export interface Move {
  /** The other type: `acme_memo`. */
  readonly type: string;
  /** The namespace and type of its provider's source, such as `hashicorp/random`; left out for this provider. */
  readonly provider?: string;
  /** @param from the state, of the given version of its schema. @returns what a state of this type says in JSON. */
  readonly state: (from: RawState, version: number) => RawState;
}

/** A type of resource. */
export interface Resource<Client, A extends Attributes, I extends IdentityAttributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it should not be used any more, and what instead: a warning wherever it is written. */
  readonly deprecated?: string;
  /** What it has. */
  readonly attributes: A;
  /** What names a resource of this type, and how it follows from its state. */
  readonly identity?: {
    /** Its own attributes; they need not be such of the resource. */
    readonly attributes: I;
    /** Must come to the same for as long as the values that it is made of: only an update that makes another thing in place changes it. */
    readonly of: (state: StateOf<A>) => { readonly [K in keyof I]: IdentityOf<I>[K] };
  };
  /** 0 when left out. Raised when the meaning of stored states changes; then `upgrade` says how. */
  readonly version?: number;
  /**
   * By the version that a state was written with: what makes it one of the current version, in one step. Attributes that the
   * schema does not have any more are dropped, and new ones are null, without it.
   */
  readonly upgrade?: Readonly<Record<number, (state: RawState) => RawState>>;
  /** The other types of which one of this type can be made. */
  readonly moves?: readonly Move[];
  /**
   * Gives the resource a `timeouts` attribute for these operations. The provider's `within` is told what users write there.
   */
  readonly timeouts?: readonly TimedOperation[];
  /** Names of what a generated configuration should not say of a state, beside what it cannot: the value is there without it. */
  readonly unsaid?: (state: StoredOf<A>) => readonly (keyof A & string)[];
  /** Checks attributes together, after each alone was found right. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** Changes a plan, or refuses it by a DiagnosticError. Must come to the same again with the same input. */
  readonly modifyPlan?: (change: PlannedChange<A>, context: ResourceContext<Client>) => Promise<void> | void;
  /**
   * Makes one. @returns its state, in which what was planned and known is as it was planned. @throws {DiagnosticError} Nothing is
   * stored then, or what `save` was given.
   */
  readonly create: (change: Change<A, Client>) => Promise<StateOf<A>>;
  /** @returns the state as it is now; null when the resource is gone. @throws {DiagnosticError} The state stays then. */
  readonly read: (state: StoredOf<A>, context: ResourceContext<Client>) => Promise<StateOf<A> | null>;
  /**
   * Changes one. Left out where every change makes a new resource. @returns its state. @throws {DiagnosticError} The state before
   * stays then, or what `save` was given.
   */
  readonly update?: (change: Change<A, Client> & { readonly prior: StoredOf<A> }) => Promise<StateOf<A>>;
  /** Deletes one. That it is gone already is no error. @throws {DiagnosticError} The state stays then. */
  readonly delete: (state: StoredOf<A>, context: ResourceContext<Client>) => Promise<void>;
  /** @returns the state of what was asked for. @throws {DiagnosticError} when there is none. */
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
  /** Why it should not be used any more, and what instead: a warning wherever it is written. */
  readonly deprecated?: string;
  /** What one asks by, and what one gets. */
  readonly attributes: A;
  /** Checks attributes together, after each alone was found right. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** Asked when all of the configuration is known. @returns the state. @throws {DiagnosticError} when there is nothing of that name. */
  readonly read: (config: KnownConfigOf<A>, context: Context<Client>) => Promise<StateOf<A>>;
}

/** A data source of any type, as the framework keeps it. */
export type AnyDataSource<Client> = DataSource<Client, Attributes>;

/** Describes a type of data source: `defineDataSource<Client>()({ … })`. */
export function defineDataSource<Client>() {
  return <const A extends Attributes>(dataSource: DataSource<Client, A>): AnyDataSource<Client> =>
    dataSource as unknown as AnyDataSource<Client>;
}

/** What an ephemeral resource holds while it is open. */
export interface Opened<A> {
  /** Its values, all of them known. */
  readonly result: StateOf<A>;
  /** When it must be renewed; never when left out. */
  readonly renewAt?: Date;
  /** What `renew` and `close` need, which JSON can hold. */
  readonly private?: unknown;
}

/** A type of ephemeral resource: something that is there during one run and stored nowhere. */
export interface EphemeralResource<Client, A extends Attributes> {
  /** Markdown. */
  readonly description: string;
  /** Why it should not be used any more, and what instead: a warning wherever it is written. */
  readonly deprecated?: string;
  /** What one asks by, and what one gets. */
  readonly attributes: A;
  /** Checks attributes together, after each alone was found right. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** Opens one when all of the configuration is known. @throws {DiagnosticError} */
  readonly open: (config: KnownConfigOf<A>, context: Context<Client>) => Promise<Opened<A>>;
  /**
   * Keeps it open. @param kept what `private` was. @returns when it must be renewed again, and what is kept from now on; what was
   * kept stays when that is left out. @throws {DiagnosticError}
   */
  readonly renew?: (
    kept: unknown,
    context: Context<Client>,
  ) => Promise<{ readonly renewAt?: Date; readonly private?: unknown }>;
  /** Ends it at the end of the run. @param kept what `private` was. @throws {DiagnosticError} */
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
