import type { ErrorCode } from "../../generated/documents.js";

/** Codes of refusals that no page of a portal brings about. */
type NotHere = "ITEMS_REFUSED" | "ALREADY_ASSIGNED" | "ALREADY_EXISTS" | "IDEMPOTENCY_CONFLICT";

/** Codes of what ends a request, of the server and of the pages themselves. */
type RequestCode =
  | "NETWORK"
  | "UNEXPECTED"
  | "INTERNAL"
  | "UNAVAILABLE"
  | "OVERLOADED"
  | "PERSISTED_DOCUMENT_NOT_FOUND"
  | "CANCELLED"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "STEP_UP_REQUIRED"
  | "ATTEMPT_EXPIRED"
  | "SIGN_IN_REFUSED";

/** A code, where one text is not enough: with its reason, or with the input that it is about. */
type CodeWith =
  | "SIGN_IN_REFUSED MAILBOX_ALONE"
  | "SIGN_IN_REFUSED RESOURCE_DISABLED"
  | "NOT_FOUND address"
  | "NOT_FOUND token"
  | "NOT_FOUND input.otp"
  | "WRONG_CODE input.serialNumber"
  | "WRONG_CODE input.code"
  | "VALIDATION_FAILED password"
  | "VALIDATION_FAILED input.password"
  | "VALIDATION_FAILED input.name"
  | "VALIDATION_FAILED input.pin"
  | "VALIDATION_FAILED input.model"
  | "VALIDATION_FAILED input.firstName"
  | "VALIDATION_FAILED input.lastName"
  | "VALIDATION_FAILED input.contact.email"
  | "VALIDATION_FAILED input.contact.phoneNumber"
  | "POLICY_REFUSED input"
  | "POLICY_REFUSED input.contact.email"
  | "POLICY_REFUSED input.contact.phoneNumber";

/** Why something was not done, in a language that the server does not speak: it says everything in English. */
export interface RefusalTexts {
  /** POLICY_REFUSED has many reasons, such as a portal that is closed: the page shows which one when it is loaded again. */
  readonly says: Readonly<Record<Exclude<ErrorCode, NotHere> | RequestCode | CodeWith, string>>;
  /** Of RATE_LIMITED. @param seconds to wait. */
  readonly wait: (seconds: number) => string;
  /** Of SIGN_IN_REFUSED, while the token is locked. @param minutes until it is not; null for until somebody unlocks it. */
  readonly locked: (minutes: number | null) => string;
}
