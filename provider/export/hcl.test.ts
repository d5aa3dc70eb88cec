import { expect, it } from "vitest";
import { hcl } from "./hcl.js";
import { Reference, type Thing } from "./thing.js";

function written(says: Thing["says"]): string {
  const [block] = hcl.block({ kind: "user", name: "it", says, importId: "ID" });
  return block?.text ?? "";
}

it("HCL escapes what ends a text, begins an expression, or is not visible as it is", () => {
  expect(written([["login", '"a" \\ ${b} %{c} $d $${e} \n\r\t\u0000 \u202e\ufeff ☃ 李 😀']])).toBe(
    'resource "tokenplane_user" "it" {\n' +
      '  login = "\\"a\\" \\\\ $${b} %%{c} $d $$${e} \\n\\r\\t\\u0000 \\u202e\\ufeff ☃ 李 😀"\n' +
      "}\n",
  );
});

it("HCL has the equals signs of neighbours in one column, and no others", () => {
  const many = Array.from({ length: 4 }, (_, n) => `${n}`.repeat(30));
  expect(
    written([
      ["a", new Reference("user", "alice")],
      ["lock_minutes", 0],
      ["allowed_addresses", many],
      ["enabled", false],
      ["b", []],
    ]),
  ).toBe(`resource "tokenplane_user" "it" {
  a            = tokenplane_user.alice.id
  lock_minutes = 0
  allowed_addresses = [
${many.map((one) => `    "${one}",\n`).join("")}  ]
  enabled = false
  b       = []
}
`);
});

it("HCL keeps a comment on its line", () => {
  expect(hcl.comment('a\nresource "x" "y" {}')).toBe(String.raw`# a\u000aresource "x" "y" {}${"\n"}`);
});
