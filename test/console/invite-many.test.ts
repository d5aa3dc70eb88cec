// @module-tag deep
import { readFileSync } from "node:fs";
import type { Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, PASSWORD, getToken } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { type MailServer, startMailServer } from "../support/gateways/mail-server.js";
import { linkIn } from "../support/portal-mails.js";
import { PortalSeed } from "../support/portal.js";
import type { Watch } from "../support/watched-page.js";

let rounds = 0;

/** The dialog says how many are invited, and names the others. */
async function expectReasons(dialog: Locator): Promise<void> {
  await dialog.getByText("3 users get a mail with a link.").waitFor();
  await dialog.getByText("1 has no e-mail address: dora").waitFor();
  await dialog.getByText("1 has a token that works: emil").waitFor();
  await dialog.getByText("1 has a role in the console: frida").waitFor();
  await dialog.getByText("1 has a token that is not valid yet: hans").waitFor();
  await dialog.getByText("1 has an e-mail address that mails cannot be sent to: gina").waitFor();
}

/** The result is shown in rows, and can be downloaded. */
async function expectResult(page: Page, dialog: Locator, watch: Watch): Promise<void> {
  const rows = dialog.getByRole("row");
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringContaining("Why"),
    expect.stringMatching(/^dora\s+The user has no e-mail address\./),
    expect.stringMatching(/^emil\s+The user has a token that works/),
    expect.stringMatching(/^frida\s+The user has a role/),
    expect.stringMatching(/^gina\s+Mails cannot be sent/),
    expect.stringMatching(/^hans\s+The user has a token that is not valid yet/),
  ]);
  await watch.expectGood("invite-many-result");
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download the result (CSV)" }).click();
  const file = readFileSync(await (await saving).path(), "utf8").split("\r\n");
  expect(file.slice(0, 4).toSorted()).toEqual([
    "anna,Invited",
    "bert,Invited",
    "carl,Invited",
    "\uFEFFlogin,result",
  ]);
  expect(file[4]).toMatch(/^dora,"Not invited: /);
}

describeConsole(
  "inviting many users",
  (here) => {
    let mail: MailServer;
    beforeAll(async () => {
      mail = await startMailServer({ security: "NONE" });
    });
    afterAll(() => mail.close());

    /** An account with a portal and users who have an address each; its administrator is signed in. */
    async function open(logins: readonly string[], policy: object = {}) {
      rounds += 1;
      const portal = await PortalSeed.open(here.world, policy);
      await here.signInAs(portal.seed, "ADMIN");
      const people = logins.map((login) => ({ login, email: `${login}.${rounds}@mailbox.example` }));
      await portal.seed.admin.do("usersCreate", { items: people }, "results { __typename }");
      return portal;
    }

    const addChannel = ({ seed }: PortalSeed) => {
      const smtp = {
        host: "127.0.0.1",
        port: mail.port,
        security: "NONE",
        from: "Example <mfa@example.org>",
      };
      return seed.admin.do("channelCreate", { name: "Mail", driver: { smtp } }, "__typename");
    };

    /** The links that were mailed to a user of this account, oldest first. @param count so many are waited for. */
    async function linksTo(login: string, count: number): Promise<string[]> {
      const mails = () =>
        mail.sent
          .filter(({ to }) => to.includes(`${login}.${rounds}@mailbox.example`))
          // Whoever has connected a token gets a notice of it.
          .filter(({ mail: { text } }) => text?.includes("/invitation#"));
      await expect.poll(() => mails().length).toBe(count);
      return mails().map(({ mail: { text } }) => linkIn(text ?? ""));
    }

    /** Adds users who cannot be invited by mail, each for another reason. */
    async function addOthers({ seed }: PortalSeed): Promise<void> {
      await seed.user("dora");
      await seed.fob({ of: "emil" });
      const coming = await seed.fob({ of: "hans" });
      // The browser's clock is the real one.
      const validFrom = new Date(
        Math.max(Date.now(), here.world.clock.now()) + 40 * 24 * 3_600_000,
      ).toISOString();
      await seed.admin.do("tokenUpdate", { token: { id: coming.id }, validFrom }, "__typename");
      await seed.invite("frida", "HELPDESK");
      // Earlier versions accepted such an address.
      await seed.admin.do("userCreate", { login: "gina", email: "gina@mailbox.example" }, "__typename");
      await here.world.database.script(
        `UPDATE users SET email = '"gina"@mailbox.example' WHERE email = 'gina@mailbox.example'`,
      );
    }

    /** Invites again who did not come. @param early the link that was mailed to Bert before. */
    async function remind(page: Page, portal: PortalSeed, early: string): Promise<void> {
      await page.getByRole("checkbox", { name: "Select all on this page" }).check();
      await page.getByRole("button", { name: "Invite…" }).click();
      const reminder = page.getByRole("dialog");
      await reminder.getByText("2 of them were invited before").waitFor();
      await reminder.getByRole("button", { name: "Invite 2 users" }).click();
      await reminder.getByText("2 users are invited.").waitFor();
      const [, late = ""] = await linksTo("bert", 2);
      const opened = async (of: string) =>
        (await portal.browser().browser.send("/portal/invitation", { token: getToken(of) })).status;
      expect([await opened(early), await opened(late)]).toEqual([404, 200]);
      await linksTo("anna", 1);
      await reminder.getByRole("button", { name: "Close" }).last().click();
      await page.getByText("No user matches.").waitFor();
    }

    it(
      "mails links to those who can be invited, names the others, and reminds who did not come",
      { tags: "deep" },
      async () => {
        const portal = await open(["anna", "bert", "carl", "emil", "hans"]);
        await addChannel(portal);
        await addOthers(portal);
        const { page, watch } = await here.open("/users");
        await page.getByText("9 users").waitFor();
        await page.getByRole("checkbox", { name: "Select all on this page" }).check();
        await page.getByRole("checkbox", { name: "Select alice" }).uncheck();
        const group = page.getByRole("group", { name: "Selected users" });
        await group.getByText("8 selected").waitFor();
        await group.getByRole("button", { name: "Invite…" }).click();
        const dialog = page.getByRole("dialog");
        await expectReasons(dialog);
        expect(await dialog.getByRole("radio", { name: "VPN" }).isChecked()).toBe(true);
        expect(await dialog.getByText("invited before").count()).toBe(0);
        await watch.expectGood("invite-many");
        await dialog.getByRole("button", { name: "Invite 3 users" }).click();
        await dialog.getByText("3 users are invited.").waitFor();
        await expectResult(page, dialog, watch);
        await dialog.getByRole("button", { name: "Close" }).last().click();
        await group.waitFor({ state: "detached" });
        const [link = ""] = await linksTo("anna", 1);
        const [early = ""] = await linksTo("bert", 1);
        expect(mail.sent.filter(({ to }) => to.some((one) => one.startsWith("emil")))).toEqual([]);
        await page.getByRole("row", { name: /anna.*Open/ }).waitFor();

        await page.getByRole("combobox", { name: "Enrolment" }).selectOption("Has not enrolled");
        await page.getByText("6 users").waitFor();
        const visitor = portal.browser();
        await visitor.accept(link);
        await visitor.enrol();
        // The links work for a day, and the session of the page for less.
        here.world.clock.pass(25 * 3_600);
        const berta = Browser.of(here.world);
        await berta.accept(await portal.seed.invite("berta", "ADMIN"));
        here.session = berta.cookie;
        const { page: next } = await here.open("/users?enrolled=NO");
        await next.getByText("5 users").waitFor();
        const invitation = next.getByRole("combobox", { name: "Invitation" });
        await invitation.selectOption("Was invited");
        await next.getByText("2 users").waitFor();
        await invitation.selectOption("Invitation is open");
        await next.getByText("No user matches.").waitFor();
        await invitation.selectOption("Invitation expired");
        await next.getByRole("row", { name: /bert.*Expired/ }).waitFor();
        await next.getByText("2 users").waitFor();
        expect(Object.fromEntries(new URL(next.url()).searchParams)).toEqual({
          enrolled: "NO",
          invited: "EXPIRED",
        });

        await remind(next, portal, early);
      },
    );

    describe("at length", { tags: "deep" }, () => {
      /** Selects all users who have not enrolled, and opens the dialog. */
      async function choose(page: Page, total: number) {
        await page.getByText(total === 1 ? "1 user" : `${total} users`, { exact: true }).waitFor();
        await page.getByRole("checkbox", { name: "Select all on this page" }).check();
        const group = page.getByRole("group", { name: "Selected users" });
        if (total > 20) await group.getByRole("button", { name: `Select all ${total} matching` }).click();
        await group.getByText(`${total} selected`).waitFor();
        await group.getByRole("button", { name: "Invite…" }).click();
        return page.getByRole("dialog", { name: /^Invit/ });
      }

      /** Stands between the page and the server where invitations are sent. @param nth from 1. */
      const between = (page: Page, handle: (nth: number, route: Route) => Promise<void>) => {
        let nth = 0;
        return page.route("**/graphql", (route) => {
          if (route.request().postData()?.includes('"onRefusal":"SKIP"') !== true) return route.continue();
          nth += 1;
          return handle(nth, route);
        });
      };

      /** How many links of the portal became what. */
      const count = async ({ seed }: PortalSeed, state: string) =>
        (
          await seed.admin.query<{ invitations: { totalCount: number } }>(
            `{ invitations(first: 1, filter: { state: ${state} }) { totalCount } }`,
          )
        ).invitations.totalCount;

      const crowd = (size: number) => Array.from({ length: size }, (_, n) => `user${n}`);

      it("collects users of all pages, and mails nobody twice when an answer is lost", async () => {
        const portal = await open(crowd(250));
        await addChannel(portal);
        const { page, watch } = await here.open("/users?enrolled=NO");
        await page.getByText("250 users").waitFor();
        await page.getByRole("checkbox", { name: "Select all on this page" }).check();
        await page.getByRole("button", { name: "Next" }).click();
        await page.getByRole("checkbox", { name: "Select user117" }).waitFor();
        await page.getByRole("checkbox", { name: "Select all on this page" }).check();
        await page.getByText("40 selected").waitFor();
        await watch.expectGood("users-selected");
        await page.getByRole("button", { name: "Select all 250 matching" }).click();
        await page.getByText("250 selected").waitFor();
        await page.getByRole("button", { name: "Invite…" }).click();
        await between(page, async (nth, route) => {
          if (nth !== 2) return route.continue();
          await route.fetch();
          return route.abort("connectionreset");
        });
        const dialog = page.getByRole("dialog", { name: /^Invit/ });
        await dialog.getByRole("button", { name: "Invite 250 users" }).click();
        await dialog.getByText("100 users are invited.").waitFor();
        await dialog.getByText("150 users are left. If you continue, nobody gets two mails.").waitFor();
        await watch.expectGood("invite-many-left");
        expect(await count(portal, "OPEN")).toBe(200);
        await dialog.getByRole("button", { name: "Continue with 150 users" }).click();
        await dialog.getByText("250 users are invited.").waitFor();
        expect([await count(portal, "OPEN"), await count(portal, "REVOKED")]).toEqual([250, 0]);
        await linksTo("user249", 1);
        await linksTo("user150", 1);
      });

      it("stops after a part, keeps the others selected, and says why the rest was refused", async () => {
        const portal = await open(crowd(250));
        await addChannel(portal);
        const { page, watch } = await here.open("/users?enrolled=NO");
        const dialog = await choose(page, 250);
        await between(page, async (nth, route) => {
          if (nth === 1) {
            await dialog.getByText("0 of 250 users").waitFor();
            await watch.expectGood("invite-many-running");
            await dialog.getByRole("button", { name: "Stop" }).click();
          } else if (nth === 2) {
            await portal.seed.admin.do("selfServicePolicyClear", { resource: { name: "VPN" } }, "__typename");
          }
          return route.continue();
        });
        await dialog.getByRole("button", { name: "Invite 250 users" }).click();
        await dialog.getByText("100 users are invited.").waitFor();
        await dialog.getByRole("button", { name: "Close" }).last().click();
        const group = page.getByRole("group", { name: "Selected users" });
        await group.getByText("150 selected").waitFor();
        await group.getByRole("button", { name: "Invite…" }).click();
        await dialog.getByRole("button", { name: "Invite 150 users" }).click();
        await dialog.getByText("Nobody is invited.").waitFor();
        expect(await dialog.getByText("The resource has no portal.").count()).toBe(150);
        await watch.expectGood("invite-many-refused");
        expect(await count(portal, "OPEN")).toBe(0);
      });

      it("asks who it is as for one invitation; who does not say it has sent nothing", async () => {
        const portal = await open(["anna", "bert"]);
        await addChannel(portal);
        const berta = Browser.of(here.world);
        const app = await berta.accept(await portal.seed.invite("berta", "ADMIN"));
        here.session = berta.cookie;
        const { page, watch } = await here.open("/users?enrolled=NO");
        const dialog = await choose(page, 2);
        await dialog.getByText("2 users get a mail with a link.").waitFor();
        here.world.clock.pass(11 * 60);
        await dialog.getByRole("button", { name: "Invite 2 users" }).click();
        const asked = page.getByRole("dialog", { name: "Confirm that it is you" });
        await asked.getByRole("button", { name: "Cancel" }).click();
        await dialog.getByText("Nobody is invited.").waitFor();
        await dialog.getByText("2 users are left.").waitFor();
        expect(await count(portal, "OPEN")).toBe(0);
        await dialog.getByRole("button", { name: "Continue with 2 users" }).click();
        await asked.getByLabel(/^Password/).fill(PASSWORD);
        await asked.getByRole("textbox", { name: "One-time password" }).fill(app.code());
        await watch.expectGood("invite-many-confirm");
        await asked.getByRole("button", { name: "Confirm" }).click();
        await dialog.getByText("2 users are invited.").waitFor();
        await linksTo("anna", 1);
      });

      it("says what to do first where nothing can be mailed, or no portal is for it", async () => {
        const portal = await open(["anna"], { actions: ["PASSWORD_CHANGE"] });
        await addChannel(portal);
        const change = (enabled: boolean) =>
          portal.seed.admin.do("channelUpdate", { channel: { name: "Mail" }, enabled }, "__typename");
        await change(false);
        const { page, watch } = await here.open("/users?enrolled=NO");
        await page.getByText("Live").waitFor();
        const dialog = await choose(page, 1);
        await dialog.getByText("the account has no enabled channel for e-mails").waitFor();
        await dialog.getByText("No resource has a portal in which users connect a token.").waitFor();
        await watch.expectGood("invite-many-impossible");
        const invite = dialog.getByRole("button", { name: "Invite 1 user" });
        expect(await invite.isDisabled()).toBe(true);
        await portal.setPolicy({});
        await dialog.getByRole("radio", { name: "VPN" }).waitFor();
        expect(await invite.isDisabled()).toBe(true);
        await change(true);
        await expect
          .poll(async () => {
            await page.clock.runFor(1_000);
            return invite.isEnabled();
          })
          .toBe(true);
      });

      it("finds the portals among many resources, and chooses one only where there is no other", async () => {
        const portal = await open(["anna"], {});
        await addChannel(portal);
        const { admin } = portal.seed;
        for (let number = 0; number < 59; number += 1) await portal.seed.resource(`Resource ${number}`);
        const { page, watch } = await here.open("/users?enrolled=NO");
        const dialog = await choose(page, 1);
        // By name, it is the last of 60.
        await expect.poll(() => dialog.getByRole("radio", { name: "VPN" }).isChecked()).toBe(true);
        expect(await dialog.getByText(/There is none yet|There are more/).count()).toBe(0);
        const policy = {
          address: `connecting-${rounds}`,
          actions: ["TOKEN_ASSIGN"],
          models: ["PROTECTIMUS_TWO"],
        };
        await admin.do("selfServicePolicySet", { resource: { name: "Resource 7" }, ...policy }, "__typename");
        const other = { address: `other-${rounds}`, actions: ["PASSWORD_CHANGE"] };
        await admin.do("selfServicePolicySet", { resource: { name: "Resource 8" }, ...other }, "__typename");
        await dialog.getByRole("radio", { name: "Resource 7" }).waitFor();
        expect(await dialog.getByRole("radio", { checked: true }).count()).toBe(0);
        expect(await dialog.getByRole("radio", { name: "Resource 8" }).count()).toBe(0);
        expect(await dialog.getByRole("button", { name: "Invite 1 user" }).isDisabled()).toBe(true);
        await watch.expectGood("invite-many-portals");
      });

      it("shows nobody else who was invited, nor the way to invite", async () => {
        const portal = await open(["anna"]);
        for (const [role, invited] of [
          ["AUDITOR", "YES"],
          ["HELPDESK", "EXPIRED"],
        ] as const) {
          await here.signInAs(portal.seed, role);
          const { page, watch } = await here.open(`/users?enrolled=NO&invited=${invited}`);
          const row = page.getByRole("row", { name: "anna" });
          await row.waitFor();
          expect(await page.getByRole("checkbox").count()).toBe(0);
          expect(await page.getByRole("combobox", { name: "Invitation" }).count()).toBe(0);
          expect(await page.getByRole("columnheader", { name: "Invited" }).count()).toBe(0);
          await watch.expectGood(`users-of-${role.toLowerCase()}`);
        }
      });
    });
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org", TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
