import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, PASSWORD } from "../support/browser.js";
import { describeConsole } from "../support/console.js";
import { type MailServer, startMailServer } from "../support/gateways/mail-server.js";
import { PortalSeed } from "../support/portal.js";
import { linkIn } from "../support/portal-mails.js";
import { PHONE, PortalPage } from "../support/portal-page.js";

/** How many users a company rolls out to in an afternoon, here. */
const USERS = 50;

describeConsole(
  "fifty users",
  (here) => {
    let mail: MailServer;
    beforeAll(async () => {
      mail = await startMailServer({ security: "NONE" });
    });
    afterAll(() => mail.close());

    /** The link that was mailed to an address. */
    async function linkTo(email: string): Promise<string> {
      const mails = () => mail.sent.filter(({ to }) => to.includes(email));
      await expect.poll(() => mails().length).toBe(1);
      return linkIn(mails()[0]?.mail.text ?? "");
    }

    /** What a user does with the link on a phone, from the password to the first code. @returns the app. */
    async function enrol(link: string): Promise<App> {
      const user = await PortalPage.openLink(here, link, PHONE);
      await user.title("Connect your token");
      await user.type(/^Password/, PASSWORD);
      await user.press("Continue");
      await user.title("Connect a token");
      await user.page.getByRole("radio", { name: "Authenticator app" }).check();
      await user.press("Continue");
      await user.title("Connect your app");
      const app = await user.scan();
      await user.type("Code that the app shows", app.code());
      await user.press("Complete");
      await user.title("Your token is connected");
      user.watch.expectNoFaults();
      await user.page.context().close();
      return app;
    }

    it(
      "enrol by the links that were mailed to them, each on a phone, and sign in at the resource",
      { tags: "deep", timeout: 1_200_000 },
      async () => {
        const portal = await PortalSeed.open(here.world);
        const { admin } = portal.seed;
        const smtp = {
          host: "127.0.0.1",
          port: mail.port,
          security: "NONE",
          from: "Example <mfa@example.org>",
        };
        await admin.do("channelCreate", { name: "Mail", driver: { smtp } }, "__typename");
        const people = Array.from({ length: USERS }, (_, number) => ({
          login: `user${number}`,
          email: `user${number}@mailbox.example`,
        }));
        await admin.do("usersCreate", { items: people }, "results { __typename }");
        const items = people.map(({ login }) => ({ user: { login }, resource: { name: "VPN" } }));
        await admin.do("invitationsCreate", { items }, "results { __typename }");
        const apps = new Map<string, App>();
        for (const { login, email } of people) apps.set(login, await enrol(await linkTo(email)));
        here.world.clock.pass(30);
        for (const [login, app] of apps) {
          expect(await portal.seed.signIn({ login }, "VPN", app.code()), login).toBe(true);
        }
        const { users } = await admin.query<{ users: { nodes: { login: string }[] } }>(
          "{ users(first: 100, filter: { enrolled: false }) { nodes { login } } }",
        );
        // The administrator of the console, whose token the test took away, had one.
        expect(users.nodes).toEqual([]);
        expect(mail.sent.length).toBeGreaterThanOrEqual(USERS);
      },
    );
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org", TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
