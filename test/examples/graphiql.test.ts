import puppeteer, { type Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { openWorld, type World } from "../support/world.js";

const chromium = findChromium();
if (chromium === undefined)
  console.warn("SKIPPED: no Chromium could be found or installed; pages are not tried.");

describe.skipIf(chromium === undefined)("GraphiQL's page", () => {
  let browser: Browser;
  let world: World;

  beforeAll(async () => {
    world = await openWorld("PGlite");
    browser = await puppeteer.launch({
      executablePath: chromium ?? "",
      args: ["--no-sandbox", "--disable-gpu"],
    });
  });

  afterAll(async () => {
    await browser.close();
    await world.end();
  });

  it("asks the server, under a policy that it does not violate and that stops what is injected", async () => {
    const page = await browser.newPage();
    const reported: string[] = [];
    page.on("console", (message) => reported.push(message.text()));
    page.on("pageerror", (error) => reported.push(String(error)));
    const query = "query Who { viewer { name } }";
    await page.goto(`${world.url}/graphql?query=${encodeURIComponent(query)}`);
    // Its example header holds no key, which the server says.
    const answered = () =>
      page.waitForFunction(() =>
        globalThis.document.querySelector(".result-window")?.textContent?.includes("UNAUTHENTICATED"),
      );
    await answered();
    await page.click(".graphiql-execute-button");
    await answered();
    // One for each language that its editors speak.
    expect(page.workers().length).toBeGreaterThan(0);
    expect(reported.filter((text) => /polic|CSP|violat/i.test(text))).toEqual([]);

    const injected = await page.evaluate(async () => {
      const script = globalThis.document.createElement("script");
      script.textContent = "globalThis.injected = true";
      globalThis.document.body.append(script);
      const sent = await fetch("http://127.0.0.1:9/").then(
        () => "sent",
        () => "stopped",
      );
      return [Reflect.get(globalThis, "injected"), sent];
    });
    expect(injected).toEqual([null, "stopped"]);
    expect(reported.filter((text) => /Content Security Policy/i.test(text)).length).toBeGreaterThan(1);
  }, 90_000);
});

describe("every answer", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld("PGlite");
  });
  afterAll(() => world.end());

  it("says to browsers what it is, and that no page may show it in a frame", async () => {
    const { url } = world;
    const answers = await Promise.all([
      fetch(`${url}/graphql`, { headers: { accept: "text/html" } }),
      fetch(`${url}/graphql`),
      fetch(`${url}/graphql`, { headers: { accept: "text/event-stream" } }),
      fetch(`${url}/nowhere`),
      fetch(`${url}/`, { redirect: "manual" }),
      fetch(`${url}/health/live`),
    ]);
    for (const { url: of, headers } of answers) {
      expect(headers.get("content-security-policy"), of).toMatch(
        /^default-src 'none'; .*frame-ancestors 'none'$/,
      );
      expect(headers.get("x-content-type-options"), of).toBe("nosniff");
      expect(headers.get("referrer-policy"), of).toBe("no-referrer");
    }
    const [page] = answers;
    const policy = page?.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'sha256-[^']+';/);
    expect(policy).not.toContain("unsafe-eval");
  });
});
