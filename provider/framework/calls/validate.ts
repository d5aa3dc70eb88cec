import type { ProviderCalls } from "../../plugin/serve.js";
import type { Attributes, ConfigOf } from "../attributes.js";
import { error, warning, type Diagnostic } from "../diagnostic.js";
import { decode, diagnosed, toWireDiagnostics, typeNamed, type Session } from "../session.js";
import { checkAttributes, deprecations, readConfig } from "../validate.js";

/** Something with a configuration that can be checked. */
interface Checked {
  readonly attributes: Attributes;
  readonly deprecated?: string;
  readonly validate?: (config: ConfigOf<Attributes>) => Iterable<Diagnostic>;
}

/** Calls that check configurations, before anything is read or planned. */
export function validateCalls(session: Session) {
  const { provider } = session;
  type Config = Parameters<typeof decode>[1];
  const check = async (
    types: Readonly<Record<string, Checked>>,
    typeName: string,
    given: Config,
    more?: (attributes: Attributes, config: Readonly<Record<string, unknown>>) => Diagnostic[],
  ) => {
    const diagnostics: Diagnostic[] = [];
    const warnings: Diagnostic[] = [];
    await diagnosed(session, diagnostics, () => {
      const { attributes, deprecated, validate } = typeNamed(session, types, typeName);
      const config = decode(attributes, given) ?? {};
      const aside = deprecated === undefined ? [] : [warning([], "Deprecated", deprecated)];
      warnings.push(...aside, ...deprecations(attributes, config));
      diagnostics.push(...checkAttributes(attributes, config), ...(more?.(attributes, config) ?? []));
      if (diagnostics.length > 0) return;
      diagnostics.push(...(validate?.(readConfig(attributes, config)) ?? []));
    });
    return toWireDiagnostics([...diagnostics, ...warnings]);
  };
  return {
    ValidateResourceConfig: ({ type_name, config, client_capabilities }) =>
      check(provider.resources, type_name, config, (attributes, given) =>
        client_capabilities?.write_only_attributes_allowed === true ? [] : tooOld(attributes, given),
      ),
    ValidateDataResourceConfig: ({ type_name, config }) => check(provider.dataSources, type_name, config),
    ValidateEphemeralResourceConfig: ({ type_name, config }) =>
      check(provider.ephemeralResources, type_name, config),
    ValidateListResourceConfig: ({ type_name, config }) => check(provider.listResources, type_name, config),
    ValidateActionConfig: ({ type_name, config }) => check(provider.actions, type_name, config),
  } satisfies ProviderCalls;
}

/** An older core would store write-only attributes without a warning. */
function tooOld(attributes: Attributes, config: Readonly<Record<string, unknown>>): Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, { presence }]) =>
    presence === "writeOnly" && (config[name] ?? null) !== null
      ? [
          error(
            [name],
            "Write-only attributes need a newer core",
            `${name} is write-only. Use Terraform 1.11 or OpenTofu 1.11, or newer ones.`,
          ),
        ]
      : [],
  );
}
