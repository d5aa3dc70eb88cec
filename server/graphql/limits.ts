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
export const MOST_TOKENS = 4_000;

/** Fields of Query or Mutation in one operation, each alias for itself. */
const MOST_ROOT_FIELDS = 20;

/** Aliases in one operation. */
const MOST_ALIASES = 100;

/** Mutations that try a code: one attempt in one operation. */
const ATTEMPTS = new Set(["authenticate", "tokenCheckOtp", "tokenEnrolmentConfirm"]);

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
    // A fragment that spreads itself is another rule's to refuse.
    if (fragment == null || seen.has(name)) return [];
    return rootFields(context, fragment.selectionSet, new Set([...seen, name]));
  });
}

/** Bounds how wide a document may be, whatever its fields cost. */
export function widthRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  const refuse = (message: string): void => {
    const { extensions } = topLevelError("COST_LIMIT_EXCEEDED", message);
    context.reportError(new GraphQLError(message, { extensions }));
  };
  return {
    Field: (node) => {
      if (node.alias === undefined) return;
      aliases += 1;
      if (aliases === MOST_ALIASES + 1) refuse(`A document has at most ${MOST_ALIASES} aliases.`);
    },
    OperationDefinition: (node) => {
      const fields = rootFields(context, node.selectionSet, new Set());
      if (fields.length > MOST_ROOT_FIELDS) {
        refuse(`An operation has at most ${MOST_ROOT_FIELDS} fields at its root; send more operations.`);
      }
      const attempts = fields.filter(({ name }) => ATTEMPTS.has(name.value));
      if (attempts.length > 1) {
        refuse("An operation makes at most one attempt with a code; send one operation for each.");
      }
    },
  };
}
