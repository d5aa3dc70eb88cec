import { parse, validate } from "uuid";

/** Where the addresses of the door for phones begin. */
export const PUSH_PATH = "/push/";

/** The path at which phones of an account roll out, poll and answer. */
export function pushPath(accountId: string): string {
  return `${PUSH_PATH}${Buffer.from(parse(accountId)).toString("base64url")}`;
}

/** The account of a path; null when it is none of ours. */
export function accountOfPath(path: string): string | null {
  if (!path.startsWith(PUSH_PATH)) return null;
  const bytes = Buffer.from(path.slice(PUSH_PATH.length, PUSH_PATH.length + 40), "base64url");
  if (bytes.length !== 16) return null;
  const hex = bytes.toString("hex");
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    "-",
  );
  return validate(id) && pushPath(id) === path ? id : null;
}
