import { expect, it } from "vitest";
import { cdktf } from "./cdktf.js";
import { hcl } from "./hcl.js";
import { Names } from "./names.js";

it.each([
  ["alice.jones@example.com", "alice_jones_example_com"],
  ["O'Neil  -- (Ed)", "oneil_ed"],
  ["Zoë Große-Łukasz", "zoe_grosse_lukasz"],
  ["007", "user_007"],
  ["иван 2", "иван_2"],
  ["한글", "한글"],
  ["१२ नमस्ते", "नमसत"],
  ["😀 𝒜 𐐀", "a"],
  ["__", "user"],
  ["", "user"],
])("the name of a block for the login %j is %s", (login, name) => {
  expect(new Names(hcl.names).claim("user", [login])).toBe(name);
});

it("names of blocks are numbered when they are the same, and names of other kinds are not", () => {
  const names = new Names(hcl.names);
  expect(["a b", "a.b", "a_b_2", "a-b"].map((login) => names.claim("user", [login]))).toEqual([
    "a_b",
    "a_b_2",
    "a_b_2_2",
    "a_b_3",
  ]);
  expect(names.claim("resource", ["a b"])).toBe("a_b");
});

it("names of a user's blocks begin with the user's name, once", () => {
  const names = new Names(hcl.names);
  expect(names.claim("token", ["alice", "Phone"])).toBe("alice_phone");
  expect(names.claim("token", ["alice", "Alice's phone"])).toBe("alice_alices_phone");
  expect(names.claim("token", ["alice", "alice (old)"])).toBe("alice_old");
});

it("names in a program are constants of one module: ASCII, no words of the language, each once across all kinds", () => {
  const names = new Names(cdktf("stream").names);
  expect(names.claim("user", ["class"])).toBe("class_user");
  expect(names.claim("user", ["a_b"])).toBe("a_b");
  expect(names.claim("user", ["a.b"])).toBe("a_b_2");
  expect(names.claim("user", ["a 1"])).toBe("a_1");
  expect(names.claim("user", ["a1"])).toBe("a1_2");
  expect(names.claim("resource", ["a b"])).toBe("a_b_resource");
  expect(names.claim("user", ["иван"])).toBe("user");
  expect(names.claim("user", ["李明"])).toBe("user_2");
});

it("names of 50,000 blocks with the same name are found quickly", () => {
  const names = new Names(hcl.names);
  for (let count = 0; count < 50_000; count += 1) names.claim("token", ["Phone"]);
  expect(names.claim("token", ["Phone"])).toBe("phone_50001");
});
