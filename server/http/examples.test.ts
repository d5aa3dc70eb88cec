import { Kind, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../schema.js";
import { EXAMPLES } from "./examples.js";

describe("the examples in GraphiQL", () => {
  it("are operations of this schema", () => {
    expect(validate(schema, parse(EXAMPLES))).toEqual([]);
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
