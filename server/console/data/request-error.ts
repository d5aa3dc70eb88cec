import { front } from "./front.js";

/** The details that some errors have in addition. */
export interface ErrorDetails {
  /** How many more wrong first codes are accepted. */
  readonly attemptsLeft?: number | undefined;
  /** The reason in more detail than the code gives it; empty for none. */
  readonly reason?: string;
  /** Seconds after which it may be tried again; 0 when that is not known. */
  readonly retryAfter?: number;
}

/** The server, or the way to it, did not do what was asked: an error at the top level, no refusal. */
export class RequestError extends Error {
  override name = "RequestError";
  /** As in `extensions.code`; NETWORK when no answer came. */
  readonly code: string;
  /** The input that caused it, as in `["password"]`. */
  readonly path: readonly string[];
  /** How many more wrong first codes are accepted; undefined for other errors. */
  readonly attemptsLeft: number | undefined;
  readonly reason: string;
  readonly retryAfter: number;

  constructor(code: string, message: string, path: readonly string[] = [], details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.path = path;
    this.attemptsLeft = details.attemptsLeft;
    this.reason = details.reason ?? "";
    this.retryAfter = details.retryAfter ?? 0;
  }
}

/** The message for anything that was thrown, in the language of the pages. */
export function getMessage(problem: unknown): string {
  if (problem instanceof RequestError) return front().say(problem);
  return problem instanceof Error ? problem.message : String(problem);
}

/** Whether a request failed with one of these codes. */
export function hasCode(problem: unknown, ...codes: readonly string[]): problem is RequestError {
  return problem instanceof RequestError && codes.includes(problem.code);
}
