import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { describeConsole } from "../support/console.js";
import { chooseModel } from "../support/create-page.js";
import { startTelegram, type TelegramGateway } from "../support/gateways/telegram.js";
import { Phone } from "../support/phone.js";
import { phoneOptions, PUBLIC, shown } from "../support/push.js";
import { readPngCode } from "../support/qr.js";
import type { Seed } from "../support/seed.js";
import { codeIn } from "../support/sent.js";

/** Goes to the step at which a code is typed. */
async function create(page: Page, model: "Bot" | "Push"): Promise<void> {
  await chooseModel(page, "Software", model);
  await page.getByRole("textbox", { name: "Name" }).fill("phone");
  if (model === "Bot")
    await page.getByRole("combobox", { name: "Channel of the bot" }).selectOption("Messenger");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Create token" }).click();
}

async function complete(page: Page, label: string, code: string): Promise<void> {
  await page.getByRole("textbox", { name: label }).fill(code);
  await page.getByRole("button", { name: "Complete" }).click();
  await page.getByRole("heading", { name: "Assign" }).waitFor();
}

async function statuses(seed: Seed): Promise<string[]> {
  const { tokens } = await seed.admin.query<{ tokens: { nodes: { status: string }[] } }>(
    "{ tokens { nodes { status } } }",
  );
  return tokens.nodes.map(({ status }) => status);
}

describeConsole(
  "the creation of a token that needs no authenticator app",
  (here) => {
    let telegram: TelegramGateway;
    beforeAll(async () => {
      telegram = await startTelegram();
    });
    afterAll(() => telegram.close());

    it(
      "shows the link by which the person opens the chat with a bot, and then where the code went",
      { tags: "deep" },
      async () => {
        const seed = await here.seed();
        const { url, botToken, botUsername, sent, write } = telegram;
        await seed.admin.do(
          "channelCreate",
          { name: "Messenger", driver: { telegram: { url, botToken, botUsername } } },
          "__typename",
        );
        const { page, watch } = await here.open("/tokens/new");
        await create(page, "Bot");
        const link = page.getByRole("link", { name: "https://t.me/" });
        const href = new URL((await link.getAttribute("href")) ?? "");
        await watch.expectGood("create-bot");
        write(100_777, `/start ${href.searchParams.get("start")}`);
        const mine = () => sent.filter(({ chatId }) => chatId === "100777");
        await expect.poll(() => mine().length).toBe(1);
        await complete(page, "Code that was sent", codeIn(mine()[0]?.text ?? ""));
        expect(await statuses(seed)).toEqual(["ACTIVE"]);
      },
    );

    it(
      "connects a phone by the QR code, and confirms the code that the phone then shows",
      { tags: "deep" },
      async () => {
        const seed = await here.seed();
        const { page, watch } = await here.open("/tokens/new");
        await create(page, "Push");
        await page.getByRole("heading", { name: "Scan and confirm" }).waitFor();
        await watch.expectGood("create-push");
        const picture = (await page.screenshot()).toString("base64");
        const uri = readPngCode(`data:image/png;base64,${picture}`);
        const app = page.getByRole("link", { name: "Open in privacyIDEA Authenticator" });
        expect(await app.getAttribute("href")).toBe(uri.replace("otpauth://", "pia://"));
        const phone = await Phone.scan(uri, phoneOptions(here.world));
        await page.getByRole("textbox", { name: "Code that the phone shows" }).fill("123456");
        await page.getByRole("button", { name: "Complete" }).click();
        await page.getByText("No phone shows a code yet.").waitFor();
        await phone.rollOut();
        const { displayCode } = await phone.accept(await shown(phone));
        await complete(page, "Code that the phone shows", displayCode ?? "");
        expect(await statuses(seed)).toEqual(["ACTIVE"]);
      },
    );
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC, TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
