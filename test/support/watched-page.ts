import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Page } from "playwright-core";
import { vi } from "vitest";
import { EVENTUALLY } from "./eventually.js";
import { byTier } from "./tier.js";

/** axe-core as one text: it is run in the page by the browser, which no policy forbids. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2, levels A and AA. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The rules that axe-core checks: all with a tag, or single ones. */
interface Rules {
  readonly type: "tag" | "rule";
  readonly values: string[];
}

type Theme = readonly ["light" | "dark", Rules];

const LIGHT: Theme = ["light", { type: "tag", values: RULES }];
/** The other rules see no colours. */
const DARK: Theme = ["dark", { type: "rule", values: ["color-contrast"] }];

/** An answer of 4xx is no fault of a page that asked something it may not have. */
const REFUSED_REQUEST =
  /^Failed to load resource: the server responded with a status of (400|401|403|404|429)/;

/** Addresses that no server is asked for: pictures in a page, and links to an app. */
const NO_SERVER = new Set(["data:", "otpauth:", "pia:"]);

/** The faults of a page by itself, whatever a test is about. */
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
        console.error(
          "policy violated",
          Reflect.get(event, "violatedDirective"),
          Reflect.get(event, "blockedURI"),
        );
      });
    });
    page.on("pageerror", (error) => watch.#faults.push(`error: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error" || REFUSED_REQUEST.test(message.text())) return;
      // While a server is away, its page tries to reach it again.
      if (/ERR_CONNECTION|WebSocket connection/.test(message.text())) return;
      // A file that a test changed after it was chosen.
      if (message.text().includes("ERR_UPLOAD_FILE_CHANGED")) return;
      watch.#faults.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      const { protocol, origin: of } = new URL(request.url());
      if (!NO_SERVER.has(protocol) && of !== origin) watch.#faults.push(`foreign request: ${request.url()}`);
    });
    page.on("response", (response) => {
      const isAsset = ["script", "stylesheet", "image", "font"].includes(response.request().resourceType());
      if (isAsset && response.status() >= 400) watch.#faults.push(`missing: ${response.url()}`);
    });
    return watch;
  }

  /** The findings of axe-core in the page as it is now, by all rules of WCAG or by some. */
  async #findings(rules: Rules): Promise<string[]> {
    if (!(await this.page.evaluate(() => Reflect.has(globalThis, "axe"))))
      await this.page.evaluate(axeSource);
    return this.page.evaluate(async (runOnly) => {
      // An open menu may cover a part of what is behind it.
      const isMenuOpen = globalThis.document.querySelector("[role=menu]") !== null;
      const { violations } = await Reflect.get(globalThis, "axe").run({
        runOnly,
        rules: { "target-size": { enabled: !isMenuOpen } },
      });
      return violations.flatMap(
        (violation: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
          violation.nodes.map(({ html, failureSummary }) => `${violation.id}: ${html} ${failureSummary}`),
      );
    }, rules);
  }

  /** The elements that reach beyond the right edge of the page, or of a card, so that it must be scrolled sideways or is cut off. */
  #tooWide(): Promise<string[]> {
    return this.page.evaluate(() => {
      const { body, documentElement } = globalThis.document;
      const main = body.querySelector("main") ?? body;
      const found: string[] = [];
      for (const whole of [documentElement, main, ...body.querySelectorAll(".pf-v6-c-card")]) {
        if (whole.scrollWidth <= whole.clientWidth) continue;
        const edge = whole === main ? documentElement : whole;
        const right = edge.getBoundingClientRect().left + edge.clientWidth;
        const isBeyond = (element: Element | null) =>
          element !== null && element.getBoundingClientRect().right > right + 1;
        for (const element of whole.querySelectorAll("*")) {
          if (isBeyond(element) && !isBeyond(element.parentElement))
            found.push(element.outerHTML.slice(0, 200));
        }
      }
      return found;
    });
  }

  /** The places where a text is, as far as they are cut off at a side. Nothing is at no place: at least one is there. */
  #cutOff(text: string): Promise<string[]> {
    return this.page.evaluate((searched) => {
      const { document, getComputedStyle, innerWidth } = globalThis;
      const places = [...document.querySelectorAll("body *")].filter(
        (element) =>
          [...element.childNodes].some(
            (node) => node.nodeType === 3 && (node.textContent ?? "").includes(searched),
          ) && element.getClientRects().length > 0,
      );
      if (places.length === 0) return [`nothing says ${searched}`];
      return places
        .filter((place) => {
          const range = document.createRange();
          range.selectNodeContents(place);
          let [from, to] = [0, innerWidth];
          for (let above: Element | null = place; above !== null; above = above.parentElement) {
            if (getComputedStyle(above).overflowX === "visible") continue;
            const { left, right } = above.getBoundingClientRect();
            [from, to] = [Math.max(from, left), Math.min(to, right)];
          }
          return [...range.getClientRects()].some(({ left, right }) => left < from - 1 || right > to + 1);
        })
        .map((place) => `${place.outerHTML.slice(0, 120)} in ${place.parentElement?.className ?? ""}`);
    }, text);
  }

  /** Looks on a narrow screen whether a long text is shown whole, and makes nothing wider than the screen. */
  async expectWhole(name: string, text: string): Promise<void> {
    const { page } = this;
    const size = page.viewportSize() ?? { width: 1280, height: 720 };
    const edge = await this.#edge();
    await page.setViewportSize({ width: 320, height: size.height });
    await this.#expectNone(() => this.#cutOff(text), `${name}, cut off`);
    await this.#expectNone(() => this.#tooWide(), `${name} is too wide`);
    await page.setViewportSize(size);
    await this.#backAt(edge);
  }

  /** Waits until nothing is found: a page takes a moment to fit itself to another width. */
  async #expectNone(find: () => Promise<string[]>, what: string): Promise<void> {
    // A result in the first moment says nothing, whether or not something is found.
    await this.page.waitForTimeout(50);
    await vi.waitFor(async () => assert.deepEqual(await find(), [], what), EVENTUALLY);
  }

  /** The left edge of the part beside the menu. */
  #edge(): Promise<number> {
    return this.page.evaluate(
      () => globalThis.document.querySelector("main")?.getBoundingClientRect().left ?? 0,
    );
  }

  /** Waits until the menu is back: a click while it comes hits what was there before. @param edge as it was. */
  async #backAt(edge: number): Promise<void> {
    await this.page.waitForFunction((before) => {
      const main = globalThis.document.querySelector("main");
      return main === null || Math.abs(main.getBoundingClientRect().left - before) < 1;
    }, edge);
  }

  /** The buttons, links and fields that something else covers, so that a pointer cannot reach them. */
  #covered(): Promise<string[]> {
    return this.page.evaluate(() => {
      const { document, innerWidth, innerHeight, getComputedStyle } = globalThis;
      // The page behind an open dialog or menu is covered on purpose.
      if (document.querySelector("[role=menu], [role=listbox]") !== null) return [];
      // Of two, the later one is above the other.
      const dialog = [...document.querySelectorAll(".pf-v6-c-modal-box")].at(-1);
      const isShown = (element: Element, x: number, y: number): boolean => {
        for (let above = element.parentElement; above !== null; above = above.parentElement) {
          if (getComputedStyle(above).overflow === "visible") continue;
          const { left, right, top, bottom } = above.getBoundingClientRect();
          if (x < left || x > right || y < top || y > bottom) return false;
        }
        return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
      };
      const whatCovers = (element: Element): Element | null => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const hit = document.elementFromPoint(x + width / 2, y + height / 2);
        const isOwn =
          hit === null ||
          element.contains(hit) ||
          hit.contains(element) ||
          hit.closest("label")?.control === element;
        return isOwn ? null : hit;
      };
      return [...(dialog ?? document.body).querySelectorAll("button, a[href], input, select, textarea")]
        .filter((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          // An element that is drawn by its label is pointed at there.
          if (width < 4 || height < 4 || getComputedStyle(element).opacity === "0") return false;
          if (!isShown(element, x + width / 2, y + height / 2)) return false;
          const above = whatCovers(element);
          if (above?.closest(".pf-v6-c-alert-group.pf-m-toast") == null) return above !== null;
          // The page ends above its messages: what is under one can be scrolled above it.
          element.scrollIntoView({ block: "nearest" });
          return whatCovers(element) !== null;
        })
        .map((element) => element.outerHTML.slice(0, 200));
    });
  }

  /**
   * Looks at the page as it is now: for people who see less, and on narrow screens. The deep tier also looks at the dark theme,
   * and at screens between narrow and wide.
   * @param name of the pictures that are kept in the folder $ARTIFACTS, if there is one, for somebody who looks at them.
   * @param inDark whether the default tier looks at the dark theme, too.
   */
  async expectGood(name: string, inDark = false): Promise<void> {
    const { page } = this;
    const size = page.viewportSize() ?? { width: 1280, height: 720 };
    const folder = process.env["ARTIFACTS"];
    const themes = inDark || folder !== undefined ? [LIGHT, DARK] : byTier([LIGHT], [LIGHT, DARK]);
    const edge = await this.#edge();
    for (const [colorScheme, rules] of themes) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await this.#findings(rules), [], `${name}, ${colorScheme}`);
      if (folder === undefined) continue;
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: size.height });
        await page.waitForTimeout(300);
        await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}-${width}.png`) });
      }
      await page.setViewportSize(size);
    }
    await page.emulateMedia({ colorScheme: "light" });
    assert.deepEqual(await this.#covered(), [], `${name}, covered`);
    for (const width of byTier([320], [320, 640, 1_000])) {
      await page.setViewportSize({ width, height: size.height });
      await this.#expectNone(() => this.#tooWide(), `${name} on ${width} pixels`);
    }
    await page.setViewportSize(size);
    await this.#backAt(edge);
    this.expectNoFaults();
  }

  /** Fails for what was wrong since the last time. */
  expectNoFaults(): void {
    assert.deepEqual(this.#faults.splice(0), []);
  }
}
