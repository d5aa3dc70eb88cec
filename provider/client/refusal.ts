// What a server refuses, as diagnostics on the attributes that caused it.
import { DiagnosticError, error } from "../framework/diagnostic.js";
import type { ErrorCode } from "./operations.js";

/** What every refusal says. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  /** Where in the input the reason is, from the outermost field. */
  readonly path: readonly string[];
}

const SUMMARIES: Readonly<Record<ErrorCode, string>> = {
  ALREADY_ASSIGNED: "The token belongs to another user",
  ALREADY_EXISTS: "It exists already",
  EXPIRED: "It has expired",
  IDEMPOTENCY_CONFLICT: "The request was repeated with other values",
  ITEMS_REFUSED: "Some items were refused",
  LOCKED: "The token is locked",
  NOT_FOUND: "Not found",
  NOT_SUPPORTED_BY_MODEL: "The token's model cannot do this",
  POLICY_REFUSED: "The bypass policy does not allow this",
  QUOTA_EXCEEDED: "The service plan is used up",
  REPLAYED: "The code was used already",
  STILL_IN_USE: "It is still in use",
  USER_HAS_TOKEN_AT_RESOURCE: "The user has another token at this resource",
  VALIDATION_FAILED: "The server refused a value",
  WRONG_CODE: "The code is wrong",
};

/** The answer of a mutation, of which a refusal is one form. */
type Answer = object | null;

export function isRefusal(answer: Answer): answer is Refusal {
  return answer !== null && "code" in answer && "message" in answer;
}

/** Where the fields of an input stand in the configuration, when they are called otherwise there. */
export type Renamed = Readonly<Record<string, string>>;

/**
 * A refusal as the user of a configuration reads it.
 * @param attributes those of the resource. @param renamed fields of the input that are called otherwise there.
 * @param importCommand how to adopt what exists already.
 */
export function refusalError(
  refusal: Refusal,
  attributes: readonly string[],
  renamed: Renamed = {},
  importCommand?: string,
): DiagnosticError {
  // The innermost field that the configuration knows is what the user wrote.
  const attribute = refusal.path
    .map((field) => renamed[field] ?? snakeCase(field))
    .findLast((field) => attributes.includes(field));
  const adopt =
    refusal.code === "ALREADY_EXISTS" && importCommand !== undefined
      ? ` To manage it here, import it: ${importCommand}`
      : "";
  return new DiagnosticError(
    error(attribute === undefined ? [] : [attribute], SUMMARIES[refusal.code], `${refusal.message}${adopt}`),
  );
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
