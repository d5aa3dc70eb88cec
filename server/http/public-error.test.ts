import { GraphQLError, isScalarType, parse, specifiedScalarTypes, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../graphql/schema.js";
import { publicError } from "./public-error.js";

const SECRET = "JBSWY3DPEHPK3PXP";

/** A literal of no custom scalar, as an argument of each. */
const PLACES: Readonly<Record<string, string>> = {
  Cursor: `{ users(after: "${SECRET} ") { totalCount } }`,
  DateTime: `{ events(filter: { from: "${SECRET}" }) { totalCount } }`,
  Counter: `mutation { tokenReissue(input: { token: { id: "x" }, lost: false, counter: "${SECRET}" }) { __typename } }`,
};

describe("a value that a scalar refuses", () => {
  it("has a row here for each scalar that reads texts or numbers", () => {
    const own = Object.values(schema.getTypeMap()).filter(
      (type) => isScalarType(type) && !specifiedScalarTypes.some(({ name }) => name === type.name),
    );
    expect(own.map(({ name }) => name).toSorted()).toEqual([...Object.keys(PLACES), "Upload"].toSorted());
  });

  it.each(Object.entries(PLACES))(
    "of %s is refused in the scalar's own sentence, and not repeated",
    (name, text) => {
      const type = schema.getType(name);
      if (!isScalarType(type)) throw new TypeError(`${name} is no scalar`);
      let sentence = "";
      try {
        type.parseValue(`${SECRET} `);
      } catch (error) {
        sentence = error instanceof GraphQLError ? error.message : "";
      }
      expect(sentence).toMatch(/\.$/);
      const [error] = validate(schema, parse(text)).map(publicError);
      expect(error?.message).toContain(sentence);
      expect(error?.message).not.toContain(SECRET);
    },
  );
});
