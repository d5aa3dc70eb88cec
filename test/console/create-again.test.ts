import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { appCode } from "../support/authenticator.js";
import { describeConsole } from "../support/console.js";
import type { Seed } from "../support/seed.js";
import { Mailbox, newNumber } from "../support/sent.js";

const GOOGLE = { algorithm: "TOTP", digits: 6, periodSeconds: 30, hash: "SHA1" } as const;

/** Goes to the step at which the token is created. */
async function fillIn(
  page: Page,
  model: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  const next = page.getByRole("button", { name: "Next" });
  const type = model.startsWith("Protectimus S") ? "Hardware" : "Software";
  await page.getByRole("radio", { name: type }).check();
  await next.click();
  await page.getByRole("radio", { name: model, exact: true }).check();
  await next.click();
  await page.getByRole("textbox", { name: "Name" }).fill("Anna phone");
  for (const [name, value] of Object.entries(fields)) await page.getByRole("textbox", { name }).fill(value);
  await next.click();
}

const create = (page: Page) => page.getByRole("button", { name: "Create token" }).click();

async function keyOf(page: Page): Promise<string> {
  return (await page.getByLabel("Key, if you cannot scan:").innerText()).replaceAll(" ", "");
}

async function names(seed: Seed): Promise<string[]> {
  const { tokens } = await seed.admin.query<{ tokens: { nodes: { name: string; status: string }[] } }>(
    "{ tokens { nodes { name status } } }",
  );
  return tokens.nodes.map(({ name, status }) => `${name} ${status}`);
}

describeConsole("the creation of a token that does not go well", (here) => {
  it("makes one token, and shows its key, when the first answer was lost", async () => {
    const seed = await here.seed();
    const { page } = await here.open("/tokens/new");
    await fillIn(page, "Google Authenticator");
    let isLost = false;
    await page.route("**/graphql", async (route) => {
      if (isLost || !(route.request().postData() ?? "").includes("idempotencyKey")) {
        await route.continue();
        return;
      }
      isLost = true;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await create(page);
    await page.getByText("The server does not answer.").waitFor();
    expect(await names(seed)).toEqual(["Anna phone PENDING"]);
    await create(page);
    expect(await keyOf(page)).toMatch(/^[A-Z2-7]{32}$/);
    expect(await names(seed)).toEqual(["Anna phone PENDING"]);
  });

  it("begins again with a new key after the last wrong code, and after the time is over", async () => {
    const seed = await here.seed();
    const { page, watch } = await here.open("/tokens/new");
    await fillIn(page, "Google Authenticator");
    await create(page);
    const first = await keyOf(page);
    const code = page.getByRole("textbox", { name: "Code that the app shows" });
    const complete = page.getByRole("button", { name: "Complete" });
    const right = appCode(first, GOOGLE, here.world.clock);
    for (let left = 4; left >= 0; left -= 1) {
      await code.fill(right === "000000" ? "000001" : "000000");
      await complete.click();
      await page
        .getByText(left === 0 ? "That was the last attempt." : `Attempts left: ${left}.`, { exact: false })
        .waitFor();
    }
    expect(await page.content()).not.toContain(first.slice(0, 4) + " " + first.slice(4, 8));
    await watch.expectGood("create-over");
    const again = page.getByRole("button", { name: "Start again with a new key" });
    await again.click();
    await page.getByText("5 attempts left").waitFor();
    const second = await keyOf(page);
    expect(second).not.toBe(first);

    here.world.clock.pass(16 * 60);
    await page.clock.fastForward(16 * 60_000);
    await page.getByText("The time is over. Start again.").waitFor();
    await again.click();
    await page.getByText("5 attempts left").waitFor();
    const third = await keyOf(page);
    await code.fill(appCode(third, GOOGLE, here.world.clock));
    await complete.click();
    await page.getByRole("heading", { name: "Assign" }).waitFor();
    expect(await names(seed)).toEqual(["Anna phone ACTIVE"]);
  });

  it("shows the key of a device that is programmed once, and asks before it is left", async () => {
    const seed = await here.seed();
    const { page, watch } = await here.open("/tokens/new");
    await fillIn(page, "Protectimus Slim");
    await create(page);
    await page.getByRole("heading", { name: "Program the device" }).waitFor();
    await watch.expectGood("create-program");
    const key = await page.getByLabel("Key in hexadecimal digits:").innerText();
    expect(key.replaceAll(" ", "")).toMatch(/^[0-9a-f]{40}$/);
    await page.getByRole("link", { name: "Tokens" }).click();
    await page.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("row", { name: "Anna phone" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Which type of token?" }).waitFor();
    expect(await page.content()).not.toContain(key.slice(0, 9));
    expect(await names(seed)).toEqual(["Anna phone ACTIVE"]);
  });

  it("hides the key when the session has ended", async () => {
    const seed = await here.seed();
    const { page } = await here.open("/tokens/new");
    await fillIn(page, "Google Authenticator");
    await create(page);
    await keyOf(page);
    here.world.clock.pass(31 * 60);
    await page.getByRole("button", { name: "Start again with a new key" }).click();
    await page.waitForURL(/\/sign-in/);
    await page.getByRole("textbox", { name: "Login" }).waitFor();
    expect(await names(seed)).toEqual(["Anna phone PENDING"]);
  });

  it("keeps the user when a resource is refused, and says why", async () => {
    const seed = await here.seed();
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.fob({ of: "anna", at: ["VPN"] });
    const { page, watch } = await here.open("/tokens/new");
    await fillIn(page, "Protectimus Slim");
    await create(page);
    await page.getByRole("button", { name: "The device is programmed" }).click();
    await page.getByRole("radio", { name: "A new user" }).check();
    await page.getByRole("textbox", { name: "Login" }).fill("ANNA");
    await page.getByRole("checkbox", { name: "VPN" }).check();
    const assign = page.getByRole("button", { name: "Assign" });
    await assign.click();
    await page.getByText(/login/).last().waitFor();
    await watch.expectGood("create-assign-refused");
    await page.getByRole("radio", { name: "An existing user" }).check();
    await page.getByRole("radio", { name: "anna" }).check();
    await assign.click();
    await page.getByText("The user is assigned.").waitFor();
    await page.getByText(/already has (a|another) token/).waitFor();
    await watch.expectGood("create-link-refused");
    await page.getByRole("button", { name: "Finish" }).click();
    await page.waitForURL(/\/tokens\/(?!new)/);
    const { user } = await seed.admin.query<{ user: object }>(
      '{ user(by: { login: "anna" }) { tokens { nodes { name } } assignments { totalCount } } }',
    );
    expect(user).toMatchObject({
      tokens: { nodes: expect.arrayContaining([{ name: "Anna phone" }]) },
      assignments: { totalCount: 1 },
    });
  });

  it("takes the second code that was sent by SMS, when the first one did not arrive", async () => {
    const seed = await here.seed();
    const mailbox = new Mailbox(seed);
    const { page, watch } = await here.open("/tokens/new");
    await fillIn(page, "SMS", { "Phone number": newNumber("78") });
    await create(page);
    await page.getByText("A code was sent to +49•••••••78.").waitFor();
    await page.getByText("Live").waitFor();
    await watch.expectGood("create-sms");
    const old = await mailbox.code();
    const again = page.getByRole("button", { name: "Send a new code" });
    await again.click();
    await page.getByText("too many were sent in a short time; wait some minutes").waitFor();
    here.world.clock.pass(60);
    await again.click();
    const code = await mailbox.code();
    expect(code).not.toBe(old);
    await page.getByRole("textbox", { name: "Code that was sent" }).fill(code);
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByRole("heading", { name: "Assign" }).waitFor();
    expect(await names(seed)).toEqual(["Anna phone ACTIVE"]);
  });
});
