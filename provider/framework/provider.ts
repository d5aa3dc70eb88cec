// What a provider author writes for a provider as a whole.
import type { Log } from "../plugin/log.js";
import type { Attributes, ConfigOf } from "./attributes.js";
import type { Diagnostic } from "./diagnostic.js";
import type { AnyFunction } from "./function.js";
import type { AnyDataSource, AnyEphemeralResource, AnyResource } from "./resource.js";

/** What `configure` is given. */
export interface ConfigureRequest<A> {
  /** Any attribute may be unknown when it is made by the same apply. */
  readonly config: ConfigOf<A>;
  /** The version of the core; OpenTofu names the Terraform version that it resembles. */
  readonly terraformVersion: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** A provider. */
export interface Provider<Client, A extends Attributes> {
  /** The type in its source address, with which the names of all its types begin: `mfa` of `acme/mfa`. */
  readonly name: string;
  readonly version: string;
  /** Its source addresses, such as `registry.terraform.io/acme/mfa`. */
  readonly sources: readonly string[];
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** @returns what resources and data sources work with. @throws {DiagnosticError} */
  readonly configure: (request: ConfigureRequest<A>) => Promise<Client>;
  /** By their names without the provider's: `user` of `mfa_user`. */
  readonly resources: Readonly<Record<string, AnyResource<Client>>>;
  readonly dataSources: Readonly<Record<string, AnyDataSource<Client>>>;
  readonly ephemeralResources: Readonly<Record<string, AnyEphemeralResource<Client>>>;
  readonly functions: Readonly<Record<string, AnyFunction>>;
}

export type AnyProvider = Provider<unknown, Attributes>;

/** Describes a provider. */
export function defineProvider<Client, const A extends Attributes>(
  provider: Provider<Client, A>,
): AnyProvider {
  return provider as unknown as AnyProvider;
}
