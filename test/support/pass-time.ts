import type { Page } from "playwright-core";
import type { ConsoleWorld } from "./console.js";

/** Time passes for the server and for a page whose clock the test has. */
export async function passTime(here: ConsoleWorld, page: Page, seconds: number): Promise<void> {
  here.world.clock.pass(seconds);
  await page.clock.fastForward(seconds * 1_000);
}

/**
 * Gives answers to phones the time of the server of the test. By it, a page corrects its own clock, which runs by itself: without
 * it, the server does not know a phone any more that a slow test opened a minute ago.
 */
export async function showServerTime(here: ConsoleWorld, page: Page): Promise<void> {
  await page.context().route("**/push/**", async (route) => {
    const date = new Date(here.world.clock.now()).toUTCString();
    await route
      .fetch({ maxRetries: 2 })
      .then((response) => route.fulfill({ response, headers: { ...response.headers(), date } }))
      // Without this, the page would wait for an answer until its time limit. It may have been left meanwhile.
      .catch(() => route.abort().catch(() => {}));
  });
}
