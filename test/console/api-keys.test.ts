import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { Browser, PASSWORD } from "../support/browser.js";
import { describeConsole, type ConsoleWorld } from "../support/console.js";
import { HeldRequests } from "../support/held-requests.js";
import { goByKeys } from "../support/shortcuts.js";
import { byTier } from "../support/tier.js";
import type { Watch } from "../support/watched-page.js";

/** How long ago something of this test was, as a pattern: the page's clock runs on, the server's stands still. */
const JUST_NOW = String.raw`(?:just now|\d+ min\.? ago)`;

/** The texts of all rows of the list, without its head. */
async function getRows(page: Page): Promise<string[]> {
  const [_head, ...rows] = await page
    .getByRole("grid", { name: "API keys" })
    .getByRole("row")
    .allInnerTexts();
  return rows;
}

/** Whether a key is let in, and as what. */
async function getRole({ world }: ConsoleWorld, secret: string): Promise<string> {
  const { status, data } = await world.as(secret).send("{ viewer { role } }");
  return status === 200 ? JSON.stringify(data) : `${status}`;
}

/** Opens the dialog for a new key, and enters its name and role. */
async function newKey(page: Page, name: string, role: string) {
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API key" });
  await dialog.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await dialog.getByRole("radio", { name: role, exact: true }).check();
  return { dialog, create: dialog.getByRole("button", { name: "Create API key" }) };
}

/** Reads the new key that a page shows, and closes its dialog. */
async function takeKey(page: Page, name: string): Promise<string> {
  const shown = page.getByRole("dialog", { name: `The key ${name} is created` });
  const secret = await shown.getByRole("code").innerText();
  await shown.getByRole("checkbox", { name: "I have saved the key" }).check();
  await shown.getByRole("button", { name: "Close" }).click();
  await shown.waitFor({ state: "detached" });
  return secret;
}

/** Revokes the key ci-deploy, and keeps the key that it made. */
async function revokeFirst(page: Page, watch: Watch): Promise<void> {
  await page.getByRole("button", { name: "Revoke: ci-deploy" }).click();
  const revoke = page.getByRole("dialog", { name: "Revoke ci-deploy?" });
  await revoke
    .getByText(new RegExp(`Last used ${JUST_NOW}. Its programs are refused within two seconds`))
    .waitFor();
  await watch.expectGood("api-key-revoke");
  await revoke.getByRole("button", { name: "Revoke key" }).click();
  const still = page.getByRole("dialog", { name: "ci-deploy is revoked" });
  await still.getByRole("listitem").filter({ hasText: "ci-next" }).waitFor();
  await watch.expectGood("api-key-still-working");
  await still.getByRole("button", { name: "Keep them" }).click();
  await page.getByRole("button", { name: "Revoke: ci-deploy" }).waitFor({ state: "detached" });
}

/** A key without a name and a role is refused. */
async function expectRequired(page: Page, watch: Watch): Promise<void> {
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create API key" });
  await dialog.getByRole("button", { name: "Create API key" }).click();
  await dialog.getByText("Name has 1 to 50 characters.").waitFor();
  await dialog.getByText("Choose a role.").waitFor();
  await watch.expectGood("api-key-create");
  await dialog.getByRole("button", { name: "Cancel" }).click();
}

describeConsole("the list of API keys", (here) => {
  it("creates the second key of an ADMIN without the first one, shows it once, and revokes it", async () => {
    await here.seed();
    const { page, watch } = await here.open("/users");
    await page.getByText("1 user", { exact: true }).waitFor();
    await goByKeys(page, "gk", `${here.url}/api-keys`);
    await page.getByRole("row", { name: "First administrator" }).waitFor();

    await expectRequired(page, watch);
    const { create } = await newKey(page, " ci-deploy ", "ADMIN");
    await create.dblclick();
    const shown = page.getByRole("dialog", { name: "The key ci-deploy is created" });
    await shown.waitFor();
    await watch.expectGood("api-key-once");
    expect(await shown.getByRole("button", { name: "Close" }).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    await page.goBack();
    const question = page.getByRole("dialog", { name: "Leave this page?" });
    await question.getByText("revoke ci-deploy, and create another one").waitFor();
    await watch.expectGood("api-key-leave");
    await question.getByRole("button", { name: "Stay" }).click();
    const answers: Promise<string>[] = [];
    page.on("response", (response) => answers.push(response.text().catch(() => "")));
    const secret = await takeKey(page, "ci-deploy");
    await expect
      .poll(() => getRows(page))
      .toEqual([
        expect.stringMatching(
          new RegExp(
            `^ci-deploy\\s+${secret.slice(0, 8)}…\\s+ADMIN\\s+${JUST_NOW} by alice\\s+Never\\s+Never\\s+Valid`,
          ),
        ),
        expect.stringMatching(/^First administrator\s+tp_\w{5}…\s+ADMIN/),
      ]);
    expect(await page.content()).not.toContain(secret);
    expect((await Promise.all(answers)).join("")).not.toContain(secret);

    // The key works, and what it does is seen without a reload.
    const key = here.world.as(secret);
    const made = await key.do<{ secret: string }>(
      "apiKeyCreate",
      { name: "ci-next", role: "AUDITOR" },
      "secret",
    );
    await page.clock.runFor(1_000);
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("row", { name: "ci-next" }).waitFor();
    const [next = ""] = await getRows(page);
    expect(next).toMatch(new RegExp(`^ci-next\\s+tp_\\w{5}…\\s+AUDITOR\\s+${JUST_NOW} by the key ci-deploy`));
    await watch.expectGood("api-keys");

    await revokeFirst(page, watch);
    expect((await getRows(page)).map((row) => row.split(/\s/)[0])).toEqual(["ci-next", "First"]);
    expect(await getRole(here, secret)).toBe("401");
    expect(await getRole(here, made.secret)).toBe('{"viewer":{"role":"AUDITOR"}}');
  });

  it(
    "keeps its dialog while a key is made, so that the key is shown, and below the question who it is",
    { tags: "deep" },
    async () => {
      await here.seed();
      const { page } = await here.open("/api-keys");
      await page.getByText("Live").waitFor();
      const requests = await HeldRequests.of(page, "/graphql", "ANSWERS");
      const { dialog, create } = await newKey(page, "ci-deploy", "PROVISIONER");
      requests.hold();
      await create.click();
      await expect.poll(() => requests.count).toBeGreaterThan(0);
      const cancel = dialog.getByRole("button", { name: "Cancel" });
      for (const button of [cancel, dialog.getByRole("button", { name: "Close" })]) {
        expect(await button.isDisabled()).toBe(true);
        await button.click({ force: true });
      }
      await page.keyboard.press("Escape");
      await requests.release();
      const secret = await takeKey(page, "ci-deploy");
      expect(await getRole(here, secret)).toContain("PROVISIONER");

      // Later, the server asks who it is.
      here.world.clock.pass(11 * 60);
      const second = await newKey(page, "ci-next", "PROVISIONER");
      await second.create.click();
      const confirm = page.getByRole("dialog", { name: "Confirm that it is you" });
      await confirm.waitFor();
      await page.keyboard.press("Escape");
      await confirm.waitFor({ state: "detached" });
      await page.getByText("Nothing was done, because you did not confirm your identity.").waitFor();
      expect(await dialog.getByRole("textbox", { name: "Name", exact: true }).inputValue()).toBe("ci-next");
      await cancel.click();
      await dialog.waitFor({ state: "detached" });
    },
  );

  it.each(byTier(["AUDITOR"] as const, ["AUDITOR", "HELPDESK"] as const))(
    "shows the role %s all keys, and nothing to change",
    async (role) => {
      const seed = await here.seed();
      await here.signInAs(seed, role);
      const { page } = await here.open("/api-keys");
      await page.getByRole("row", { name: "First administrator" }).waitFor();
      expect(await page.getByRole("button", { name: /Create|Revoke/ }).count()).toBe(0);
    },
  );

  it("binds a key to one resource, until a time", { tags: "deep" }, async () => {
    const seed = await here.seed();
    await seed.resource("Mail");
    await seed.resource("VPN");
    const { page, watch } = await here.open("/api-keys");
    const { dialog, create } = await newKey(page, "vpn-gateway", "AUTHENTICATOR");
    await create.click();
    await dialog.getByText("Choose where the key works.").waitFor();
    await dialog.getByRole("radio", { name: "One resource" }).check();
    await create.click();
    await dialog.getByText("Choose a resource.").waitFor();
    await dialog.getByRole("radio", { name: "Mail" }).check();
    // What was chosen is not on the screen any more.
    await dialog.getByRole("textbox", { name: "Search the name of a resource" }).fill("VP");
    await page.clock.runFor(400);
    await dialog.getByRole("radio", { name: "Mail" }).waitFor({ state: "detached" });
    await create.click();
    await dialog.getByText("Choose a resource.").waitFor();
    expect(await dialog.getByRole("radio", { name: "Console" }).count()).toBe(0);
    await dialog.getByRole("radio", { name: "VPN" }).check();
    // Half a date is no date, and the key would have no end.
    await dialog.getByLabel("Expires").press("1");
    await create.click();
    expect(await dialog.getByLabel("Expires").evaluate((field) => field.matches(":invalid"))).toBe(true);
    const end = new Date(here.world.clock.now() - 60_000).toISOString().slice(0, 16);
    await dialog.getByLabel("Expires").fill(end);
    await create.click();
    await dialog.getByText("The key would have expired already; choose a later time.").waitFor();
    await watch.expectGood("api-key-bound");
    const later = new Date(here.world.clock.now() + 1_200_000).toISOString().slice(0, 16);
    await dialog.getByLabel("Expires").fill(later);
    await create.click();
    const secret = await takeKey(page, "vpn-gateway");
    const row = page.getByRole("row", { name: "vpn-gateway" });
    await row.getByRole("link", { name: "VPN" }).waitFor();
    expect(await row.getByRole("time").last().getAttribute("datetime")).toContain(later);

    await seed.user("anna");
    const fob = await seed.fob({ of: "anna", at: ["VPN", "Mail"] });
    const gateway = here.world.as(secret);
    const attempt = (at: string) => ({
      resource: { name: at },
      subject: { user: { login: "anna" } },
      passcode: fob.code(),
    });
    expect(await gateway.do("authenticate", attempt("VPN"), "granted")).toEqual({ granted: true });
    expect(await gateway.refusalAt("authenticate", attempt("Mail"))).toBe("NOT_FOUND input.resource");
    expect(await getRole(here, secret)).toBe('{"viewer":{"role":"AUTHENTICATOR"}}');

    here.world.clock.pass(1_200);
    expect(await getRole(here, secret)).toBe("401");
    await page.reload();
    await row.waitFor({ state: "detached" });
    await page.getByRole("combobox", { name: "State" }).selectOption("Expired");
    await row.getByText("Expired", { exact: true }).waitFor();
    expect(await row.getByRole("button").count()).toBe(0);
    await watch.expectGood("api-keys-expired");
    await row.getByRole("link", { name: "VPN" }).click();
    await page.getByRole("heading", { level: 1, name: "VPN" }).waitFor();
  });

  it("revokes what a key made: with it, afterwards, and later", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const make = (by: typeof seed.admin, name: string) =>
      by.do<{ secret: string }>("apiKeyCreate", { name, role: "ADMIN" }, "secret");
    const trees = await Promise.all(
      ["at-once", "afterwards", "later"].map(async (name) => {
        const root = await make(seed.admin, name);
        const child = await make(here.world.as(root.secret), `${name}-child`);
        const below = await make(here.world.as(child.secret), `${name}-below`);
        return [root.secret, child.secret, below.secret];
      }),
    );
    const { page, watch } = await here.open("/api-keys");
    const open = (name: string, label = "Revoke") =>
      page.getByRole("button", { name: `${label}: ${name}`, exact: true }).click();
    const dialog = page.getByRole("dialog");

    await open("at-once");
    await dialog.getByRole("checkbox", { name: "Also revoke the keys that it created" }).check();
    await dialog.getByRole("button", { name: "Revoke key" }).click();
    await page.getByText("at-once is revoked, and 2 keys that it created.").waitFor();

    await open("afterwards");
    await dialog.getByRole("button", { name: "Revoke key" }).click();
    await page.getByRole("dialog", { name: "afterwards is revoked" }).waitFor();
    expect(await dialog.getByRole("listitem").allInnerTexts()).toEqual([
      expect.stringMatching(/^afterwards-child \(tp_\w{5}…, ADMIN\)$/),
      expect.stringMatching(/^afterwards-below/),
    ]);
    await dialog.getByRole("button", { name: "Revoke what it made" }).click();
    await page.getByText("2 keys that afterwards created are revoked.").waitFor();

    await open("later");
    await dialog.getByRole("button", { name: "Revoke key" }).click();
    await dialog.getByRole("button", { name: "Keep them" }).click();
    await page.getByRole("combobox", { name: "State" }).selectOption("Revoked");
    // Those that it made are shown until the list has changed.
    await page
      .getByRole("row", { name: /^later tp_/ })
      .getByText("Revoked")
      .waitFor();
    await watch.expectGood("api-keys-revoked");
    await open("later", "Revoke what it made");
    await page.getByRole("dialog", { name: "Revoke the keys that later created?" }).waitFor();
    await watch.expectGood("api-key-revoke-made");
    await dialog.getByRole("button", { name: "Revoke what it made" }).click();
    await page.getByText("2 keys that later created are revoked.").waitFor();
    expect(new Set(await Promise.all(trees.flat().map((secret) => getRole(here, secret))))).toEqual(
      new Set(["401"]),
    );
    await page.getByRole("combobox", { name: "State" }).selectOption("All keys");
    await page.getByText("10 API keys").waitFor();
  });

  it("asks who it is before it creates a key, and says when there is none", { tags: "deep" }, async () => {
    const seed = await here.seed();
    const visitor = Browser.of(here.world);
    const app = await visitor.accept(await seed.invite("berta", "ADMIN"));
    here.session = visitor.cookie;
    const { page, watch } = await here.open("/api-keys");
    await page.getByRole("button", { name: "Revoke: First administrator" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
    await page.getByText("No keys. Programs and Terraform sign in with one.").waitFor();
    await watch.expectGood("api-keys-none");
    here.world.clock.pass(11 * 60);
    const { dialog, create } = await newKey(page, "terraform", "PROVISIONER");
    await create.click();
    const confirm = page.getByRole("dialog", { name: "Confirm that it is you" });
    await confirm.waitFor();
    await confirm.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Nothing was done, because you did not confirm your identity.").waitFor();
    // The message covers no button of the dialog, which is needed next.
    await watch.expectGood("api-key-not-confirmed");
    expect(await dialog.getByRole("textbox", { name: "Name", exact: true }).inputValue()).toBe("terraform");
    await create.click();
    await confirm.getByLabel(/^Password/).fill(PASSWORD);
    await confirm.getByRole("textbox", { name: "One-time password" }).fill(app.code());
    await confirm.getByRole("button", { name: "Confirm" }).click();
    expect(await getRole(here, await takeKey(page, "terraform"))).toBe('{"viewer":{"role":"PROVISIONER"}}');
    await page.getByRole("row", { name: "terraform" }).waitFor();
    expect(await getRows(page)).toHaveLength(1);
  });
});
