// @module-tag deep
import { getNamedType, isCompositeType, isRequiredArgument, type GraphQLObjectType } from "graphql";
import { createYoga } from "graphql-yoga";
import { once } from "node:events";
import { createServer, request, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.js";
import { schema } from "../../server/graphql/schema.js";
import { makeAdmission } from "../../server/http/admission.js";
import { PersistedDocuments } from "../../server/http/persisted-documents.js";
import { engineOptions } from "../../server/http/yoga.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** A request, as it is sent. */
interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** Headers that Yoga does not decide. */
const OTHERS = new Set([
  "connection",
  "keep-alive",
  "date",
  "transfer-encoding",
  "content-length",
  "x-content-type-options",
  "content-security-policy",
  "cross-origin-resource-policy",
  "referrer-policy",
]);

function send(
  url: string,
  key: string,
  { method = "POST", path = "/graphql", headers, body }: Sent,
): Promise<object> {
  return new Promise((resolve, reject) => {
    const isSized = body !== undefined && headers?.["transfer-encoding"] === undefined;
    const length = !isSized ? {} : { "content-length": Buffer.byteLength(body) };
    const sent = request(
      `${url}${path}`,
      { method, headers: { authorization: `Bearer ${key}`, ...length, ...headers } },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.once("error", reject);
        response.once("end", () =>
          resolve({
            status: response.statusCode,
            headers: Object.fromEntries(
              Object.entries(response.headers).filter(([name]) => !OTHERS.has(name)),
            ),
            // Each failure has an id of its own.
            body: Buffer.concat(parts)
              .toString()
              .replace(/"correlationId":"[^"]+"/g, ""),
          }),
        );
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

const json = (value: unknown, more: OutgoingHttpHeaders = {}): Sent => ({
  headers: { "content-type": "application/json", ...more },
  body: typeof value === "string" ? value : JSON.stringify(value),
});

const QUERY = "{ __typename }";
const LONG_LIST = Array.from({ length: 20_000 }, () => 1);

const ACCEPTS = [
  undefined,
  "*/*",
  "application/json",
  "application/graphql-response+json",
  "application/json, application/graphql-response+json",
  "application/graphql-response+json; charset=utf-8, application/json; charset=utf-8",
  "application/json; charset=iso-8859-1",
  "text/html",
  "text/event-stream, application/json",
  "multipart/mixed",
  "application/*",
  "nonsense",
  "",
];

const BODIES: Readonly<Record<string, unknown>> = {
  "that is right": { query: QUERY },
  "with everything": {
    query: "query A { __typename } query B { a: __typename }",
    operationName: "B",
    variables: {},
    extensions: {},
  },
  "whose document has a wrong letter": { query: "{ ?" },
  "whose document asks for what there is not": { query: "{ nothing }" },
  "whose variable is wrong": {
    query: "query ($n: Int!) { users(first: $n) { nodes { id } } }",
    variables: { n: "x" },
  },
  "whose operation is not there": { query: "query A { __typename }", operationName: "B" },
  "with two operations and no name": { query: "query A { __typename } query B { __typename }" },
  "that subscribes": { query: "subscription { events { cursor } }" },
  "that is refused in the result": {
    query: 'mutation { userDelete(input: { user: { login: "nobody" } }) { __typename } }',
  },
  "with an error in its data": { query: '{ node(id: "none") { id } }' },
  "that names a document that is not there": { documentId: "none" },
  "with Apollo's hash": { extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } },
  "with a parameter too many": { query: QUERY, color: "red" },
  "without a document": { variables: {} },
  "with a document that is a number": { query: 1 },
  "with variables that are a list": { query: QUERY, variables: [] },
  "with variables that are too many": { query: QUERY, variables: { list: LONG_LIST } },
  "with extensions that are a text": { query: QUERY, extensions: "x" },
  "that is null": "null",
  "that is a number": "1",
  "that is a text": '"x"',
  "that is a list": [{ query: QUERY }],
  "that is empty": "",
  "that is no JSON": "{",
  "that begins with a byte-order mark": `\u{FEFF}${JSON.stringify({ query: QUERY })}`,
};

const OTHER_REQUESTS: Readonly<Record<string, Sent>> = {
  "in JSON of GraphQL's own type": {
    ...json({ query: QUERY }),
    headers: { "content-type": "application/graphql+json" },
  },
  "in JSON, with a charset": json({ query: QUERY }, { "content-type": "application/json; charset=utf-8" }),
  "in JSON, of two types": json({ query: QUERY }, { "content-type": "application/json, text/plain" }),
  "in JSON, in capital letters": json({ query: QUERY }, { "content-type": "Application/JSON" }),
  "of an unknown type": json({ query: QUERY }, { "content-type": "text/plain" }),
  "without a type": { body: JSON.stringify({ query: QUERY }) },
  "that is the document alone": { headers: { "content-type": "application/graphql" }, body: QUERY },
  "of a form": {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `query=${encodeURIComponent(QUERY)}&variables=%7B%7D`,
  },
  "of a form that is wrong": {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "query=%&variables=%7B",
  },
  "with bytes that are no text": { ...json(""), body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) },
  "with letters of two bytes and more": json({ query: QUERY, operationName: "Ω😀é" }),
  "in chunks": json({ query: QUERY }, { "transfer-encoding": "chunked" }),
  "that is too long": json({ query: `${QUERY}${" ".repeat(1_000_001)}` }),
  "by GET": { method: "GET", path: `/graphql?query=${encodeURIComponent(QUERY)}` },
  "by GET, with variables": {
    method: "GET",
    path: `/graphql?query=${encodeURIComponent("query ($n: Int!) { users(first: $n) { nodes { id } } }")}&variables=${encodeURIComponent('{"n":1}')}`,
  },
  "by GET, with variables that are no JSON": {
    method: "GET",
    path: `/graphql?query=${encodeURIComponent(QUERY)}&variables=%7B`,
  },
  "by GET, that is badly encoded": { method: "GET", path: "/graphql?query=%E0%A4%A&x=%" },
  "by GET, with everything twice": {
    method: "GET",
    path: `/graphql?query=${encodeURIComponent(QUERY)}&query=x`,
  },
  "by GET, with nothing": { method: "GET" },
  "by GET, that changes something": {
    method: "GET",
    path: `/graphql?query=${encodeURIComponent('mutation { userDelete(input: { user: { login: "nobody" } }) { __typename } }')}`,
  },
  "by POST, with a query string": { ...json({ query: QUERY }), path: "/graphql?query=x" },
  "by HEAD": { method: "HEAD", path: `/graphql?query=${encodeURIComponent(QUERY)}` },
  "by PUT": { ...json({ query: QUERY }), method: "PUT" },
  "by DELETE": { method: "DELETE" },
  "by OPTIONS": { method: "OPTIONS" },
  "of a form with a file, without the header": {
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: "--x--\r\n",
  },
  "of a form with a file, that is wrong": {
    headers: { "content-type": "multipart/form-data; boundary=x", "graphql-preflight": "1" },
    body: "--x--\r\n",
  },
};

/** A document for each operation: one that is right where it needs no arguments, else one that is not. */
function operations(): string[] {
  const documents = (kind: "query" | "mutation", root: GraphQLObjectType | null | undefined) =>
    Object.values(root?.getFields() ?? {}).map(({ name, type, args }) => {
      const below = isCompositeType(getNamedType(type)) ? " { __typename }" : "";
      return `${kind} { ${name}${args.some(isRequiredArgument) ? "(none: 1)" : ""}${below} }`;
    });
  return [...documents("query", schema.getQueryType()), ...documents("mutation", schema.getMutationType())];
}

// The endpoint gives Yoga requests of its own making (server/http/node-request.ts). Yoga with those that it makes
// itself must answer the same.
describe("the endpoint answers as Yoga's own server does", () => {
  let world: World;
  let key: string;
  const other = createServer();
  let otherUrl: string;

  beforeAll(async () => {
    world = await openWorld(storeHere());
    key = world.admin.key;
    const { services } = world;
    const documents = await PersistedDocuments.read(undefined, false);
    const yoga = createYoga(engineOptions(services, documents));
    const admission = makeAdmission(services, readConfig({}));
    other.on("request", (req, res) => {
      void (async () => {
        const admitted = await admission.letIn(req);
        if ("code" in admitted) res.writeHead(500).end("not admitted");
        else await yoga(req, res, { req, res, admitted });
      })();
    });
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    other.close();
    await world.end();
  });

  /** What both answer; the request says which one it was. */
  async function answersTo(sent: Sent): Promise<{ ours: object; theirs: object }> {
    const asked = JSON.stringify(sent).slice(0, 300);
    return {
      ours: { asked, ...(await send(world.url, key, sent)) },
      theirs: { asked, ...(await send(otherUrl, key, sent)) },
    };
  }

  it.each(Object.keys(BODIES))("a body %s, whatever type is asked for", async (name) => {
    for (const accept of ACCEPTS) {
      const { ours, theirs } = await answersTo(json(BODIES[name], accept === undefined ? {} : { accept }));
      expect(ours).toEqual(theirs);
    }
  });

  it.each(Object.keys(OTHER_REQUESTS))("a request %s", async (name) => {
    for (const accept of [undefined, "application/json", "application/graphql-response+json"]) {
      const sent = OTHER_REQUESTS[name] ?? {};
      const { ours, theirs } = await answersTo({
        ...sent,
        headers: { ...sent.headers, ...(accept === undefined ? {} : { accept }) },
      });
      expect(ours).toEqual(theirs);
    }
  });

  it("every operation", async () => {
    const documents = operations();
    expect(documents.length).toBeGreaterThan(60);
    for (const query of documents) {
      const { ours, theirs } = await answersTo(json({ query }));
      expect(ours).toEqual(theirs);
    }
  });
});
