import { expect, it } from "vitest";
import { Browser, PASSWORD } from "../support/browser.js";
import { intercept } from "../support/console-operations.js";
import { describeConsole, type ConsoleWorld } from "../support/console.js";
import { PortalPage } from "../support/portal-page.js";
import { PortalSeed } from "../support/portal.js";
import { PUBLIC } from "../support/push.js";
import { someByTier } from "../support/tier.js";
import { part, TokenPage } from "../support/token-page.js";

/** Opens the page of a user, and waits until it is there. */
async function openUser(here: ConsoleWorld, id: string): Promise<TokenPage> {
  const { page, watch } = await here.open(`/users/${encodeURIComponent(id)}`);
  await part(page, "Details").waitFor();
  return new TokenPage(page, watch);
}

/** Deletes the user, and looks at what is left of the page. */
async function deleteAnna(user: TokenPage): Promise<void> {
  const { page, watch } = user;
  const dialog = await user.dialog("Delete user");
  await dialog.getByText("The token is unassigned").waitFor();
  const remove = dialog.getByRole("button", { name: "Delete user" });
  expect(await remove.isDisabled()).toBe(true);
  await dialog.getByRole("textbox", { name: /^Type the login/ }).fill("anna");
  await watch.expectGood("user-delete");
  await remove.click();
  await page.getByText("The user anna was deleted.").waitFor();
  await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
  await page.goBack();
  await page.getByText("There is no such user, or the user was deleted.").waitFor();
  await part(page, "User Events").getByText("anna was deleted").first().waitFor();
  await watch.expectGood("user-gone");
}

describeConsole(
  "the page of a user",
  (here) => {
    it("shows who it is, with which tokens, where and what happened, and stops and deletes the user", async () => {
      const seed = await here.seed();
      await seed.user("anna", { firstName: "Anna", lastName: "Berg", email: "anna@example.org" });
      await seed.resource("VPN");
      const fob = await seed.fob({ of: "anna", at: ["VPN"] });
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
      const { page, watch } = await here.open("/users");
      await page.getByRole("link", { name: "anna", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Anna Berg" }).waitFor();
      await part(page, "Details").getByText("anna@example.org").waitFor();
      await part(page, "Tokens").getByRole("link", { name: fob.name }).waitFor();
      await part(page, "Resources").getByRole("link", { name: "VPN" }).waitFor();
      await part(page, "User Events").getByText("anna signed in at VPN").first().waitFor();
      await watch.expectGood("user");

      // A disabled resource is a reason here, and on the page of the token.
      await part(page, "Resources").getByText("Possible").waitFor();
      await seed.admin.do("resourceUpdate", { resource: { name: "VPN" }, enabled: false }, "__typename");
      await part(page, "Resources").getByText("The resource VPN is disabled.").waitFor();
      await page
        .getByText("This person can sign in nowhere. The reasons are beside each resource.")
        .waitFor();
      await part(page, "Tokens").getByRole("link", { name: fob.name }).click();
      await page.getByRole("heading", { name: "Cannot sign in at VPN" }).waitFor();
      await page.getByRole("button", { name: "Enable the resource" }).click();
      await page.getByRole("heading", { name: "Cannot sign in at VPN" }).waitFor({ state: "detached" });
      await page.goBack();
      await part(page, "Resources").getByText("Possible").waitFor();

      const user = new TokenPage(page, watch);
      await page.getByRole("switch", { name: "anna is active" }).press("Space");
      await page.getByText("Disabled: this person can sign in nowhere.").waitFor();
      here.world.clock.pass(30);
      expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(false);

      const edit = await user.dialog("Edit user");
      // What somebody else changes meanwhile stays.
      const meanwhile = { user: { login: "anna" }, email: "berg@example.org" };
      await seed.admin.do("userUpdate", meanwhile, "user { id }");
      await edit.getByRole("textbox", { name: "Last name" }).fill("Bergmann");
      await edit.getByRole("checkbox", { name: "Enabled" }).check();
      await edit.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { level: 1, name: "Anna Bergmann" }).waitFor();
      await part(page, "Details").getByText("berg@example.org").waitFor();

      await deleteAnna(user);
      const { token } = await seed.admin.query<{ token: object }>(
        "query ($id: ID!) { token(by: { id: $id }) { user { id } } }",
        { id: fob.id },
      );
      expect(token).toEqual({ user: null });
    });

    it(
      "shows the longest login and the longest names whole on a narrow screen, and scrolls nothing sideways",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world);
        const { seed } = portal;
        await here.signInAs(seed, "ADMIN");
        const login = "w".repeat(254);
        const name = "m".repeat(50);
        const user = await seed.user(login, { email: `${"a".repeat(64)}@${"b".repeat(60)}.example` });
        const resource = await seed.resource(name);
        const fob = await seed.fob({ of: login, at: [name] });
        const id = (of: string) => encodeURIComponent(of);
        const { page, watch } = await here.open(`/users/${id(user)}`);
        await part(page, "Tokens").getByRole("link", { name: fob.name }).waitFor();
        for (const text of [login, fob.name, name]) await watch.expectWhole("the page of the user", text);
        await page.getByRole("button", { name: "Delete user" }).click();
        await page.getByRole("dialog").waitFor();
        await watch.expectWhole("the dialog that deletes the user", login);
        for (const [path, heading, texts] of someByTier([
          [`/tokens/${id(fob.id)}`, fob.name, [login, name]],
          ["/users", "Users", [login]],
          ["/tokens", "Tokens", [login]],
          [`/resources/${id(resource)}?tab=users`, name, [login, name]],
          ["/resources", "Resources", [name]],
        ] as const)) {
          await page.goto(`${here.url}${path}`);
          await page.getByRole("heading", { level: 1, name: heading }).waitFor();
          for (const text of texts) {
            await page.getByText(text).first().waitFor();
            await watch.expectWhole(path, text);
          }
        }
        await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "deletedId");
        const link = await portal.link(login);
        const anna = await PortalPage.openLink(here, link, {});
        await anna.title("Connect your token");
        await anna.says(login);
        await anna.watch.expectWhole("the page of the link", login);
        await anna.type(/^Password/, PASSWORD);
        await anna.press("Continue");
        await anna.title("Connect a token");
        await anna.press("Back to my tokens");
        await anna.says(login);
        await anna.watch.expectWhole("the portal", login);
      },
    );

    it(
      "invites the user by a link that is shown once, which another look finds and revokes",
      { tags: "deep" },
      async () => {
        const seed = await here.seed();
        await seed.resource("Mail");
        const portal = await PortalSeed.open(here.world);
        await here.signInAs(portal.seed, "ADMIN");
        const id = await portal.seed.user("anna");
        const user = await openUser(here, id);
        const { page, watch } = user;
        await page.getByText("This person has no token, and can sign in nowhere.").waitFor();
        const dialog = await user.dialog("Invite");
        // Of one portal, it is chosen already; without an address, nothing can be mailed.
        expect(await dialog.getByRole("radio", { name: "VPN" }).isChecked()).toBe(true);
        await dialog.getByRole("radio", { name: /^Is mailed/ }).check();
        await watch.expectGood("user-invite");
        await dialog.getByRole("button", { name: "Invite" }).click();
        await dialog.getByText("The user has no e-mail address that mails can be sent to.").waitFor();
        await dialog.getByRole("radio", { name: "Is shown here, once" }).check();
        await dialog.getByRole("button", { name: "Invite" }).click();
        const link = await page.getByRole("dialog").getByRole("code").innerText();
        await watch.expectGood("user-invite-link");
        // It is pressed by mistake, too.
        await page.keyboard.press("Escape");
        expect(await page.getByRole("dialog").getByRole("code").innerText()).toBe(link);
        await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
        expect(await page.getByText(link).count()).toBe(0);
        const card = part(page, "Self-service");
        await card.getByText("To the portal of VPN").waitFor();

        const anna = await PortalPage.openLink(here, link, {});
        await anna.title("Connect your token");

        await card.getByRole("button", { name: "Revoke link" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Revoke link" }).click();
        await card.getByText("To the portal of VPN").waitFor({ state: "detached" });
        await watch.expectGood("user-uninvited");
        const late = await PortalPage.openLink(here, link, {});
        await late.title("This link does not work");
      },
    );

    it("shows that a mail was sent, without a reload", { tags: "deep" }, async () => {
      const portal = await PortalSeed.open(here.world);
      await here.signInAs(portal.seed, "ADMIN");
      const id = await portal.seed.user("anna", { email: "anna@example.org" });
      const { page } = await here.open("/users");
      let isSent = false;
      await intercept(page, ["InvitationsOfUser"], async (route) => {
        const response = await route.fetch();
        const answer = (await response.text()).replace('"ACCEPTED"', isSent ? '"ACCEPTED"' : '"SENDING"');
        await route.fulfill({ response, body: answer });
      });
      const input = { user: { id }, resource: { name: "VPN" }, by: "MAIL" };
      await portal.seed.admin.do("invitationCreate", input, "__typename");
      const mail = async () => {
        const { invitations } = await portal.seed.admin.query<{
          invitations: { nodes: { message: { state: string } }[] };
        }>("{ invitations { nodes { message { state } } } }");
        return invitations.nodes.map(({ message }) => message.state);
      };
      await expect.poll(mail).toEqual(["ACCEPTED"]);
      await page.getByRole("link", { name: "anna", exact: true }).click();
      const card = part(page, "Self-service");
      await card.getByText("being mailed to a").waitFor();
      isSent = true;
      await page.clock.runFor(6_000);
      await card.getByText(", mailed to a").waitFor();
    });

    it(
      "says of a link whose answer was lost that it is not shown again, and not that it was mailed",
      { tags: "deep" },
      async () => {
        const portal = await PortalSeed.open(here.world);
        const visitor = Browser.of(here.world);
        const app = await visitor.accept(await portal.seed.invite("berta", "ADMIN"));
        here.session = visitor.cookie;
        const user = await openUser(here, await portal.seed.user("anna"));
        const { page } = user;
        let isLost = false;
        await page.route("**/graphql", async (route) => {
          if (isLost || !(route.request().postData() ?? "").includes("idempotencyKey"))
            return route.continue();
          isLost = true;
          await route.fetch();
          return route.abort("connectionreset");
        });
        const dialog = await user.dialog("Invite");
        const invite = dialog.getByRole("button", { name: "Invite" });
        await invite.click();
        await dialog.getByText("The server does not answer.").waitFor();
        here.world.clock.pass(11 * 60);
        await invite.click();
        const confirm = page.getByRole("dialog", { name: "Confirm that it is you" });
        await confirm.getByLabel(/^Password/).fill(PASSWORD);
        await confirm.getByRole("textbox", { name: "One-time password" }).fill(app.code());
        await confirm.getByRole("button", { name: "Confirm" }).click();
        await page
          .getByText("The link for anna was created by the previous attempt, and cannot be shown again.")
          .waitFor();
        expect(await page.getByText("The link is mailed").count()).toBe(0);
        // Another one is shown, and is the only one that works.
        const again = await user.dialog("Invite");
        await again.getByRole("button", { name: "Invite" }).click();
        await page.getByRole("dialog").getByRole("code").waitFor();
        await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
        await part(page, "Self-service").getByRole("button", { name: "Revoke link" }).waitFor();
      },
    );

    it("lets the helpdesk mail a link for another password, and see no link", { tags: "deep" }, async () => {
      const portal = await PortalSeed.open(here.world);
      const { id: tokenId } = await portal.enrolled("anna");
      const { token } = await portal.seed.admin.query<{ token: { user: { id: string } } }>(
        "query ($id: ID!) { token(by: { id: $id }) { user { id } } }",
        { id: tokenId },
      );
      const { user: owner } = token;
      await portal.seed.admin.do("userUpdate", { user: owner, email: "anna@example.org" }, "__typename");
      await here.signInAs(portal.seed, "HELPDESK");
      const user = await openUser(here, owner.id);
      const { page, watch } = user;
      expect(await page.getByRole("button", { name: "Invite", exact: true }).count()).toBe(0);
      expect(await page.getByRole("button", { name: "Delete user" }).count()).toBe(0);
      const dialog = await user.dialog("Reset password");
      expect(await dialog.getByRole("radio", { name: "Is shown here, once" }).count()).toBe(0);
      expect(await dialog.getByRole("radio", { name: "Is mailed to anna@example.org" }).isChecked()).toBe(
        true,
      );
      await watch.expectGood("user-password-reset");
      await dialog.getByRole("button", { name: "Make the link" }).click();
      await page.getByText("The link is mailed to anna.").waitFor();
      const events = part(page, "User Events");
      await events.getByText(/link/i).first().waitFor();
    });
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
