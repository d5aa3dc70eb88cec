import {
  getNamedType,
  isObjectType,
  isUnionType,
  isRequiredArgument,
  type GraphQLObjectType,
  type GraphQLUnionType,
} from "graphql";
import { schema } from "../../server/graphql/schema.js";

/**
 * A selection of all fields of an object type that need no arguments, and of the same for the objects they lead to.
 * @param depth how many levels of objects.
 */
export function everythingOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap(({ name, args, type: fieldType }) => {
    if (args.some(isRequiredArgument)) return [];
    const named = getNamedType(fieldType);
    if (isUnionType(named)) return depth === 0 ? [] : [`${name} { ${anyOf(named, depth - 1)} }`];
    if (!isObjectType(named)) return "getFields" in named ? [] : [name];
    return depth === 0 ? [] : [`${name} { ${everythingOf(named, depth - 1)} }`];
  });
  return ["__typename", ...fields].join(" ");
}

/** The same of a result that is a payload or a refusal. */
function anyOf(type: GraphQLUnionType, depth: number): string {
  const payloads = type.getTypes().filter(({ name }) => !name.endsWith("Error"));
  const parts = payloads.map((payload) => `... on ${payload.name} { ${everythingOf(payload, depth)} }`);
  return `${parts.join(" ")} ... on Error { code message path }`;
}

/** An object type of the API by its name. */
export function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new TypeError(`${name} is not an object type`);
  return type;
}

/** A query of one field of Query, with its arguments as they are written, and everything below it. */
export function wholeQuery(field: string, args: string, depth = 3): string {
  const type = getNamedType(objectType("Query").getFields()[field]?.type);
  if (!isObjectType(type)) throw new TypeError(`${field} does not lead to an object type`);
  return `{ ${field}${args} { ${everythingOf(type, depth)} } }`;
}

/** A mutation with the whole payload. */
export function wholeMutation(name: string, depth = 2): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) {
    ... on ${type}Payload { ${everythingOf(objectType(`${type}Payload`), depth)} } ... on Error { code message path } } }`;
}
