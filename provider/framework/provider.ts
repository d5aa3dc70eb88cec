// The interface of a provider as a whole, which its author implements.
import type { Log } from "../plugin/log.js";
import type { AnyAction } from "./action.js";
import type { Attributes, ConfigOf } from "./attributes.js";
import type { Diagnostic } from "./diagnostic.js";
import type { AnyFunction } from "./function.js";
import type { AnyListResource } from "./list-resource.js";
import type { AnyDataSource, AnyEphemeralResource, AnyResource } from "./resource.js";

/** The argument of `configure`. */
export interface ConfigureRequest<A> {
  /** Any attribute may be unknown, if it is created by the same apply. */
  readonly config: ConfigOf<A>;
  /** The version of the core; OpenTofu names the Terraform version that it resembles. */
  readonly terraformVersion: string;
  /** Writes to the log that `TF_LOG_PROVIDER` shows. `log.mask(secret)` keeps a secret out of it. */
  readonly log: Log;
  /** Aborted when the core is asked to stop. */
  readonly signal: AbortSignal;
  /** Shows the user a warning; the configuration continues. */
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** A provider. */
export interface Provider<Client, A extends Attributes> {
  /** The type in its source address, with which the names of all its types begin: `mfa` of `acme/mfa`. */
  readonly name: string;
  /** Its own version, such as `1.2.3`. */
  readonly version: string;
  /** Its source addresses, such as `registry.terraform.io/acme/mfa`. */
  readonly sources: readonly string[];
  /** Markdown. */
  readonly description: string;
  /** The attributes of the `provider` block. */
  readonly attributes: A;
  /** Checks attributes together, after each was valid by itself. Any of them may be unknown yet. */
  readonly validate?: (config: ConfigOf<A>) => Iterable<Diagnostic>;
  /** @returns the client that resources and data sources use. @throws {DiagnosticError} */
  readonly configure: (request: ConfigureRequest<A>) => Promise<Client>;
  /**
   * The client for an operation with a time limit that the user set in `timeouts`. Required if a resource has that
   * attribute.
   */
  readonly within?: (client: Client, milliseconds: number) => Client;
  /** By their names without the provider's: `user` of `mfa_user`. */
  readonly resources: Readonly<Record<string, AnyResource<Client>>>;
  /** By their names without the provider's. */
  readonly dataSources?: Readonly<Record<string, AnyDataSource<Client>>>;
  /** By their names without the provider's. */
  readonly ephemeralResources?: Readonly<Record<string, AnyEphemeralResource<Client>>>;
  /** By the names after `provider::NAME::`. */
  readonly functions?: Readonly<Record<string, AnyFunction>>;
  /** By the names of the resources that they find. */
  readonly listResources?: Readonly<Record<string, AnyListResource<Client>>>;
  /** By their names without the provider's. */
  readonly actions?: Readonly<Record<string, AnyAction<Client>>>;
}

/** A provider as the framework stores it: parts that it does not have are empty. */
export type AnyProvider = Provider<unknown, Attributes> &
  Required<
    Pick<
      Provider<unknown, Attributes>,
      "dataSources" | "ephemeralResources" | "functions" | "listResources" | "actions"
    >
  >;

/** Describes a provider. @throws {TypeError} when its parts do not fit together. */
export function defineProvider<Client, const A extends Attributes>(
  provider: Provider<Client, A>,
): AnyProvider {
  const described = {
    dataSources: {},
    ephemeralResources: {},
    functions: {},
    listResources: {},
    actions: {},
    ...provider,
  } as unknown as AnyProvider;
  for (const name of Object.keys(described.listResources)) {
    // A core accepts this, and fails only when somebody lists.
    if (described.resources[name]?.identity === undefined)
      throw new TypeError(`list resource ${name}: there is no resource of that name with an identity`);
  }
  for (const [name, { timeouts }] of Object.entries(described.resources)) {
    if (timeouts !== undefined && described.within === undefined)
      throw new TypeError(`resource ${name} has timeouts, and the provider has no within`);
  }
  return described;
}
