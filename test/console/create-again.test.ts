// @module-tag deep
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { App } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { chooseModel } from "../support/create-page.js";
import type { Seed } from "../support/seed.js";
import { Mailbox, newNumber } from "../support/sent.js";

/** Goes to the step at which the token is created. */
async function fillIn(
  page: Page,
  model: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  await chooseModel(page, model.startsWith("Protectimus S") ? "Hardware" : "Software", model);
  await page.getByRole("textbox", { name: "Name" }).fill("Anna phone");
  for (const [name, value] of Object.entries(fields)) await page.getByRole("textbox", { name }).fill(value);
  await page.getByRole("button", { name: "Next" }).click();
}

const create = (page: Page) => page.getByRole("button", { name: "Create token" }).click();

async function getKey(page: Page): Promise<string> {
  return (await page.getByLabel("Key, if you cannot scan:").innerText()).replaceAll(" ", "");
}

async function names(seed: Seed): Promise<string[]> {
  const { tokens } = await seed.admin.query<{ tokens: { nodes: { name: string; status: string }[] } }>(
    "{ tokens { nodes { name status } } }",
  );
  return tokens.nodes.map(({ name, status }) => `${name} ${status}`);
}

describeConsole("the creation of a token that does not go well", (here) => {
  it("makes one token, and shows its key, when the first answer was lost", { tags: "deep" }, async () => {
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
    expect(await getKey(page)).toMatch(/^[A-Z2-7]{32}$/);
    expect(await names(seed)).toEqual(["Anna phone PENDING"]);
  });

  it(
    "begins again with a new key after the last wrong code, and after the time is over",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { page, watch } = await here.open("/tokens/new");
      await fillIn(page, "Google Authenticator");
      await create(page);
      const first = await getKey(page);
      const code = page.getByRole("textbox", { name: "Code that the app shows" });
      const complete = page.getByRole("button", { name: "Complete" });
      const wrong = new App(first, here.world.clock).wrongCode();
      for (let left = 4; left >= 0; left -= 1) {
        await code.fill(wrong);
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
      const second = await getKey(page);
      expect(second).not.toBe(first);

      here.world.clock.pass(16 * 60);
      await page.clock.fastForward(16 * 60_000);
      await page.getByText("The enrolment has expired. Start again.").waitFor();
      await again.click();
      await page.getByText("5 attempts left").waitFor();
      const third = await getKey(page);
      await code.fill(new App(third, here.world.clock).code());
      await complete.click();
      await page.getByRole("heading", { name: "Assign" }).waitFor();
      expect(await names(seed)).toEqual(["Anna phone ACTIVE"]);
    },
  );

  it(
    "goes on under a clock that is ahead: only the server knows whether the time is over",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { page, watch } = await here.open("/tokens/new");
      await fillIn(page, "Google Authenticator");
      await create(page);
      const app = new App(await getKey(page), here.world.clock);
      await page.getByText(/^5 attempts left · 1\d min left$/).waitFor();
      await page.clock.fastForward(60 * 60_000);
      await page.getByText("5 attempts left", { exact: true }).waitFor();
      await watch.expectGood("create-clock-ahead");
      await page.getByRole("textbox", { name: "Code that the app shows" }).fill(app.code());
      await page.getByRole("button", { name: "Complete" }).click();
      await page.getByRole("heading", { name: "Assign" }).waitFor();
      expect(await names(seed)).toEqual(["Anna phone ACTIVE"]);
    },
  );

  it(
    "shows the key of a device that is programmed once, and asks before it is left",
    { tags: "deep" },
    async () => {
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
    },
  );

  it("hides the key when the session has ended", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const { page } = await here.open("/tokens/new");
    await fillIn(page, "Google Authenticator");
    await create(page);
    const key = await page.getByLabel("Key, if you cannot scan:").innerText();
    await page.getByText("Live").waitFor();
    // The feed ends with the session, and the page leaves by itself.
    here.world.clock.pass(31 * 60);
    await page.waitForURL(/\/sign-in/);
    await page.getByRole("textbox", { name: "Login" }).waitFor();
    expect(await page.content()).not.toContain(key.slice(0, 9));
    expect(await names(seed)).toEqual(["Anna phone PENDING"]);
  });

  it("keeps the user when a resource is refused, and says why", { tags: "deep" }, async () => {
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
    await page.getByText("Another user has this login.").waitFor();
    await watch.expectGood("create-assign-refused");
    await page.getByRole("radio", { name: "An existing user" }).check();
    await page.getByRole("radio", { name: "anna" }).check();
    await assign.click();
    await page.getByText("The user is assigned.").waitFor();
    await page.getByText("The token's user already has another token at this resource.").waitFor();
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

  it(
    "takes the second code that was sent by SMS, when the first one did not arrive",
    { tags: "deep" },
    async () => {
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
    },
  );

  it("says why no other code is sent after the last wrong one", { tags: "deep" }, async () => {
    await here.seed();
    const { page } = await here.open("/tokens/new");
    await fillIn(page, "SMS", { "Phone number": newNumber("79") });
    await create(page);
    const code = page.getByRole("textbox", { name: "Code that was sent" });
    for (let left = 4; left >= 0; left -= 1) {
      await code.fill("wrong");
      await page.getByRole("button", { name: "Complete" }).click();
      await page.getByText(left === 0 ? "That was the last attempt." : `Attempts left: ${left}.`).waitFor();
    }
    await page.getByRole("button", { name: "Send a new code" }).click();
    await page.getByText("too many were sent in a short time; wait some minutes").waitFor();
  });

  it("gives the token to nobody whom a later search does not show", { tags: "deep" }, async () => {
    const seed = await here.seed();
    await seed.user("anna");
    await seed.user("bert");
    await seed.resource("VPN");
    const { page } = await here.open("/tokens/new");
    await fillIn(page, "Protectimus Slim");
    await create(page);
    await page.getByRole("button", { name: "The device is programmed" }).click();
    await page.getByRole("radio", { name: "An existing user" }).check();
    await page.getByRole("radio", { name: "anna" }).check();
    await page.getByRole("checkbox", { name: "VPN" }).check();
    const assign = page.getByRole("button", { name: "Assign" });
    expect(await assign.isEnabled()).toBe(true);
    await page.getByRole("textbox", { name: "Search login, name, e-mail address" }).fill("bert");
    await page.getByRole("radio", { name: "anna" }).waitFor({ state: "detached" });
    // Nor is the token linked and left without the user who was asked for.
    expect(await assign.isEnabled()).toBe(false);
  });

  it(
    "asks nothing before it is left, once the key on the screen is of no use any more",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { page } = await here.open("/tokens/new");
      const tokens = page.getByRole("link", { name: "Tokens", exact: true });
      await page.getByText("Live").waitFor();
      await fillIn(page, "Google Authenticator");
      await create(page);
      const app = new App(await getKey(page), here.world.clock);
      const { tokens: made } = await seed.admin.query<{ tokens: { nodes: { id: string }[] } }>(
        "{ tokens { nodes { id } } }",
      );
      const token = { id: made.nodes[0]?.id };
      await seed.admin.do("tokenEnrolmentConfirm", { token, otp: app.code() }, "__typename");
      await page.clock.runFor(1_000);
      await page.getByText("Anna phone is confirmed.").waitFor();
      await tokens.click();
      await page.getByRole("row", { name: "Anna phone" }).waitFor();

      await page.goto(`${here.url}/tokens/new`);
      await fillIn(page, "Google Authenticator");
      await create(page);
      await getKey(page);
      await tokens.click();
      await page.getByRole("button", { name: "Stay" }).click();
      here.world.clock.pass(16 * 60);
      await page.clock.fastForward(16 * 60_000);
      await page.getByText("The enrolment has expired. Start again.").waitFor();
      await tokens.click();
      await page.getByRole("row", { name: "Anna phone" }).first().waitFor();
    },
  );

  it("shows no key any more after the sign-out, and asks nothing before it", { tags: "deep" }, async () => {
    await here.seed();
    const { page } = await here.open("/tokens/new");
    await fillIn(page, "Google Authenticator");
    await create(page);
    const key = await getKey(page);
    const questions: string[] = [];
    page.on("dialog", (dialog) => {
      questions.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByRole("button", { name: "alice", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(await page.content()).not.toContain(key.slice(0, 4) + " " + key.slice(4, 8));
    expect(questions).toEqual([]);
  });

  it(
    "drops a PIN that was typed before a suite with a PIN of its own was chosen",
    { tags: "deep" },
    async () => {
      const seed = await here.seed();
      const { page } = await here.open("/tokens/new");
      const next = page.getByRole("button", { name: "Next" });
      await page.getByRole("radio", { name: "Hardware" }).check();
      await next.click();
      await page.getByRole("radio", { name: "Protectimus Ultra" }).check();
      await next.click();
      await page.getByRole("textbox", { name: "Serial number" }).fill("TP1");
      await page.getByRole("textbox", { name: "Secret" }).fill("31".repeat(20));
      await next.click();
      await page.getByRole("radio", { name: "Before the OTP" }).check();
      await page.getByRole("textbox", { name: "PIN" }).fill("4711");
      await page.getByRole("button", { name: "Back" }).click();
      await page.getByRole("textbox", { name: "OCRA suite" }).fill("OCRA-1:HOTP-SHA1-6:QN08-PSHA1");
      await page.getByRole("textbox", { name: "PIN of the suite" }).fill("4712");
      await next.click();
      await page
        .getByText("The PIN of this token is part of its suite, so the token cannot have another PIN.")
        .waitFor();
      expect(await page.getByRole("textbox", { name: "PIN" }).count()).toBe(0);
      await create(page);
      await page.getByRole("heading", { name: "Assign" }).waitFor();
      expect(await names(seed)).toEqual(["TP1 ACTIVE"]);
    },
  );
});
