import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
} from "graphql";
import assert from "node:assert/strict";
import { schema } from "../../server/graphql/schema.js";

export type Field = GraphQLField<unknown, unknown>;

/** The fields of a type, by name. */
export function getFields(typeName: string): Field[] {
  const type = schema.getType(typeName);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

/** Things of an account that other things hang on: each is found by the root field of its name. */
const PARENTS: Readonly<Record<string, string>> = { Token: "token", User: "user", Resource: "resource" };

/** Every operation: the fields of Query and Mutation, and the lists below them, as in `Token.events`. */
export const OPERATIONS: ReadonlyMap<string, Field> = new Map([
  ...[...getFields("Query"), ...getFields("Mutation")].map((field) => [field.name, field] as const),
  ...Object.keys(schema.getTypeMap()).flatMap((typeName) =>
    typeName.startsWith("__") || ["Query", "Mutation", "Subscription"].includes(typeName)
      ? []
      : getFields(typeName).flatMap((field) =>
          field.args.length === 0 || !isCompositeType(getNamedType(field.type))
            ? []
            : [[`${typeName}.${field.name}`, field] as const],
        ),
  ),
]);

/** Mutations and the nested inputs in them that create something on the way, as in `tokenCreate newUser`. */
export function creatingInputs(): string[] {
  const found: string[] = [];
  const walk = (mutation: string, type: GraphQLInputType): void => {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return;
    for (const field of Object.values(named.getFields())) {
      if (/^new[A-Z]/.test(field.name)) found.push(`${mutation} ${field.name}`);
      walk(mutation, field.type);
    }
  };
  for (const { name, args } of getFields("Mutation")) for (const arg of args) walk(name, arg.type);
  return found;
}

/** The document that is being made: its fragments, so that a deep document does not explode, and the fields that are left out. */
interface Asking {
  readonly fragments: Map<string, string>;
  readonly without: readonly string[];
}

/**
 * Fields that other members of the same interface or union have with another type, as in `Bypass.reason`: they
 * are asked for under a name of their own.
 */
const CLASHING: ReadonlySet<string> = new Set(
  Object.values(schema.getTypeMap())
    .filter((type) => isAbstractType(type))
    .flatMap((type) => {
      const members = schema
        .getPossibleTypes(type)
        .flatMap(({ name }) =>
          getFields(name).map((field) => ({ of: name, name: field.name, type: field.type.toString() })),
        );
      return members
        .filter((one) => members.some((other) => other.name === one.name && other.type !== one.type))
        .map(({ of, name }) => `${of}.${name}`);
    }),
);

function fieldsAsked(asking: Asking, type: GraphQLNamedType, depth: number): string[] {
  if (isAbstractType(type)) {
    return schema
      .getPossibleTypes(type)
      .map((possible) => `... on ${possible.name}${askFor(asking, possible, depth)}`);
  }
  // These are intermediate types, and do not count.
  const between = /(Connection|Payload)$/.test(type.name);
  return getFields(type.name).flatMap((field) => {
    if (field.name === "edges" || asking.without.includes(field.name)) return [];
    if (field.args.some(isRequiredArgument)) return [];
    const below = getNamedType(field.type);
    if (isCompositeType(below) && depth === 0 && !between) return [];
    const page = field.args.some(({ name }) => name === "first") ? "(first: 5)" : "";
    const alias = CLASHING.has(`${type.name}.${field.name}`) ? `${field.name}Of${type.name}: ` : "";
    return [`${alias}${field.name}${page}${askFor(asking, below, between ? depth : depth - 1)}`];
  });
}

/** Asks for every field of a type, this deep. @returns what follows the field, as in ` { ...Token2 }`. */
function askFor(asking: Asking, type: GraphQLNamedType, depth: number): string {
  if (!isCompositeType(type)) return "";
  const name = `${type.name}${depth}`;
  if (!asking.fragments.has(name)) {
    const fields = ["__typename", ...fieldsAsked(asking, type, depth)];
    asking.fragments.set(name, `fragment ${name} on ${type.name} { ${fields.join(" ")} }`);
  }
  return ` { ...${name} }`;
}

/**
 * The document of an operation, with all its arguments as variables, that asks for everything it gives.
 * @param depth how many things deep: 0 asks for what it gives, 1 also for what hangs on that, and so on.
 * @param without names of fields not to ask for.
 */
export function getDocument(operation: string, depth = 0, without: readonly string[] = []): string {
  const field = OPERATIONS.get(operation);
  assert.ok(field, `there is no ${operation}`);
  const [typeName = "", below] = operation.split(".");
  const asking: Asking = { fragments: new Map(), without };
  const variables = field.args.map(({ name, type }) => `$${name}: ${type.toString()}`);
  const args = field.args.map(({ name }) => `${name}: $${name}`);
  const given = args.length === 0 ? "" : `(${args.join(", ")})`;
  const asked = `${field.name}${given}${askFor(asking, getNamedType(field.type), depth)}`;
  const parent = below === undefined ? undefined : PARENTS[typeName];
  if (parent !== undefined) variables.unshift(`$by: ${typeName}Ref!`);
  const kind = getFields("Mutation").some(({ name }) => name === operation) ? "mutation" : "query";
  const declared = variables.length === 0 ? "" : ` (${variables.join(", ")})`;
  const root = parent === undefined ? asked : `${parent}(by: $by) { id ${asked} }`;
  return [`${kind}${declared} { ${root} }`, ...asking.fragments.values()].join("\n");
}
