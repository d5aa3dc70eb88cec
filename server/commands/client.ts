import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { isApiKey } from "../access/api-key.js";
import { readSettingFile } from "../config.js";
import { StartError, UnreachableError, UsageError } from "../start-error.js";
import { lost, noAnswer, Unanswered, notTokenplane, unavailable } from "./no-answer.js";

const ONE_KEY =
  "must be one whole API key as it was printed, and nothing else: tp_ and 36 letters and digits. Copy the whole key again";

/**
 * The API key, from the environment or from the file that it names. What is no key is not sent, and never shown: it may be another
 * secret.
 * @throws UsageError when there is none.
 */
function apiKey(): string {
  const { TOKENPLANE_API_KEY: given = "", TOKENPLANE_API_KEY_FILE: file = "" } = process.env;
  if (given !== "" && file !== "")
    throw new UsageError("Set TOKENPLANE_API_KEY or TOKENPLANE_API_KEY_FILE, not both.");
  if (file === "") {
    if (given === "") throw new UsageError("Set TOKENPLANE_API_KEY to an API key of the account.");
    const key = given.trim();
    if (isApiKey(key)) return key;
    throw new UsageError(`TOKENPLANE_API_KEY ${ONE_KEY}.`);
  }
  const read = readSettingFile(file, "TOKENPLANE_API_KEY_FILE");
  if (isApiKey(read)) return read;
  throw new UsageError(
    read === ""
      ? `TOKENPLANE_API_KEY_FILE (${file}) is empty. Write an API key of the account into it.`
      : `The content of TOKENPLANE_API_KEY_FILE (${file}) ${ONE_KEY}.`,
  );
}

/** Where the running server is, and who asks. */
export function connection(): { readonly endpoint: string; readonly key: string } {
  const endpoint = process.env["TOKENPLANE_ENDPOINT"] ?? "http://127.0.0.1:4000";
  // `localhost:4000` is an address, too: of the scheme localhost.
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new UsageError("TOKENPLANE_ENDPOINT is not an address like http://127.0.0.1:4000.");
  return { endpoint, key: apiKey() };
}

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() }))
    .optional(),
});

/** The answer of a Tokenplane server; undefined for anything else. */
function answerIn(text: string): z.infer<typeof Answer> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = Answer.safeParse(json);
  return data?.data == null && data?.errors === undefined ? undefined : data;
}

const Refused = z.object({ code: z.string(), message: z.string(), path: z.array(z.string()).optional() });

/** The names of the API's inputs on the command line: `expiresAt` is `--expires`. */
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
function getBody(query: string, variables: object, file: File | undefined) {
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

/** The server refused a request as a whole: an error at the top level. */
class RequestRefusedError extends StartError {
  override name = "RequestRefusedError";
  /** Whether the same request may be accepted in a moment. */
  readonly isPassing: boolean;

  constructor(code: string | undefined, message: string) {
    super(message);
    this.isPassing = code === "RATE_LIMITED" || code === "OVERLOADED";
  }
}

/** The options of a request: a file, and the names of its inputs on the command line. */
interface Extras {
  readonly file?: File;
  readonly typed?: AsTyped;
}

/**
 * Sends one request for one field.
 * @throws StartError when the server refuses. @throws Unanswered when it, or its database, cannot be reached.
 */
async function request<Shape>(
  field: string,
  query: string,
  variables: object,
  shape: z.ZodType<Shape>,
  { file, typed = {} }: Extras,
): Promise<Shape> {
  const { endpoint, key } = connection();
  const { body, headers } = getBody(query, variables, file);
  const response = await fetch(new URL("/graphql", endpoint), {
    method: "POST",
    headers: { ...headers, accept: "application/json", authorization: `Bearer ${key}` },
    body,
  }).catch((error: unknown) => {
    throw noAnswer(endpoint, error);
  });
  const text = await response.text().catch((error: unknown) => {
    throw lost(endpoint, error);
  });
  const answer = answerIn(text);
  if (answer === undefined) throw notTokenplane(endpoint, response.status);
  const [error] = answer.errors ?? [];
  if (error !== undefined) {
    const code = error.extensions?.code;
    if (code === "UNAVAILABLE") throw unavailable(endpoint);
    throw new RequestRefusedError(code, inTypedWords(error.message, typed));
  }
  const value = answer.data?.[field];
  const refused = Refused.safeParse(value);
  if (refused.success) throw new StartError(inTypedWords(refused.data.message, typed, refused.data.path));
  const read = shape.safeParse(value);
  if (!read.success)
    throw new StartError(
      `The server at ${endpoint} has another version than this command. Use the command of the server's version.`,
    );
  return read.data;
}

/**
 * Asks the running server for one field, without changing anything.
 * @param shape what the field must be.
 * @throws StartError when the server refuses. @throws Unanswered when it, or its database, cannot be reached.
 */
export function ask<Shape>(
  field: string,
  query: string,
  variables: object,
  shape: z.ZodType<Shape>,
): Promise<Shape> {
  return request(field, query, variables, shape, {});
}

/**
 * Asks how far something is that the server does. While it is away, it is asked again: another one may do the work, or continue it.
 * @param goesOn what may continue without this command, as a sentence.
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
      if (!(error instanceof Unanswered)) throw error;
      if (performance.now() >= end) throw new UnreachableError(`${error.reason}. ${goesOn}`);
      await setTimeout(AGAIN_AFTER);
    }
  }
}

/**
 * Has the running server change something, once. When it is not known whether it was done, the same request is sent again with the
 * same idempotency key, for a minute: the server does nothing twice, and gives its first answer again, with a secret in it.
 * @param shape what the field must be.
 * @param unknown what is said when it stays unknown: what may be done, and where that is seen.
 * @throws StartError when the server refuses. @throws UnreachableError when it, or its database, cannot be reached.
 */
export async function change<Shape>(
  field: string,
  query: string,
  input: object,
  shape: z.ZodType<Shape>,
  unknown: string,
  extras: Extras = {},
): Promise<Shape> {
  const variables = { input: { ...input, idempotencyKey: randomUUID() } };
  // Until when it is sent again; undefined while nothing can be done.
  let end: number | undefined;
  for (;;) {
    try {
      return await request(field, query, variables, shape, extras);
    } catch (error) {
      if (end === undefined) {
        if (!(error instanceof Unanswered) || !error.mayBeDone) throw error;
        console.error(`${error.reason}; sending the same request again …`);
        end = performance.now() + PATIENCE;
      }
      const isOver = performance.now() >= end;
      if (error instanceof Unanswered) {
        if (isOver) throw new UnreachableError(`${error.reason}. ${unknown}`);
      } else if (error instanceof RequestRefusedError) {
        // The repeat is refused. The request before may be done.
        if (isOver || !error.isPassing) throw new UnreachableError(`${error.message} ${unknown}`);
      } else throw error;
      await setTimeout(AGAIN_AFTER);
    }
  }
}
