import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parseValue,
  valueFromASTUntyped,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";

/** A place for a value in an operation: an argument, or a field of an input, at any depth. */
export interface InputPlace {
  /** The type and the field, as in `Mutation` and `userCreate`. */
  readonly type: string;
  readonly field: string;
  /** From the argument on; list entries are 0. */
  readonly path: readonly string[];
  /** The type of the value, as in `String` or `[ID!]`. */
  readonly takes: string;
  /** For a list: an entry, as JSON. */
  readonly entry?: unknown;
  /** The arguments as a document has them. @param put the text of the value. */
  readonly args: (put: string) => string;
}

type Text = (put: string) => string;

/** The smallest value of a type. */
function least(type: GraphQLInputType): string {
  const is = getNullableType(type);
  if (isListType(is)) return `[${least(is.ofType)}]`;
  if (isEnumType(is)) return is.getValues()[0]?.name ?? "";
  if (isInputObjectType(is)) {
    const fields = Object.values(is.getFields());
    const given = is.isOneOf ? fields.slice(0, 1) : fields.filter(isRequired);
    return `{ ${given.map(({ name, type: of }) => `${name}: ${least(of)}`).join(" ")} }`;
  }
  return { Int: "1", Boolean: "true", DateTime: '"2026-01-31T08:00:00Z"' }[is.name] ?? '"x"';
}

/** The smallest value of a type, as JSON. */
export function leastValue(type: GraphQLInputType): unknown {
  return valueFromASTUntyped(parseValue(least(type)));
}

function isRequired({ type, defaultValue }: Pick<GraphQLInputField, "type" | "defaultValue">): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

/** Every place at or below a value, with a function that writes the whole value around it. */
function* within(
  type: GraphQLInputType,
  path: readonly string[],
): Generator<Pick<InputPlace, "path" | "takes" | "entry"> & { whole: Text }> {
  const is = getNullableType(type);
  const entry = isListType(is) ? { entry: leastValue(is.ofType) } : {};
  yield { path, takes: String(is), ...entry, whole: (put) => put };
  if (isListType(is)) {
    for (const { whole, ...place } of within(is.ofType, [...path, "0"])) {
      yield { ...place, whole: (put) => `[${whole(put)}]` };
    }
  }
  if (!isInputObjectType(is)) return;
  for (const field of Object.values(is.getFields())) {
    const others = is.isOneOf
      ? []
      : Object.values(is.getFields())
          .filter((other) => other !== field && isRequired(other))
          .map((other) => `${other.name}: ${least(other.type)}`);
    for (const { whole, ...place } of within(field.type, [...path, field.name])) {
      yield { ...place, whole: (put) => `{ ${[...others, `${field.name}: ${whole(put)}`].join(" ")} }` };
    }
  }
}

/** Every place of a schema that accepts texts, ids or lists. */
export function inputPlaces(schema: GraphQLSchema): InputPlace[] {
  const places: InputPlace[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      for (const arg of field.args) {
        const others = field.args
          .filter((other) => other !== arg && isRequired(other))
          .map((other) => `${other.name}: ${least(other.type)}`);
        for (const { whole, ...place } of within(arg.type, [arg.name])) {
          const args: Text = (put) => [...others, `${arg.name}: ${whole(put)}`].join(" ");
          places.push({ type: type.name, field: field.name, ...place, args });
        }
      }
    }
  }
  return places;
}

/** An operation that puts something into a place. @param variables their declarations, if there are any. */
export function operationAt(
  schema: GraphQLSchema,
  { type, field, args }: InputPlace,
  put: string,
  variables = "",
): string {
  const of = schema.getType(type);
  const gives = isObjectType(of) ? getNamedType(of.getFields()[field]?.type) : undefined;
  const selection =
    type === "Mutation" ? "{ __typename ... on Error { code message path } }" : "{ __typename }";
  const asked = `${field}(${args(put)}) ${isCompositeType(gives) ? selection : ""}`;
  if (type === "Mutation") return `mutation ${variables} { ${asked} }`;
  if (type === "Subscription") return `subscription ${variables} { ${asked} }`;
  if (type === "Query") return `query ${variables} { ${asked} }`;
  const list = `${type.charAt(0).toLowerCase()}${type.slice(1)}s`;
  return `query ${variables} { ${list}(first: 1) { nodes { ${asked} } } }`;
}
