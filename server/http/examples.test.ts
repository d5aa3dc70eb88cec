import { Kind, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../graphql/schema.js";
import { EXAMPLES } from "./examples.js";

describe("the examples in GraphiQL", () => {
  it("are operations of this schema", () => {
    expect(validate(schema, parse(EXAMPLES))).toEqual([]);
  });

  it("begin with instructions and a first operation in lines that half a window of 1280 pixels shows whole", () => {
    const lines = EXAMPLES.split("\n");
    const whole = lines.slice(0, lines.indexOf("}") + 1);
    expect(whole).toContain("query WhoAmI {");
    expect(whole.filter((line) => line.length > 48)).toEqual([]);
  });

  it("have one for each noun", () => {
    const names = parse(EXAMPLES).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
    expect(names).toEqual(
      expect.arrayContaining(["WhoAmI", "Users", "Resources", "Tokens", "Assignments", "Events", "ApiKeys"]),
    );
  });
});
