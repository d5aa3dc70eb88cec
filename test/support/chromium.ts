import { chromium, type Browser, type Page } from "playwright-core";
import { findBrowser, missingBrowser } from "./installed-browser.js";

const CHROMIUM = {
  title: "Chromium",
  variable: "CHROMIUM",
  // Chromium without what windows need computes a third less.
  names: [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
  ],
  applications: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  debian: ["chromium-headless-shell", "chromium"],
};

/** A Chromium for the tests of pages: an installed one, or the system's package if it may be installed. */
export function findChromium(): string | undefined {
  return findBrowser(CHROMIUM);
}

/** How long Chromium, and what a page is to show, is waited for, in milliseconds: a machine may have other work. */
const PATIENCE = 120_000;

/** So that it starts nothing that a test does not need, and sends no requests by itself. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a Chromium without a window. @param executablePath as `findChromium` gives it. */
export async function launchChromium(executablePath: string | undefined): Promise<Browser> {
  if (executablePath === undefined) throw missingBrowser(CHROMIUM);
  return chromium.launch({ executablePath, args: ARGUMENTS, timeout: PATIENCE });
}

/** Opens an empty page, which shares nothing with the others. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}
