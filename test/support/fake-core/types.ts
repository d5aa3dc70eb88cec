// The types of resources of a provider, with their identities.
import { parseType, type Type } from "../../../provider/plugin/cty/type.js";
import { isRecord, type Value } from "../../../provider/plugin/cty/value.js";
import type { Received } from "../../../provider/plugin/protobuf.js";
import type { unaryCalls } from "../../../provider/plugin/tfplugin6.js";
import { BrokenRule } from "./broken-rule.js";
import type { Fields } from "./proposed.js";
import { getObjectType, readSchema, type CoreAttributes } from "./schema.js";

export interface ResourceType {
  readonly attributes: CoreAttributes;
  readonly type: Type;
  readonly version: number;
  readonly identity: Type | null;
}

type Answer<Name extends keyof typeof unaryCalls> = Received<(typeof unaryCalls)[Name]["response"]>;

/** The types, by their names. @throws {BrokenRule} for something that a core refuses. */
export function readTypes(
  schemas: Pick<Answer<"GetProviderSchema">, "resource_schemas">,
  identities: Pick<Answer<"GetResourceIdentitySchemas">, "identity_schemas">,
): ReadonlyMap<string, ResourceType> {
  const types = new Map<string, ResourceType>();
  for (const [name, schema] of schemas.resource_schemas) {
    const attributes = readSchema(name, schema);
    const identity = identities.identity_schemas.get(name);
    for (const {
      name: of,
      required_for_import: required,
      optional_for_import: optional,
    } of identity?.identity_attributes ?? []) {
      if (required === optional) {
        throw new BrokenRule(`${of} in the identity of ${name} is neither required nor optional, or both.`);
      }
    }
    types.set(name, {
      attributes,
      type: getObjectType(attributes),
      version: schema.version,
      identity:
        identity === undefined
          ? null
          : [
              "object",
              Object.fromEntries(
                identity.identity_attributes.map((of) => [of.name, parseType(of.type.toString("utf8"))]),
              ),
            ],
    });
  }
  for (const name of identities.identity_schemas.keys()) {
    if (!types.has(name)) throw new BrokenRule(`${name} has an identity, and is no type of resource.`);
  }
  return types;
}

/** A configuration with null for what it leaves out, also in what it nests. */
export function complete(attributes: CoreAttributes, config: Fields): Fields {
  const stranger = Object.keys(config).find((name) => !attributes.has(name));
  if (stranger !== undefined) throw new TypeError(`${stranger} is no attribute`);
  const entries = [...attributes].map(([name, { nested }]) => {
    const value = config[name] ?? null;
    if (nested === undefined || value === null) return [name, value] as const;
    const within = (of: Value): Value => (isRecord(of) ? complete(nested.attributes, of) : of);
    if (nested.nesting === "single") return [name, within(value)] as const;
    if (Array.isArray(value)) return [name, value.map(within)] as const;
    if (!isRecord(value)) return [name, value] as const;
    return [name, Object.fromEntries(Object.entries(value).map(([key, of]) => [key, within(of)]))] as const;
  });
  return Object.fromEntries(entries);
}
