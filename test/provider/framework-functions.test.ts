import { describe, expect, it } from "vitest";
import {
  ArgumentError,
  defineFunction,
  parameter,
  parameterOrUnknown,
} from "../../provider/framework/function.js";
import { defineProvider } from "../../provider/framework/provider.js";
import { schemaJson } from "../../provider/framework/schema-json.js";
import { providerCalls } from "../../provider/framework/serve.js";
import { integer, list, nullable, string } from "../../provider/framework/types.js";
import { decodeValue, encodeValue } from "../../provider/plugin/cty/msgpack.js";
import type { Type } from "../../provider/plugin/cty/type.js";
import { isUnknown, UNKNOWN, type Value } from "../../provider/plugin/cty/value.js";
import { createLog } from "../../provider/plugin/log.js";
import { call } from "../support/fake-core/wire.js";

const provider = defineProvider({
  name: "words",
  version: "1.0.0",
  sources: ["registry.terraform.io/acme/words"],
  description: "Words.",
  attributes: {},
  configure: async () => null,
  resources: {},
  functions: {
    join: defineFunction({
      summary: "Joins words",
      description: "With a separator between them.",
      deprecated: "Use the core's join.",
      parameters: [parameter("separator", nullable(string), "Null is a space.")],
      variadic: parameter("words", string, "What is joined."),
      returns: string,
      call(separator, ...words) {
        const empty = words.indexOf("");
        if (empty !== -1) throw new ArgumentError(empty + 1, "Write a word that is not empty.");
        return words.join(separator ?? " ");
      },
    }),
    fail: defineFunction({
      summary: "Fails",
      description: "With a fault of the provider.",
      parameters: [parameter("message", string, "What it says.")],
      returns: string,
      call(message) {
        throw new TypeError(message);
      },
    }),
    count: defineFunction({
      summary: "Counts",
      description: "How many there are, which may be known before they are.",
      parameters: [
        parameterOrUnknown("words", list(string), "What is counted."),
        parameter("otherwise", nullable(integer), "The result while the words are not known."),
      ],
      returns: integer,
      call: (words, otherwise) => (isUnknown(words) ? (otherwise ?? UNKNOWN) : words.length),
    }),
  },
});

const calls = providerCalls({
  provider,
  log: createLog(
    "provider.words",
    undefined,
    () => {},
    () => new Date(0),
  ),
  configured: null,
  stop: new AbortController(),
});

/** Calls a function with arguments of these types. */
async function called(name: string, returns: Type, ...given: readonly (readonly [Type, Value])[]) {
  const { result, error } = await call(calls, "CallFunction", {
    name,
    arguments: given.map(([type, value]) => ({ msgpack: encodeValue(value, type) })),
  });
  if (error !== undefined) return { refused: error.function_argument, because: error.text };
  const value = decodeValue(result?.msgpack ?? Buffer.alloc(0), returns);
  return isUnknown(value) ? "unknown" : value;
}

const word = (value: Value) => ["string", value] as const;

describe("a function of the framework", () => {
  it("takes null where its parameter does, and as many arguments more as there are", async () => {
    expect(await called("join", "string", word("-"), word("a"), word("b"), word("c"))).toBe("a-b-c");
    expect(await called("join", "string", word(null), word("a"), word("b"))).toBe("a b");
    expect(await called("join", "string", word("-"))).toBe("");
    expect(await called("join", "string", word("-"), word("a"), word(""))).toEqual({
      refused: 2,
      because: "Write a word that is not empty",
    });
    expect(await called("join", "string", word("-"), word("a"), word(UNKNOWN))).toBe("unknown");
  });

  it("leaves the last full stop of an error to the core, which writes it itself", async () => {
    expect(await called("fail", "string", word("It is broken. Repair it.\n"))).toEqual({
      because: "It is broken. Repair it",
    });
    expect(await called("fail", "string", word("it broke"))).toEqual({ because: "it broke" });
    expect(await called("none", "string")).toEqual({
      because: "This version of the provider has no function none",
    });
  });

  it("takes nothing at all for null, as OpenTofu sends it", async () => {
    const sent = [Buffer.alloc(0), encodeValue("a", "string"), encodeValue("b", "string")];
    const { result } = await call(calls, "CallFunction", {
      name: "join",
      arguments: sent.map((msgpack) => ({ msgpack })),
    });
    expect(decodeValue(result?.msgpack ?? Buffer.alloc(0), "string")).toBe("a b");
  });

  it("is called with what is unknown where its parameter may be, and says what it knows already", async () => {
    const words = ["list", "string"] as const;
    expect(await called("count", "number", [words, ["a", UNKNOWN]], ["number", 7])).toBe(7);
    expect(await called("count", "number", [words, ["a", UNKNOWN]], ["number", null])).toBe("unknown");
    expect(await called("count", "number", [words, ["a", "b"]], ["number", null])).toBe(2);
    expect(await called("count", "number", [words, ["a", "b"]], ["number", UNKNOWN])).toBe("unknown");
  });

  it("says all of it in its schema", async () => {
    const { functions } = await call(calls, "GetFunctions", {});
    expect(functions.get("join")).toMatchObject({
      parameters: [{ name: "separator", allow_null_value: true, allow_unknown_values: false }],
      variadic_parameter: { name: "words", allow_null_value: false, allow_unknown_values: false },
      deprecation_message: "Use the core's join.",
    });
    expect(functions.get("count")).toMatchObject({
      parameters: [
        { name: "words", allow_null_value: false, allow_unknown_values: true },
        { name: "otherwise", allow_null_value: true, allow_unknown_values: false },
      ],
    });
    expect(functions.get("count")?.variadic_parameter).toBeUndefined();
    expect(schemaJson(provider)).toMatchObject({
      provider_schemas: {
        "registry.terraform.io/acme/words": {
          functions: {
            join: {
              parameters: [{ name: "separator", is_nullable: true }],
              variadic_parameter: { name: "words", type: "string" },
            },
          },
        },
      },
    });
  });
});
