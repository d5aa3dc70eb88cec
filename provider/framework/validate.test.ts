import { describe, expect, it } from "vitest";
import { UNKNOWN, type Value } from "../plugin/cty/value.js";
import {
  computed,
  nestedList,
  nestedMap,
  nestedObject,
  nestedSet,
  optional,
  optionalComputed,
  required,
  withDefault,
  writeOnly,
  identifier,
  type Attributes,
} from "./attributes.js";
import { readStored } from "./block.js";
import { openPrivate } from "./context.js";
import { error } from "./diagnostic.js";
import type { Path } from "./path.js";
import { boolean, integer, list, map, nullable, set, string } from "./types.js";
import { checkAttributes, readConfig, readKnownConfig, readPlan } from "./validate.js";

const about = { description: "An attribute." };
const small = {
  ...about,
  validators: [
    function* (value: number, path: Path) {
      if (value > 9) yield error(path, "Too large", `Write a number up to 9, not ${value}.`);
    },
  ],
};
const rule = {
  port: required(integer, small),
  id: computed(string, about),
  proto: withDefault(string, "tcp", about),
};
const configured = (port: Value) => ({ port, id: null, proto: null });

describe("validators", () => {
  it.each<[string, Attributes, Value, Path[]]>([
    ["a value that is fine", { a: required(integer, small) }, 1, []],
    ["a value that is not", { a: required(integer, small) }, 10, [["a"]]],
    ["a value of another type", { a: required(integer, small) }, 1.5, [["a"]]],
    ["nothing", { a: optional(integer, small) }, null, []],
    ["nothing where something is required", { a: required(integer, small) }, null, [["a"]]],
    ["nothing where that is a value", { a: required(nullable(integer), about) }, null, []],
    ["what the provider sets", { a: computed(integer, about) }, 1, [["a"]]],
    ["what names it", { a: identifier(string, about) }, "x", [["a"]]],
    ["what the provider sets, and is unknown", { a: computed(integer, about) }, UNKNOWN, []],
    ["what the provider sets otherwise", { a: optionalComputed(integer, about) }, 1, []],
    ["what is unknown", { a: required(integer, small) }, UNKNOWN, []],
    ["a secret", { a: writeOnly(integer, small) }, 10, [["a"]]],
    ["an element of a list", { a: optional(list(integer), about) }, [1, 1.5], [["a", 1]]],
    ["an element of a set, which has no place", { a: optional(set(integer), about) }, [1, 1.5], [["a"]]],
    ["an element of a map", { a: optional(map(integer), about) }, { k: 1.5 }, [["a", { key: "k" }]]],
    ["a null in a list", { a: optional(list(string), about) }, [null], [["a", 0]]],
    ["an object", { a: optional(nestedObject(rule), about) }, configured(10), [["a", "port"]]],
    [
      "objects in a list",
      { a: optional(nestedList(rule), about) },
      [configured(10), UNKNOWN, configured(UNKNOWN), configured(11)],
      [
        ["a", 0, "port"],
        ["a", 3, "port"],
      ],
    ],
    [
      "objects in a map",
      { a: optional(nestedMap(rule), about) },
      { k: configured(10) },
      [["a", { key: "k" }, "port"]],
    ],
    ["nothing in an object", { a: optional(nestedObject(rule), about) }, configured(null), [["a", "port"]]],
    [
      "an object with what the provider sets",
      { a: optional(nestedObject(rule), about) },
      { ...configured(1), id: "x" },
      [["a", "id"]],
    ],
    ["objects in a set", { a: optional(nestedSet(rule), about) }, [configured(10)], [["a", "port"]]],
    [
      "objects that leave out what the provider fills in",
      { a: optional(nestedList(rule), about) },
      [configured(1)],
      [],
    ],
  ])("look at %s", (_name, attributes, value, paths) => {
    expect(checkAttributes(attributes, { a: value }).map(({ path }) => path)).toEqual(paths);
  });
});

describe("configurations and states", () => {
  const attributes = {
    id: identifier(string, about),
    name: required(string, about),
    on: withDefault(boolean, false, about),
    stamp: computed(integer, about),
    secret: writeOnly(string, about),
    rules: optional(nestedList(rule), about),
  };

  it("are unknown where they are unknown in part", () => {
    const config = {
      id: null,
      name: "a",
      on: UNKNOWN,
      stamp: null,
      secret: "s",
      rules: [configured(UNKNOWN)],
    };
    expect(readConfig(attributes, config)).toEqual({ ...config, rules: UNKNOWN });
    expect(() => readKnownConfig(attributes, config)).toThrow(/on must be known when it is applied/);
    expect(readPlan(attributes, { ...config, on: true })).not.toHaveProperty("secret");
  });

  it("are read when an older version wrote them, without what it did not have", () => {
    expect(readStored(attributes, { id: "1", name: "a" })).toEqual({
      id: "1",
      name: "a",
      on: null,
      stamp: null,
      rules: null,
    });
  });

  it("are refused without what names them, by the path", () => {
    expect(() => readStored(attributes, { id: null, name: "a" })).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ path: ["id"] })] }) as Error,
    );
  });
});

describe("private state", () => {
  it("comes back as it was kept, and takes no bytes when it is empty", () => {
    const kept = openPrivate(Buffer.alloc(0));
    expect(kept.seal()).toHaveLength(0);
    kept.set("a", { b: [1] });
    kept.set("__proto__", "x");
    const again = openPrivate(kept.seal());
    expect([again.get("a"), again.get("__proto__"), again.get("constructor")]).toEqual([
      { b: [1] },
      "x",
      undefined,
    ]);
  });

  it("is refused when it is no JSON", () => {
    expect(() => openPrivate(Buffer.from("{"))).toThrow(SyntaxError);
  });
});
