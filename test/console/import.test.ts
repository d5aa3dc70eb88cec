import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { describeConsole } from "../support/console.js";
import { intercept, TOO_MANY } from "../support/console-operations.js";
import { labelsOn } from "../support/create-page.js";
import type { Seed } from "../support/seed.js";
import { newLatch } from "../support/latch.js";

const SECRETS = ["1", "2", "3"].map((digit) => digit.repeat(40));

/** Chooses a file as a person does. */
async function choose(page: Page, content: string, name = "box.csv"): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose file" }).click();
  await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

async function serialNumbers(seed: Seed): Promise<string[]> {
  const { tokens } = await seed.admin.query<{ tokens: { nodes: { serialNumber: string }[] } }>(
    "{ tokens { nodes { serialNumber } } }",
  );
  return tokens.nodes.map(({ serialNumber }) => serialNumber);
}

/** The text of a file that a button gives. */
async function downloaded(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFileSync(await (await download).path(), "utf8");
}

/** Loses the next answer to a file: the server does what it was asked for, and the page does not know it. */
async function loseAnswer(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!(init?.body instanceof FormData)) return response;
      globalThis.fetch = fetch;
      throw new TypeError("the connection is lost");
    };
  });
}

const check = (page: Page) => page.getByRole("button", { name: "Check the file" });
const getCells = (page: Page, name: string) =>
  page.getByRole("row", { name }).getByRole("gridcell").allInnerTexts();

describeConsole("imports", (here) => {
  it("write nothing while a row is bad, and import the corrected file", async () => {
    const seed = await here.seed();
    const { page, watch } = await here.open("/tokens");
    await page.getByRole("button", { name: "Import" }).click();
    await page.getByRole("heading", { name: "Import", level: 1 }).waitFor();
    await watch.expectGood("import");
    const file = (third: string) =>
      `serialNumber,secret\r\nT1,${SECRETS[0]}\r\nT2,${third}\r\nT3,${SECRETS[2]}\r\n`;
    await choose(page, file("xyz"));
    await check(page).click();
    await page.getByText("1 row is refused, so nothing is imported.").waitFor();
    expect(await getCells(page, "T2")).toEqual([
      "3",
      "T2",
      expect.stringMatching(/^Refused\s+The secret is not/),
    ]);
    expect(await getCells(page, "T3")).toEqual(["4", "T3", "Not imported, because other rows are refused"]);
    expect(await page.getByRole("button", { name: /^Import \d/ }).count()).toBe(0);
    await watch.expectGood("import-refused");
    expect(await serialNumbers(seed)).toEqual([]);

    await choose(page, file(SECRETS[1] ?? ""));
    await check(page).click();
    await page.getByText("3 tokens can be imported. Nothing is written yet.").waitFor();
    expect(await serialNumbers(seed)).toEqual([]);
    await watch.expectGood("import-checked");
    await page.getByRole("button", { name: "Import 3 tokens" }).dblclick();
    await page.getByText("3 tokens were imported.").waitFor();
    await watch.expectGood("import-done");
    expect((await serialNumbers(seed)).toSorted()).toEqual(["T1", "T2", "T3"]);
    expect(await downloaded(page, "Download the result (CSV)")).toBe(
      // Excel takes the text for UTF-8 by its mark.
      "\uFEFFline,Serial number,result\r\n2,T1,Imported\r\n3,T2,Imported\r\n4,T3,Imported\r\n",
    );
  });

  it(
    "ask for a file again that changed after it was chosen, before or after it was checked",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { page, watch } = await here.open("/tokens/import");
      const folder = mkdtempSync(path.join(os.tmpdir(), "import-"));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const box = path.join(folder, "box.csv");
      let seconds = 0;
      /** Writes the file. Browsers see a change by its time, in whole seconds. */
      const write = (...rows: readonly string[]) => {
        seconds += 10;
        writeFileSync(box, rows.join("\r\n"));
        utimesSync(box, seconds, seconds);
      };
      const chooseBox = async () => {
        const chooser = page.waitForEvent("filechooser");
        await page.getByRole("button", { name: "Choose file" }).click();
        await (await chooser).setFiles(box);
      };
      write(`T1,${SECRETS[0]}`);
      const says = page.getByText("The file changed after it was chosen. Choose it again.");
      await chooseBox();
      write(`T1,${SECRETS[0]}`, `T2,${SECRETS[1]}`);
      await page.getByRole("combobox", { name: "Format" }).selectOption("OATH_CSV");
      await page.getByRole("combobox", { name: "Format" }).selectOption("CSV");
      await check(page).click();
      await says.waitFor();
      expect(await page.getByText("The server does not answer.").count()).toBe(0);
      await watch.expectGood("import-changed");

      await chooseBox();
      await says.waitFor({ state: "detached" });
      await check(page).click();
      await page.getByText("2 tokens can be imported. Nothing is written yet.").waitFor();
      write(`T3,${SECRETS[2]}`);
      await page.getByRole("button", { name: "Import 2 tokens" }).click();
      await says.waitFor();
      // What was checked is not what would be imported.
      await check(page).waitFor();
      expect(await serialNumbers(seed)).toEqual([]);
    },
  );

  it(
    "let nothing be changed while a file is checked: what was checked is imported",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { page } = await here.open("/tokens/import");
      const format = page.getByRole("combobox", { name: "Format" });
      const file = page.getByRole("textbox", { name: "File" });
      const drop = async () => {
        const second = `T2,${SECRETS[1]}`;
        const dataTransfer = await page.evaluateHandle((content) => {
          const dropped = new globalThis.DataTransfer();
          dropped.items.add(new globalThis.File([content], "second.csv", { type: "text/csv" }));
          return dropped;
        }, second);
        await page.locator(".pf-v6-c-file-upload").dispatchEvent("drop", { dataTransfer });
      };
      const held = newLatch();
      await intercept(page, ["ImportTokens"], async (route) => {
        await held.opened;
        await route.continue();
      });
      await choose(page, `T1,${SECRETS[0]}`, "first.csv");
      await check(page).click();
      await expect.poll(() => format.isDisabled()).toBe(true);
      expect(await page.getByRole("button", { name: "Choose file" }).isDisabled()).toBe(true);
      await drop();
      held.open();
      await page.getByRole("button", { name: "Import 1 token" }).click();
      await page.getByText("1 token was imported.").waitFor();
      expect(await file.inputValue()).toBe("first.csv");
      expect(await serialNumbers(seed)).toEqual(["T1"]);
      expect(await format.isDisabled()).toBe(false);
      await drop();
      await expect.poll(() => file.inputValue()).toBe("second.csv");
      await check(page).waitFor();
    },
  );

  it("go on being watched after a look that failed", { tags: "deep" }, async () => {
    await here.seed();
    const { page } = await here.open("/tokens/import");
    let looks = 0;
    await intercept(page, ["ImportState"], (route) => {
      looks += 1;
      return looks === 1 ? route.fulfill({ json: TOO_MANY }) : route.continue();
    });
    await choose(page, `T1,${SECRETS[0]}`);
    await check(page).click();
    await page.getByText("1 token can be imported. Nothing is written yet.").waitFor();
    expect(looks).toBeGreaterThan(1);
  });

  it("are done once when the answer was lost, and asked for again", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const { page } = await here.open("/tokens/import");
    await choose(page, `T1,${SECRETS[0]}`);
    await check(page).click();
    const start = page.getByRole("button", { name: "Import 1 token" });
    await start.waitFor();
    await loseAnswer(page);
    await start.click();
    await page.getByText("The server does not answer.").waitFor();
    await expect.poll(() => serialNumbers(seed)).toEqual(["T1"]);
    await page.getByText("1 token can be imported. Nothing is written yet.").waitFor();
    await start.click();
    await page.getByText("1 token was imported.").waitFor();
    // The button that had the focus is gone.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    expect(await serialNumbers(seed)).toEqual(["T1"]);
  });

  it(
    "are followed while another tab is looked at, and ask before the page is left",
    { tags: "deep" },
    async () => {
      await here.seed();
      const { page, watch } = await here.open("/tokens/import");
      await page.getByText("Live").waitFor();
      await choose(page, `T1,${SECRETS[0]}`);
      await check(page).click();
      const start = page.getByRole("button", { name: "Import 1 token" });
      await start.waitFor();
      const held = newLatch();
      await intercept(page, ["ImportState"], async (route) => {
        await held.opened;
        await route.continue();
      });
      await start.click();
      await page.getByText(/^(Waits for other imports|Importing the file)$/).waitFor();
      await page.getByRole("tab", { name: "Users" }).click();
      await page.getByText("Only the login is required.").waitFor();
      await watch.expectGood("import-other-tab");
      await page.getByRole("link", { name: "Tokens", exact: true }).click();
      const question = page.getByRole("dialog", { name: "Leave this page?" });
      await question.getByText("Only this page shows the result.").waitFor();
      await watch.expectGood("import-leave");
      await question.getByRole("button", { name: "Stay" }).click();
      await page.getByRole("tab", { name: "Tokens" }).click();
      held.open();
      await page.getByText("1 token was imported.").waitFor();
      await page.getByRole("link", { name: "Tokens", exact: true }).click();
      await page.getByRole("row", { name: "T1" }).waitFor();
    },
  );

  it("give out results that no spreadsheet takes for formulas", async () => {
    await here.seed();
    const { page } = await here.open("/tokens/import");
    await choose(
      page,
      `=cmd|'/C calc'!A1,${SECRETS[0]}\n"+1,2",${SECRETS[1]}\n-3,${SECRETS[2]}\n@x,${SECRETS[0]}`,
    );
    await check(page).click();
    await page.getByText("4 rows are refused").waitFor();
    const names = (await downloaded(page, "Download the result (CSV)"))
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.replace(/,(?:"Refused|Refused).*$/, ""));
    expect(names).toEqual(["1,'=cmd|'/C calc'!A1", `2,"'+1,2"`, "3,'-3", "4,'@x"]);
  });

  it("are refused before they begin when the plan has not enough room", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const plan = { tokens: 2, users: 10, resources: 10 };
    await here.world.operator.do("accountPlanSet", { account: seed.accountId, plan }, "__typename");
    const { page, watch } = await here.open("/tokens/import");
    await choose(page, SECRETS.map((secret, index) => `T${index},${secret}`).join("\n"));
    await check(page).click();
    await page
      .getByText(
        "Nothing is imported. The account's service plan has 2 tokens, of which 2 are free. The file has 3.",
      )
      .waitFor();
    expect(await getCells(page, "T1")).toEqual([
      "2",
      "T1",
      "Not imported, because the whole file is refused",
    ]);
    await watch.expectGood("import-quota");
    expect(await serialNumbers(seed)).toEqual([]);

    await seed.fob();
    await seed.fob();
    await page.goto(`${here.url}/tokens/new`);
    await page.getByText("2 of 2 tokens used. Delete one or change the plan.").waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    await watch.expectGood("create-quota");
  });

  it(
    "take users and links too, and a sample of each kind of file is one that can be imported",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      await seed.resource("VPN");
      const { page, watch } = await here.open("/tokens/import");
      for (const [tab, done] of [
        ["Tokens", "2 tokens were imported."],
        ["Users", "1 user was imported."],
        ["Links to resources", "1 link was imported."],
      ] as const) {
        await page.getByRole("tab", { name: tab }).click();
        await choose(page, await downloaded(page, "Download a sample (CSV)"));
        await check(page).click();
        await page.getByRole("button", { name: /^Import \d/ }).click();
        await page.getByText(done).waitFor();
      }
      await watch.expectGood("import-links");
      const { assignments } = await seed.admin.query<{ assignments: object }>(
        "{ assignments { nodes { resource { name } token { serialNumber } } } }",
      );
      expect(assignments).toEqual({
        nodes: [{ resource: { name: "VPN" }, token: { serialNumber: "TP100231" } }],
      });
    },
  );

  it("give the tokens of a file with OATH settings the model that is chosen", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const { page } = await here.open("/tokens/import");
    await page
      .getByRole("combobox", { name: "Format" })
      .selectOption("CSV with the OATH settings of each token");
    const model = page.getByRole("combobox", { name: "Model" });
    expect(await model.inputValue()).toBe("UNIVERSAL");
    await model.selectOption("Protectimus Shark");
    await page.getByRole("combobox", { name: "OTP period (seconds)" }).selectOption("60 seconds");
    await choose(page, `serialNumber,secret,type\nS1,${SECRETS[0]},TOTP`);
    await check(page).click();
    await page.getByRole("button", { name: "Import 1 token" }).click();
    await page.getByText("1 token was imported.").waitFor();
    const { tokens } = await seed.admin.query<{ tokens: object }>(
      "{ tokens { nodes { model oath { hash periodSeconds } } } }",
    );
    expect(tokens).toEqual({
      nodes: [{ model: "PROTECTIMUS_SHARK", oath: { hash: "SHA256", periodSeconds: 60 } }],
    });
  });

  it("say which rows were not checked behind a header that is refused", { tags: "deep" }, async () => {
    await here.seed();
    const { page } = await here.open("/tokens/import");
    await choose(page, `serialNumber,secret,colour\nT1,${SECRETS[0]},red\nT2,${SECRETS[1]},blue`);
    await check(page).click();
    await page.getByText("1 row is refused, so nothing is imported.").waitFor();
    for (const name of ["T1", "T2"]) expect((await getCells(page, name)).at(-1)).toBe("Not checked");
  });

  it(
    "ask only for what a format needs, and decrypt PSKC with the pass phrase that is given",
    { tags: "deep" },
    async () => {
      await here.seed();
      const { page, watch } = await here.open("/tokens/import");
      await check(page).waitFor();
      const csv = ["Format", "Model", "OTP period (seconds)", "The secrets are written in"];
      expect(await labelsOn(page)).toEqual([...csv, "Accept short secrets", "File"]);
      const model = page.getByRole("combobox", { name: "Model" });
      await model.selectOption("Universal");
      expect(await labelsOn(page)).toEqual([...csv, "Hash algorithm", "Accept short secrets", "File"]);
      await model.selectOption("Protectimus Ultra");
      expect(await labelsOn(page)).toEqual([
        "Format",
        "Model",
        "The secrets are written in",
        "Accept short secrets",
        "File",
      ]);
      await page.getByRole("combobox", { name: "Format" }).selectOption("PSKC (RFC 6030)");
      expect(await model.inputValue()).toBe("UNIVERSAL");
      await page.getByRole("combobox", { name: "Encryption" }).selectOption("Encrypted with a pass phrase");
      expect(await labelsOn(page)).toEqual([
        "Format",
        "Model",
        "OTP period (seconds)",
        "Hash algorithm",
        "Encryption",
        "Pass phrase",
        "Accept short secrets",
        "File",
      ]);
      await watch.expectGood("import-pskc");
      const file = readFileSync(path.join(import.meta.dirname, "../fixtures/pskc/figure-7.xml"), "utf8");
      const phrase = page.getByRole("textbox", { name: "Pass phrase" });
      await phrase.fill("qwertz");
      await choose(page, file, "figure-7.xml");
      await check(page).click();
      await page.getByText("so nothing is imported").waitFor();
      await phrase.fill("qwerty");
      await check(page).click();
      await page.getByRole("button", { name: "Import 1 token" }).click();
      await page.getByText("1 token was imported.").waitFor();
    },
  );

  it("are not offered to who may not import", async () => {
    const seed = await here.seed();
    await here.signInAs(seed, "AUDITOR");
    const { page } = await here.open("/tokens");
    await page.getByText("No tokens yet.").waitFor();
    expect(await page.getByRole("button", { name: /Create|Import/ }).count()).toBe(0);
  });
});
