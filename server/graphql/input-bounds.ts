import type { RefusalDetails } from "@tokenplane/rules/refusal";
import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import type { Context } from "./context.js";
import { topLevelError } from "./errors.js";

/** The maximum length of a text in UTF-16 code units, if its field or scalar does not set `longest`. */
export const LONGEST_TEXT = 1_000;

/** The maximum number of list entries, if the field does not set `most`. */
export const MAX_ENTRIES = 1_000;

/** The limits of an input field, an argument or a scalar. */
interface Bounds {
  /** The maximum length of a text. */
  readonly longest?: number;
  /** The maximum number of list entries. */
  readonly most?: number;
}

/** Sets the limit of a text or a list of an input: `t.string({ ...bounded({ longest }) })`. */
export function bounded(bounds: Bounds): { readonly extensions: Readonly<Record<string, unknown>> } {
  return { extensions: { ...bounds } };
}

function said(extensions: Readonly<Record<string, unknown>>, name: keyof Bounds): number | undefined {
  const bound = extensions[name];
  return typeof bound === "number" ? bound : undefined;
}

type Input = GraphQLArgument | GraphQLInputField;

/** The limits of an argument or an input field. */
export function getBounds({ type, extensions }: Input): Required<Bounds> {
  const ofScalar = said(getNamedType(type).extensions, "longest");
  return {
    longest: said(extensions, "longest") ?? ofScalar ?? LONGEST_TEXT,
    most: said(extensions, "most") ?? MAX_ENTRIES,
  };
}

interface Excess {
  readonly path: readonly string[];
  readonly message: string;
}

function excess(path: readonly string[], most: number, what: string): Excess {
  return { path, message: `${path.join(".")} is too long: at most ${most.toLocaleString("en")} ${what}.` };
}

function ofValue(
  value: unknown,
  given: GraphQLInputType,
  bounds: Required<Bounds>,
  path: readonly string[],
): Excess | undefined {
  if (value == null) return undefined;
  if (typeof value === "string") {
    // PostgreSQL cannot store it. (`guardSchema` looks at root fields before; fields below them come only here.)
    if (value.includes("\0")) return { path, message: `${path.join(".")} has a NUL character; remove it.` };
    return value.length > bounds.longest ? excess(path, bounds.longest, "characters") : undefined;
  }
  const type = getNullableType(given);
  if (isListType(type) && Array.isArray(value)) {
    if (value.length > bounds.most) return excess(path, bounds.most, "entries");
    for (const [index, entry] of value.entries()) {
      const found = ofValue(entry, type.ofType, bounds, [...path, String(index)]);
      if (found !== undefined) return found;
    }
  }
  return isInputObjectType(type) ? ofInputs(value, Object.values(type.getFields()), path) : undefined;
}

/** The first of the inputs that is too long, or has a NUL character. @param values by their names, as GraphQL has coerced them. */
function ofInputs(values: unknown, inputs: readonly Input[], path: readonly string[]): Excess | undefined {
  if (typeof values !== "object" || values === null) return undefined;
  for (const input of inputs) {
    const value: unknown = Reflect.get(values, input.name);
    const found = ofValue(value, input.type, getBounds(input), [...path, input.name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Field = GraphQLField<unknown, Context, Record<string, unknown>>;

/** @throws GraphQLError BAD_USER_INPUT that names what is too long, or has a NUL character. */
function demandShort(values: unknown, inputs: readonly Input[]): void {
  const found = ofInputs(values, inputs, []);
  if (found !== undefined) throw topLevelError("BAD_USER_INPUT", found.message);
}

function boundField(field: Field, isMutation: boolean): void {
  const { args, subscribe, resolve = defaultFieldResolver } = field;
  if (args.length === 0) return;
  if (subscribe !== undefined) {
    field.subscribe = (source, values, context, info) => {
      demandShort(values, args);
      return subscribe(source, values, context, info);
    };
    return;
  }
  field.resolve = (source, values, context, info) => {
    if (!isMutation) {
      demandShort(values, args);
      return resolve(source, values, context, info);
    }
    const found = ofInputs(values, args, []);
    if (found === undefined) return resolve(source, values, context, info);
    const refusal: RefusalDetails = { code: "VALIDATION_FAILED", ...found, refusals: [] };
    return refusal;
  };
}

/**
 * Checks the length of every text and list of the input before any resolver uses it. In a mutation's input, a violation
 * is VALIDATION_FAILED; in any other argument, BAD_USER_INPUT. An input without its own limit is limited to
 * `LONGEST_TEXT` and `MAX_ENTRIES`, so that none is unlimited.
 */
export function boundInputs(schema: GraphQLSchema): GraphQLSchema {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__") || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) boundField(field, type === mutation);
  }
  return schema;
}
