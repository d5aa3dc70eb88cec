import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { App } from "../support/browser.js";
import { intercept } from "../support/console-operations.js";
import { describeConsole } from "../support/console.js";
import { chooseModel } from "../support/create-page.js";
import { readPngCode } from "../support/qr.js";
import type { Seed } from "../support/seed.js";
import type { Watch } from "../support/watched-page.js";

const field = (page: Page, name: string) => page.getByRole("textbox", { name });

/** The tokens of an account. */
async function tokens(seed: Seed): Promise<unknown[]> {
  const answer = await seed.admin.query<{ tokens: { nodes: unknown[] } }>(
    "{ tokens { nodes { id name model status pin { position } user { login } assignments { nodes { resource { name } } } } } }",
  );
  return answer.tokens.nodes;
}

/** Chooses an app, and gives it a name and a PIN, after what is refused. */
async function describeApp(page: Page, watch: Watch): Promise<void> {
  await page.getByRole("heading", { name: "Which type of token?" }).waitFor();
  await watch.expectGood("create-type");
  await page.getByRole("radio", { name: "Software" }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await watch.expectGood("create-model");
  await page.getByRole("radio", { name: "Google Authenticator" }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Name has 1 to 50 characters.").waitFor();
  await watch.expectGood("create-details");
  await field(page, "Name").fill("Anna phone");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: "After the OTP" }).check();
  await field(page, "PIN").fill("12");
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByText("A PIN has 4 to 12 digits, and nothing else.").waitFor();
  await watch.expectGood("create-pin");
  await field(page, "PIN").fill("4711");
}

/** The secret in the QR code. The same is shown as text and in a link. */
async function readSecret(page: Page): Promise<string> {
  const uri = new URL(readPngCode(`data:image/png;base64,${(await page.screenshot()).toString("base64")}`));
  expect(uri.href).toContain("otpauth://totp/Example%20Ltd:Anna%20phone?");
  const secret = uri.searchParams.get("secret") ?? "";
  const typed = await page.getByLabel("Key, if you cannot scan:").innerText();
  expect(typed).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
  expect(typed.replaceAll(" ", "")).toBe(secret);
  expect(await page.getByRole("link", { name: "Open in authenticator app" }).getAttribute("href")).toBe(
    uri.href,
  );
  return secret;
}

/** Gives the token to Anna, at a resource that is there and at a new one. */
async function assign(page: Page, watch: Watch): Promise<void> {
  await page.getByRole("radio", { name: "An existing user" }).check();
  await page.getByRole("radio", { name: "anna" }).check();
  await page.getByRole("checkbox", { name: "VPN" }).check();
  await field(page, "New resource").fill("Mail");
  await watch.expectGood("create-assign");
  await page.getByRole("button", { name: "Assign" }).click();
  await page.waitForURL(/\/tokens\/(?!new)/);
}

describeConsole("the creation of a token", (here) => {
  it("connects an app by the QR code that is on the screen, and gives the token to a user", async () => {
    const seed = await here.seed();
    await seed.user("anna", { firstName: "Anna", lastName: "Weber" });
    await seed.resource("VPN");
    const { page, watch } = await here.open("/tokens");
    await page.getByRole("button", { name: "Create", exact: true }).waitFor();
    await watch.expectGood("no-tokens");
    await page.getByRole("button", { name: "Create token" }).click();
    await page.getByRole("menuitem", { name: "Create" }).click();
    await describeApp(page, watch);
    const answers: Promise<string>[] = [];
    await page.getByRole("button", { name: "Create token" }).dblclick();

    await page.getByRole("heading", { name: "Scan and confirm" }).waitFor();
    await page.getByText("5 attempts left").waitFor();
    await watch.expectGood("create-scan");
    const secret = await readSecret(page);
    expect(await tokens(seed)).toMatchObject([{ status: "PENDING", pin: { position: "AFTER_OTP" } }]);

    // From now on, no answer and no page has the secret.
    page.on("response", (response) => {
      // The browser drops what a page was sent that the test leaves a moment later.
      if (response.url().endsWith("/graphql")) answers.push(response.text().catch(() => ""));
    });
    const app = new App(secret, here.world.clock);
    const code = field(page, "Code that the app shows");
    await code.fill(app.wrongCode());
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByText("The code is wrong. Attempts left: 4.").waitFor();
    await page.getByText("4 attempts left").waitFor();
    await page.getByRole("link", { name: "Tokens" }).click();
    await page.getByRole("dialog", { name: "Leave this page?" }).waitFor();
    await watch.expectGood("create-leave");
    await page.getByRole("button", { name: "Stay" }).click();
    await code.fill(app.code());
    await page.getByRole("button", { name: "Complete" }).click();

    await page.getByRole("heading", { name: "Assign" }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await assign(page, watch);
    expect(await tokens(seed)).toMatchObject([
      {
        name: "Anna phone",
        status: "ACTIVE",
        user: { login: "anna" },
        assignments: { nodes: [{ resource: { name: "VPN" } }, { resource: { name: "Mail" } }] },
      },
    ]);
    await page.goto(`${here.url}/tokens`);
    await page.getByRole("row", { name: "Anna phone" }).waitFor();
    expect(await page.content()).not.toContain(secret);
    const texts = (await Promise.all(answers)).filter((text) => text !== "");
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });

  it(
    "finds a resource by its name where there are more than are shown, and keeps what is chosen",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      for (const name of ["Mail", "VPN", "Wiki"]) await seed.resource(name);
      const { page, watch } = await here.open("/tokens/new");
      // Only an account with many resources has more than one page of them.
      await intercept(page, ["ResourcesToChoose"], async (route) => {
        const sent = JSON.parse(route.request().postData() ?? "") as { variables: object };
        const postData = JSON.stringify({ ...sent, variables: { ...sent.variables, first: 2 } });
        await route.continue({ postData });
      });
      await chooseModel(page, "Hardware", "Protectimus Two");
      await field(page, "Serial number").fill("TP100231");
      await field(page, "Secret").fill("3132333435363738393031323334353637383930");
      await page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("button", { name: "Create token" }).click();
      await page.getByRole("heading", { name: "Assign" }).waitFor();
      await page.getByRole("checkbox", { name: "Mail" }).check();
      await page.getByText("There are more. Search to find them.").waitFor();
      expect(await page.getByRole("checkbox", { name: "Wiki" }).count()).toBe(0);
      await watch.expectGood("create-assign-many");
      await field(page, "Search the name of a resource").fill("Wi");
      await page.getByRole("checkbox", { name: "Wiki" }).check();
      expect(await page.getByRole("checkbox", { name: "Mail" }).isChecked()).toBe(true);
      expect(await page.getByRole("checkbox", { name: "VPN" }).count()).toBe(0);
      await page.getByRole("button", { name: "Assign" }).click();
      await page.waitForURL(/\/tokens\/(?!new)/);
      expect(await tokens(seed)).toMatchObject([
        { assignments: { nodes: [{ resource: { name: "Mail" } }, { resource: { name: "Wiki" } }] } },
      ]);
    },
  );
});
