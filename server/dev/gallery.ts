// `npm run gallery`: shows every component that pages share, in each of its states.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { readArguments, wrongArguments } from "../../provider/arguments.js";
import { findChromium, launchChromium } from "../../test/support/chromium.js";
import { untilStopped } from "../commands/signals.js";
import { serveGallery } from "./pages.js";

const USAGE = `Usage: npm run gallery -- [--port 4100] [--out FOLDER]

  --port   where it is shown until Ctrl+C
  --out    writes pictures of it into this folder, in both themes, wide and narrow, and ends`;

const { values } = readArguments(USAGE, {
  options: { port: { type: "string", default: "4100" }, out: { type: "string" } },
});
if (!/^\d{4,5}$/.test(values.port)) wrongArguments("--port must be a number from 1024 to 65535.");

/** Writes a picture of the whole page for each theme and width. */
async function photograph(address: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium(findChromium());
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 320]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      await page.goto(address);
      await page.locator("main").waitFor();
      for (const frame of await page.locator("iframe").all()) {
        await frame.scrollIntoViewIfNeeded();
        await frame.contentFrame().locator("[role=dialog], main, .pf-v6-c-alert").first().waitFor();
      }
      const file = path.join(folder, `gallery-${colorScheme}-${width}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
      await page.close();
    }
  }
  await browser.close();
}

async function run(): Promise<void> {
  const stopped = untilStopped();
  const pages = await serveGallery(Number(values.port));
  const address = `http://localhost:${values.port}/gallery/`;
  if (values.out !== undefined) await photograph(address, values.out);
  else {
    console.log(`The gallery is at ${address}. Ctrl+C ends it.`);
    await new Promise((resolve) => {
      stopped.addEventListener("abort", resolve);
    });
  }
  await pages.close();
}

run().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
