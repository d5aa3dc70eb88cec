import type { Page, Route } from "playwright-core";
import { newLatch } from "./latch.js";

/** Requests of a page that a slow network holds back: they left with the cookie that the browser had then. */
export class HeldRequests {
  #latch = newLatch();
  #isHolding = false;
  readonly #going: Promise<void>[] = [];
  /** The statuses of the answers that came. */
  readonly statuses: number[] = [];
  /** How many were held back. */
  count = 0;

  private constructor() {}

  /**
   * @param path of the requests. @param holds what is held back: requests on their way to the server, or its answers.
   */
  static async of(page: Page, path: string, holds: "REQUESTS" | "ANSWERS"): Promise<HeldRequests> {
    const held = new HeldRequests();
    await page.route(`**${path}`, async (route) => {
      if (!held.#isHolding) return route.continue();
      const going = held.#pass(route, holds);
      held.#going.push(going);
      return going;
    });
    return held;
  }

  /** Holds back what is sent from now on. */
  hold(): void {
    this.#isHolding = true;
  }

  /** Holds back nothing more; the held requests continue. @returns when it has its answers. */
  async release(): Promise<void> {
    this.#isHolding = false;
    this.#latch.open();
    await Promise.all(this.#going);
  }

  async #pass(route: Route, holds: "REQUESTS" | "ANSWERS"): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    const cookies = await request.frame().page().context().cookies();
    const headers = {
      ...request.headers(),
      origin: url.origin,
      "sec-fetch-site": "same-origin",
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
    };
    this.count += 1;
    if (holds === "REQUESTS") await this.#latch.opened;
    // The browser would send the cookie that it has by now.
    const answer = await fetch(url, { method: request.method(), headers, body: request.postData() });
    const body = await answer.text();
    this.statuses.push(answer.status);
    if (holds === "ANSWERS") await this.#latch.opened;
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  }
}
