import http from "node:http";
import https from "node:https";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { Certificates, hasOpenssl, pem } from "../../test/support/certificates.js";
import { LOCAL, NEVER, PATIENT, PUBLIC } from "../../test/support/gateways/message.js";
import { type HttpRequest, MAX_ANSWER_BYTES, outgoingHttp } from "./outgoing-http.js";

const POST = {
  method: "POST",
  headers: { "content-type": "text/plain" },
  body: "739164 is your code",
} as const;

function post(url: string): HttpRequest {
  return { ...POST, url };
}

/** In milliseconds, for requests that are not answered. */
const LIMIT = 1000;

/** From now on the time of requests does not advance, except by `vi.advanceTimersByTime`. */
function holdTime(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** The requests that the servers of this file got: one entry for each request. */
const got: string[] = [];
const closers: (() => Promise<unknown>)[] = [];

async function listening(server: net.Server, scheme: string): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    if (server instanceof https.Server) server.closeAllConnections();
    else for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new TypeError("it does not listen");
  return `${scheme}://127.0.0.1:${address.port}`;
}

function answering(handle: http.RequestListener): Promise<string> {
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      got.push(`${request.method} ${request.url} ${body}`);
      handle(request, response);
    });
  });
  return listening(server, "http");
}

afterAll(async () => {
  for (const close of closers) await close();
});

describe("a request", () => {
  it("is sent with its body, and its answer is read", async () => {
    const url = await answering((request, response) => {
      response.writeHead(201, {
        "x-length": request.headers["content-length"] ?? "none",
        "x-host": request.headers.host ?? "none",
      });
      response.end("gut — 好");
    });
    const send = outgoingHttp(LOCAL);
    const outcome = await send(post(`${url}/send?a=1`), NEVER);
    expect(outcome).toMatchObject({
      state: "ANSWERED",
      status: 201,
      body: "gut — 好",
      headers: { "x-length": String(POST.body.length), "x-host": new URL(url).host },
    });
    expect(got).toContain(`POST /send?a=1 ${POST.body}`);
    const asked = await send({ url: `${url}/ask`, method: "GET", headers: {}, body: null }, NEVER);
    expect(asked).toMatchObject({ state: "ANSWERED", status: 201 });
    expect(got).toContain("GET /ask ");
  });

  it("names in each failure what was asked", async () => {
    const silent = await answering(() => {});
    const long = await answering((_request, response) => void response.end("x".repeat(MAX_ANSWER_BYTES + 1)));
    const cut = await answering((request) => request.socket.destroy());
    const asked = { ...POST, asked: "push service" } as const;
    const local = outgoingHttp(LOCAL, { limitMs: 300 });
    const open = outgoingHttp(PUBLIC);
    const outcomes = await Promise.all([
      ...["nothing", "ftp://127.0.0.1/", "https://a:b@127.0.0.1/", "https://127.0.0.1/"].map((url) =>
        open({ ...asked, url }, NEVER),
      ),
      ...[silent, long, cut, "http://127.0.0.1:1/"].map((url) => local({ ...asked, url }, NEVER)),
      local({ ...asked, url: silent }, AbortSignal.timeout(50)),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ failure: expect.stringContaining("push service") as string });
      expect(outcome).not.toMatchObject({ failure: expect.stringContaining("gateway") as string });
    }
  });

  it("follows no redirect", async () => {
    const inside = await answering((_request, response) => void response.end("inside"));
    const url = await answering((_request, response) => {
      response.writeHead(307, { location: `${inside}/inside` }).end();
    });
    expect(await outgoingHttp(LOCAL)(post(url), NEVER)).toMatchObject({ state: "ANSWERED", status: 307 });
    expect(got.filter((line) => line.includes("/inside"))).toEqual([]);
  });

  it("ends when the gateway is silent, and nobody knows then", async () => {
    holdTime();
    const url = await answering(() => void vi.advanceTimersByTime(LIMIT));
    expect(await outgoingHttp(LOCAL, { limitMs: LIMIT })(post(url), NEVER)).toMatchObject({
      state: "UNKNOWN",
      failure: expect.stringContaining("in time"),
    });
  });

  it("ends when the answer comes drop by drop", async () => {
    holdTime();
    let drops = 0;
    const url = await answering((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => {
        // The test is over, and the server has not heard of it yet.
        if (!vi.isFakeTimers()) {
          clearInterval(timer);
          return;
        }
        drops += 1;
        response.write(".");
        vi.advanceTimersByTime(LIMIT / 10);
      }, 20);
      response.on("close", () => clearInterval(timer));
    });
    expect(await outgoingHttp(LOCAL, { limitMs: LIMIT })(post(url), NEVER)).toMatchObject({
      state: "UNKNOWN",
      failure: expect.stringContaining("in time"),
    });
    expect(drops).toBe(10);
  });

  it("ends when the caller wants it", async () => {
    const stop = new AbortController();
    const url = await answering(() => stop.abort());
    expect(await outgoingHttp(LOCAL)(post(url), stop.signal)).toMatchObject({
      state: "UNKNOWN",
      failure: expect.stringContaining("was cancelled"),
    });
    expect(await outgoingHttp(LOCAL)(post(url), AbortSignal.abort())).toMatchObject({ state: "NOT_SENT" });
  });

  it("ends when the answer is longer than 64 kB, of 1 GB too", async () => {
    let written = 0;
    const flood = await answering((_request, response) => {
      response.writeHead(200, { "content-length": 1024 ** 3 });
      const chunk = Buffer.alloc(64 * 1024, "x");
      const more = () => {
        while (!response.destroyed && written < 1024 ** 3) {
          written += chunk.length;
          if (!response.write(chunk)) {
            response.once("drain", more);
            return;
          }
        }
      };
      more();
    });
    expect(await outgoingHttp(LOCAL)(post(flood), NEVER)).toMatchObject({
      state: "UNKNOWN",
      failure: expect.stringContaining("64 kB"),
    });
    expect(written).toBeLessThan(64 * 1024 ** 2);
    const exact = await answering((_request, response) => void response.end("x".repeat(MAX_ANSWER_BYTES)));
    expect(await outgoingHttp(LOCAL)(post(exact), NEVER)).toMatchObject({ state: "ANSWERED", status: 200 });
    const longer = await answering(
      (_request, response) => void response.end("x".repeat(MAX_ANSWER_BYTES + 1)),
    );
    expect(await outgoingHttp(LOCAL)(post(longer), NEVER)).toMatchObject({ state: "UNKNOWN" });
  });

  it("whose answer is cut or no HTTP is not known", async () => {
    const cut = await answering((request) => void request.socket.destroy());
    const half = await answering((_request, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => response.destroy());
    });
    const noHttp = await listening(
      net.createServer((socket) => void socket.once("data", () => socket.end("220 mail.example ESMTP\r\n"))),
      "http",
    );
    const upgrade = await listening(
      net.createServer((socket) => {
        socket.once("data", () => {
          socket.write("HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
        });
      }),
      "http",
    );
    const headers = await answering((_request, response) => {
      response.writeHead(200, { "x-long": "x".repeat(100_000) }).end();
    });
    for (const url of [cut, half, noHttp, upgrade, headers]) {
      expect(await outgoingHttp(LOCAL)(post(url), NEVER)).toMatchObject({
        state: "UNKNOWN",
        failure: expect.stringContaining("lost"),
      });
    }
  });
});

describe("a request was surely not sent", () => {
  const send = outgoingHttp(LOCAL, PATIENT);

  it("when nobody listens", async () => {
    const server = net.createServer();
    const url = await listening(server, "http");
    await closers.pop()?.();
    expect(await send(post(url), NEVER)).toMatchObject({
      state: "NOT_SENT",
      failure: expect.stringContaining("refused"),
    });
  });

  it("when the name is not found, or not in time", async () => {
    const missing = outgoingHttp(LOCAL, {
      lookup: async () => {
        throw Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
      },
    });
    expect(await missing(post("https://nowhere.example/"), NEVER)).toMatchObject({
      state: "NOT_SENT",
      failure: expect.stringContaining("name"),
    });
    const slow = outgoingHttp(LOCAL, { limitMs: 100, lookup: () => new Promise(() => {}) });
    expect(await slow(post("https://slow.example/"), NEVER)).toMatchObject({ state: "NOT_SENT" });
  });

  it("when TLS does not come about, or not in time", async () => {
    const plain = await answering((_request, response) => void response.end());
    const seen = got.length;
    expect(await send(post(plain.replace("http:", "https:")), NEVER)).toMatchObject({ state: "NOT_SENT" });
    const silent = await listening(net.createServer(), "https");
    expect(await outgoingHttp(LOCAL, { limitMs: 500 })(post(silent), NEVER)).toMatchObject({
      state: "NOT_SENT",
      failure: expect.stringContaining("in time"),
    });
    expect(got.length).toBe(seen);
  });
});

describe.skipIf(!hasOpenssl())("TLS", () => {
  let certificates: Certificates;
  let url: string;
  let authority: string;

  beforeAll(async () => {
    certificates = new Certificates();
    const by = certificates.make("authority");
    const { certFile, keyFile } = certificates.make("gateway", by);
    authority = pem(by.certFile);
    const server = https.createServer({ cert: pem(certFile), key: pem(keyFile) }, (request, response) => {
      got.push(`TLS ${request.url}`);
      response.end("encrypted");
    });
    url = await listening(server, "https");
  });
  afterAll(() => certificates.clear());

  it("is made with a certificate that is trusted, for the name that is asked for", async () => {
    const send = outgoingHttp(LOCAL, { certificateAuthority: authority, lookup: async () => ["127.0.0.1"] });
    expect(await send(post(url), NEVER)).toMatchObject({ state: "ANSWERED", body: "encrypted" });
    const named = url.replace("127.0.0.1", "mfa.example.test");
    expect(await send(post(named), NEVER)).toMatchObject({ state: "ANSWERED", body: "encrypted" });
    const other = url.replace("127.0.0.1", "other.example.test");
    expect(await send(post(other), NEVER)).toMatchObject({
      state: "NOT_SENT",
      failure: expect.stringContaining("certificate"),
    });
  });

  it("is refused with any other certificate, before anything is sent", async () => {
    const seen = got.length;
    expect(await outgoingHttp(LOCAL)(post(url), NEVER)).toMatchObject({
      state: "NOT_SENT",
      failure: expect.stringContaining("certificate"),
    });
    expect(got.length).toBe(seen);
  });
});

describe("a request does not go", () => {
  /** Forms of addresses that are not public. The port is that of a server which would notice. */
  const FORMS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "0x0",
    "localhost",
    "LOCALHOST",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "１２７.０.０.１",
    "127。0。0。1",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::127.0.0.1]",
    "[2002:7f00:1::]",
    "[2001::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
  ];
  let port: string;

  beforeAll(async () => {
    port = new URL(await answering((_request, response) => void response.end("inside"))).port;
  });

  it.each(FORMS)("to %s, however it is written", async (host) => {
    const seen = got.length;
    for (const scheme of ["http", "https"]) {
      expect(await outgoingHttp(PUBLIC)(post(`${scheme}://${host}:${port}/`), NEVER)).toMatchObject({
        state: "FORBIDDEN",
      });
    }
    expect(got.length).toBe(seen);
  });

  it("to what another family's block allows", async () => {
    for (const host of ["[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "0.0.0.0", "[::]"]) {
      expect(await outgoingHttp(LOCAL)(post(`http://${host}:${port}/`), NEVER)).toMatchObject({
        state: "FORBIDDEN",
      });
    }
  });

  it("to a name that resolves to a private address, alone or among public ones", async () => {
    for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"], ["10.0.0.1", "2a00::1"]]) {
      const send = outgoingHttp(PUBLIC, { lookup: async () => addresses });
      expect(await send(post(`https://public.example:${port}/`), NEVER)).toMatchObject({
        state: "FORBIDDEN",
      });
    }
  });

  it("elsewhere when the name resolves to another address later: it is asked once", async () => {
    const asked: string[] = [];
    const send = outgoingHttp(LOCAL, {
      lookup: async (host) => {
        asked.push(host);
        return asked.length === 1 ? ["127.0.0.1"] : ["10.0.0.1"];
      },
    });
    expect(await send(post(`http://rebinding.example:${port}/once`), NEVER)).toMatchObject({
      state: "ANSWERED",
    });
    expect(asked).toEqual(["rebinding.example"]);
    expect(await send(post(`http://rebinding.example:${port}/twice`), NEVER)).toMatchObject({
      state: "FORBIDDEN",
    });
    expect(got.filter((line) => line.includes("/twice"))).toEqual([]);
  });

  it("without TLS, where the operator does not allow it", async () => {
    const send = outgoingHttp(PUBLIC, { lookup: async () => ["8.8.8.8"] });
    expect(await send(post("http://public.example/"), NEVER)).toMatchObject({
      state: "FORBIDDEN",
      failure: expect.stringContaining("without TLS"),
    });
  });

  it("by other schemes, with a password in the URL, or with what HTTP does not allow", async () => {
    const base = `127.0.0.1:${port}`;
    for (const url of ["", "nonsense", `ftp://${base}/`, "file:///etc/passwd", `http://me:hush@${base}/`]) {
      const outcome = await outgoingHttp(LOCAL)(post(url), NEVER);
      expect(outcome).toMatchObject({ state: "FORBIDDEN" });
      expect(outcome.state === "ANSWERED" || outcome.failure).not.toContain("hush");
    }
    const split = { ...post(`http://${base}/`), headers: { "x-name": "a\r\nx-other: b" } };
    expect(await outgoingHttp(LOCAL)(split, NEVER)).toMatchObject({ state: "FORBIDDEN" });
  });
});
