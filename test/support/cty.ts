// Random types of Terraform, and random values of them.
import fc, { type Arbitrary } from "fast-check";
import { canonicalSet } from "../../provider/plugin/cty/msgpack.js";
import type { Type } from "../../provider/plugin/cty/type.js";
import {
  canonicalNumber,
  Decimal,
  Dynamic,
  UNKNOWN,
  Unknown,
  type Value,
} from "../../provider/plugin/cty/value.js";

/** Names of attributes; some of them exist on every JavaScript object. */
export const attributeName: Arbitrary<string> = fc.constantFrom(
  "id",
  "name",
  "size",
  "on",
  "tags",
  "constructor",
  "length",
  "value",
);

const text: Arbitrary<string> = fc
  .oneof(fc.string({ maxLength: 8 }), fc.string({ unit: "grapheme", maxLength: 5 }), fc.constant(""))
  .map((of) => of.normalize());

const mapKey: Arbitrary<string> = text.filter((key) => key !== "__proto__");

const number: Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(canonicalNumber),
  fc.bigInt().map(canonicalNumber),
  fc.constant(new Decimal("0.1000000000000000000000000001")),
);

/** Any type, two levels deep at most. */
export function anyType(depth = 2): Arbitrary<Type> {
  const primitive = fc.constantFrom<Type>("string", "number", "bool");
  if (depth === 0) return primitive;
  const inner = anyType(depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: primitive },
    { weight: 1, arbitrary: fc.constant<Type>("dynamic") },
    { weight: 1, arbitrary: inner.filter((of) => of !== "dynamic").map((of): Type => ["list", of]) },
    { weight: 1, arbitrary: inner.filter((of) => of !== "dynamic").map((of): Type => ["set", of]) },
    { weight: 1, arbitrary: inner.filter((of) => of !== "dynamic").map((of): Type => ["map", of]) },
    { weight: 1, arbitrary: fc.array(inner, { maxLength: 3 }).map((of): Type => ["tuple", of]) },
    {
      weight: 1,
      arbitrary: fc
        .dictionary(attributeName, inner, { maxKeys: 3, noNullPrototype: true })
        .map((of): Type => ["object", of]),
    },
  );
}

/** A value of a type: known, or unknown in whole or in part, in the form after decoding. */
export function valueOf(type: Type): Arbitrary<Value> {
  return fc.oneof(
    { weight: 8, arbitrary: getKnown(type) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(UNKNOWN, new Unknown({ notNull: true })) },
  );
}

function getKnown(type: Type): Arbitrary<Value> {
  if (type === "string") return text;
  if (type === "number") return number;
  if (type === "bool") return fc.boolean();
  if (type === "dynamic") {
    return anyType(1)
      .filter((of) => of !== "dynamic")
      .chain((of) => valueOf(of).map((value) => new Dynamic(of, value)));
  }
  switch (type[0]) {
    case "list":
      return fc.array(valueOf(type[1]), { maxLength: 4 });
    case "set":
      return fc.array(valueOf(type[1]), { maxLength: 4 }).map((of) => canonicalSet(of, type[1]));
    case "map":
      return fc.dictionary(mapKey, valueOf(type[1]), { maxKeys: 4, noNullPrototype: true });
    case "tuple":
      return type[1].length === 0 ? fc.constant([]) : fc.tuple(...type[1].map(valueOf));
    case "object":
      return fc.record(Object.fromEntries(Object.entries(type[1]).map(([name, of]) => [name, valueOf(of)])));
  }
}
