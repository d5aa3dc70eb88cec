import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { readSettingFile } from "../config.js";
import { StartError, UnreachableError, UsageError } from "../start-error.js";

/** The API key, from the environment or from the file that it names. @throws UsageError when there is none. */
function apiKey(): string {
  const { TOKENPLANE_API_KEY: key = "", TOKENPLANE_API_KEY_FILE: file = "" } = process.env;
  if (key !== "" && file !== "")
    throw new UsageError("Set TOKENPLANE_API_KEY or TOKENPLANE_API_KEY_FILE, not both.");
  if (file === "") {
    if (key !== "") return key;
    throw new UsageError("Set TOKENPLANE_API_KEY to an API key of the account.");
  }
  const read = readSettingFile(file, "TOKENPLANE_API_KEY_FILE");
  if (read !== "") return read;
  throw new UsageError(
    `TOKENPLANE_API_KEY_FILE (${file}) is empty. Write an API key of the account into it.`,
  );
}

/** Where the running server is, and who asks. */
export function connection(): { readonly endpoint: string; readonly key: string } {
  const endpoint = process.env["TOKENPLANE_ENDPOINT"] ?? "http://127.0.0.1:4000";
  if (!URL.canParse(endpoint))
    throw new UsageError("TOKENPLANE_ENDPOINT is not an address like http://127.0.0.1:4000.");
  return { endpoint, key: apiKey() };
}

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() }))
    .optional(),
});

const Refused = z.object({ code: z.string(), message: z.string(), path: z.array(z.string()).optional() });

/** What the names of the API are on the command line: `expiresAt` is `--expires`. */
export type AsTyped = Readonly<Record<string, string>>;

/**
 * A message of the server in the words of the command line.
 * @param path of the input that it is about, if it says one.
 */
export function inTypedWords(message: string, typed: AsTyped, path: readonly string[] = []): string {
  const variable = /^Variable "\$([\w.[\]]+)" has a wrong value: /.exec(message);
  const place = variable?.[1]?.replaceAll(/\[\d+\]/g, "").split(".") ?? path;
  const option = typed[place.at(-1) ?? ""];
  const rest = option === undefined || variable === null ? message : message.slice(variable[0].length);
  const words = rest.replaceAll(
    /`?\b([a-z]+[A-Z]\w*|[A-Z0-9]+_[A-Z0-9_]+)\b`?/g,
    (word, name: string) => typed[name] ?? word,
  );
  return option === undefined || words.includes(option) ? words : `${option}: ${words}`;
}

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

/** How long a server that is away is asked again, and after how long each time, in milliseconds. */
const PATIENCE = 60_000;
const AGAIN_AFTER = 1_000;

/**
 * Asks how far something is that the server does. While it is away, it is asked again: another one may do the work, or go on.
 * @param goesOn what may go on without this command, as a sentence.
 * @throws UnreachableError after a minute without an answer; else as `ask` does.
 */
export async function look<Shape>(
  field: string,
  query: string,
  variables: object,
  shape: z.ZodType<Shape>,
  goesOn: string,
): Promise<Shape> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await ask(field, query, variables, shape);
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      if (performance.now() >= end) throw new UnreachableError(`${error.message} ${goesOn}`);
      await setTimeout(AGAIN_AFTER);
    }
  }
}

/**
 * Asks the running server for one field.
 * @param shape what the field must be.
 * @param more a file to send along, and what the names of the input are on the command line.
 * @throws StartError when the server refuses. @throws UnreachableError when it, or its database, cannot be reached.
 */
export async function ask<Shape>(
  field: string,
  query: string,
  variables: object,
  shape: z.ZodType<Shape>,
  { file, typed = {} }: { readonly file?: File; readonly typed?: AsTyped } = {},
): Promise<Shape> {
  const { endpoint, key } = connection();
  const { body, headers } = bodyOf(query, variables, file);
  const response = await fetch(new URL("/graphql", endpoint), {
    method: "POST",
    headers: { ...headers, accept: "application/json", authorization: `Bearer ${key}` },
    body,
  }).catch(() => {
    throw new UnreachableError(
      `No server answers at ${endpoint}. Start it, or set TOKENPLANE_ENDPOINT to where it is.`,
    );
  });
  const answer = Answer.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new UnreachableError(`What answers at ${endpoint} is not a Tokenplane server.`);
  const [error] = answer.data.errors ?? [];
  if (error !== undefined) {
    const Kind = error.extensions?.code === "UNAVAILABLE" ? UnreachableError : StartError;
    throw new Kind(inTypedWords(error.message, typed));
  }
  const value = answer.data.data?.[field];
  const refused = Refused.safeParse(value);
  if (refused.success) throw new StartError(inTypedWords(refused.data.message, typed, refused.data.path));
  const read = shape.safeParse(value);
  if (!read.success)
    throw new StartError(`The server at ${endpoint} is of another version than this command.`);
  return read.data;
}
