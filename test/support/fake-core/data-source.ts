// Reading data sources as a core does.
import { encodeValue } from "../../../provider/plugin/cty/msgpack.js";
import type { ProviderCalls } from "../../../provider/plugin/serve.js";
import { BrokenRule } from "./broken-rule.js";
import type { Fields } from "./proposed.js";
import { getObjectType, readSchema } from "./schema.js";
import { complete } from "./types.js";
import { call, readDiagnostics, readFields, withoutErrors } from "./wire.js";

async function getSchema(calls: ProviderCalls, type: string) {
  const { data_source_schemas: schemas } = await call(calls, "GetProviderSchema", {});
  return readSchema(type, schemas.get(type));
}

/** Checks the configuration of a data source; what it leaves out is null. @throws {Refused} */
export async function validateData(calls: ProviderCalls, type: string, config: Fields): Promise<void> {
  const attributes = await getSchema(calls, type);
  const { diagnostics } = await call(calls, "ValidateDataResourceConfig", {
    type_name: type,
    config: { msgpack: encodeValue(complete(attributes, config), getObjectType(attributes)) },
  });
  withoutErrors(readDiagnostics(type, attributes, diagnostics));
}

/** Reads a data source. @throws {Refused} */
export async function readData(calls: ProviderCalls, type: string, config: Fields): Promise<Fields> {
  await validateData(calls, type, config);
  const attributes = await getSchema(calls, type);
  const answer = await call(calls, "ReadDataSource", {
    type_name: type,
    config: { msgpack: encodeValue(complete(attributes, config), getObjectType(attributes)) },
  });
  withoutErrors(readDiagnostics(type, attributes, answer.diagnostics));
  const state = readFields(type, answer.state, getObjectType(attributes));
  if (state === null) throw new BrokenRule(`${type} is read as nothing, and no error says why.`);
  return state;
}
