import assert from "node:assert/strict";
import { expect } from "vitest";
import type { Answer, Api } from "./api.js";
import { EVENTUALLY } from "./eventually.js";
import { post } from "./post.js";

/** How a request with a file is sent, where a test wants it otherwise. */
export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly map?: object;
  readonly operations?: unknown;
}

/** The parts of a request with a file (GraphQL multipart request specification). */
export function uploadForm(
  query: string,
  input: object,
  bytes: Uint8Array | string,
  sending: Sending = {},
): FormData {
  const form = new FormData();
  form.append(
    "operations",
    JSON.stringify(sending.operations ?? { query, variables: { input: { ...input, file: null } } }),
  );
  form.append("map", JSON.stringify(sending.map ?? { 0: ["variables.input.file"] }));
  form.append("0", new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]), "tokens.csv");
  return form;
}

/** A mutation and what is asked of its payload. */
export function getMutation(name: string, selection: string): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${selection} } ... on Error { code message path } } }`;
}

/** Sends a mutation with a file and gives whatever comes back. */
export async function send(
  api: Api,
  query: string,
  input: object,
  bytes: Uint8Array | string,
  sending: Sending = {},
): Promise<Answer> {
  const form = new Response(uploadForm(query, input, bytes, sending));
  // Not by `fetch`, which waits five minutes for an answer: a large file takes longer on a machine that has other work.
  const response = await post(
    `${api.url}/graphql`,
    {
      "content-type": form.headers.get("content-type") ?? "",
      accept: "application/json",
      authorization: `Bearer ${api.key}`,
      "graphql-preflight": "1",
      ...sending.headers,
    },
    new Uint8Array(await form.arrayBuffer()),
  );
  const body = JSON.parse(response.text) as Partial<Answer>;
  return {
    status: response.status,
    headers: response.headers,
    data: body.data ?? null,
    errors: body.errors ?? [],
  };
}

/** The fields of an import's payload that are asked for. */
const WHOLE = `job { id kind status dryRun created refusedCount failure
  progress { bytesRead bytesTotal rowsRead rowsChecked rowsMoved } refused { line code message } }
  created refused { line code message }`;

export interface Imported {
  readonly code?: string;
  readonly message?: string;
  readonly path?: string[];
  readonly job: {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly created: number;
    readonly refusedCount: number;
    readonly failure: string | null;
    readonly progress: Readonly<
      Record<"bytesRead" | "bytesTotal" | "rowsRead" | "rowsChecked" | "rowsMoved", number>
    >;
  };
  readonly created: number;
  readonly refused: readonly {
    readonly line: number | null;
    readonly code: string;
    readonly message: string;
  }[];
}

/** Imports a text, or bytes as an upload. */
export async function imported(
  api: Api,
  name: "tokenImport" | "userImport" | "assignmentImport",
  input: object,
  file: Uint8Array | string,
): Promise<Imported> {
  const { data, errors } =
    typeof file === "string"
      ? await api.send(getMutation(name, WHOLE), { input: { ...input, content: file } })
      : await send(api, getMutation(name, WHOLE), input, file);
  assert.deepEqual(errors, []);
  const result = data?.[name];
  assert.ok(result);
  return result as Imported;
}

/** How an import ended that runs in the background. */
export async function getEnd(admin: Api, { job }: Pick<Imported, "job">): Promise<object> {
  const look = () =>
    admin.query<{ importJob: { status: string; failure: string | null; refused: object[] } }>(
      "query ($id: ID!) { importJob(id: $id) { status failure refused { line code message } } }",
      { id: job.id },
    );
  await expect.poll(async () => (await look()).importJob.status, EVENTUALLY).not.toBe("RUNNING");
  return (await look()).importJob;
}
