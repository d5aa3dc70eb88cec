// A core in this process. It calls a provider as Terraform and OpenTofu do, and checks their rules. It also checks
// rules that they do not enforce (lost identities, plans that differ from one time to the next).
import type { Received } from "../../provider/plugin/protobuf.js";
import type { ProviderCalls } from "../../provider/plugin/serve.js";
import type { ResourceIdentityData } from "../../provider/plugin/tfplugin6.js";
import { decodeValue, encodeValue } from "../../provider/plugin/cty/msgpack.js";
import { isRecord, isWhollyKnown, sameValue } from "../../provider/plugin/cty/value.js";
import { BrokenRule } from "./fake-core/broken-rule.js";
import { jsonText } from "./fake-core/json.js";
import { proposedState, type Fields } from "./fake-core/proposed.js";
import { keepsPromise, nothingWriteOnly, plannedAsConfigured, whollyKnown } from "./fake-core/rules.js";
import { RefusedChange, type Instance, type Planned } from "./fake-core/instance.js";
import { getObjectType, readSchema, type CoreAttributes } from "./fake-core/schema.js";
import { complete, readTypes, type ResourceType } from "./fake-core/types.js";
import {
  call,
  readDiagnostics,
  readFields,
  readPath,
  withoutErrors,
  type Reported,
} from "./fake-core/wire.js";

const LARGEST_PRIVATE = 4_096;

/**
 * Whether the identity of a resource may change: only when attributes change that are part of it, such as the id of an
 * object that was created again in place.
 */
function mayBecome(
  before: Fields,
  after: Fields | null,
  { was, is }: { readonly was: Fields | null; readonly is: Fields | null },
): boolean {
  if (after === null) return false;
  return Object.entries(after).every(
    ([name, value]) =>
      sameValue(value, before[name] ?? null) ||
      (was !== null && is !== null && !sameValue(was[name] ?? null, is[name] ?? null)),
  );
}

/** A core with a configured provider. Its methods throw `BrokenRule`, and `Refused` with the provider's own errors. */
export class FakeCore {
  private constructor(
    private readonly calls: ProviderCalls,
    private readonly types: ReadonlyMap<string, ResourceType>,
    /** Begins another command: a core configures its provider for each. */
    readonly nextCommand: () => Promise<void>,
  ) {}

  /**
   * Reads the schemas and configures the provider.
   * @param calls from `providerCalls`. @param config of the provider; attributes that it leaves out are null.
   */
  static async start(calls: ProviderCalls, config: Fields = {}): Promise<FakeCore> {
    const schemas = await call(calls, "GetProviderSchema", {});
    withoutErrors(readDiagnostics("the schema", undefined, schemas.diagnostics));
    const identities = await call(calls, "GetResourceIdentitySchemas", {});
    const provider = readSchema("the provider", schemas.provider);
    const types = readTypes(schemas, identities);
    const given = { msgpack: encodeValue(complete(provider, config), getObjectType(provider)) };
    const validated = await call(calls, "ValidateProviderConfig", { config: given });
    withoutErrors(readDiagnostics("the provider's configuration", provider, validated.diagnostics));
    const configure = async () => {
      const configured = await call(calls, "ConfigureProvider", {
        config: given,
        terraform_version: "1.15.5",
        client_capabilities: { write_only_attributes_allowed: true },
      });
      withoutErrors(readDiagnostics("the provider's configuration", provider, configured.diagnostics));
    };
    await configure();
    return new FakeCore(calls, types, configure);
  }

  /** The schema of a type. */
  attributes(type: string): CoreAttributes {
    return this.#type(type).attributes;
  }

  /** Checks a configuration; what it leaves out is null. @returns the warnings. @throws {Refused} */
  async validate(type: string, config: Fields): Promise<readonly Reported[]> {
    const { attributes, type: cty } = this.#type(type);
    const given = this.#configured(type, config);
    const once = async () => {
      const { diagnostics } = await call(this.calls, "ValidateResourceConfig", {
        type_name: type,
        config: { msgpack: encodeValue(given, cty) },
        client_capabilities: { write_only_attributes_allowed: true },
      });
      return readDiagnostics(type, attributes, diagnostics);
    };
    const reported = await once();
    if (JSON.stringify(await once()) !== JSON.stringify(reported)) {
      throw new BrokenRule(`${type} is checked twice with different results.`);
    }
    return withoutErrors(reported);
  }

  /** Plans a creation or a change; with null as configuration, a deletion. @throws {Refused} */
  async plan(type: string, config: Fields | null, prior: Instance | null): Promise<Planned> {
    if (config !== null) await this.validate(type, config);
    const planned = await this.#planOnce(type, config, prior);
    if (planned.action !== "replace") return planned;
    // For a replacement, a core also plans the creation of the new resource.
    const created = await this.#planOnce(type, config, null);
    return { ...created, action: "replace", prior, replaces: planned.replaces };
  }

  /**
   * Applies a plan.
   * @param config the configuration, now wholly known; by default the planned one.
   * @returns the resource; null when it is deleted. @throws {RefusedChange} with what is left.
   */
  async apply(planned: Planned, config: Fields | null = planned.config): Promise<Instance | null> {
    const { action, type, prior } = planned;
    if (action === "nothing") return prior;
    if (action === "delete" || config === null) return this.#applyOnce(planned, null, prior);
    const known = this.#configured(type, config);
    keepsPromise(this.#type(type).type, planned.config, known, "the configuration");
    await this.validate(type, config);
    if (action === "replace" && prior !== null) {
      await this.#applyOnce(await this.#planOnce(type, null, prior), null, prior);
    }
    const before = action === "update" ? prior : null;
    const again = await this.#planOnce(type, known, before);
    keepsPromise(this.#type(type).type, planned.state, again.state, `the final plan of ${type}`);
    if (again.action === "nothing") return prior;
    if (again.action !== (action === "replace" ? "create" : action)) {
      throw new BrokenRule(
        `${type} is planned to be another thing at the apply: ${again.action}, not ${action}.`,
      );
    }
    return this.#applyOnce(again, known, before);
  }

  /**
   * Reads a resource as a refresh does, through its state as JSON.
   * @param warned gets the warnings.
   * @returns null when it no longer exists. @throws {Refused}
   */
  async read(type: string, instance: Instance, warned: Reported[] = []): Promise<Instance | null> {
    const { attributes, type: cty, version } = this.#type(type);
    const upgraded = await this.upgrade(type, jsonText(instance.state), version);
    if (!sameValue(upgraded, instance.state)) {
      throw new BrokenRule(`${type} comes out of an upgrade to the same version as another state.`);
    }
    const answer = await call(this.calls, "ReadResource", {
      type_name: type,
      current_state: { msgpack: encodeValue(instance.state, cty) },
      private: instance.private,
      ...this.#sentIdentity("current_identity", type, instance.identity),
    });
    warned.push(...withoutErrors(readDiagnostics(type, attributes, answer.diagnostics)));
    const state = readFields(`${type} as it is read`, answer.new_state, cty);
    if (state === null) return null;
    return this.#instance(
      `${type} as it is read`,
      type,
      state,
      answer.private,
      answer.new_identity,
      instance,
    );
  }

  /** Imports a resource by its id or its identity, and reads it. @throws {Refused} */
  async import(type: string, by: { readonly id: string } | { readonly identity: Fields }): Promise<Instance> {
    const { attributes, type: cty } = this.#type(type);
    const answer = await call(this.calls, "ImportResourceState", {
      type_name: type,
      ...("id" in by ? { id: by.id } : this.#sentIdentity("identity", type, by.identity)),
    });
    withoutErrors(readDiagnostics(type, attributes, answer.diagnostics));
    const [imported] = answer.imported_resources;
    if (imported === undefined) throw new BrokenRule(`An import of ${type} brings nothing, and no error.`);
    if (imported.type_name !== type)
      throw new BrokenRule(`An import of ${type} brings ${imported.type_name}.`);
    const at = `${type} as it is imported`;
    const state = readFields(at, imported.state, cty);
    if (state === null) throw new BrokenRule(`${at} is null.`);
    const instance = this.#instance(at, type, state, imported.private, imported.identity, null);
    const read = await this.read(type, instance);
    if (read === null) throw new BrokenRule(`${at} is not there when it is read.`);
    return read;
  }

  /** Upgrades a state from a state file to the current version. @throws {Refused} */
  async upgrade(type: string, json: string, version: number): Promise<Fields> {
    const { attributes, type: cty } = this.#type(type);
    const answer = await call(this.calls, "UpgradeResourceState", {
      type_name: type,
      version,
      raw_state: { json: Buffer.from(json) },
    });
    withoutErrors(readDiagnostics(type, attributes, answer.diagnostics));
    const at = `${type} after its upgrade`;
    const state = readFields(at, answer.upgraded_state, cty);
    if (state === null) throw new BrokenRule(`${at} is null.`);
    nothingWriteOnly(attributes, state, at);
    whollyKnown(state, at);
    return state;
  }

  #type(name: string): ResourceType {
    const type = this.types.get(name);
    if (type === undefined) throw new TypeError(`${name} is no type of the provider`);
    return type;
  }

  /** The configuration as a core prepares it: all attributes, with values in canonical form. */
  #configured(type: string, given: Fields): Fields {
    const { attributes, type: cty } = this.#type(type);
    const config = decodeValue(encodeValue(complete(attributes, given), cty), cty);
    if (!isRecord(config)) throw new TypeError("a configuration is an object");
    return config;
  }

  #sentIdentity<Key extends string>(key: Key, type: string, identity: Fields | null) {
    const { identity: cty } = this.#type(type);
    if (cty === null || identity === null) return {};
    return { [key]: { identity_data: { msgpack: encodeValue(identity, cty) } } };
  }

  async #planOnce(type: string, given: Fields | null, prior: Instance | null): Promise<Planned> {
    const { attributes, type: cty } = this.#type(type);
    const config = given === null ? null : this.#configured(type, given);
    const proposed = config === null ? null : proposedState(attributes, prior?.state ?? null, config);
    const ask = () =>
      call(this.calls, "PlanResourceChange", {
        type_name: type,
        prior_state: { msgpack: encodeValue(prior?.state ?? null, cty) },
        proposed_new_state: { msgpack: encodeValue(proposed, cty) },
        config: { msgpack: encodeValue(config, cty) },
        prior_private: prior?.private ?? Buffer.alloc(0),
        client_capabilities: { write_only_attributes_allowed: true },
        ...this.#sentIdentity("prior_identity", type, prior?.identity ?? null),
      });
    const answer = await ask();
    const at = `${type} as it is planned`;
    if (JSON.stringify(await ask()) !== JSON.stringify(answer)) {
      throw new BrokenRule(`${at} is another one when it is planned again.`);
    }
    const warnings = withoutErrors(readDiagnostics(type, attributes, answer.diagnostics));
    if (answer.deferred !== undefined) throw new BrokenRule(`${at} is deferred, which was not offered.`);
    const state = readFields(at, answer.planned_state, cty);
    if ((state === null) !== (config === null))
      throw new BrokenRule(`${at} is null, or is not, unlike its configuration.`);
    nothingWriteOnly(attributes, state, at);
    if (config !== null && state !== null) {
      plannedAsConfigured(attributes, prior?.state ?? null, config, state, at);
    }
    if (answer.planned_private.length > LARGEST_PRIVATE)
      throw new BrokenRule(`${at} keeps too much in private.`);
    const identity = this.#identity(at, type, answer.planned_identity);
    if (identity !== null && !isWhollyKnown(identity)) {
      throw new BrokenRule(`${at} has an identity that is not known, which OpenTofu cannot store.`);
    }
    if (prior?.identity != null && config !== null && !sameValue(identity, prior.identity)) {
      throw new BrokenRule(`${at} loses its identity, or gets another.`);
    }
    const replaces = answer.requires_replace.flatMap((path) => {
      const name = readPath(`${at}, what requires replacement`, attributes, path);
      const [{ attribute_name: first = "" } = {}] = path.steps;
      const changed = !sameValue(prior?.state[first] ?? null, state?.[first] ?? null);
      return prior !== null && state !== null && changed ? [name] : [];
    });
    const action =
      state === null
        ? "delete"
        : prior === null
          ? "create"
          : sameValue(prior.state, state)
            ? "nothing"
            : replaces.length > 0
              ? "replace"
              : "update";
    return {
      action,
      type,
      prior,
      config,
      state,
      private: answer.planned_private,
      identity,
      replaces,
      warnings,
    };
  }

  async #applyOnce(
    planned: Planned,
    config: Fields | null,
    prior: Instance | null,
  ): Promise<Instance | null> {
    const { type } = planned;
    const { attributes, type: cty } = this.#type(type);
    if (config !== null) whollyKnown(config, "the configuration");
    const answer = await call(this.calls, "ApplyResourceChange", {
      type_name: type,
      prior_state: { msgpack: encodeValue(prior?.state ?? null, cty) },
      planned_state: { msgpack: encodeValue(planned.state, cty) },
      config: { msgpack: encodeValue(config, cty) },
      planned_private: planned.private,
      ...this.#sentIdentity("planned_identity", type, planned.identity),
    });
    const at = `${type} as it is applied`;
    const reported = readDiagnostics(type, attributes, answer.diagnostics);
    const state = readFields(at, answer.new_state, cty);
    nothingWriteOnly(attributes, state, at);
    if (state !== null) whollyKnown(state, at);
    const failed = reported.some(({ severity }) => severity === "error");
    const left =
      state === null ? null : this.#instance(at, type, state, answer.private, answer.new_identity, prior);
    if (failed) throw new RefusedChange(reported, left);
    if ((state === null) !== (planned.state === null)) {
      throw new BrokenRule(`${at} is ${state === null ? "" : "not "}null, and no error says why.`);
    }
    if (planned.state !== null) keepsPromise(cty, planned.state, state, at);
    const names = { was: prior?.state ?? null, is: left?.state ?? null };
    if (left !== null && planned.identity !== null && !mayBecome(planned.identity, left.identity, names)) {
      throw new BrokenRule(`${at} has another identity than was planned.`);
    }
    return left;
  }

  #identity(
    at: string,
    type: string,
    data: Received<typeof ResourceIdentityData> | undefined,
  ): Fields | null {
    const { identity } = this.#type(type);
    if (data?.identity_data === undefined) return null;
    if (identity === null) throw new BrokenRule(`${at} has an identity, and no schema of one.`);
    return readFields(`the identity of ${at}`, data.identity_data, identity);
  }

  #instance(
    at: string,
    type: string,
    state: Fields,
    kept: Buffer,
    data: Received<typeof ResourceIdentityData> | undefined,
    before: Instance | null,
  ): Instance {
    const { attributes, identity: schema } = this.#type(type);
    nothingWriteOnly(attributes, state, at);
    whollyKnown(state, at);
    if (kept.length > LARGEST_PRIVATE) throw new BrokenRule(`${at} keeps too much in private.`);
    const identity = this.#identity(at, type, data);
    if (schema !== null) {
      if (identity === null) throw new BrokenRule(`${at} has no identity.`);
      whollyKnown(identity, `the identity of ${at}`);
      const names = { was: before?.state ?? null, is: state };
      if (before !== null && before.identity !== null && !mayBecome(before.identity, identity, names))
        throw new BrokenRule(`${at} has another identity than before.`);
    }
    return { state, private: kept, identity };
  }
}
