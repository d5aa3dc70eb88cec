import { z } from "zod";
import { StartError } from "../start-error.js";

/** Where the running server is, and who asks. */
export function connection(): { readonly endpoint: string; readonly key: string } {
  const endpoint = process.env["TOKENPLANE_ENDPOINT"] ?? "http://127.0.0.1:4000";
  if (!URL.canParse(endpoint))
    throw new StartError("TOKENPLANE_ENDPOINT is not an address like http://127.0.0.1:4000.");
  const key = process.env["TOKENPLANE_API_KEY"];
  if (key === undefined || key === "")
    throw new StartError("Set TOKENPLANE_API_KEY to an API key of the account.");
  return { endpoint, key };
}

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

const Refused = z.object({ code: z.string(), message: z.string() });

/** The body of a request, and the headers it needs. A file goes to `variables.input.file`. */
function bodyOf(query: string, variables: object, file: File | undefined) {
  const operations = JSON.stringify({ query, variables });
  if (file === undefined) return { body: operations, headers: { "content-type": "application/json" } };
  // The GraphQL multipart request specification.
  const body = new FormData();
  body.append("operations", operations);
  body.append("map", JSON.stringify({ 0: ["variables.input.file"] }));
  body.append("0", file);
  return { body, headers: { "graphql-preflight": "1" } };
}

/**
 * Asks the running server for one field.
 * @param shape what the field must be.
 * @param file to send along.
 * @throws StartError when the server cannot be reached or refuses.
 */
export async function ask<Shape>(
  field: string,
  query: string,
  variables: object,
  shape: z.ZodType<Shape>,
  file?: File,
): Promise<Shape> {
  const { endpoint, key } = connection();
  const { body, headers } = bodyOf(query, variables, file);
  const response = await fetch(new URL("/graphql", endpoint), {
    method: "POST",
    headers: { ...headers, accept: "application/json", authorization: `Bearer ${key}` },
    body,
  }).catch(() => {
    throw new StartError(
      `No server answers at ${endpoint}. Start it, or set TOKENPLANE_ENDPOINT to where it is.`,
    );
  });
  const answer = Answer.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new StartError(`What answers at ${endpoint} is not a Tokenplane server.`);
  const [error] = answer.data.errors ?? [];
  if (error !== undefined) throw new StartError(error.message);
  const value = answer.data.data?.[field];
  const refused = Refused.safeParse(value);
  if (refused.success) throw new StartError(refused.data.message);
  const read = shape.safeParse(value);
  if (!read.success)
    throw new StartError(`The server at ${endpoint} is of another version than this command.`);
  return read.data;
}
