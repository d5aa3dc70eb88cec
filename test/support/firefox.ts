import path from "node:path";
import { firefox, type Browser } from "playwright-core";
import { findBrowser, missingBrowser } from "./installed-browser.js";

const FIREFOX = {
  title: "Firefox",
  variable: "FIREFOX",
  names: ["firefox-esr", "firefox"],
  applications: ["/Applications/Firefox.app/Contents/MacOS/firefox"],
  debian: ["firefox-esr"],
};

/** A Firefox for the tests of pages: an installed one, or the system's package if it may be installed. */
export function findFirefox(): string | undefined {
  return findBrowser(FIREFOX);
}

/** How long Firefox is waited for, in milliseconds: a machine may have other work. */
const PATIENCE = 120_000;

/** The program that Playwright takes for Firefox: it starts the real one. */
const RELAY = path.join(import.meta.dirname, "firefox-relay.mjs");

/**
 * Starts a Firefox without a window, as it is released: Playwright drives it by WebDriver BiDi. Its pages must be opened
 * with `colorScheme: null`; see firefox-relay.mjs.
 * @param executablePath as `findFirefox` gives it.
 */
export async function launchFirefox(executablePath: string | undefined): Promise<Browser> {
  if (executablePath === undefined) throw missingBrowser(FIREFOX);
  return firefox.launch({
    channel: "moz-firefox",
    executablePath: RELAY,
    env: { ...process.env, FIREFOX: executablePath },
    // Playwright cannot ask this Firefox for reduced motion.
    firefoxUserPrefs: { "ui.prefersReducedMotion": 1 },
    timeout: PATIENCE,
  });
}
