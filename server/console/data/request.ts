import { front } from "./front.js";
import { getNumber, property, getText } from "./property.js";
import { RequestError } from "./request-error.js";

/** The first error of an answer. @param retryAfter seconds after which it may be asked for again; 0 when that is not known. */
export function getError(answer: unknown, retryAfter = 0): RequestError | undefined {
  const errors = property(answer, "errors");
  if (!Array.isArray(errors)) return undefined;
  const [first]: unknown[] = errors;
  const extensions = property(first, "extensions");
  const path = property(extensions, "path");
  return new RequestError(
    getText(extensions, "code"),
    getText(first, "message"),
    Array.isArray(path) ? path.map(String) : [],
    {
      attemptsLeft: getNumber(extensions, "attemptsLeft"),
      reason: getText(extensions, "reason"),
      retryAfter,
    },
  );
}

/**
 * Sends one request to the server that the page came from. @param more headers, in the place of those that every request has. @returns the answer as JSON; null when it has no content.
 * @throws RequestError for every answer that is no success.
 */
export async function request(
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object,
  more: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const isForm = body instanceof FormData;
  // With a file, the server asks for a header that forms of other sites cannot send.
  const type = isForm ? { "graphql-preflight": "1" } : { "content-type": "application/json" };
  const { headers, onAnswer } = front();
  const response = await fetch(path, {
    method,
    headers: { accept: "application/json", ...headers, ...(body === undefined ? {} : type), ...more },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  }).catch(() => {
    throw new RequestError("NETWORK", "The server does not answer. Check your connection, and try again.");
  });
  onAnswer(headers);
  if (response.status === 204) return null;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw (
    getError(answer, Number(response.headers.get("retry-after") ?? 0)) ??
    new RequestError("UNEXPECTED", `The server answered with the status ${response.status}. Try again later.`)
  );
}
