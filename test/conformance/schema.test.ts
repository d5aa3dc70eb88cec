import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { printedSchema, schema } from "../../server/graphql/schema.js";

const COMMITTED = new URL("../../schema/schema.graphql", import.meta.url);
/** What the last release promised. Until there is one, the committed schema stands in. */
const RELEASED = new URL("../../schema/released.graphql", import.meta.url);

interface Described {
  readonly description?: string | null | undefined;
}

/** Everything of ours in a schema that a description belongs to, by its coordinate: `Token.name`. */
function describable(of: GraphQLSchema): Map<string, Described> {
  const found = new Map<string, Described>();
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    found.set(type.name, type);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        found.set(`${type.name}.${field.name}`, field);
        for (const arg of field.args) found.set(`${type.name}.${field.name}(${arg.name}:)`, arg);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) found.set(`${type.name}.${field.name}`, field);
    } else if (isEnumType(type)) {
      for (const value of type.getValues()) found.set(`${type.name}.${value.name}`, value);
    }
  }
  return found;
}

function undescribed(of: GraphQLSchema): string[] {
  return [...describable(of)].flatMap(([name, { description }]) =>
    description == null || description.trim() === "" ? [name] : [],
  );
}

/** What of a released schema a newer one breaks, as sentences. */
function broken(released: string, current: GraphQLSchema): string[] {
  return findBreakingChanges(buildSchema(released), current).map(({ description }) => description);
}

function getFields(root: "Query" | "Mutation"): GraphQLField<unknown, unknown>[] {
  const type = schema.getType(root);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

describe("the schema as it is committed", () => {
  it("is the one that the code prints; after a change run: npm run build && npm run schema", () => {
    expect(readFileSync(COMMITTED, "utf8")).toBe(printedSchema());
  });

  it("breaks nothing that the last release promised", () => {
    const promised = existsSync(RELEASED) ? RELEASED : COMMITTED;
    expect(broken(readFileSync(promised, "utf8"), schema)).toEqual([]);
  });

  it("would be caught when it did: a type, field, argument or enum value that is missing or other", () => {
    const printed = printedSchema();
    const replaced = (from: string, to: string): string => {
      expect(printed).toContain(from);
      return printed.replace(from, to);
    };
    const breaks = (from: string, to: string) => broken(replaced(from, to), schema);
    expect(breaks("type Quota {", 'type Quota {\n  "One more."\n  promised: Int!')).toEqual([
      "Quota.promised was removed.",
    ]);
    expect(breaks("enum TokenStatus {", "enum TokenStatus {\n  LOST")).toEqual([
      "LOST was removed from enum type TokenStatus.",
    ]);
    expect(breaks("input PlanInput {", "input PlanInput {\n  seats: Int")).toEqual([
      "PlanInput.seats was removed.",
    ]);
    expect(breaks("node(\n", "node(\n    type: String\n")).toEqual(["Query.node arg type was removed."]);
    expect(broken(`${printed}\ntype Promised {\n  id: ID!\n}\n`, schema)).toEqual(["Promised was removed."]);
    expect(breaks("  passcode: String!", "  passcode: String")).toEqual([
      "TokenCheckOtpInput.passcode changed type from String to String!.",
    ]);
  });
});

describe("descriptions", () => {
  it("are on every type, field, argument, input field and enum value", () => {
    expect(describable(schema).size).toBeGreaterThan(500);
    expect(undescribed(schema)).toEqual([]);
  });

  it("would be missed: each place that can have one is looked at", () => {
    const bare = buildSchema(`
      type Query { field(argument: Input): Enum }
      interface Face { id: ID } input Input { of: Int } enum Enum { VALUE } scalar Scalar union Both = Query`);
    expect(undescribed(bare).toSorted()).toEqual(
      [
        "Both", "Enum", "Enum.VALUE", "Face", "Face.id", "Input", "Input.of",
        "Query", "Query.field", "Query.field(argument:)", "Scalar",
      ].toSorted(),
    ); // prettier-ignore
  });
});

describe("conventions", () => {
  it.each(["Query", "Mutation"] as const)(
    "every field of %s is nullable: a refused one takes no other along",
    (root) => {
      const fields = getFields(root);
      expect(fields.length).toBeGreaterThan(10);
      expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
    },
  );

  it.each(getFields("Mutation").map((field) => [field.name, field] as const))(
    "%s takes one input, with an idempotency key, and answers with what it did or with errors",
    (name, { args, type }) => {
      const pascal = name.charAt(0).toUpperCase() + name.slice(1);
      expect(args.map((arg) => `${arg.name}: ${arg.type.toString()}`)).toEqual([`input: ${pascal}Input!`]);
      const input = schema.getType(`${pascal}Input`);
      if (!isInputObjectType(input)) throw new TypeError(`${pascal}Input is not an input`);
      expect(input.getFields()["idempotencyKey"]?.type.toString()).toBe("String");
      expect(type.toString()).toBe(`${pascal}Result`);
      if (!isUnionType(type)) throw new TypeError(`${pascal}Result is not a union`);
      const [payloads, errors] = [false, true].map((refuses) =>
        type
          .getTypes()
          .filter((member) => member.getInterfaces().some((face) => face.name === "Error") === refuses)
          .map((member) => member.name),
      );
      expect(payloads).toEqual([`${pascal}Payload`]);
      expect(errors).toEqual(expect.arrayContaining(["ValidationFailedError", "IdempotencyConflictError"]));
    },
  );

  it("an error says its code, a sentence and the path of the input that caused it", () => {
    const error = schema.getType("Error");
    if (!isInterfaceType(error)) throw new TypeError("Error is not an interface");
    const fields = Object.values(error.getFields()).map(({ name, type }) => `${name}: ${type.toString()}`);
    expect(fields.toSorted()).toEqual(["code: ErrorCode!", "message: String!", "path: [String!]!"]);
  });

  it("every enum value is UPPER_CASE", () => {
    const values = Object.values(schema.getTypeMap()).flatMap((type) =>
      isEnumType(type) && !type.name.startsWith("__") ? type.getValues().map(({ name }) => name) : [],
    );
    expect(values.length).toBeGreaterThan(80);
    expect(values.filter((value) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(value))).toEqual([]);
  });

  it("every connection has edges, nodes, pageInfo and totalCount, and pages by cursor both ways", () => {
    const connections = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && type.name.endsWith("Connection") ? [type] : [],
    );
    expect(connections.length).toBeGreaterThan(5);
    for (const connection of connections) {
      expect(Object.keys(connection.getFields())).toEqual(
        expect.arrayContaining(["edges", "nodes", "pageInfo", "totalCount"]),
      );
    }
    const paged = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).filter((field) => /Connection!?$/.test(field.type.toString()))
        : [],
    );
    expect(paged.length).toBeGreaterThan(10);
    for (const { args } of paged) {
      expect(args.map((arg) => `${arg.name}: ${arg.type.toString()}`)).toEqual(
        expect.arrayContaining(["after: Cursor", "before: Cursor", "first: Int", "last: Int"]),
      );
    }
  });
});
