import {
  getIntrospectionQuery,
  GraphQLError,
  Kind,
  parse,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { topLevelError } from "./errors.js";

// The cost of an operation is calculated where its fields are resolved, and GraphQL resolves these itself: with
// fifty aliases here and fifty there, a question of one kilobyte is answered with thirty megabytes.

/** How long the lists of a schema are, more or less; it is the proportions that count. */
const LENGTHS: Readonly<Record<string, number>> = {
  types: 300,
  fields: 10,
  args: 3,
  inputFields: 6,
  enumValues: 10,
  possibleTypes: 5,
  interfaces: 2,
  directives: 5,
};

/** Maximum cost, as a multiple of the introspection query that tools send. */
const MAX_TIMES = 2;

type FragmentOf = (name: string) => FragmentDefinitionNode | null | undefined;

/** Number of fields that a selection resolves, with the list lengths of `LENGTHS`. */
function getCost(
  { selections }: SelectionSetNode,
  fragmentOf: FragmentOf,
  known: Map<FragmentDefinitionNode, number>,
): number {
  let cost = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const below = selection.selectionSet;
      const length = LENGTHS[selection.name.value] ?? 1;
      cost += 1 + (below === undefined ? 0 : length * getCost(below, fragmentOf, known));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      cost += getCost(selection.selectionSet, fragmentOf, known);
    } else {
      const fragment = fragmentOf(selection.name.value);
      if (fragment == null) continue;
      // Each is computed once. Another rule refuses fragments that contain themselves.
      if (!known.has(fragment)) {
        known.set(fragment, 0);
        known.set(fragment, getCost(fragment.selectionSet, fragmentOf, known));
      }
      cost += known.get(fragment) ?? 0;
    }
  }
  return cost;
}

/** The cost of the question about the whole schema, as GraphiQL and code generators ask it. */
function usualCost(): number {
  const document = parse(
    getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true }),
  );
  const fragments = new Map<string, FragmentDefinitionNode>();
  let cost = 0;
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  for (const one of document.definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION) continue;
    cost += getCost(one.selectionSet, (name) => fragments.get(name), new Map());
  }
  return cost;
}

const MAX_COST = MAX_TIMES * usualCost();

/** Bounds what is asked about the schema itself. */
export function introspectionRule(context: ValidationContext): ASTVisitor {
  const known = new Map<FragmentDefinitionNode, number>();
  let cost = 0;
  let isRefused = false;
  return {
    Field: ({ name, selectionSet }) => {
      if (isRefused || selectionSet === undefined || !["__schema", "__type"].includes(name.value)) return;
      cost += getCost(selectionSet, (fragment) => context.getFragment(fragment), known);
      isRefused = cost > MAX_COST;
      if (!isRefused) return;
      const message = `A document may ask for the whole schema at most twice.`;
      const { extensions } = topLevelError("COST_LIMIT_EXCEEDED", message);
      context.reportError(new GraphQLError(message, { extensions }));
    },
  };
}
