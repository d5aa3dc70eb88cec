import { randomInt } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { Browser } from "../support/browser.js";
import { get } from "../support/get.js";
import { onOneStore, openWorld, storeHere } from "../support/world.js";

/** The files that a page loads. */
const EVERY_FILE = /(?:src|href)="(\/assets\/[^"]+)"/g;

const PAGE = { accept: "text/html,application/xhtml+xml" };

onOneStore("the console's pages", (world) => {
  const host = () => ({ host: new URL(world().services.console.url).host });

  it("are one page for every path, under a policy that lets nothing in from elsewhere", async () => {
    for (const path of ["/", "/tokens", "/tokens/abc?x=1", "/sign-in", "/invitation", "/alarm"]) {
      const page = await get(`${world().url}${path}`, { ...PAGE, ...host() });
      expect(page.status, path).toBe(200);
      expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(page.headers["cache-control"]).toBe("no-cache");
      expect(page.headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
      const policy = String(page.headers["content-security-policy"]);
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "trusted-types 'none'",
      ]) {
        expect(policy).toContain(rule);
      }
      expect(policy).not.toContain("unsafe");
      expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/);
    }
  });

  it("have files that browsers keep for ever, compressed, and asked for again by nobody", async () => {
    const page = await get(`${world().url}/`, { ...PAGE, ...host() });
    const files = [...page.text.matchAll(EVERY_FILE)].map(([, file = ""]) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      for (const encoding of ["br", "gzip"]) {
        const sent = await get(`${world().url}${file}`, { "accept-encoding": encoding, ...host() });
        expect(sent.status, file).toBe(200);
        expect(sent.headers["content-encoding"], file).toBe(encoding);
        expect(sent.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
        const again = await get(`${world().url}${file}`, {
          "if-none-match": String(sent.headers["etag"]),
          ...host(),
        });
        expect([again.status, again.text]).toEqual([304, ""]);
      }
    }
    expect((await get(`${world().url}/assets/none.js`, host())).status).toBe(404);
    expect((await get(`${world().url}/assets/../../package.json`, host())).status).toBe(404);
    expect((await get(`${world().url}/assets/%2e%2e/%2e%2e/package.json`, host())).status).toBe(404);
  });

  it.each(["/s/vpn", "/s/vpn/device"])(
    "of a portal are small: people open them on a phone, once in a while (%s)",
    async (path) => {
      const page = await get(`${world().url}${path}`, { ...PAGE, ...host() });
      const bytes: Record<string, number> = { js: 0, css: 0 };
      for (const [, file = ""] of page.text.matchAll(EVERY_FILE)) {
        const sent = await get(`${world().url}${file}`, { "accept-encoding": "gzip", ...host() });
        const ending = file.split(".").at(-1) ?? "";
        bytes[ending] = (bytes[ending] ?? 0) + Number(sent.headers["content-length"]);
      }
      expect(bytes["js"]).toBeGreaterThan(50_000);
      expect(bytes["js"]).toBeLessThan(96_500);
      expect(bytes["css"]).toBeLessThan(43_000);
      // Besides, one language is loaded, which the scripts name.
      const scripts = await Promise.all(
        [...page.text.matchAll(EVERY_FILE)].map(([, file = ""]) => get(`${world().url}${file}`, host())),
      );
      const languages = new Set(
        scripts.flatMap(({ text }) => text.match(/assets\/(?:de|en|es|fr|pl|uk)-[\w-]+\.js/g) ?? []),
      );
      expect(languages.size).toBe(6);
      for (const file of languages) {
        const sent = await get(`${world().url}/${file}`, { "accept-encoding": "gzip", ...host() });
        expect(Number(sent.headers["content-length"]), file).toBeLessThan(11_000);
      }
    },
  );

  it("are at localhost, where browsers keep the cookie: the address leads there, and another host gets the advice to use HTTPS", async () => {
    const { port } = new URL(world().url);
    const led = await get(`${world().url}/tokens?status=LOCKED`, { ...PAGE, host: `127.0.0.1:${port}` });
    expect([led.status, led.headers["location"]]).toEqual([
      302,
      `http://localhost:${port}/tokens?status=LOCKED`,
    ]);
    const other = await get(`${world().url}/tokens`, { ...PAGE, host: "mfa.example.org" });
    expect(other.status).toBe(421);
    expect(other.text).toContain("set TOKENPLANE_PUBLIC_URL");
  });

  it.each([
    "/sign-in",
    "/invitation",
    "/enrolment",
    "/alarm",
    "/s/vpn",
    "/s/vpn/invitation",
    "/s/vpn/device",
  ])("are there for programs that check links, which accept any type or say none (%s)", async (path) => {
    for (const accept of [{}, { accept: "*/*" }, { accept: "image/*, */*;q=0.5" }]) {
      const page = await get(`${world().url}${path}`, { ...accept, ...host() });
      expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    }
  });

  it("take nothing from the API: programs get what they got before", async () => {
    for (const path of ["/none", "/tokens"]) {
      expect((await get(`${world().url}${path}`, { accept: "*/*", ...host() })).status, path).toBe(404);
    }
    const none = await get(`${world().url}/none`, { accept: "application/json" });
    expect([none.status, JSON.parse(none.text)]).toMatchObject([
      404,
      { errors: [{ extensions: { code: "NOT_FOUND" } }] },
    ]);
    expect((await get(`${world().url}/graphql`, PAGE)).text).toContain("GraphiQL");
  });
});

describe("GraphiQL", () => {
  it("is not offered where others reach the server, unless the settings say so", async () => {
    for (const [settings, isOffered] of [
      [{ HOST: "0.0.0.0" }, false],
      [{ HOST: "0.0.0.0", TOKENPLANE_GRAPHIQL: "yes" }, true],
      // Behind a proxy of the same machine.
      [{ TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" }, false],
      [{ TOKENPLANE_PUBLIC_URL: "https://mfa.example.org", TOKENPLANE_GRAPHIQL: "yes" }, true],
      [{ TOKENPLANE_GRAPHIQL: "no" }, false],
    ] as const) {
      const world = await openWorld(storeHere(), settings);
      try {
        const { text } = await get(world.url.replace("0.0.0.0", "127.0.0.1") + "/graphql", PAGE);
        expect(text.includes("GraphiQL"), JSON.stringify(settings)).toBe(isOffered);
      } finally {
        await world.end();
      }
    }
  });
});

describe("a console behind a proxy", () => {
  it("is served for whatever host, and takes the cookie from the public origin alone", async () => {
    const world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
    try {
      expect((await get(`${world.url}/tokens`, { ...PAGE, host: "upstream" })).status).toBe(200);
      expect(world.setupLink).toMatch(/^https:\/\/mfa\.example\.org\/invitation#/);
    } finally {
      await world.end();
    }
  });
});

/** An address of this machine that no other run has, if a server may listen there at the port of HTTP; else null. */
async function hostForPort80(): Promise<string | null> {
  const host = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const server = net.createServer().listen(80, host);
  const listens = await once(server, "listening").then(
    () => true,
    () => false,
  );
  if (listens) await promisify(server.close.bind(server))();
  return listens ? host : null;
}

it("a console at the port of HTTP has an address without a port, from which people sign in", async ({
  skip,
}) => {
  const host = await hostForPort80();
  if (host === null) return skip("Only root may listen at port 80 of this machine.");
  const world = await openWorld(storeHere(), { HOST: host, PORT: "80" });
  try {
    const [origin] = world.setupLink.split("/invitation");
    expect(origin).toBe("http://localhost");
    const browser = new Browser(world.url, "http://localhost", world.clock);
    await browser.accept(world.setupLink, { login: "ada" });
    expect((await browser.query("Viewer")).status).toBe(200);
  } finally {
    await world.end();
  }
});
