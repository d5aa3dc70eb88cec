// Calls that leave no state: actions and ephemeral resources.
import { encodeValue } from "../../../provider/plugin/cty/msgpack.js";
import type { ProviderCalls } from "../../../provider/plugin/serve.js";
import { BrokenRule } from "./broken-rule.js";
import type { Fields } from "./proposed.js";
import { getObjectType, readSchema } from "./schema.js";
import { complete } from "./types.js";
import { call, readDiagnostics, readFields, streamed, withoutErrors } from "./wire.js";

/** Invokes an action. @returns its lines of progress. @throws {Refused} */
export async function invoke(
  calls: ProviderCalls,
  action_type: string,
  config: Fields,
): Promise<readonly string[]> {
  const { action_schemas: schemas } = await call(calls, "GetProviderSchema", {});
  const attributes = readSchema(action_type, schemas.get(action_type)?.schema);
  const given = { msgpack: encodeValue(complete(attributes, config), getObjectType(attributes)) };
  const asked = await call(calls, "ValidateActionConfig", { type_name: action_type, config: given });
  withoutErrors(readDiagnostics(action_type, attributes, asked.diagnostics));
  const planned = await call(calls, "PlanAction", { action_type, config: given });
  withoutErrors(readDiagnostics(action_type, attributes, planned.diagnostics));
  const events = await streamed(calls, "InvokeAction", { action_type, config: given });
  const { completed } = events.at(-1) ?? {};
  if (completed === undefined) throw new BrokenRule(`${action_type} ends without saying so.`);
  withoutErrors(readDiagnostics(action_type, attributes, completed.diagnostics));
  return events.flatMap(({ progress }) => (progress === undefined ? [] : [progress.message]));
}

/** Opens an ephemeral resource. @returns its values, and a function that closes it. @throws {Refused} */
export async function open(calls: ProviderCalls, type_name: string, config: Fields) {
  const { ephemeral_resource_schemas: schemas } = await call(calls, "GetProviderSchema", {});
  const attributes = readSchema(type_name, schemas.get(type_name));
  const type = getObjectType(attributes);
  const given = { msgpack: encodeValue(complete(attributes, config), type) };
  const asked = await call(calls, "ValidateEphemeralResourceConfig", { type_name, config: given });
  withoutErrors(readDiagnostics(type_name, attributes, asked.diagnostics));
  const {
    result,
    private: kept,
    diagnostics,
  } = await call(calls, "OpenEphemeralResource", {
    type_name,
    config: given,
  });
  withoutErrors(readDiagnostics(type_name, attributes, diagnostics));
  const held = readFields(type_name, result, type);
  if (held === null) throw new BrokenRule(`${type_name} holds nothing when it is open.`);
  return {
    held,
    async close() {
      const closed = await call(calls, "CloseEphemeralResource", { type_name, private: kept });
      withoutErrors(readDiagnostics(type_name, attributes, closed.diagnostics));
    },
  };
}
