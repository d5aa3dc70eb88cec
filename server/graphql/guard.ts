import {
  defaultFieldResolver,
  type GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from "graphql";
import { type Actor, whyNotAllowed } from "../actions/actor.js";
import {
  guardedFields,
  isOperation,
  nestedInputs,
  type Operation,
  permissions,
  STEP_UP,
} from "../actions/permissions.js";
import { demandStepUp } from "../actions/step-up.js";
import type { Context } from "./context.js";
import { topLevelError } from "./errors.js";

/**
 * Why an actor may not use an operation; undefined when it may.
 * @param what how the sentence names the operation.
 */
export function getDenial(actor: Actor, operation: Operation, what: string): GraphQLError | undefined {
  const why = whyNotAllowed(actor, operation, what);
  return why === undefined ? undefined : topLevelError("FORBIDDEN", why);
}

function demand(actor: Actor, operation: Operation, what: string): void {
  const denial = getDenial(actor, operation, what);
  if (denial !== undefined) throw denial;
}

/** Every field name inside an input, however deep. Also refuses texts that PostgreSQL cannot store. */
function inspect(value: unknown, name: string, visit: (name: string) => void): void {
  if (typeof value === "string" && value.includes("\0")) {
    throw topLevelError("BAD_USER_INPUT", `${name} has a NUL character; remove it.`);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return;
  for (const [key, inner] of Object.entries(value)) {
    if (inner === null || inner === undefined) continue;
    visit(key);
    inspect(inner, Array.isArray(value) ? name : key, visit);
  }
}

type Field = GraphQLField<unknown, Context, Record<string, unknown>>;
type Resolver = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

function guarded(resolve: Resolver, operation: Operation, what: string): Resolver {
  return (source, args, context, info) => {
    demand(context.actor, operation, what);
    if (STEP_UP.has(operation)) demandStepUp(context.actor, context.services.clock());
    inspect(args, "The input", (name) => {
      const nested = nestedInputs[name];
      if (nested !== undefined) demand(context.actor, nested, `the input ${name}`);
    });
    return resolve(source, args, context, info);
  };
}

function guardField(field: Field, operation: Operation, what: string): void {
  field.resolve = guarded(field.resolve ?? defaultFieldResolver, operation, what);
}

/**
 * Puts a permission check before every field of Query and Mutation, and before the fields below them that show
 * the same data.
 * @throws TypeError when a field has no permission, or a permission has no field: no field is open because
 * somebody forgot it.
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    if (!isOperation(field.name)) throw new TypeError(`${field.name} has no permission`);
    if (field.subscribe === undefined) throw new TypeError(`${field.name} follows nothing`);
    field.subscribe = guarded(field.subscribe, field.name, field.name);
  }
  const open = new Set(Object.keys(permissions));
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (!isOperation(field.name)) throw new TypeError(`${field.name} has no permission`);
      guardField(field, field.name, field.name);
      open.delete(field.name);
    }
  }
  if (open.size > 0) throw new TypeError(`permissions without a field: ${[...open].join(", ")}`);
  for (const [path, operation] of Object.entries(guardedFields)) {
    const [typeName = "", fieldName = ""] = path.split(".");
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) throw new TypeError(`there is no field ${path}`);
    guardField(field, operation, path);
  }
  return schema;
}
