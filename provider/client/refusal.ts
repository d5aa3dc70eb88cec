// Refusals of the server, as diagnostics on the attributes that caused them.
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { adviceToImport } from "./commands.js";
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
  /** Words of the API's messages, as the configuration has them, where they are no attributes. */
  readonly words?: Renamed;
  /** The nested attributes of attributes that have some. */
  readonly within?: Readonly<Partial<Record<string, readonly string[]>>>;
  /** The command that imports an existing object. */
  readonly importCommand?: string;
  /** The messages in place of the server's own, where those speak of its API, and the attribute for each. */
  readonly own?: Readonly<Partial<Record<ErrorCode, OwnRefusal>>>;
}

/** A refusal in words of its own. */
interface OwnRefusal {
  readonly attribute?: string;
  /** A whole sentence, or what makes one of the server's message. */
  readonly sentence?: string | ((message: string) => string);
  /** With it, the sentence says all that there is to do. */
  readonly summary?: string;
}

/**
 * A refusal as the user of a configuration reads it.
 * @param input of the refused mutation, as it was sent.
 */
export function refusalError(refusal: Refusal, input: object, errorMapping: ErrorMapping): DiagnosticError {
  const { code, path } = refusal;
  const own = errorMapping.own?.[code] ?? {};
  const place = own.attribute === undefined ? placeAt(path, errorMapping) : [own.attribute];
  const attribute = place.at(-1);
  const { sentence = inItsWords(refusal.message, errorMapping) } = own;
  const detail = [
    isWriteOnly(attribute) ? undefined : elementAt(input, path),
    typeof sentence === "string" ? sentence : sentence(refusal.message),
    own.summary === undefined ? adviceOn(code, attribute, errorMapping) : undefined,
  ];
  return new DiagnosticError(
    error(
      place,
      // A newer server may have reasons that this provider does not know.
      own.summary ??
        (SUMMARIES as Readonly<Partial<Record<string, string>>>)[code] ??
        "The server refused this",
      detail.filter((part) => part !== undefined).join(" "),
    ),
  );
}

/** Its values are secret, and are never repeated. */
function isWriteOnly(attribute: string | undefined): boolean {
  return attribute?.endsWith("_wo") ?? false;
}

/**
 * The innermost field that is an attribute of the configuration: the user wrote that. Empty when none is.
 */
function placeAt(
  path: readonly string[],
  { attributes, renamed, within = {} }: ErrorMapping,
): readonly string[] {
  const fields = path.map((field) => renamed?.[field] ?? snakeCase(field));
  const outer = fields.findIndex((field) => within[field] !== undefined);
  if (outer !== -1) {
    const [attribute = "", inner = ""] = fields.slice(outer);
    if (within[attribute]?.includes(inner) === true) return [attribute, inner];
    return attributes.includes(inner) ? [inner] : [attribute];
  }
  const attribute = fields.findLast((field) => attributes.includes(field));
  return attribute === undefined ? [] : [attribute];
}

/** A message in which the API's field names are replaced by those of the configuration. */
function inItsWords(message: string, { attributes, renamed, words, within = {} }: ErrorMapping): string {
  const known = new Set([...attributes, ...Object.values(within).flatMap((names = []) => names)]);
  return message.replaceAll(/\b[a-z]+(?:[A-Z][a-z]*)+\b/g, (word) => {
    const own = words?.[word];
    if (own !== undefined) return own;
    const attribute = renamed?.[word] ?? snakeCase(word);
    return known.has(attribute) ? attribute : word;
  });
}

/** The element that it is about, if it is in a list. */
function elementAt(input: object, path: readonly string[]): string | undefined {
  // The element itself, or a field of it.
  if (!path.slice(-2).some((step) => /^\d+$/.test(step))) return undefined;
  let value: unknown = { input };
  for (const step of path)
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  return typeof value === "string" ? `This is ${JSON.stringify(value)}.` : undefined;
}

/** The advice in addition to the server's message. */
function adviceOn(
  code: ErrorCode,
  attribute: string | undefined,
  { importCommand }: ErrorMapping,
): string | undefined {
  if (code === "ALREADY_EXISTS") {
    return importCommand === undefined ? "Choose another." : adviceToImport(importCommand);
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
