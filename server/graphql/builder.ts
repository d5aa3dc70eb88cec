import SchemaBuilder from "@pothos/core";
import ComplexityPlugin, { createComplexityRule } from "@pothos/plugin-complexity";
import RelayPlugin from "@pothos/plugin-relay";
import type { GraphQLError, ValidationRule } from "graphql";
import type { UploadedFile } from "../imports/uploaded-file.js";
import type { Context } from "./context.js";
import { topLevelError } from "./errors.js";
import { bounded } from "./input-bounds.js";
import { getNode } from "./nodes.js";
import type { Objects } from "./objects.js";

/** The limits for one operation: a connection multiplies the cost of its fields by its page size. */
const MAX_COMPLEXITY = 50_000;
const MAX_DEPTH = 16;
const MAX_BREADTH = 1_000;

/** Ids that `nodes` takes. */
const MAX_NODES = 100;

interface Cost {
  readonly complexity: number;
  readonly depth: number;
  readonly breadth: number;
}

function tooLarge({ complexity, depth, breadth }: Cost): GraphQLError {
  return topLevelError(
    "COST_LIMIT_EXCEEDED",
    `The operation is too large: cost ${complexity} of ${MAX_COMPLEXITY}, depth ${depth} of ${MAX_DEPTH}, breadth ${breadth} of ${MAX_BREADTH}. Request smaller pages or fewer fields.`,
  );
}

/** The cost limit as a validation rule: for subscriptions, whose fields are resolved later. */
export function costRule(
  context: Context,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): ValidationRule {
  return createComplexityRule({
    context,
    operationName,
    variableValues: { ...variables },
    validate(cost, reportError) {
      const { complexity, depth, breadth } = cost;
      if (complexity > MAX_COMPLEXITY || depth > MAX_DEPTH || breadth > MAX_BREADTH)
        reportError(tooLarge(cost));
    },
  });
}

/** The schema builder. The rooms add types and fields to it; it has none itself. */
export const builder = new SchemaBuilder<{
  Context: Context;
  Objects: Objects;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Cursor: { Input: string; Output: string };
    Counter: { Input: number; Output: number };
    Upload: { Input: UploadedFile; Output: never };
  };
}>({
  plugins: [RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  relay: {
    decodeGlobalID: getNode,
    idFieldOptions: { description: "Global id." },
    nodeTypeOptions: { description: "Anything that has a global id." },
    nodeQueryOptions: {
      description: "An object of this account by its global id; null when it does not exist.",
      args: { id: { description: "Global id." } },
    },
    nodesQueryOptions: {
      nullable: { list: true, items: true },
      description: `Several objects of this account by their global ids, at most ${MAX_NODES}; null for those that do not exist.`,
      args: { ids: { ...bounded({ most: MAX_NODES }), description: "Global ids." } },
      complexity: ({ ids }) => ({ field: 1, multiplier: Math.min(ids.length, MAX_NODES) }),
    },
  },
  complexity: {
    limit: { complexity: MAX_COMPLEXITY, depth: MAX_DEPTH, breadth: MAX_BREADTH },
    defaultListMultiplier: 10,
    complexityError: (_kind, cost) => tooLarge(cost),
  },
});

builder.queryType({ description: "Everything that can be read." });
builder.mutationType({ description: "Everything that can be changed: one mutation for each action." });

/** The types that the builder was made with, for helpers that make types themselves. */
export type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
