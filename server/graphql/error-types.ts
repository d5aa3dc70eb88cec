import type { ObjectRef } from "@pothos/core";
import { ERROR_CODES, type ErrorCode, type RefusalDetails } from "@tokenplane/rules/refusal";
import { builder, type Types } from "./builder.js";

const codes = Object.keys(ERROR_CODES).filter((code): code is ErrorCode => Object.hasOwn(ERROR_CODES, code));

export const ErrorCodeEnum = builder.enumType("ErrorCode", {
  description: "The reason why a mutation was refused.",
  values: Object.fromEntries(
    codes.map((code) => [code, { value: code, description: ERROR_CODES[code] }] as const),
  ),
});

const ErrorInterface = builder.interfaceRef<RefusalDetails>("Error").implement({
  description: "A refusal that is part of a mutation's result.",
  resolveType: ({ code }) => errorTypeName(code),
  fields: (t) => ({
    code: t.field({
      type: ErrorCodeEnum,
      description: "The reason, for programs.",
      resolve: ({ code }) => code,
    }),
    message: t.exposeString("message", { description: "The reason and what to do, for people." }),
    path: t.field({
      type: ["String"],
      description: 'The input that caused it, as in `["input", "name"]`; empty when no single input did.',
      resolve: ({ path }) => [...path],
    }),
  }),
});

/** NOT_FOUND becomes NotFoundError. */
export function errorTypeName(code: ErrorCode): string {
  const words = code.split("_").map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  return `${words.join("")}Error`;
}

function refusalsOfItems(t: PothosSchemaTypes.ObjectFieldBuilder<Types, RefusalDetails>) {
  return {
    refusals: t.field({
      type: [ErrorInterface],
      description:
        'Why each refused item was refused, in order; each path contains the index of its item, as in `["input", "items", "3", "token"]`.',
      // The number of items is counted at the mutation.
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ refusals }) => [...(refusals ?? [])],
    }),
  };
}

/** One object type for each code, so that a result's union says exactly which can happen. */
export const errorTypes: ReadonlyMap<ErrorCode, ObjectRef<Types, RefusalDetails>> = new Map(
  codes.map((code) => [
    code,
    builder.objectRef<RefusalDetails>(errorTypeName(code)).implement({
      description: ERROR_CODES[code],
      interfaces: [ErrorInterface],
      ...(code === "ITEMS_REFUSED" ? { fields: refusalsOfItems } : {}),
    }),
  ]),
);
