import type { ProviderCalls } from "../../plugin/serve.js";
import type { Request } from "../../plugin/tfplugin6.js";
import { fromJson, parseExactly } from "../../plugin/cty/json.js";
import { decodeValue, encodeValue } from "../../plugin/cty/msgpack.js";
import { isRecord } from "../../plugin/cty/value.js";
import type { Attributes, StateOf } from "../attributes.js";
import { objectType, readStored, writeState } from "../block.js";
import { openPrivate } from "../context.js";
import { DiagnosticError, error, type Diagnostic } from "../diagnostic.js";
import type { AnyResource, ImportRequest, IdentityAttributes, RawState } from "../resource.js";
import { getContext, diagnosed, encode, toWireDiagnostics, typeNamed, type Session } from "../session.js";
import { getIdentity, identityType } from "./resource.js";

/** Calls for states from elsewhere: from an earlier version, or from existing objects. */
export function stateCalls(session: Session) {
  const resourceNamed = (name: string) => typeNamed(session, session.provider.resources, name);
  return {
    async UpgradeResourceState(request) {
      const diagnostics: Diagnostic[] = [];
      const upgraded = await diagnosed(session, diagnostics, () => {
        const resource = resourceNamed(request.type_name);
        const type = objectType(resource.attributes);
        const json = parseExactly(request.raw_state?.json.toString("utf8") || "null");
        const state = upgrade(resource, request.version, json);
        return {
          upgraded_state: { msgpack: encodeValue(fromJson(withoutWriteOnly(resource, state), type), type) },
        };
      });
      return { ...upgraded, ...toWireDiagnostics(diagnostics) };
    },

    async MoveResourceState(request) {
      const diagnostics: Diagnostic[] = [];
      const moved = await diagnosed(session, diagnostics, () => {
        const resource = resourceNamed(request.target_type_name);
        const type = objectType(resource.attributes);
        const json = parseExactly(request.source_state?.json.toString("utf8") || "null");
        const state = fromJson(withoutWriteOnly(resource, getMove(session, resource, request)(json)), type);
        const stored = readStored(resource.attributes, state) as StateOf<Attributes>;
        return {
          target_state: { msgpack: encodeValue(state, type) },
          target_identity: getIdentity(resource, stored),
        };
      });
      return { ...moved, ...toWireDiagnostics(diagnostics) };
    },

    async UpgradeResourceIdentity(request) {
      const diagnostics: Diagnostic[] = [];
      const upgraded = await diagnosed(session, diagnostics, () => {
        const type = identityType(resourceNamed(request.type_name).identity?.attributes ?? {});
        const json = parseExactly(request.raw_identity?.json.toString("utf8") || "null");
        return { upgraded_identity: { identity_data: { msgpack: encodeValue(fromJson(json, type), type) } } };
      });
      return { ...upgraded, ...toWireDiagnostics(diagnostics) };
    },

    async ImportResourceState(request) {
      const diagnostics: Diagnostic[] = [];
      const imported = await diagnosed(session, diagnostics, async () => {
        const resource = resourceNamed(request.type_name);
        if (resource.import === undefined) {
          throw new DiagnosticError(
            error([], "Cannot be imported", `Resources of type ${request.type_name} cannot be imported.`),
          );
        }
        const kept = openPrivate(Buffer.alloc(0));
        const data = request.identity?.identity_data;
        const asked =
          data === undefined ? ({ by: "id", id: request.id } as const) : byIdentity(resource, data.msgpack);
        const state = await resource.import(asked, { ...getContext(session, diagnostics), private: kept });
        return {
          type_name: request.type_name,
          state: encode(resource.attributes, writeState(resource.attributes, state)),
          private: kept.seal(),
          identity: getIdentity(resource, state),
        };
      });
      return {
        imported_resources: imported === undefined ? [] : [imported],
        ...toWireDiagnostics(diagnostics),
      };
    },
  } satisfies ProviderCalls;
}

function upgrade(resource: AnyResource<unknown>, from: number, json: unknown): unknown {
  const current = resource.version ?? 0;
  if (from === current || typeof json !== "object" || json === null) return json;
  const step = resource.upgrade?.[from];
  if (step === undefined) {
    throw new DiagnosticError(
      error(
        [],
        "State of another version",
        `The state is of version ${from}, and this provider cannot upgrade it to version ${current}. Use the version of the provider that wrote it.`,
      ),
    );
  }
  return step(json as RawState);
}

/** The function that turns another type's state, as JSON, into one of this type. */
function getMove(
  { provider }: Session,
  resource: AnyResource<unknown>,
  request: Request<"MoveResourceState">,
): (from: unknown) => unknown {
  const {
    source_type_name: type,
    source_provider_address: address,
    source_schema_version: version,
  } = request;
  const move = resource.moves?.find(
    (one) =>
      one.type === type &&
      (one.provider === undefined
        ? provider.sources.includes(address)
        : address.endsWith(`/${one.provider}`)),
  );
  if (move === undefined) {
    const known = resource.moves?.map((one) => one.type) ?? [];
    throw new DiagnosticError(
      error(
        [],
        "Cannot be moved",
        `A ${type} of ${address} cannot become a ${request.target_type_name}${known.length === 0 ? "" : `; only a ${known.join(" or ")} can`}. Remove the moved block, and import the existing object.`,
      ),
    );
  }
  return (from) => move.state(typeof from === "object" && from !== null ? (from as RawState) : {}, version);
}

function withoutWriteOnly(resource: AnyResource<unknown>, state: unknown): unknown {
  if (typeof state !== "object" || state === null) return state;
  return Object.fromEntries(
    Object.entries(state).filter(([name]) => resource.attributes[name]?.presence !== "writeOnly"),
  );
}

function byIdentity(resource: AnyResource<unknown>, bytes: Uint8Array): ImportRequest<IdentityAttributes> {
  const attributes = resource.identity?.attributes ?? {};
  const value = decodeValue(bytes, identityType(attributes));
  const given = isRecord(value) ? value : {};
  const identity = Object.entries(attributes).map(([name, { type }]) => {
    const of = given[name] ?? null;
    return [name, of === null ? null : type.read(of, [name])] as const;
  });
  return { by: "identity", identity: Object.fromEntries(identity) };
}
