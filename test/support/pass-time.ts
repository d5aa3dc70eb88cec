import type { Page } from "playwright-core";
import type { ConsoleWorld } from "./console.js";

/** Time passes for the server and for a page whose clock the test has. */
export async function passTime(here: ConsoleWorld, page: Page, seconds: number): Promise<void> {
  here.world.clock.pass(seconds);
  await page.clock.fastForward(seconds * 1_000);
}
