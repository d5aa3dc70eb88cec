// Refusals of the server, as diagnostics on the attributes that caused them.
import { DiagnosticError, error } from "../framework/diagnostic.js";
import type { ErrorCode } from "./operations.js";

/** The common fields of all refusals. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  /** The path in the input, from the outermost field. */
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

/** The payload of a mutation; a refusal is one of its types. */
type Answer = object | null;

export function isRefusal(answer: Answer): answer is Refusal {
  return answer !== null && "code" in answer && "message" in answer;
}

/** The attributes of the input's fields that have other names in the configuration. */
export type Renamed = Readonly<Record<string, string>>;

/** How a resource turns refusals into diagnostics. */
export interface ErrorMapping {
  /** The attributes that a diagnostic may point at. */
  readonly attributes: readonly string[];
  /** Fields of the input that have other names in the configuration. */
  readonly renamed?: Renamed;
  /** The command that imports an existing object. */
  readonly importCommand?: string;
  /** Messages that replace the server's, where those speak of its API, and the attribute for each. */
  readonly own?: Readonly<
    Partial<Record<ErrorCode, { readonly attribute?: string; readonly sentence?: string }>>
  >;
}

/**
 * A refusal as the user of a configuration reads it.
 * @param input of the refused mutation, as it was sent.
 */
export function refusalError(refusal: Refusal, input: object, errorMapping: ErrorMapping): DiagnosticError {
  const { code, path } = refusal;
  const {
    attribute = attributeAt(path, errorMapping),
    sentence = inItsWords(refusal.message, errorMapping),
  } = errorMapping.own?.[code] ?? {};
  const detail = [elementAt(input, path), sentence, adviceOn(code, attribute, errorMapping)];
  return new DiagnosticError(
    error(
      attribute === undefined ? [] : [attribute],
      // A newer server may have reasons that this provider does not know.
      (SUMMARIES as Readonly<Partial<Record<string, string>>>)[code] ?? "The server refused this",
      detail.filter((part) => part !== undefined).join(" "),
    ),
  );
}

/** The innermost field that is an attribute of the configuration: the user wrote that. */
function attributeAt(path: readonly string[], { attributes, renamed }: ErrorMapping): string | undefined {
  return path
    .map((field) => renamed?.[field] ?? snakeCase(field))
    .findLast((field) => attributes.includes(field));
}

/** A message in which the API's field names are replaced by those of the configuration. */
function inItsWords(message: string, { attributes, renamed }: ErrorMapping): string {
  return message.replaceAll(/\b[a-z]+(?:[A-Z][a-z]*)+\b/g, (word) => {
    const attribute = renamed?.[word] ?? snakeCase(word);
    return attributes.includes(attribute) ? attribute : word;
  });
}

/** The element that it is about, if it is in a list. */
function elementAt(input: object, path: readonly string[]): string | undefined {
  if (!/^\d+$/.test(path.at(-1) ?? "")) return undefined;
  let value: unknown = { input };
  for (const step of path)
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  return typeof value === "string" ? `This is ${JSON.stringify(value)}.` : undefined;
}

/** What to do, in addition to the server's message. */
function adviceOn(
  code: ErrorCode,
  attribute: string | undefined,
  { importCommand }: ErrorMapping,
): string | undefined {
  if (code === "ALREADY_EXISTS") {
    return importCommand === undefined
      ? "Choose another."
      : `To manage that one here, import it:${importCommand}`;
  }
  if (code === "POLICY_REFUSED") {
    return attribute === undefined
      ? "Use another key, or change the policy."
      : `Write ${attribute} as the policy requires, or change the policy.`;
  }
  if (code !== "NOT_FOUND") return undefined;
  return attribute === undefined
    ? "It was deleted after the plan: plan again."
    : `Set ${attribute} to the id of one that exists in the account.`;
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
