import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { once } from "node:events";
import { JsonExcess, parseJson } from "../bounded-json.js";
import type { IncomingMessage } from "node:http";
import { topLevelError } from "../graphql/errors.js";
import { UploadedFile } from "../imports/uploaded-file.js";
import { RequestGone } from "./node-request.js";
import { excessError } from "./json-excess.js";

/** The maximum size of a file, in bytes. */
export const LARGEST_FILE = 32_000_000;

/**
 * The maximum size of the rest of such a request, in bytes: the operation, and the lines between its parts.
 */
const LARGEST_REST = 1_000_000;

/** The maximum size of a multipart request, in bytes. */
export const LARGEST_UPLOAD = LARGEST_FILE + LARGEST_REST;

/** The fields of a GraphQL request, not yet checked. */
export type Params = Record<string, unknown>;

/** Whether a request brings a file. */
export function isUpload(contentType: string | null): boolean {
  return /^\s*multipart\/form-data\b/i.test(contentType ?? "");
}

/** The error of a file that is too large. */
export function tooLarge() {
  return topLevelError(
    "REQUEST_ENTITY_TOO_LARGE",
    `A file has at most ${LARGEST_FILE.toLocaleString("en")} bytes. Send it in parts.`,
    413,
  );
}

function malformed(message: string) {
  return topLevelError("BAD_REQUEST", message, 400);
}

const NOT_OF_THE_SPECIFICATION =
  "A multipart request has the fields `operations` and `map`, and then one file, as the GraphQL multipart request specification says.";

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object in a field. @throws GraphQLError */
function readField(fields: ReadonlyMap<string, string>, name: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseJson(fields.get(name) ?? "");
  } catch (error) {
    throw error instanceof JsonExcess ? excessError(error) : malformed(NOT_OF_THE_SPECIFICATION);
  }
  if (!isObject(value)) throw malformed(NOT_OF_THE_SPECIFICATION);
  return value;
}

/**
 * Puts the file at the place that the map names: exactly one, in the variables, with the value null. @throws
 * GraphQLError
 */
function putFile(
  params: Params,
  map: Readonly<Record<string, unknown>>,
  part: string,
  file: UploadedFile,
): void {
  const places = map[part];
  const place: unknown = Array.isArray(places) && places.length === 1 ? places[0] : undefined;
  if (typeof place !== "string" || Object.keys(map).length !== 1) throw malformed(NOT_OF_THE_SPECIFICATION);
  const steps = place.split(".");
  const last = steps.pop() ?? "";
  let within: unknown = params;
  for (const step of steps)
    within = isObject(within) && Object.hasOwn(within, step) ? within[step] : undefined;
  if (
    steps[0] !== "variables" ||
    !isObject(within) ||
    !Object.hasOwn(within, last) ||
    within[last] !== null
  ) {
    throw malformed("The `map` must name a place in the variables whose value is null.");
  }
  within[last] = file;
}

function getParser(request: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...request.headers, "content-type": request.headers["content-type"] ?? "" },
      limits: {
        fields: 2,
        fieldSize: LARGEST_REST,
        files: 1,
        parts: 3,
        fileSize: LARGEST_FILE,
        headerPairs: 20,
      },
    });
  } catch {
    throw malformed("The request's Content-Type names no boundary.");
  }
}

/**
 * Reads a request with one file (GraphQL multipart request specification), and counts every byte.
 * @throws GraphQLError when it is not such a request, or is too large; then the rest is not read.
 * @throws RequestGone when the client ends the connection before the request is read.
 */
export async function readMultipart(request: IncomingMessage): Promise<Params> {
  // It would seem to be empty.
  if (request.destroyed) throw new RequestGone();
  const parser = getParser(request);
  const fields = new Map<string, string>();
  const file = new UploadedFile();
  let part: string | undefined;
  let failure: Error | undefined;
  parser.on("field", (name, value) => fields.set(name, value));
  parser.on("file", (name, stream) => {
    part = name;
    stream.on("data", (chunk: Buffer) => file.add(chunk));
    stream.on("limit", () => (failure = tooLarge()));
    // In the specification, the file comes last, so that its purpose is known before.
    if (!fields.has("map")) failure = malformed(NOT_OF_THE_SPECIFICATION);
  });
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parser.on(limit, () => (failure ??= malformed(NOT_OF_THE_SPECIFICATION)));
  }
  parser.on(
    "error",
    () =>
      (failure ??= malformed("The request is not multipart/form-data, although its Content-Type says so.")),
  );
  const finished = once(parser, "finish").catch(() => undefined);
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > LARGEST_UPLOAD) failure ??= tooLarge();
    if (failure !== undefined) throw failure;
    if (!parser.write(chunk)) await Promise.race([once(parser, "drain").catch(() => undefined), finished]);
  }
  parser.end();
  await finished;
  if (failure !== undefined) throw failure;
  if (part === undefined) throw malformed(NOT_OF_THE_SPECIFICATION);
  const params = readField(fields, "operations");
  putFile(params, readField(fields, "map"), part, file);
  return params;
}
