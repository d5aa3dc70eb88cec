import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { topLevelError } from "./errors.js";

/** Words of a document. A larger one is not parsed. */
export const MAX_TOKENS = 4_000;

/** Fields of Query or Mutation in one operation, each alias for itself. */
const MAX_ROOT_FIELDS = 20;

/** Aliases in one operation. */
const MAX_ALIASES = 100;

/**
 * The fields at the root of an operation. Each fragment counts once, as it does when the operation runs:
 * followed at every spread, twenty-five small fragments that spread each other twice would take minutes.
 */
function rootFields(
  context: ValidationContext,
  selections: SelectionSetNode,
  seen: Set<string>,
): FieldNode[] {
  return selections.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(context, selection.selectionSet, seen);
    const name = selection.name.value;
    const fragment = context.getFragment(name);
    if (fragment == null || seen.has(name)) return [];
    seen.add(name);
    return rootFields(context, fragment.selectionSet, seen);
  });
}

/** Bounds how wide a document may be, whatever its fields cost. */
export function widthRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  const mutations = context.getSchema().getMutationType()?.getFields() ?? {};
  const refuse = (message: string): void => {
    const { extensions } = topLevelError("COST_LIMIT_EXCEEDED", message);
    context.reportError(new GraphQLError(message, { extensions }));
  };
  return {
    Field: (node) => {
      if (node.alias === undefined) return;
      aliases += 1;
      if (aliases === MAX_ALIASES + 1) refuse(`A document has at most ${MAX_ALIASES} aliases.`);
    },
    OperationDefinition: (node) => {
      const fields = rootFields(context, node.selectionSet, new Set());
      if (fields.length > MAX_ROOT_FIELDS) {
        refuse(`An operation has at most ${MAX_ROOT_FIELDS} fields at its root; send several operations.`);
      }
      const attempts = fields.filter(({ name }) => mutations[name.value]?.extensions["isAttempt"] === true);
      if (attempts.length > 1) {
        refuse(
          "An operation makes at most one attempt with a code or a PIN; send each attempt in an operation of its own.",
        );
      }
    },
  };
}
