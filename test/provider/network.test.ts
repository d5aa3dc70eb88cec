// @module-tag deep
// How the provider reaches a server: real TLS, real proxies, all on this machine.
import { spawn } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { Client } from "../../provider/client/client.js";
import { USUAL_NETWORK } from "../../provider/client/network.js";
import { Viewer } from "../../provider/client/operations.js";
import { createLog } from "../../provider/plugin/log.js";
import { callsHere, isForUsers, KEY, getRefusal } from "../support/scene.js";
import { Certificates, hasOpenssl, NO_OPENSSL, pem, type Certificate } from "../support/certificates.js";
import { ConnectProxy } from "./connect-proxy.js";
import { FakeCore } from "../support/fake-core.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { freePort } from "../support/postgres.js";
import { StandIn, standIns, VIEWER } from "../support/stand-in.js";

const standIn = standIns();
/** How long a server is tried that cannot be reached, in milliseconds. */
const PATIENCE = 400;
/** So much that the number of tries ends them, on any machine. */
const LONG_PATIENCE = 100_000;

function configured(
  config: Fields,
  environment: NodeJS.ProcessEnv = {},
  patience = PATIENCE,
): Promise<unknown> {
  return FakeCore.start(callsHere(patience, true, environment), { api_key: KEY, ...config });
}

async function reported(config: Fields, environment: NodeJS.ProcessEnv = {}, patience = PATIENCE) {
  const refusal = await getRefusal(configured(config, environment, patience));
  isForUsers(refusal);
  return refusal;
}

async function proxyTo(port: number, status?: number): Promise<ConnectProxy> {
  const proxy = await ConnectProxy.open(port, status);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A server that tells by TLS which client certificates it does not take. @returns its address. */
async function strictGateway(server: Certificate, authority: Certificate): Promise<string> {
  const own = ["-cert", server.certFile, "-key", server.keyFile, "-CAfile", authority.certFile];
  const asks = ["-Verify", "1", "-verify_return_error"];
  const process = spawn("openssl", ["s_server", "-accept", "127.0.0.1:0", ...own, ...asks]);
  onTestFinished(() => void process.kill());
  const port = await new Promise<string>((resolve, reject) => {
    let said = "";
    process.stdout.on("data", (part: Buffer) => {
      said += part.toString("utf8");
      const [, found] = /^ACCEPT .*:(\d+)$/m.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    process.on("error", reject);
    process.on("exit", () => reject(new Error(`openssl s_server ended: ${said}`)));
  });
  return `https://127.0.0.1:${port}`;
}

describe("TLS", () => {
  const skipped = !hasOpenssl();
  const files = new Certificates();
  let authority: Certificate;
  let stranger: Certificate;
  let server: Certificate;
  let client: Certificate;
  beforeEach(({ skip }) => skip(skipped, NO_OPENSSL));
  beforeAll(() => {
    if (skipped) return;
    authority = files.make("authority");
    stranger = files.make("stranger");
    server = files.make("server", authority);
    client = files.make("client", authority);
  });
  afterAll(() => files.clear());

  /** @param asks whether it asks for a client certificate. */
  function secured(asks = false) {
    return standIn(() => VIEWER, {
      cert: pem(server.certFile),
      key: pem(server.keyFile),
      ...(asks ? { requestCert: true, rejectUnauthorized: true, ca: pem(authority.certFile) } : {}),
    });
  }

  it("trusts the authority of ca_cert_file, also by the environment, and that one alone", async () => {
    const { url: endpoint } = await secured();
    await configured({ endpoint, ca_cert_file: authority.certFile });
    await configured({ endpoint }, { TOKENPLANE_CA_CERT_FILE: authority.certFile });
    for (const config of [{ endpoint }, { endpoint, ca_cert_file: stranger.certFile }]) {
      expect(await reported(config)).toMatchObject({
        path: "endpoint",
        summary: "The server's certificate is not trusted",
        detail: expect.stringContaining(
          "set ca_cert_file to the certificate of the authority that issued it.",
        ),
      });
    }
  });

  it("shows a client certificate to a server that asks for one, and says when there is none or another", async () => {
    const { url: endpoint } = await secured(true);
    const ca_cert_file = authority.certFile;
    const own = { client_cert_file: client.certFile, client_key_file: client.keyFile };
    await configured({ endpoint, ca_cert_file, ...own });
    await configured(
      { endpoint, ca_cert_file },
      { TOKENPLANE_CLIENT_CERT_FILE: client.certFile, TOKENPLANE_CLIENT_KEY_FILE: client.keyFile },
    );
    // One that says by TLS why it ends a connection, and one that says it in a page.
    const strict = await strictGateway(server, authority);
    const page = "<html><h1>400 Bad Request</h1><p>No required SSL certificate was sent</p></html>";
    const polite = await standIn(() => ({ status: 400, body: page }));
    const other = { client_cert_file: stranger.certFile, client_key_file: stranger.keyFile };
    expect(await reported({ endpoint: polite.url })).toMatchObject({
      path: "client_cert_file",
      detail: expect.stringContaining("Set client_cert_file and client_key_file"),
    });
    for (const getEndpoint of [strict, endpoint]) {
      for (const more of [{}, other]) {
        // Whether the alert or the end of the connection is seen first is chance.
        const { detail } = await reported({ endpoint: getEndpoint, ca_cert_file, ...more });
        expect(detail).toContain("client_cert_file");
      }
    }
  });

  it("goes through a proxy, with the certificates of the server and not of the proxy", async () => {
    const { port } = await secured(true);
    const proxy = await proxyTo(port);
    const endpoint = "https://mfa.example.test";
    const own = {
      ca_cert_file: authority.certFile,
      client_cert_file: client.certFile,
      client_key_file: client.keyFile,
    };
    await configured({ endpoint, ...own, http_proxy: `http://terraform:s3cret@${proxy.address}` });
    const credentials = `Basic ${Buffer.from("terraform:s3cret").toString("base64")}`;
    expect(proxy.asked).toEqual([{ target: "mfa.example.test:443", credentials }]);
    await configured({ endpoint, ...own }, { HTTPS_PROXY: `http://${proxy.address}` });
    expect(proxy.asked[1]).toEqual({ target: "mfa.example.test:443", credentials: undefined });
  });

  it("goes through a proxy by connections that are used again, also where operations have time limits of their own", async () => {
    const { port } = await secured();
    const proxy = await proxyTo(port);
    const shared = new Client({
      endpoint: "https://mfa.example.test",
      apiKey: KEY,
      version: "1.0.0",
      log: createLog(
        "test",
        undefined,
        () => {},
        () => new Date(),
      ),
      signal: new AbortController().signal,
      network: { ...USUAL_NETWORK, ca: pem(authority.certFile), proxy: `http://${proxy.address}` },
    });
    for (let patience = 1_000; patience <= 10_000; patience += 1_000) {
      await shared.patientFor(patience).ask(Viewer, {});
    }
    // A second one where a request comes before the first connection is free again.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
  });

  it("is refused with a file that is no certificate, no key, or the key of another one", async () => {
    const endpoint = "https://mfa.example.test";
    const text = files.write("text.pem", "hello\n");
    const [cert, key] = [client.certFile, client.keyFile];
    for (const [config, at, says] of [
      [{ ca_cert_file: files.file("none.pem") }, "ca_cert_file", "does not exist. Write the path"],
      [{ ca_cert_file: files.folder }, "ca_cert_file", "cannot be read. Write the path"],
      [{ ca_cert_file: text }, "ca_cert_file", "contains no certificate in PEM."],
      [
        { client_cert_file: text, client_key_file: key },
        "client_cert_file",
        "contains no certificate in PEM.",
      ],
      [{ client_cert_file: cert, client_key_file: text }, "client_key_file", "contains no private key"],
      [{ client_cert_file: cert }, "client_key_file", "write client_key_file beside client_cert_file."],
      [{ client_key_file: key }, "client_cert_file", "write client_cert_file beside client_key_file."],
      [
        { client_cert_file: cert, client_key_file: server.keyFile },
        "client_key_file",
        "belongs to another certificate.",
      ],
    ] as const) {
      const refusal = await reported({ endpoint, ...config });
      expect(refusal).toMatchObject({ path: at, detail: expect.stringContaining(says) });
    }
  });
});

describe("a proxy", () => {
  const endpoint = "http://mfa.example.test";

  it("of the environment is used but for servers on this machine and for those of NO_PROXY", async () => {
    const { port, url } = await standIn(() => VIEWER);
    const proxy = await proxyTo(port);
    const http_proxy = `http://${proxy.address}`;
    await configured({ endpoint }, { http_proxy });
    // A second one where a request comes before the first connection is free again.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    await configured({ endpoint: url }, { http_proxy, HTTPS_PROXY: http_proxy });
    // A second one where a request comes before the first connection is free again.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    for (const NO_PROXY of ["*", "mfa.example.test", ".example.test", "other.test, example.test:80"]) {
      const { detail } = await reported({ endpoint }, { http_proxy, NO_PROXY });
      expect(detail).toContain("mfa.example.test");
      // A second one where a request comes before the first connection is free again.
      expect(proxy.asked.length).toBeLessThanOrEqual(2);
    }
    for (const NO_PROXY of ["ample.test", "example.test:81", "mfa"]) {
      await configured({ endpoint }, { http_proxy, NO_PROXY });
    }
    expect(proxy.asked).toHaveLength(4);
    // What the configuration says goes before all of it.
    await configured({ endpoint: url, http_proxy }, { NO_PROXY: "*" });
    expect(proxy.asked).toHaveLength(5);
  });

  it.each([403, 407])("that answers %i is reported at once", async (status) => {
    const { port } = await standIn(() => VIEWER);
    const proxy = await proxyTo(port, status);
    const refusal = await reported({ endpoint, http_proxy: `http://terraform:s3cret@${proxy.address}` });
    expect(refusal).toMatchObject({
      path: "http_proxy",
      detail: expect.stringContaining(`the proxy answered HTTP ${status}. Check http_proxy,`),
    });
    expect(refusal.detail).not.toContain("s3cret");
    // A second one where a request comes before the first connection is free again.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
  });

  it("that cannot reach the server, or where nothing listens, is tried for a while", async () => {
    const { port } = await standIn(() => VIEWER);
    const proxy = await proxyTo(port, 502);
    const http_proxy = `http://${proxy.address}`;
    const twice = await reported({ endpoint, http_proxy, max_retries: 1 }, {}, LONG_PATIENCE);
    expect(twice.detail).toContain("answered HTTP 502");
    expect(proxy.asked).toHaveLength(2);
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    expect((await reported({ endpoint, http_proxy: nowhere })).detail).toContain(
      "nothing listens at the proxy's port (ECONNREFUSED)",
    );
  });

  it.each(["proxy", "socks5://terraform:s3cret@127.0.0.1:1"])("%s is none", async (http_proxy) => {
    const refusal = await reported({ endpoint, http_proxy });
    expect(refusal).toMatchObject({
      path: "http_proxy",
      detail: expect.stringContaining("http://proxy.example.com:3128"),
    });
    expect(refusal.detail).not.toContain("s3cret");
  });
});

describe("limits", () => {
  it("of retries are kept", async () => {
    let asked = 0;
    const { url: endpoint } = await standIn(() => {
      asked += 1;
      return { status: 503, body: "", headers: { "retry-after": "0" } };
    });
    const begun = performance.now();
    await reported({ endpoint, max_retries: 2 }, {}, LONG_PATIENCE);
    expect(asked).toBe(3);
    // Two pauses, of at least half of 250 and of 500 ms, whatever the server says.
    expect(performance.now() - begun).toBeGreaterThan(370);
    await reported({ endpoint }, { TOKENPLANE_MAX_RETRIES: "0" });
    expect(asked).toBe(4);
  });

  it("of the time for retries and for a request are kept", async () => {
    const { url: endpoint } = await standIn(() => ({ status: 503, body: "" }));
    const calls = callsHere();
    await getRefusal(FakeCore.start(calls, { endpoint, api_key: KEY, retry_timeout_seconds: 0 }));
    const silent = await StandIn.open(() => VIEWER);
    onTestFinished(() => silent.close());
    silent.holds = true;
    const { detail } = await reported({ endpoint: silent.url, request_timeout_seconds: 1, max_retries: 0 });
    expect(detail).toContain("no answer within 1 s.");
  });

  it.each([
    ["max_retries", -1, "The number of retries is a number from 0 to 1000."],
    ["retry_timeout_seconds", 3_601, "is a number from 0 to 3600."],
    ["request_timeout_seconds", 0, "is a number from 1 to 600."],
  ])("%s is not %i, nor in the environment", async (name, value, says) => {
    const endpoint = "https://mfa.example.test";
    expect(await reported({ endpoint, [name]: value })).toMatchObject({
      path: name,
      detail: expect.stringContaining(says),
    });
    const variable = `TOKENPLANE_${name.toUpperCase()}`;
    for (const text of [String(value), "many", "1.5"]) {
      expect(await reported({ endpoint }, { [variable]: text })).toMatchObject({
        path: name,
        detail: expect.stringMatching(new RegExp(`^${variable} is "${text}"\\. .*${says}$`)),
      });
    }
  });

  it(
    "say within seconds that nothing listens, where nothing has answered before",
    { tags: "deep" },
    async () => {
      const endpoint = `http://127.0.0.1:${await freePort()}`;
      const before = performance.now();
      // With the patience that users have, which is more than a minute.
      const { detail } = await getRefusal(FakeCore.start(callsHere(), { endpoint, api_key: KEY }));
      expect(detail).toContain("nothing listens at this port (ECONNREFUSED).");
      expect(performance.now() - before).toBeLessThan(60_000);
    },
  );
});
