import type { TypedDocumentString } from "../generated/documents.js";
import { guards } from "./guards.js";
import { property } from "./property.js";
import { hasCode, RequestError } from "./request-error.js";
import { errorOf, request } from "./request.js";
import { sessionGoesOn } from "./session-change.js";

/** The id by which the server knows a document. */
export function documentIdOf<Result, Variables>(document: TypedDocumentString<Result, Variables>): string {
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

async function sendOnce(documentId: string, variables: object, file: File | undefined): Promise<unknown> {
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
  const answer = await request("POST", "/graphql", body).catch(async (problem: unknown) => {
    // The browser says of both that the request failed.
    if (file === undefined || !hasCode(problem, "NETWORK") || (await isAsChosen(file))) throw problem;
    throw new RequestError("FILE_CHANGED", "The file changed after it was chosen. Choose it again.", [
      "input",
      "file",
    ]);
  });
  const error = errorOf(answer);
  if (error !== undefined) throw error;
  return property(answer, "data");
}

/**
 * Does what needs the session. When the session has ended, the person is led to the sign-in. When it goes on, because the request
 * left with the cookie that the session had before, it is done again: the server did nothing with it.
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

/**
 * Sends a document. When the server asks for it, the person confirms who they are, and it is sent again.
 * @param file for `variables.input.file`.
 * @throws RequestError for every error at the top level.
 */
export async function send<Result, Variables extends object>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  file?: File,
): Promise<Result> {
  const once = () => sendOnce(documentIdOf(document), variables, file);
  const data = await inSession(() =>
    once().catch(async (problem: unknown) => {
      if (!hasCode(problem, "STEP_UP_REQUIRED")) throw problem;
      if (await guards().confirmIdentity()) return once();
      throw new RequestError("CANCELLED", "Nothing was done, because you did not confirm your identity.");
    }),
  );
  // The server holds its answers to the schema, of which the types are made.
  return data as Result;
}
