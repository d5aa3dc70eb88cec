import type { ProviderCalls } from "../../plugin/serve.js";
import { decodeValue, encodeValue } from "../../plugin/cty/msgpack.js";
import { isWhollyKnown, UNKNOWN, type Value } from "../../plugin/cty/value.js";
import { DiagnosticError } from "../diagnostic.js";
import { ArgumentError } from "../function.js";
import type { Session } from "../session.js";

/** Functions, which a core may call before anything is configured. */
export function functionCalls({ provider, log }: Session) {
  return {
    async CallFunction(request) {
      const named = provider.functions[request.name];
      if (named === undefined) {
        return { error: { text: `This version of the provider has no function ${request.name}.` } };
      }
      const { parameters, returns, call } = named;
      try {
        const values = parameters.map(({ type }, index) =>
          decodeValue(request.arguments[index]?.msgpack ?? Buffer.alloc(0), type.cty),
        );
        if (!values.every(isWhollyKnown)) return { result: { msgpack: encodeValue(UNKNOWN, returns.cty) } };
        const result = call(
          ...parameters.map(({ type }, index) => readArgument(type, values[index] ?? null, index)),
        );
        return { result: { msgpack: encodeValue(returns.write(result), returns.cty) } };
      } catch (thrown) {
        if (thrown instanceof ArgumentError) {
          return { error: { text: thrown.message, function_argument: thrown.argument } };
        }
        log.error("unexpected error", {
          error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : "?",
        });
        return { error: { text: thrown instanceof Error ? thrown.message : String(thrown) } };
      }
    },
  } satisfies ProviderCalls;
}

function readArgument<T>(
  type: { readonly read: (value: Value, path: readonly string[]) => T },
  value: Value,
  index: number,
): T {
  try {
    return type.read(value, []);
  } catch (thrown) {
    if (thrown instanceof DiagnosticError) {
      throw new ArgumentError(index, thrown.diagnostics.map(({ detail }) => detail).join(" "));
    }
    throw thrown;
  }
}
