import type { Page } from "playwright-core";

/** Chooses type and model of a new token. @param model as the list calls it; undefined for the universal one. */
export async function chooseModel(
  page: Page,
  type: "Hardware" | "Software" | "Universal",
  model?: string,
): Promise<void> {
  const next = page.getByRole("button", { name: "Next" });
  await page.getByRole("radio", { name: type }).check();
  await next.click();
  if (model !== undefined) {
    await page.getByRole("radio", { name: model, exact: true }).check();
    await next.click();
  }
  await page.getByRole("heading", { name: `${model ?? "Universal"}: details` }).waitFor();
}

/** The labels of the fields that the form of a page has. */
export function labelsOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...globalThis.document.querySelectorAll("main form label")].map((label) =>
      (label.textContent ?? "").replace(/\s*\*$/, "").trim(),
    ),
  );
}
