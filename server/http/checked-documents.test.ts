import { getIntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { CheckedDocuments } from "./checked-documents.js";
import { EXAMPLES } from "./examples.js";

const make = () => new CheckedDocuments(100_000, [], { syntax: "SYNTAX", validation: "VALIDATION" });

const repeated = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(" ");

/** The code of what is wrong with a document, or ACCEPTED. */
function judged(documents: CheckedDocuments, text: string): unknown {
  const read = documents.read(text);
  return "kind" in read ? "ACCEPTED" : read[0]?.extensions["code"];
}

describe("documents that clients send", () => {
  it("are accepted as people and tools write them", () => {
    for (const text of [EXAMPLES, getIntrospectionQuery()]) expect(judged(make(), text)).toBe("ACCEPTED");
    const fifty = repeated(50, (index) => `fragment F${index} on Viewer { name role }`);
    const spread = repeated(50, (index) => `...F${index}`);
    expect(judged(make(), `{ viewer { ${spread} } } ${fifty}`)).toBe("ACCEPTED");
  });

  it("are refused for their size before they are validated: these are not valid either", () => {
    const nested = (levels: number): string =>
      levels === 0 ? "nope" : `x { ${nested(levels - 1)} } x { ${nested(levels - 1)} }`;
    for (const text of [
      `{ ${"nope ".repeat(150)} }`,
      `{ nope { ${"nope ".repeat(101)} } }`,
      `{ ${nested(8)} }`,
      `{ ${repeated(150, (index) => `...F${index}`)} } ${repeated(150, (index) => `fragment F${index} on Nope { a${index} }`)}`,
      `${repeated(200, (index) => `query Q${index} { ...F }`)} fragment F on Nope { a(b: [${"$c ".repeat(900)}]) }`,
      `{ ...F0 } ${repeated(40, (index) => `fragment F${index} on Nope { a { ...F${index + 1} } b { ...F${index + 1} } }`)}`,
    ]) {
      expect(judged(make(), text), text.slice(0, 100)).toBe("COST_LIMIT_EXCEEDED");
    }
    expect(judged(make(), "{ nope }")).toBe("VALIDATION");
    expect(judged(make(), "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }")).toBe(
      "VALIDATION",
    );
  });

  it("are remembered, accepted or refused, and neither pushes out the other", () => {
    const documents = make();
    const good = "{ viewer { name } }";
    const accepted = documents.read(good);
    for (const bad of ["{", "{ nope }", `{ ${"nope ".repeat(150)} }`]) {
      const refused = documents.read(bad);
      expect(refused).not.toHaveProperty("kind");
      expect(documents.read(bad)).toBe(refused);
      expect(JSON.parse(JSON.stringify(refused))).toEqual([
        expect.objectContaining({ message: expect.any(String) }),
      ]);
    }
    const first = documents.read("{ nope }");
    for (let index = 0; index < 1_100; index += 1) documents.read(`{ ${index}`);
    expect(documents.read("{ nope }")).not.toBe(first);
    expect(documents.read("{ nope }")).toEqual(first);
    expect(documents.read(good)).toBe(accepted);
  });

  it("are kept within a bound on their characters: what is in use stays, and one of more than half of it is not kept", () => {
    const documents = make();
    const busy = "{ viewer { name } }";
    const accepted = documents.read(busy);
    const idle = documents.read("{ viewer { role } }");
    const padded = (index: number) => `{ viewer { name } } # ${String(index).padStart(30_000)}`;
    for (let index = 0; index < 4; index += 1) {
      documents.read(padded(index));
      expect(documents.read(busy)).toBe(accepted);
    }
    expect(documents.read("{ viewer { role } }")).not.toBe(idle);
    const large = `{ viewer { name } } # ${"x".repeat(50_000)}`;
    expect(documents.read(large)).not.toBe(documents.read(large));
    expect(documents.read(busy)).toBe(accepted);
  });

  it("get a few errors, of bounded length, which repeat nothing of the document", () => {
    const name = "x".repeat(100_000);
    const refused = make().read(
      `query ${name} { ${repeated(100, (index) => `a${index}: node(id: $b${index}) { id }`)} }`,
    );
    expect(refused).not.toHaveProperty("kind");
    expect(JSON.stringify(refused).length).toBeLessThan(20_000);
    if ("kind" in refused) return;
    for (const { nodes, source } of refused) expect([nodes, source]).toEqual([undefined, undefined]);
  });
});
