// @module-tag deep
import { writeFileSync } from "node:fs";
import https from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isApiKey, newApiKey } from "../../server/access/api-key.js";
import { Api } from "../support/api.js";
import { Certificates, hasOpenssl, NO_OPENSSL, pem } from "../support/certificates.js";
import { botToNowhere, channelInput, DRIVERS } from "../support/channels.js";
import { newPlace, openHere, stopAll } from "../support/installation.js";
import { runCommand, Workshop, type Ended } from "../support/process.js";
import { someByTier } from "../support/tier.js";
import { type Mishap, UncertainWay } from "./uncertain-way.js";

const workshop = new Workshop();
const certificates = new Certificates();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
  certificates.clear();
});

const UNKNOWN_KEY = newApiKey();
const LIST = ["api-key", "list"];
const TAIL = ["events", "tail"];

describe("a command whose answer is lost", () => {
  let api: Api;
  let way: UncertainWay;
  let environment: { TOKENPLANE_ENDPOINT: string; TOKENPLANE_API_KEY: string };
  let user: string;

  beforeAll(async () => {
    const server = await openHere(await newPlace(() => workshop.dataFolder()));
    api = new Api(server.url, server.firstAdminKey ?? "");
    way = await UncertainWay.open(server.url);
    environment = { TOKENPLANE_ENDPOINT: way.url, TOKENPLANE_API_KEY: api.key };
    await api.do("channelCreate", channelInput(DRIVERS.smsHttp, { name: "Gateway" }), "__typename");
    await api.do("channelCreate", botToNowhere({ name: "Chat" }), "__typename");
    await api.do("apiKeyCreate", { name: "old", role: "AUDITOR" }, "__typename");
    const made = await api.do<{ user: { id: string } }>("userCreate", { login: "gone" }, "user { id }");
    user = made.user.id;
    await api.do("userDelete", { user: { id: user } }, "__typename");
  });
  afterAll(() => way.close());
  afterEach(() => {
    way.mishaps = [];
    way.ofQueries = undefined;
    way.keys.length = 0;
    way.queries = 0;
  });

  const run = (args: readonly string[], ...mishaps: readonly Mishap[]): Promise<Ended> => {
    way.mishaps = [...mishaps];
    return runCommand(args, environment);
  };
  const getEvents = async (type: string): Promise<number> => {
    const { events } = await api.query<{ events: { totalCount: number } }>(
      `{ events(filter: { types: [${type}] }) { totalCount } }`,
    );
    return events.totalCount;
  };

  const file = (name: string, text: string): string => {
    const place = path.join(path.dirname(workshop.dataFolder()), name);
    writeFileSync(place, text);
    return place;
  };

  type Lost = [
    what: string,
    args: () => readonly string[],
    mishaps: Mishap[],
    stdout: RegExp,
    event: string,
    count?: number,
  ];
  const LOST: readonly Lost[] = [
    [
      "api-key create",
      () => ["api-key", "create", "--name", "gate", "--role", "AUDITOR"],
      ["CUT", "RATE_LIMITED", "UNAVAILABLE"],
      /^tp_\w{36}\n$/,
      "API_KEY_CREATED",
    ],
    ["api-key revoke", () => ["api-key", "revoke", "old"], ["TIMED_OUT"], /^Revoked old /, "API_KEY_REVOKED"],
    [
      "channel delete",
      () => ["channel", "delete", "Gateway"],
      ["CUT_WITHIN"],
      /^Deleted Gateway\.\n$/,
      "CHANNEL_DELETED",
    ],
    [
      "users import",
      () => ["users", "import", file("users", "anna\nbert\n")],
      ["CUT"],
      /^2 users were imported\.\n$/,
      "USER_CREATED",
      2,
    ],
    [
      "events erase",
      () => ["events", "erase", user],
      ["UNAVAILABLE"],
      /^The personal data of that user was erased from \d+ events?\.\n$/,
      "USER_ERASED",
    ],
  ];
  it.each(someByTier(LOST))(
    "does it once, and gives its result: %s",
    async (_what, args, mishaps, stdout, event, count = 1) => {
      const before = await getEvents(event);
      const ended = await run(args(), ...mishaps);
      expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(stdout) });
      expect(ended.stderr).toMatch(/^[A-Z][^\n]*; sending the same request again …\n$/);
      expect(await getEvents(event)).toBe(before + count);
      const [key] = way.keys;
      expect(key).toMatch(/^[\da-f-]{36}$/);
      expect(way.keys).toEqual(Array.from({ length: mishaps.length + 1 }, () => key));
      // The secret is one that the server knows.
      const secret = ended.stdout.trim();
      if (isApiKey(secret))
        expect((await new Api(api.url, secret).send("{ viewer { role } }")).status).toBe(200);
    },
  );

  it("sends one message, and waits for what comes of it: channel test", async () => {
    const { code, stderr } = await run(["channel", "test", "Chat", "#ops"], "CUT");
    expect(code).toBe(1);
    expect(stderr).toMatch(/; sending the same request again …\nThe message was not sent \(REFUSED\): /);
    const { messages } = await api.query<{ messages: { nodes: object[] } }>(
      "{ messages(first: 10) { nodes { id } } }",
    );
    expect(messages.nodes).toHaveLength(1);
  });

  it("says that it is not known whether it was done, when the repeat is refused", async () => {
    const args = ["api-key", "create", "--name", "lost", "--role", "AUDITOR"];
    expect(await run(args, "CUT", "REVOKED")).toEqual({
      code: 3,
      signal: null,
      stdout: "",
      stderr: expect.stringMatching(
        /^The connection to http:\/\/127\.0\.0\.1:\d+ was lost before the answer came \([^)]+\); sending the same request again …\nThe API key was revoked\. It is not known whether the key was created\. If `tokenplane api-key list` shows it, [^\n]+\n$/,
      ),
    });
    expect(way.keys).toHaveLength(2);
  });

  it("says so, too, when no answer comes for a minute", { tags: "deep" }, async () => {
    const begun = performance.now();
    const always = Array.from({ length: 200 }, (): Mishap => "UNAVAILABLE");
    const { code, stdout, stderr } = await run(["channel", "resume", "Chat", "DE"], ...always);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(
      /; sending the same request again …\nThe server at \S+ cannot reach its database, or gets no answer in time\. It is not known whether the channel was resumed\. [^\n]+\n$/,
    );
    expect(performance.now() - begun).toBeGreaterThan(60_000);
    expect(new Set(way.keys).size).toBe(1);
  });

  it.each<[Mishap, RegExp]>(
    someByTier([
      [
        "CUT",
        /^The connection to \S+ was lost before the answer came \([^)]+\)\. Run the command again\.\n$/,
      ],
      ["TIMED_OUT", /^The server behind \S+ does not answer \(HTTP 504\)\. Start the server, [^\n]+\n$/],
      [
        "UNAVAILABLE",
        /^The server at \S+ cannot reach its database, [^\n]+\. Run the command again [^\n]+\n$/,
      ],
    ]),
  )("ends at once, when it changes nothing: %s", async (mishap, stderr) => {
    way.ofQueries = mishap;
    const ended = await run(LIST);
    expect(ended).toMatchObject({ code: 3, stdout: "", stderr: expect.stringMatching(stderr) });
    expect(way.queries).toBe(1);
  });
});

describe("a command with a wrong setting", () => {
  it.each([
    ["several lines", `The key:\n\n    ${UNKNOWN_KEY}\n`],
    ["a letter that no header has", `${UNKNOWN_KEY}\u2026`],
    ["another secret", "hunter2"],
  ])("says which one it is, and not what it has: %s", async (_what, text) => {
    const place = path.join(path.dirname(workshop.dataFolder()), "key");
    writeFileSync(place, text);
    for (const [command, environment, name] of [
      [TAIL, { TOKENPLANE_API_KEY_FILE: place }, `The content of TOKENPLANE_API_KEY_FILE (${place})`],
      [LIST, { TOKENPLANE_API_KEY: text }, "TOKENPLANE_API_KEY"],
    ] as const) {
      const { code, stdout, stderr } = await runCommand(command, environment);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toBe(
        `${name} must be one whole API key as it was printed, and nothing else: tp_ and 36 letters and digits. Copy the whole key again.\n`,
      );
    }
  });

  it("takes no address without http or https", async () => {
    for (const command of [LIST, TAIL]) {
      expect(
        await runCommand(command, { TOKENPLANE_ENDPOINT: "localhost:4000", TOKENPLANE_API_KEY: UNKNOWN_KEY }),
      ).toMatchObject({
        code: 2,
        stderr: "TOKENPLANE_ENDPOINT is not an address like http://127.0.0.1:4000.\n",
      });
    }
  });
});

describe("a command before a server with a certificate", () => {
  it("of an authority of one's own says how it is trusted", { tags: "deep" }, async ({ skip }) => {
    skip(!hasOpenssl(), NO_OPENSSL);
    const authority = certificates.make("authority");
    const { certFile, keyFile } = certificates.make("server", authority);
    const nothing = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    const server = https.createServer({ cert: pem(certFile), key: pem(keyFile) }, (request, response) => {
      request.resume();
      response.end(JSON.stringify({ data: { apiKeys: nothing } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const given = { TOKENPLANE_ENDPOINT: `https://127.0.0.1:${port}`, TOKENPLANE_API_KEY: UNKNOWN_KEY };
    const elsewhere = `https://localhost:${port}`;
    const trusting = { ...given, NODE_EXTRA_CA_CERTS: authority.certFile };
    for (const command of [LIST, TAIL, ["api-key", "create", "--name", "x", "--role", "AUDITOR"]]) {
      const untrusted = await runCommand(command, given);
      expect(untrusted).toMatchObject({ code: 3, stdout: "" });
      expect(untrusted.stderr).toMatch(
        /^The certificate of https:\/\/127\.0\.0\.1:\d+ was issued by an authority that is not trusted here \([^)]+\)\. Set NODE_EXTRA_CA_CERTS to a file with the certificate of that authority, in PEM\.\n$/,
      );
      const misnamed = await runCommand(command, { ...trusting, TOKENPLANE_ENDPOINT: elsewhere });
      expect(misnamed).toMatchObject({
        code: 3,
        stdout: "",
        stderr: `The certificate of ${elsewhere} is for another host name. Set TOKENPLANE_ENDPOINT to an address with a host name of the certificate.\n`,
      });
    }
    expect(await runCommand(LIST, trusting)).toMatchObject({ code: 0, stderr: "" });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
