import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** axe-core as one text: it is run in the page by the browser, which no policy forbids. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2, levels A and AA. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** An answer of 4xx is no fault of a page that asked something it may not have. */
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of (400|401|403|404|429)/;

/** What is wrong with a page by itself, whatever a test is about. */
export class Watch {
  readonly #faults: string[] = [];

  private constructor(readonly page: Page) {}

  /**
   * Watches a page from its first moment: violations of its policy, errors, and requests to other places.
   * @param origin the only one that it may ask.
   */
  static async on(page: Page, origin: string): Promise<Watch> {
    const watch = new Watch(page);
    await page.addInitScript(() => {
      globalThis.addEventListener("securitypolicyviolation", (event) => {
        console.error("policy violated", Reflect.get(event, "violatedDirective"), Reflect.get(event, "blockedURI"));
      });
    });
    page.on("pageerror", (error) => watch.#faults.push(`error: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error" || REFUSED_REQUEST.test(message.text())) return;
      // While a server is away, its page tries to reach it again.
      if (/ERR_CONNECTION|WebSocket connection/.test(message.text())) return;
      watch.#faults.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      const { protocol, origin: of } = new URL(request.url());
      if (protocol !== "data:" && of !== origin) watch.#faults.push(`foreign request: ${request.url()}`);
    });
    page.on("response", (response) => {
      const isAsset = ["script", "stylesheet", "image", "font"].includes(response.request().resourceType());
      if (isAsset && response.status() >= 400) watch.#faults.push(`missing: ${response.url()}`);
    });
    return watch;
  }

  /** What axe-core finds in the page as it is now, with the theme that it has. */
  async findings(): Promise<string[]> {
    await this.page.evaluate(axeSource);
    return this.page.evaluate(async (rules) => {
      const { violations } = await Reflect.get(globalThis, "axe").run({
        runOnly: { type: "tag", values: rules },
      });
      return violations.flatMap((violation: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        violation.nodes.map(({ html, failureSummary }) => `${violation.id}: ${html} ${failureSummary}`),
      );
    }, RULES);
  }

  /** Whether something stands beside the visible part, so that the page must be scrolled sideways. */
  isTooWide(): Promise<boolean> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = globalThis.document.documentElement;
      return scrollWidth > clientWidth;
    });
  }

  /** Looks at the page as it is now, in both themes and at 320 pixels too. */
  async expectGood(): Promise<void> {
    const size = this.page.viewportSize() ?? { width: 1280, height: 800 };
    for (const colorScheme of ["dark", "light"] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await this.findings(), colorScheme).toEqual([]);
    }
    await this.page.setViewportSize({ width: 320, height: size.height });
    expect(await this.isTooWide(), "is too wide for 320 pixels").toBe(false);
    await this.page.setViewportSize(size);
    this.expectNoFaults();
  }

  expectNoFaults(): void {
    expect(this.#faults).toEqual([]);
  }
}
