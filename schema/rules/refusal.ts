/** Codes of refusals that are part of a mutation's result. */
export const ERROR_CODES = {
  NOT_FOUND: "An object that the input names does not exist in this account.",
  VALIDATION_FAILED: "A value of the input is not allowed. The message says what is allowed.",
  ALREADY_EXISTS: "Something else already has this login, name, serial number or link.",
  ALREADY_ASSIGNED: "The token belongs to another user.",
  USER_HAS_TOKEN_AT_RESOURCE:
    "The user already has a token at the resource. A user can have only one token there.",
  STILL_IN_USE: "Other objects depend on it; the message says which.",
  QUOTA_EXCEEDED: "The account has reached a limit of its service plan.",
  POLICY_REFUSED: "A policy does not allow it; the message says what it allows.",
  NOT_SUPPORTED_BY_MODEL: "The token's model cannot do this.",
  WRONG_CODE: "The code is not valid.",
  REPLAYED: "The code was used before.",
  EXPIRED: "It is too late for this.",
  LOCKED: "The token is locked.",
  ITEMS_REFUSED:
    "Some items of a bulk mutation were refused, so no item was done. `refusals` lists each refusal.",
  IDEMPOTENCY_CONFLICT: "The idempotency key was used before with a different input.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * A refusal that is part of a mutation's result. Thrown, it undoes the mutation's transaction; returned,
 * it keeps what was counted and recorded.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** The input that caused it, as in `["input", "name"]`. */
  readonly path: readonly string[];
  /** Of ITEMS_REFUSED: those of the items. */
  readonly refusals: readonly RefusalDetails[];

  /** @param message one sentence that says what to do. */
  constructor(
    code: ErrorCode,
    message: string,
    path: readonly string[] = [],
    refusals: readonly RefusalDetails[] = [],
  ) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.path = path;
    this.refusals = refusals;
  }
}

/** A refusal as the caller gets it. */
export interface RefusalDetails {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: readonly string[];
  readonly refusals?: readonly RefusalDetails[];
}
