import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { newPlace, openHere } from "../support/installation.js";
import { failToStart } from "../support/process.js";
import { RawSocket } from "../support/raw-socket.js";
import type { Seed } from "../support/seed.js";
import { Source } from "../support/source.js";
import { onOneStore } from "../support/world.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-documents-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of documents. */
function getFile(content: string): string {
  const file = path.join(folder, `${content.length}-${Math.random()}.json`);
  writeFileSync(file, content);
  return file;
}

const WHO = "query Who { viewer { role } }";
const USER = "query User($login: String!) { user(by: { login: $login }) { login } }";
const FOLLOW = "subscription ($after: Cursor) { events(after: $after) { cursor event { type userLogin } } }";
const DOCUMENTS = getFile(JSON.stringify({ who: WHO, user: USER, follow: FOLLOW }));

/** The parameter by which Apollo's automatic persisted queries name a query: its hash. */
const persistedQuery = { version: 1, sha256Hash: "a".repeat(64) };

/** The messages of the errors that a request is answered with. */
async function getMessages(
  { url, key }: Seed["admin"],
  body: object,
  accept = "application/json",
): Promise<string[]> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { accept, "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  const { errors } = (await response.json()) as { errors: { message: string }[] };
  return errors.map(({ message }) => message);
}

async function post({ admin }: Pick<Seed, "admin">, body: object) {
  const response = await fetch(`${admin.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${admin.key}` },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return errors === undefined ? data : `${response.status} ${errors[0]?.extensions.code}`;
}

/** What a WebSocket and an EventSource give for a document that is followed. */
async function followed(seed: Seed, documentId: string) {
  const socket = new RawSocket(seed.admin.url);
  const acknowledged = await socket.signIn(seed.admin.key);
  const { cursor } = acknowledged["payload"] as { cursor: string };
  const variables = { after: cursor };
  socket.send({ id: "1", type: "subscribe", payload: { query: "", documentId, variables } });
  const source = new Source(seed.admin.url, seed.admin.key, { documentId }, variables);
  await seed.user(`followed-${cursor}`);
  const { type, payload } = await socket.gets({ id: "1" });
  await source.until(() => source.got.length > 0 || source.status !== undefined);
  source.close();
  socket.close();
  const [error] = Array.isArray(payload) ? (payload as { extensions: { code: string } }[]) : [];
  return {
    webSocket: error === undefined ? type : error.extensions.code,
    sse: source.status ?? source.got[0]?.next.data?.events.event.type,
  };
}

onOneStore(
  "documents that the server was given",
  (world) => {
    it("are answered when a request names them, and others when it sends them", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      expect(await post(seed, { documentId: "who" })).toEqual({ viewer: { role: "ADMIN" } });
      expect(await post(seed, { documentId: "user", variables: { login: "anna" } })).toEqual({
        user: { login: "anna" },
      });
      expect(await post(seed, { query: "{ viewer { role } }" })).toEqual({ viewer: { role: "ADMIN" } });
      expect(await post(seed, { documentId: "none" })).toBe("400 PERSISTED_DOCUMENT_NOT_FOUND");
      expect(await post(seed, { documentId: "__proto__" })).toBe("400 PERSISTED_DOCUMENT_NOT_FOUND");
      expect(await post(seed, { documentId: 7 })).toBe("400 BAD_USER_INPUT");
      expect(await post(seed, { documentId: "who", query: WHO })).toBe("400 BAD_USER_INPUT");
    });

    it("are followed over WebSocket and SSE", async () => {
      const seed = await world().seed();
      expect(await followed(seed, "follow")).toEqual({
        webSocket: "next",
        sse: "USER_CREATED",
      });
      expect(await followed(seed, "none")).toEqual({
        webSocket: "PERSISTED_DOCUMENT_NOT_FOUND",
        sse: 400,
      });
    });
  },
  { TOKENPLANE_DOCUMENTS: DOCUMENTS },
);

onOneStore(
  "a server that answers only the documents that it was given",
  (world) => {
    it("refuses all others, however they come", async () => {
      const ask = (body: object) => post(world(), body);
      expect(await ask({ documentId: "who" })).toEqual({ viewer: { role: "ADMIN" } });
      expect(await ask({ query: WHO })).toEqual({ viewer: { role: "ADMIN" } });
      expect(await ask({ query: "{ viewer { role } }" })).toBe("400 PERSISTED_DOCUMENT_NOT_FOUND");
    });

    it("does not ask for a query that it would refuse", async () => {
      const { admin } = world();
      expect(await getMessages(admin, { documentId: "none" })).toEqual([
        "This server has no document with that id. Add it to TOKENPLANE_DOCUMENTS: this server answers only the documents in that file.",
      ]);
      for (const accept of ["application/json", "text/event-stream"])
        expect(await getMessages(admin, { extensions: { persistedQuery } }, accept)).toEqual([
          "PersistedQueryNotSupported",
          "extensions.persistedQuery is not supported. Send the documentId of a document in TOKENPLANE_DOCUMENTS: this server answers only the documents in that file.",
        ]);
    });
  },
  { TOKENPLANE_DOCUMENTS: DOCUMENTS, TOKENPLANE_DOCUMENTS_ONLY: "yes" },
);

describe("a server that is given documents", () => {
  it("does not start when they are none, and says which", { tags: "deep" }, async () => {
    const place = await newPlace(() => path.join(folder, "data"));
    const { code, stderr } = await failToStart({ ...place, TOKENPLANE_DOCUMENTS: "/no/such" });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "TOKENPLANE_DOCUMENTS (/no/such) cannot be read (ENOENT). Check the path and the permissions of this file.\n",
    );
    // What a start ends with is what it prints.
    const start = (text: string) => openHere({ ...place, TOKENPLANE_DOCUMENTS: getFile(text) });
    await expect(start("{")).rejects.toThrow(/is not JSON\.$/);
    await expect(start('["{ viewer { role } }"]')).rejects.toThrow(
      /is not an object of documents by their ids\.$/,
    );
    await expect(start('{"a":"{ viewer { nothing } }"}')).rejects.toThrow(
      /holds a document, a, that does not fit the API: Cannot query field "nothing" on type "Viewer"\.$/,
    );
  });
});

onOneStore("Apollo's automatic persisted queries", (world) => {
  const extensions = { code: "PERSISTED_QUERY_NOT_SUPPORTED" };
  const errors = [
    // As urql and Apollo Client look for it.
    { message: "PersistedQueryNotSupported", extensions },
    {
      message:
        "extensions.persistedQuery is not supported. Send the query itself, or send the documentId of a document in TOKENPLANE_DOCUMENTS.",
      extensions,
    },
  ];

  it.each(["application/json", "text/event-stream"])(
    "are answered by GET and POST with what makes clients send the query, and with a sentence that names documentId: Accept: %s",
    async (accept) => {
      const { admin } = await world().seed();
      const headers = { authorization: `Bearer ${admin.key}`, accept };
      const parameters = new URLSearchParams({
        operationName: "Who",
        extensions: JSON.stringify({ persistedQuery }),
      });
      const answers = await Promise.all([
        fetch(`${admin.url}/graphql?${parameters}`, {
          headers: { ...headers, "apollo-require-preflight": "1" },
        }),
        fetch(`${admin.url}/graphql`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({ operationName: "Who", variables: {}, extensions: { persistedQuery } }),
        }),
      ]);
      for (const answer of answers) {
        expect(answer.status).toBe(200);
        expect(await answer.json()).toEqual({ errors });
      }
    },
  );

  it("get the same answer over WebSocket", async () => {
    const { admin } = await world().seed();
    const socket = new RawSocket(admin.url);
    await socket.signIn(admin.key);
    socket.send({ id: "1", type: "subscribe", payload: { query: "", extensions: { persistedQuery } } });
    expect(await socket.gets({ id: "1" })).toMatchObject({ type: "error", payload: errors });
    socket.close();
  });

  it("are answered when the query is sent with its hash", async () => {
    const { admin } = await world().seed();
    const again = { query: WHO, extensions: { persistedQuery } };
    expect(await post({ admin }, again)).toEqual({ viewer: { role: "ADMIN" } });
  });
});
