/** The server, or the way to it, did not do what was asked: an error at the top level, no refusal. */
export class RequestError extends Error {
  override name = "RequestError";
  /** As in `extensions.code`; NETWORK when no answer came. */
  readonly code: string;
  /** The input that caused it, as in `["password"]`. */
  readonly path: readonly string[];
  /** How many more wrong first codes are accepted; undefined for other errors. */
  readonly attemptsLeft: number | undefined;

  constructor(code: string, message: string, path: readonly string[] = [], attemptsLeft?: number) {
    super(message);
    this.code = code;
    this.path = path;
    this.attemptsLeft = attemptsLeft;
  }
}

/** What is said of anything that was thrown. */
export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

/** Whether a request failed with one of these codes. */
export function hasCode(problem: unknown, ...codes: readonly string[]): problem is RequestError {
  return problem instanceof RequestError && codes.includes(problem.code);
}
