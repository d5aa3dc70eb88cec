import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const APPLICATIONS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function installed(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [process.env["CHROMIUM"] ?? "", ...onPath, ...APPLICATIONS].find(
    (file) => file !== "" && existsSync(file),
  );
}

/** A Chromium for the tests of pages: an installed one, or the system's package if it may be installed. */
export function findChromium(): string | undefined {
  const found = installed();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("Chromium is not installed; taking it from the system's packages …");
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  const install = () =>
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options).status;
  if (install() !== 0) {
    spawnSync("apt-get", ["update"], options);
    install();
  }
  return installed();
}

/** How long Chromium, and what a page is to show, is waited for, in milliseconds: a machine may have other work. */
const PATIENCE = 120_000;

/** So that it starts nothing that a test does not need, and asks nobody for anything. */
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
  if (executablePath === undefined)
    throw new Error(
      "There is no Chromium for the tests of pages. Install it, or set CHROMIUM to where it is.",
    );
  return chromium.launch({ executablePath, args: ARGUMENTS, timeout: PATIENCE });
}

/** Opens an empty page, which shares nothing with the others. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}
