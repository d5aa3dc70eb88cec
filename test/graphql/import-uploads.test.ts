import net from "node:net";
import { expect, it } from "vitest";
import { CALLERS, enter, may, type Caller } from "../support/roles.js";
import { imported, getMutation, send, type Imported } from "../support/upload.js";
import { onOneStore } from "../support/world.js";

const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };
const HEX = "31".repeat(20);
const IMPORT = getMutation("tokenImport", "created refused { line message }");

/** The refusals of a file, as `line message`. */
function reported({ refused, job }: Imported): string[] {
  expect(job.status).toBe("REFUSED");
  return refused.map(({ line, message }) => `${line} ${message}`);
}

onOneStore("a file that is uploaded", (world) => {
  it("is read with a byte-order mark, in UTF-16, with carriage returns, quotation marks, blank lines and semicolons", async () => {
    const text = `"serialNumber";"secret"\r\n\r\n"Ä-1";"${HEX}"\r\nß2;${HEX}\r\n`;
    const mark = "\uFEFF";
    const forms = [
      Buffer.from(text),
      Buffer.from(mark + text),
      Buffer.from(mark + text, "utf16le"),
      Buffer.from(mark + text, "utf16le").swap16(),
    ];
    for (const bytes of forms) {
      const { admin } = await world().seed();
      expect(await imported(admin, "tokenImport", CSV, bytes)).toMatchObject({ created: 2 });
      const { tokens } = await admin.query<{ tokens: object }>("{ tokens { nodes { serialNumber } } }");
      expect(tokens).toEqual({ nodes: [{ serialNumber: "Ä-1" }, { serialNumber: "ß2" }] });
    }
  });

  it("is refused by name and line for a NUL, for bytes that are not text, and for a quotation mark without an end", async () => {
    const { admin } = await world().seed();
    const refusals = async (bytes: Buffer) => reported(await imported(admin, "tokenImport", CSV, bytes));
    const good = `T1,${HEX}\n`;
    expect(await refusals(Buffer.from(`${good}T\0,${HEX}\n`))).toEqual([expect.stringMatching(/^2 .*NUL/)]);
    expect(await refusals(Buffer.from(good, "utf16le"))).toEqual([expect.stringMatching(/^1 .*NUL/)]);
    const broken = Buffer.concat([Buffer.from(`${good}${good}T`), Buffer.of(0xff), Buffer.from(`,${HEX}\n`)]);
    // What is wrong before it is reported as well.
    expect(await refusals(broken)).toEqual([
      "2 Line 1 of the file has the same serial number.",
      expect.stringMatching(/^3 .*not text/),
    ]);
    expect(await refusals(Buffer.from(`${good}"T2,${HEX}\n`))).toEqual([
      expect.stringMatching(/^2 .*never closed/),
    ]);
    expect(await refusals(Buffer.alloc(0))).toEqual(["1 The file has no rows."]);
    expect(await refusals(Buffer.from("serialNumber,secret\n"))).toEqual(["1 The file has no rows."]);
  });

  it("is refused the second time where one request uses it twice", async () => {
    const { admin } = await world().seed();
    const once = "{ ... on TokenImportPayload { created } ... on Error { code path } }";
    const query = `mutation ($file: Upload!) {
      first: tokenImport(input: { format: CSV, model: PROTECTIMUS_TWO, periodSeconds: 30, file: $file, dryRun: true }) ${once}
      second: tokenImport(input: { format: CSV, model: PROTECTIMUS_TWO, periodSeconds: 30, file: $file }) ${once} }`;
    const operations = { query, variables: { file: null } };
    const sent = await send(admin, query, {}, `T1,${HEX}\n`, { operations, map: { 0: ["variables.file"] } });
    expect(sent).toMatchObject({
      errors: [],
      data: { first: { created: 0 }, second: { code: "VALIDATION_FAILED", path: ["input", "file"] } },
    });
  });

  it("is refused without the header that no other site's page can send", async () => {
    const { admin } = await world().seed();
    const without = await send(admin, IMPORT, CSV, `T1,${HEX}`, { headers: { "graphql-preflight": "" } });
    expect([without.status, without.errors[0]?.extensions?.["code"]]).toEqual([403, "FORBIDDEN"]);
    const apollo = { "graphql-preflight": "", "apollo-require-preflight": "true" };
    expect(await send(admin, IMPORT, CSV, `T1,${HEX}`, { headers: apollo })).toMatchObject({
      status: 200,
      errors: [],
    });
  });

  it("is refused in words when the request is not as the specification says", async () => {
    const { admin } = await world().seed();
    const variables = { input: { ...CSV, file: null } };
    const wrong = [
      { map: [] },
      { map: {} },
      { map: { 0: "variables.input.file" } },
      { map: { 0: ["variables.input.other"] } },
      { map: { 0: ["variables.input.format"] } },
      { map: { 0: ["query"] } },
      { map: { 0: ["variables.__proto__.file"] } },
      { map: { 0: ["variables.input.file", "variables.input.content"] } },
      { map: { 0: ["variables.input.file"], 1: ["variables.input.content"] } },
      { operations: [{ query: IMPORT, variables }] },
      { operations: "text" },
    ];
    for (const sending of wrong) {
      const { status, errors } = await send(admin, IMPORT, CSV, `T1,${HEX}`, sending);
      expect([status, errors[0]?.extensions?.["code"]], JSON.stringify(sending)).toEqual([
        400,
        "BAD_REQUEST",
      ]);
    }
    expect(await send(admin, IMPORT, CSV, `T1,${HEX}`)).toMatchObject({ status: 200, errors: [] });
  });

  it("is a value of no other kind: a text in its place is refused without being repeated", async () => {
    const { admin } = await world().seed();
    const { errors } = await admin.send(IMPORT, { input: { ...CSV, file: "marked-secret-4Kd" } });
    expect(errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
    expect(JSON.stringify(errors)).not.toContain("marked-secret");
  });

  it("is taken from those alone who may import", async () => {
    for (const caller of Object.keys(CALLERS) as Caller[]) {
      const { client } = await enter(world(), caller);
      const { status } = await send(client, IMPORT, CSV, `T1,${HEX}`);
      expect([caller, status]).toEqual([caller, may(caller, "tokenImport") ? 200 : 403]);
    }
  });

  it("of more than 32 MB is refused: as it is announced, without being read, or as it comes", async () => {
    const { admin } = await world().seed();
    const { hostname, port } = new URL(world().url);
    const head = (length: string) =>
      [
        "POST /graphql HTTP/1.1",
        `Host: ${hostname}`,
        `Authorization: Bearer ${admin.key}`,
        "GraphQL-Preflight: 1",
        "Content-Type: multipart/form-data; boundary=x",
        length,
        "",
        "",
      ].join("\r\n");
    const announced = net.connect(Number(port), hostname);
    announced.write(head("Content-Length: 1000000000"));
    let answer = "";
    for await (const chunk of announced.setEncoding("utf8")) answer += String(chunk);
    expect(answer).toContain("HTTP/1.1 413 ");
    expect(answer.toLowerCase()).toContain("connection: close");
    expect(answer).toContain("REQUEST_ENTITY_TOO_LARGE");

    const started = new TextEncoder().encode(
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.file"]}\r\n--x\r\nContent-Disposition: form-data; name="0"; filename="f"\r\n\r\n`,
    );
    const megabyte = new Uint8Array(1_000_000).fill(65);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(sent === 0 ? started : megabyte);
        sent += 1;
        if (sent > 1_000) controller.close();
      },
    });
    const streamed = fetch(`${admin.url}/graphql`, {
      method: "POST",
      headers: {
        accept: "application/json",
        authorization: `Bearer ${admin.key}`,
        "graphql-preflight": "1",
        "content-type": "multipart/form-data; boundary=x",
      },
      body,
      duplex: "half",
    } as RequestInit);
    // The server closes the connection: some clients then see the answer, others that it is closed.
    const status = await streamed.then((response) => response.status).catch(() => 413);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(100);
    expect(await admin.query("{ importJobs { totalCount } }")).toEqual({ importJobs: { totalCount: 0 } });
  });
});
