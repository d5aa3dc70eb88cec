import { afterAll, beforeAll, expect, it } from "vitest";
import { refuseForgottenCodes } from "../../server/history/forgotten-uses.js";
import { App, getToken } from "../support/browser.js";
import { EVENTUALLY } from "../support/eventually.js";
import { type MailServer, startMailServer } from "../support/gateways/mail-server.js";
import { holding } from "../support/holding.js";
import { EVERYTHING, PortalSeed } from "../support/portal.js";
import { getStatements } from "../support/statements.js";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

let rounds = 0;

/** How many links became what, of the portal. */
async function states({ seed }: PortalSeed): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const state of ["OPEN", "USED", "EXPIRED", "REVOKED"]) {
    const { invitations } = await seed.admin.query<{ invitations: { totalCount: number } }>(
      `{ invitations(first: 1, filter: { state: ${state}, resource: { name: "VPN" } }) { totalCount } }`,
    );
    if (invitations.totalCount > 0) counts[state] = invitations.totalCount;
  }
  return counts;
}

/** The logins of those who never had a token. */
async function notEnrolled({ seed }: PortalSeed): Promise<string[]> {
  const { users } = await seed.admin.query<{ users: { nodes: { login: string }[] } }>(
    `{ users(first: 100, filter: { enrolled: false, enabled: true }) { nodes { login } } }`,
  );
  return users.nodes.map(({ login }) => login).toSorted();
}

onOneStore(
  "users who are invited to a portal together",
  (world) => {
    let mail: MailServer;
    beforeAll(async () => {
      mail = await startMailServer({ security: "NONE" });
    });
    afterAll(() => mail.close());

    /** A portal, and users with an address each. */
    async function open(count: number) {
      rounds += 1;
      const portal = await PortalSeed.open(world());
      const { admin } = portal.seed;
      await admin.do(
        "channelCreate",
        {
          name: "Mail",
          driver: {
            smtp: { host: "127.0.0.1", port: mail.port, security: "NONE", from: "Example <mfa@example.org>" },
          },
        },
        "__typename",
      );
      const people = Array.from({ length: count }, (_, n) => ({
        login: `user${n}`,
        email: `user${n}.${rounds}@mailbox.example`,
      }));
      await admin.do("usersCreate", { items: people }, "results { __typename }");
      return { portal, people };
    }

    const invite = ({ seed }: PortalSeed, logins: readonly string[], more: object = {}) => {
      const items = logins.map((login) => ({ user: { login }, resource: { name: "VPN" } }));
      return seed.admin.mutate(
        "invitationsCreate",
        { items, ...more },
        "results { __typename ... on Error { code path } }",
      );
    };

    /** The newest link that was mailed to an address. */
    async function linkTo(email: string, nth = 1): Promise<string> {
      const mails = () => mail.sent.filter(({ to }) => to.includes(email));
      await expect.poll(() => mails().length).toBe(nth);
      return /^https:\S+\/invitation#\S+$/m.exec(mails().at(-1)?.mail.text ?? "")?.[0] ?? "";
    }

    it("each enrol by the link in the mail, and sign in at the resource", async () => {
      const { portal, people } = await open(byTier(8, 50));
      expect(
        (
          await invite(
            portal,
            people.map(({ login }) => login),
          )
        ).code,
      ).toBeUndefined();
      expect(await states(portal)).toEqual({ OPEN: people.length });
      const apps = new Map<string, App>();
      for (const { login, email } of people) {
        const visitor = portal.browser();
        await visitor.accept(await linkTo(email));
        apps.set(login, (await visitor.enrol()).app);
      }
      expect(await states(portal)).toEqual({ USED: people.length });
      expect(await notEnrolled(portal)).toEqual([]);
      for (const [login, app] of apps) {
        expect(await portal.seed.signIn({ login }, "VPN", app.code()), login).toBe(true);
      }
    });

    it("are reminded by another link, which makes the one before void; who has a token is named", async () => {
      const { portal, people } = await open(3);
      const logins = people.map(({ login }) => login);
      await invite(portal, logins);
      const [first, second] = people;
      const early = await linkTo(second?.email ?? "");
      const visitor = portal.browser();
      await visitor.accept(await linkTo(first?.email ?? ""));
      await visitor.enrol();
      expect(await notEnrolled(portal)).toEqual(logins.slice(1));

      expect(await invite(portal, logins)).toMatchObject({ code: "ITEMS_REFUSED" });
      expect(await invite(portal, logins, { onRefusal: "SKIP" })).toMatchObject({
        results: [
          { code: "STILL_IN_USE", path: ["input", "items", "0", "user"] },
          { __typename: "InvitationCreatePayload" },
          { __typename: "InvitationCreatePayload" },
        ],
      });
      expect(await states(portal)).toEqual({ USED: 1, OPEN: 2, REVOKED: 2 });
      const again = portal.browser();
      const { code } = await again.browser.send("/portal/invitation", { token: early.split("#")[1] });
      expect(code).toBe("NOT_FOUND");
      await again.accept(await linkTo(second?.email ?? "", 2));
      world().clock.pass(25 * 3_600);
      expect(await states(portal)).toEqual({ USED: 2, EXPIRED: 1, REVOKED: 2 });
      // Nothing is taken from a link that nobody used in time: a reminder leaves what became of it.
      await invite(portal, logins.slice(2));
      expect(await states(portal)).toEqual({ USED: 2, EXPIRED: 1, REVOKED: 2, OPEN: 1 });
      world().clock.pass(25 * 3_600);
      await invite(portal, logins.slice(2));
      expect(await states(portal)).toEqual({ USED: 2, EXPIRED: 2, REVOKED: 2, OPEN: 1 });
    });

    it("to several portals have a link to each until a token is connected, and each link that ends says why", async () => {
      const { portal, people } = await open(2);
      const { seed } = portal;
      const [anna, bo] = people.map(({ login }) => login);
      await seed.resource("Wiki");
      const address = `${portal.address}-wiki`;
      const policy = { resource: { name: "Wiki" }, address, ...EVERYTHING };
      await seed.admin.do("selfServicePolicySet", policy, "__typename");
      const link = async (login: string, name: string) =>
        (
          await seed.admin.do<{ invitationUrl: string }>(
            "invitationCreate",
            { user: { login }, resource: { name } },
            "invitationUrl",
          )
        ).invitationUrl;
      const isOpen = async (url: string) =>
        (await portal.browser().browser.send("/portal/invitation", { token: getToken(url) })).code ===
        undefined;
      const events = async () => {
        const read = await seed.admin.query<{
          events: { nodes: { summary: string; userLogin: string; resourceName: string | null }[] };
        }>(
          "{ events(first: 100, filter: { types: [INVITATION_REVOKED] }) { nodes { summary userLogin resourceName } } }",
        );
        return read.events.nodes.map(({ summary, userLogin, resourceName }) => [
          userLogin,
          resourceName,
          summary.replace(/^.*: (.*)\.$/, "$1"),
        ]);
      };
      const wiki = await link(String(anna), "Wiki");
      const before = await link(String(anna), "VPN");
      // Many at once: only those to the same portal are replaced.
      const statements = await getStatements(world(), () => invite(portal, [String(anna)]));
      expect(await getStatements(world(), () => invite(portal, [String(bo)]))).toHaveLength(
        statements.length,
      );
      expect([await isOpen(wiki), await isOpen(before)]).toEqual([true, false]);
      expect(await events()).toEqual([[anna, "VPN", "another one was made"]]);
      // Whoever found the other link would else report the token as lost, and connect one.
      const visitor = portal.browser();
      await visitor.accept(await linkTo(String(people[0]?.email)));
      expect(await isOpen(wiki)).toBe(true);
      await visitor.enrol();
      expect(await isOpen(wiki)).toBe(false);
      expect((await events())[0]).toEqual([anna, "Wiki", "the person connected a token"]);
      // A link that asked for a password would let somebody choose another one.
      const other = await link(String(bo), "Wiki");
      await seed.admin.do("passwordReset", { user: { login: bo }, resource: { name: "VPN" } }, "__typename");
      expect(await isOpen(other)).toBe(false);
      const last = (await events()).slice(0, 2).map((parts) => parts.join(" "));
      expect(new Set(last)).toEqual(
        new Set([`${bo} VPN the password was reset`, `${bo} Wiki the password was reset`]),
      );
    });

    it("say who was invited when, in as many statements for many as for few, and an ADMIN alone sees it", async () => {
      const { portal, people } = await open(9);
      const { admin } = portal.seed;
      const logins = people.map(({ login }) => login);
      const users = (key: Pick<typeof admin, "query">, more: string, first = 100) =>
        key.query<{ users: { nodes: { login: string; lastInvitation: object | null }[] } }>(
          `query ($first: Int) { users(first: $first, filter: { ${more} }, orderBy: { field: LOGIN }) {
            nodes { login lastInvitation { createdAt state purpose resource { name } } } } }`,
          { first },
        );
      await invite(portal, logins.slice(0, 8));
      world().clock.pass(60);
      await invite(portal, ["user1"]);
      const { invitations } = await admin.query<{ invitations: { nodes: { id: string }[] } }>(
        '{ invitations(filter: { user: { login: "user2" } }) { nodes { id } } }',
      );
      await admin.do("invitationRevoke", { invitation: invitations.nodes[0]?.id }, "__typename");
      const at = (seconds: number) => new Date(world().clock.now() - seconds * 1_000).toISOString();
      const one = (state: string, createdAt: string) => ({
        createdAt,
        state,
        purpose: "ENROL",
        resource: { name: "VPN" },
      });
      const asked = (await users(admin, "invited: true")).users.nodes;
      expect(asked.map(({ login }) => login)).toEqual(logins.slice(0, 8));
      expect(asked.slice(0, 4).map(({ lastInvitation }) => lastInvitation)).toEqual([
        one("OPEN", at(60)),
        one("OPEN", at(0)),
        one("REVOKED", at(60)),
        one("OPEN", at(60)),
      ]);
      const others = (await users(admin, "invited: false, enrolled: false")).users.nodes;
      expect(others).toEqual([{ login: "user8", lastInvitation: null }]);
      world().clock.pass(25 * 3_600);
      const late = (await users(admin, 'invited: true, text: "user0"')).users.nodes;
      expect(late).toEqual([{ login: "user0", lastInvitation: one("EXPIRED", at(25 * 3_600 + 60)) }]);

      const few = await getStatements(world(), () => users(admin, "invited: true", 2));
      for (const filter of ["invited: true", "lastInvitationStates: [EXPIRED, REVOKED]"]) {
        expect(await getStatements(world(), () => users(admin, filter, 8))).toHaveLength(few.length);
      }

      for (const role of ["HELPDESK", "AUDITOR", "PROVISIONER"]) {
        const client = await portal.seed.key(role);
        const { errors: ofField } = await client.send("{ users { nodes { lastInvitation { id } } } }");
        expect(ofField?.[0]?.message).toContain("may not use User.lastInvitation");
        const { errors: ofFilter } = await client.send("{ users(filter: { invited: true }) { totalCount } }");
        expect(ofFilter?.[0]?.message).toContain("may not use the input invited");
        const { errors: ofStates } = await client.send(
          "query ($filter: UserFilter) { users(filter: $filter) { totalCount } }",
          { filter: { lastInvitationStates: [] } },
        );
        expect(ofStates?.[0]?.message).toContain("may not use the input lastInvitationStates");
      }
    });

    /** The users whom a filter finds, each with what became of the last link. */
    async function findUsers({ seed }: PortalSeed, filter: object) {
      const { users } = await seed.admin.query<{
        users: {
          totalCount: number;
          nodes: { login: string; lastInvitation: { state: string } | null }[];
        };
      }>(
        `query ($filter: UserFilter) { users(first: 100, filter: $filter, orderBy: { field: LOGIN }) {
          totalCount nodes { login lastInvitation { state } } } }`,
        { filter },
      );
      return users;
    }

    /** Who is found by each state. Each of them has this state, and whoever was invited has one. */
    async function groupByState(portal: PortalSeed): Promise<Readonly<Record<string, string[]>>> {
      const lists: Record<string, string[]> = {};
      for (const state of ["OPEN", "USED", "EXPIRED", "REVOKED"]) {
        const { nodes, totalCount } = await findUsers(portal, { lastInvitationStates: [state] });
        expect(totalCount).toBe(nodes.length);
        expect(nodes.filter(({ lastInvitation }) => lastInvitation?.state !== state)).toEqual([]);
        if (nodes.length > 0) lists[state] = nodes.map(({ login }) => login);
      }
      expect(Object.values(lists).flat().toSorted()).toEqual(
        (await findUsers(portal, { invited: true })).nodes.map(({ login }) => login),
      );
      return lists;
    }

    /** Revokes the first link that a filter finds. */
    async function revokeLink({ seed }: PortalSeed, filter: string): Promise<void> {
      const { admin } = seed;
      const { invitations } = await admin.query<{ invitations: { nodes: { id: string }[] } }>(
        `{ invitations(filter: { ${filter} }) { nodes { id } } }`,
      );
      await admin.do("invitationRevoke", { invitation: invitations.nodes[0]?.id }, "__typename");
    }

    /** States are combined with each other, and with other filters. */
    async function expectFilters(portal: PortalSeed): Promise<void> {
      const [first, second, third, fifth] = ["user0", "user1", "user2", "user4"];
      const of = async (filter: object) => (await findUsers(portal, filter)).nodes.map(({ login }) => login);
      expect(await of({ lastInvitationStates: ["REVOKED", "EXPIRED", "EXPIRED"] })).toEqual([
        first,
        second,
        third,
        fifth,
      ]);
      expect(await of({ lastInvitationStates: ["EXPIRED"], text: fifth })).toEqual([fifth]);
      expect(await of({ lastInvitationStates: ["USED"], enrolled: false })).toEqual([]);
      expect(await of({ lastInvitationStates: ["USED"], invited: false })).toEqual([]);
      expect(await of({ lastInvitationStates: [] })).toEqual([]);
      expect(await of({ lastInvitationStates: null, invited: false, enrolled: false })).toEqual(["user5"]);
    }

    it("are found by what became of the last link, as time passes", async () => {
      const { portal, people } = await open(6);
      const { admin } = portal.seed;
      const logins = people.map(({ login }) => login);
      const byState = () => groupByState(portal);
      const [first, second, third, fourth, fifth] = ["user0", "user1", "user2", "user3", "user4"];

      expect(await byState()).toEqual({});
      const invitedAt = world().clock.now();
      await invite(portal, logins.slice(0, 5));
      expect(await byState()).toEqual({ OPEN: logins.slice(0, 5) });
      // What is being sent while an hour passes is not sent.
      for (const { email } of people.slice(0, 5)) await linkTo(email);
      // Another link takes the place of the one before, which is not the last one any more.
      world().clock.pass(3_600);
      await invite(portal, [second]);
      await revokeLink(portal, 'user: { login: "user2" }');
      const visitor = portal.browser();
      await visitor.accept(await linkTo(people[3]?.email ?? ""));
      await visitor.enrol();
      expect(await byState()).toEqual({
        OPEN: [first, second, fifth],
        USED: [fourth],
        REVOKED: [third],
      });
      // A link for another password says nothing of who was invited.
      await admin.do(
        "passwordReset",
        { user: { login: fourth }, resource: { name: "VPN" }, by: "MAIL" },
        "__typename",
      );
      world().clock.pass((invitedAt - world().clock.now()) / 1_000 + 24 * 3_600 - 1);
      expect(await byState()).toMatchObject({ OPEN: [first, second, fifth], USED: [fourth] });
      world().clock.pass(1);
      expect(await byState()).toEqual({
        OPEN: [second],
        USED: [fourth],
        EXPIRED: [first, fifth],
        REVOKED: [third],
      });
      // Who is reminded is open again, and expires again.
      await invite(portal, [first]);
      expect(await byState()).toMatchObject({ OPEN: [first, second], EXPIRED: [fifth] });
      world().clock.pass(24 * 3_600);
      expect(await byState()).toEqual({
        USED: [fourth],
        EXPIRED: [first, second, fifth],
        REVOKED: [third],
      });
      // They stay expired, and their users are found, whatever ends links that work.
      await revokeLink(portal, 'state: EXPIRED, user: { login: "user4" }');
      await admin.do("selfServicePolicyClear", { resource: { name: "VPN" } }, "__typename");
      await portal.setPolicy({});
      await refuseForgottenCodes(world().services.database, world().clock.now());
      expect(await byState()).toMatchObject({ EXPIRED: [first, second, fifth], REVOKED: [third] });

      await expectFilters(portal);
    });

    it("learn before, what prevents the mails", async () => {
      const portal = await PortalSeed.open(world());
      const { admin } = portal.seed;
      const obstacle = async () =>
        (await admin.query<{ viewer: { linkObstacle: string | null } }>("{ viewer { linkObstacle } }")).viewer
          .linkObstacle;
      // A server that nobody else reaches keeps mails in memory, until the account has a channel.
      expect(await obstacle()).toBe(null);
      const smtp = {
        host: "127.0.0.1",
        port: mail.port,
        security: "NONE",
        from: "Example <mfa@example.org>",
      };
      await admin.do("channelCreate", { name: "Mail", driver: { smtp } }, "__typename");
      expect(await obstacle()).toBe(null);
      await admin.do("channelUpdate", { channel: { name: "Mail" }, enabled: false }, "__typename");
      expect(await obstacle()).toBe("NO_CHANNEL");
    });

    it("are a thousand at most, each of whom needs an address; nothing is mailed when one is refused", async () => {
      const { portal, people } = await open(2);
      await portal.seed.user("silent");
      const all = [...people.map(({ login }) => login), "silent"];
      const refused = await invite(portal, all);
      expect(refused).toMatchObject({ code: "ITEMS_REFUSED" });
      expect(await states(portal)).toEqual({});
      expect(mail.sent.filter(({ to }) => people.some(({ email }) => to.includes(email)))).toEqual([]);
      const many = Array.from({ length: 1_001 }, () => "user0");
      expect((await invite(portal, many)).code).toBe("VALIDATION_FAILED");
    });

    it(
      "hold up no code that somebody signs in with meanwhile, a thousand of them",
      { tags: "deep" },
      async ({ skip }) => {
        skip(world().database.embedded, "the embedded database has one connection only");
        const { portal, people } = await open(1_000);
        const { seed } = portal;
        await seed.user("anna");
        const address = `anna.${rounds}@mailbox.example`;
        const { token } = await seed.admin.do<{ token: { id: string } }>(
          "tokenCreate",
          { name: "Mail", model: { software: { email: { address } } }, to: { user: { login: "anna" } } },
          "token { id }",
        );
        // The invitation of the last person waits, so the others are not committed either.
        const last = await holding(
          world(),
          `SELECT 1 FROM users WHERE login = '${people.at(-1)?.login}' FOR UPDATE`,
          [],
        );
        const inviting = invite(
          portal,
          people.map(({ login }) => login),
        );
        await expect.poll(() => last.waiting(), EVENTUALLY).toBeGreaterThan(0);
        // Whatever is done with the resource and with codes goes on beside it.
        const link = { token: { id: token.id }, to: { resource: { name: "VPN" } } };
        await seed.admin.do("assignmentCreate", link, "__typename");
        await seed.admin.do(
          "challengeCreate",
          { purpose: "SIGN_IN", resource: { name: "VPN" }, subject: { user: { login: "anna" } } },
          "__typename",
        );
        expect(await last.waiting()).toBeGreaterThan(0);
        await last.letGo();
        expect((await inviting).code).toBeUndefined();
        expect(await states(portal)).toEqual({ OPEN: people.length });
      },
    );
  },
  { TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8", TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" },
);
