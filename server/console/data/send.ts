import type { TypedDocumentString } from "../generated/documents.js";
import { guards } from "./guards.js";
import { property } from "./property.js";
import { hasCode, RequestError } from "./request-error.js";
import { getError, request } from "./request.js";
import { sessionGoesOn } from "./session-change.js";

/** The id by which the server knows a document. */
export function getDocumentId<Result, Variables>(document: TypedDocumentString<Result, Variables>): string {
  return String(property(property(document, "__meta__"), "documentId"));
}

/** Whether a file is still as it was chosen: browsers read none that was changed, moved or deleted since. */
function isAsChosen(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

async function sendOnce(
  documentId: string,
  variables: object,
  file: File | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const operations = { documentId, variables };
  let body: object = operations;
  if (file !== undefined) {
    // The GraphQL multipart request specification: the place of the file has null.
    const form = new FormData();
    const input = { ...Object(property(variables, "input")), file: null };
    form.set("operations", JSON.stringify({ documentId, variables: { ...variables, input } }));
    form.set("map", JSON.stringify({ 0: ["variables.input.file"] }));
    form.set("0", file);
    body = form;
  }
  const answer = await request("POST", "/graphql", body, headers).catch(async (problem: unknown) => {
    // The browser says of both that the request failed.
    if (file === undefined || !hasCode(problem, "NETWORK") || (await isAsChosen(file))) throw problem;
    throw new RequestError("FILE_CHANGED", "The file changed after it was chosen. Choose it again.", [
      "input",
      "file",
    ]);
  });
  const error = getError(answer);
  if (error !== undefined) throw error;
  return property(answer, "data");
}

/**
 * Does what needs the session. When the session has ended, the person is led to the sign-in. When it continues, because the
 * request left with the cookie that the session had before, it is done again: the server did nothing with it.
 * @throws RequestError UNAUTHENTICATED when the session has ended, and whatever else the step throws.
 */
export async function inSession<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step().catch(async (problem: unknown) => {
      if (hasCode(problem, "UNAUTHENTICATED") && (await sessionGoesOn())) return step();
      throw problem;
    });
  } catch (problem) {
    if (hasCode(problem, "UNAUTHENTICATED")) guards().sessionEnded();
    throw problem;
  }
}

/** Asks the person what an error demands. @returns the headers for the repeated request; undefined for an error without a question. */
async function asked(problem: unknown): Promise<Readonly<Record<string, string>> | undefined> {
  if (hasCode(problem, "STEP_UP_REQUIRED")) {
    if (await guards().confirmIdentity()) return {};
    throw new RequestError("CANCELLED", "Nothing was done, because you did not confirm your identity.");
  }
  if (hasCode(problem, "LAST_WAY_IN")) {
    if (await guards().confirmLastWayIn(problem.reason)) return { "x-tokenplane-last-way-in": "end" };
    throw new RequestError("CANCELLED", "Nothing was done: the last way in stays.");
  }
  return undefined;
}

/**
 * Sends a document. When the server asks for it, the person confirms who they are, or what the change ends, and it is sent again.
 * @param file for `variables.input.file`.
 * @throws RequestError for every error at the top level.
 */
export async function send<Result, Variables extends object>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  file?: File,
): Promise<Result> {
  const inTurn = async (headers: Readonly<Record<string, string>>): Promise<unknown> => {
    try {
      return await sendOnce(getDocumentId(document), variables, file, headers);
    } catch (problem) {
      const confirmed = await asked(problem);
      if (confirmed === undefined) throw problem;
      return inTurn({ ...headers, ...confirmed });
    }
  };
  const data = await inSession(() => inTurn({}));
  // The server holds its answers to the schema, of which the types are made.
  return data as Result;
}
