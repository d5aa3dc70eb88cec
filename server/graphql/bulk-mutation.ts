import type { InputFieldMap } from "@pothos/core";
import type { ErrorCode, RefusalDetails } from "@tokenplane/rules/refusal";
import { type BulkPayload, type BulkRequest, MAX_ITEMS } from "../actions/bulk-use-case.js";
import type { Answer, Payload } from "../actions/idempotency.js";
import type { UseCase } from "../actions/use-case.js";
import { builder } from "./builder.js";
import { errorTypeName, errorTypes } from "./error-types.js";
import { type FieldsOf, type InputBuilder, mutation, type Mutation, pascal } from "./mutation.js";

/** The cost of one item, as part of the greatest cost of an operation. */
const COST_OF_ITEM = 10;

const OnRefusal = builder.enumType("OnRefusal", {
  description: "How a bulk mutation handles refused items.",
  values: {
    ABORT: {
      description:
        "No item is done; every refusal is listed. An item about an administrator, which only the role ADMIN may change, ends the request with FORBIDDEN.",
    },
    SKIP: {
      description:
        "The other items are done; the result of each refused item has the reason. An item about an administrator, which only the role ADMIN may change, is refused with POLICY_REFUSED.",
    },
  } as const,
});

/** Adds the bulk form of a mutation. Its inputs are the items; its answer has a result for each. */
export function bulkMutation<Fields extends InputFieldMap, Item, P extends Payload>(
  useCase: UseCase<BulkRequest<Item>, BulkPayload<P>>,
  single: Mutation<Fields, P>,
  { description }: { readonly description: string },
): void {
  const name = useCase.operation;
  const type = pascal(single.name);
  const ItemInput = builder.inputType(`${type}Item`, {
    description: `One of many items: the input of \`${single.name}\`.`,
    fields: single.input,
  });
  // POLICY_REFUSED: the item is about an administrator, and the caller has not the role ADMIN.
  const codes = [...new Set<ErrorCode>([...single.errors, "VALIDATION_FAILED", "POLICY_REFUSED"])];
  const Result = builder.unionType(`${type}ItemResult`, {
    description: `Result of \`${name}\` for one item, or the reason why the item was refused.`,
    types: [single.Payload, ...codes.flatMap((code) => errorTypes.get(code) ?? [])],
    resolveType: (value: Answer<P> | RefusalDetails) =>
      "code" in value ? errorTypeName(value.code) : `${type}Payload`,
  });
  const input = (t: InputBuilder) => ({
    items: t.field({
      type: [ItemInput],
      required: true,
      description: `The inputs of \`${single.name}\`, one for each item.`,
    }),
    onRefusal: t.field({
      type: OnRefusal,
      defaultValue: "ABORT",
      description: "How refused items are handled.",
    }),
  });
  mutation(useCase, {
    description: `${description} At most ${MAX_ITEMS.toLocaleString("en")} items, in one transaction: each item sees the changes of those before it.`,
    // Says what TypeScript cannot follow through generic fields: the items have the shape that the use case takes.
    input: input as unknown as (t: InputBuilder) => FieldsOf<BulkRequest<Item>>,
    complexity: ({ items }) => ({ field: COST_OF_ITEM * items.length, multiplier: items.length }),
    payload: (t) => ({
      results: t.field({
        type: [Result],
        description: "The result of each item, in the order of the items.",
        // The number of items is counted at the mutation.
        complexity: { field: 1, multiplier: 1 },
        resolve: ({ payload }) =>
          payload.results.map((result) =>
            "refusal" in result ? result.refusal : { payload: result.payload, secrets: null },
          ),
      }),
    }),
  });
}
