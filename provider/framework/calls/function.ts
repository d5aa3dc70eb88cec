import type { ProviderCalls } from "../../plugin/serve.js";
import { decodeValue, encodeValue } from "../../plugin/cty/msgpack.js";
import { isUnknown, isWhollyKnown, UNKNOWN, type Value } from "../../plugin/cty/value.js";
import { DiagnosticError } from "../diagnostic.js";
import { ArgumentError, type AnyFunction } from "../function.js";
import type { Session } from "../session.js";

/** Functions, which a core may call before anything is configured. */
export function functionCalls({ provider, log }: Session) {
  return {
    async CallFunction(request) {
      const named = provider.functions[request.name];
      if (named === undefined) {
        return {
          error: { text: inASentence(`This version of the provider has no function ${request.name}.`) },
        };
      }
      const { returns, call } = named;
      try {
        const given = getArguments(named, request.arguments);
        const isOpen = given.some(({ of, value }) => of.mayBeUnknown !== true && !isWhollyKnown(value));
        const result = isOpen
          ? UNKNOWN
          : call(...given.map(({ of, value }, index) => readArgument(of.type, value, index)));
        const written = isUnknown(result) ? result : returns.write(result);
        return { result: { msgpack: encodeValue(written, returns.cty) } };
      } catch (thrown) {
        if (thrown instanceof ArgumentError) {
          return { error: { text: inASentence(thrown.message), function_argument: thrown.argument } };
        }
        log.error("unexpected error", {
          error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : "?",
        });
        return { error: { text: inASentence(thrown instanceof Error ? thrown.message : String(thrown)) } };
      }
    },
  } satisfies ProviderCalls;
}

/** A core puts the error of a function into its own sentence, and adds the full stop itself. */
function inASentence(text: string): string {
  return text.trimEnd().replace(/\.$/, "");
}

/** The arguments of a call, each with its parameter. */
function getArguments({ parameters, variadic }: AnyFunction, given: readonly { readonly msgpack: Buffer }[]) {
  const rest = variadic === undefined ? [] : given.slice(parameters.length).map(() => variadic);
  return [...parameters, ...rest].map((of, index) => {
    const { msgpack } = given[index] ?? { msgpack: Buffer.alloc(0) };
    // OpenTofu sends nothing for null.
    return { of, value: msgpack.length === 0 ? null : decodeValue(msgpack, of.type.cty) };
  });
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
