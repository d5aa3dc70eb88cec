import { providerCalls } from "../../provider/framework/serve.js";
import { decodeValue, encodeValue } from "../../provider/plugin/cty/msgpack.js";
import type { Value } from "../../provider/plugin/cty/value.js";
import { createLog } from "../../provider/plugin/log.js";
import { provider } from "../../provider/provider.js";
import { call } from "./fake-core/wire.js";
import { isWhole } from "./sentence.js";

/** The result of a function as a core shows it, or an error and the index of the argument that it is about, from 0. */
export type Returned = { readonly result: Value } | { readonly error: string; readonly argument: number };

const calls = providerCalls({
  provider,
  log: createLog(
    "provider.tokenplane",
    undefined,
    () => {},
    () => new Date(0),
  ),
  configured: null,
  stop: new AbortController(),
});

/**
 * Calls a function of Tokenplane's provider as a core does, before anything is configured. Holds an error to the form of
 * sentences.
 */
export async function callFunction(name: string, ...given: readonly Value[]): Promise<Returned> {
  const described = provider.functions[name];
  if (described === undefined) throw new TypeError(`there is no function ${name}`);
  const { result, error } = await call(calls, "CallFunction", {
    name,
    arguments: given.map((value, index) => ({
      msgpack: encodeValue(value, described.parameters[index]?.type.cty ?? "string"),
    })),
  });
  if (error !== undefined) {
    // As a core shows it, which puts a full stop behind it.
    const shown = `${error.text}.`;
    isWhole(shown);
    return { error: shown, argument: error.function_argument ?? -1 };
  }
  return { result: decodeValue(result?.msgpack ?? Buffer.alloc(0), described.returns.cty) };
}
