import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Milliseconds without the page after which the keys are pressed again. */
const PAUSE = 5_000;

/**
 * Presses the keys that lead to a page, until it is there: on a machine that has other work, the second one may come too late
 * to count with the first. On that page, the keys lead to itself.
 */
export async function goByKeys(page: Page, keys: string, url: string): Promise<void> {
  await expect
    .poll(async () => {
      await page.keyboard.type(keys);
      await page.waitForURL(url, { timeout: PAUSE }).catch(() => {});
      return page.url();
    })
    .toBe(url);
}
