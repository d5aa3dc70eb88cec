import http from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, openPage } from "../support/chromium.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const chromium = findChromium();
if (chromium === undefined)
  console.warn("SKIPPED: no Chromium could be found or installed; pages are not tried.");

describe.skipIf(chromium === undefined)("GraphiQL's page", () => {
  let browser: Browser;
  let world: World;

  beforeAll(async () => {
    world = await openWorld(storeHere());
    browser = await launchChromium(chromium);
  });

  afterAll(async () => {
    await browser.close();
    await world.end();
  });

  it("asks the server, under a policy that it does not violate and that stops what is injected", async () => {
    const page = await openPage(browser);
    const reported: string[] = [];
    page.on("console", (message) => reported.push(message.text()));
    page.on("pageerror", (error) => reported.push(String(error)));
    const query = "query Who { viewer { name } }";
    await page.goto(`${world.url}/graphql?query=${encodeURIComponent(query)}`);
    // Its example header holds no key, which the page says without asking the server.
    const answered = () =>
      page.waitForFunction(() =>
        globalThis.document
          .querySelector(".result-window")
          ?.textContent?.replaceAll(/\s+/g, " ")
          .includes("Put your API key into Headers"),
      );
    await answered();
    await page.click(".graphiql-execute-button");
    await answered();
    // One for each language that its editors speak.
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
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
    expect(injected).toEqual([undefined, "stopped"]);
    await expect
      .poll(() => reported.filter((text) => /Content Security Policy/i.test(text)).length)
      .toBeGreaterThan(1);
  });
});

describe.skipIf(chromium === undefined)("GraphiQL's key", () => {
  let browser: Browser;
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
    browser = await launchChromium(chromium);
  });
  afterAll(async () => {
    await browser.close();
    await world.end();
  });

  it("is asked for without an answer of 401, works, and is kept nowhere", { tags: "deep" }, async () => {
    const seed = await world.seed();
    const page = await openPage(browser);
    const statuses: number[] = [];
    page.on("response", (response) => {
      if (response.request().method() === "POST") statuses.push(response.status());
    });
    await page.goto(`${world.url}/graphql`);
    await page.waitForSelector(".graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines");
    await page.waitForFunction(() => globalThis.document.body.textContent?.includes("PASTE_YOUR_API_KEY"));
    expect(statuses).toEqual([]);
    await page.click(".graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines");
    await page.keyboard.down("Control");
    await page.keyboard.press("KeyA");
    await page.keyboard.up("Control");
    await page.keyboard.insertText(JSON.stringify({ Authorization: `Bearer ${seed.admin.key}` }));
    await page.waitForFunction(
      (key) => globalThis.document.body.textContent?.includes(key),
      seed.admin.key.slice(-6),
    );
    // What is kept is written a moment later.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const kept = () =>
      page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(await kept()).not.toContain(seed.admin.key.slice(3, 20));
    await page.reload();
    await page.waitForFunction(() => globalThis.document.body.textContent?.includes("PASTE_YOUR_API_KEY"));
    expect(await page.content()).not.toContain(seed.admin.key);
    expect(statuses).not.toContain(401);
  });

  it("cannot be asked for in a frame of a foreign page", async () => {
    const foreign = http.createServer((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<iframe src="${world.url}/graphql"></iframe>`);
    });
    await new Promise<void>((resolve) => {
      foreign.listen(0, "127.0.0.1", resolve);
    });
    const address = foreign.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const page = await openPage(browser);
    const reported: string[] = [];
    page.on("console", (message) => reported.push(message.text()));
    await page.goto(`http://127.0.0.1:${port}/`);
    await expect.poll(() => reported.join("\n")).toMatch(/frame-ancestors/);
    expect(page.frames().map((frame) => frame.url())).not.toContain(`${world.url}/graphql`);
    foreign.close();
  });
});

describe("every answer", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
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
      expect(headers.get("cross-origin-resource-policy"), of).toBe("same-origin");
    }
    const [page] = answers;
    const policy = page?.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src( 'sha256-[^']+')+;/);
    expect(policy).not.toContain("unsafe-eval");
  });
});
