import { LOCALES } from "@tokenplane/rules/channel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { MAIL_PURPOSES, PORTAL_CHANGES } from "../../server/delivery/texts/message-facts.js";
import { inTransaction } from "../../server/database/transaction.js";
import { createInvitation, noteMessage } from "../../server/invitations/invitation-store.js";
import {
  addressLimits,
  countSend,
  type Limit,
  networkLimits,
  strangerLimits,
} from "../../server/messages/message-limits.js";
import { mailLink, mailNotice } from "../../server/messages/mail.js";
import { getBulkhead } from "../../server/messages/bulkheads.js";
import { claimDue } from "../../server/messages/outbox.js";
import { storeMail } from "../../server/messages/person-queue.js";
import { type CodeAsker, mailPortalCode, mailPortalLink } from "../../server/messages/portal-mail.js";
import { hashSecret, newSecret } from "../../server/sessions/session-secret.js";
import { beginByMail } from "../../server/sign-in/sign-in-store.js";
import { getContents, getUuid } from "../support/contents.js";
import { type ArrivedMail, type MailServer, startMailServer } from "../support/gateways/mail-server.js";
import { PortalSeed } from "../support/portal.js";
import { inAction, linkIn, mailChange, getPerson } from "../support/portal-mails.js";
import type { Seed } from "../support/seed.js";
import { codeIn, outbox } from "../support/sent.js";
import { onOneStore } from "../support/world.js";

const PUBLIC = "https://mfa.example.org";

let people = 0;

/** An address that no other test has: limits hold over all accounts. */
function newAddress(): string {
  people += 1;
  return `anna.smith${people}@mailbox.example`;
}

const getText = ({ mail }: ArrivedMail): string => mail.text ?? "";
const getSubject = ({ mail }: ArrivedMail): string => (mail.subject ?? "").replaceAll(/\s+/g, " ");

onOneStore(
  "mails about a portal",
  (world) => {
    let mail: MailServer;
    let seed: Seed;
    let email: string;
    beforeAll(async () => {
      mail = await startMailServer({ security: "NONE" });
    });
    afterAll(() => mail.close());
    beforeEach(async () => {
      seed = await world().seed();
      email = newAddress();
      await seed.user("anna", { email });
      await seed.resource("VPN");
    });

    const driver = (port: number) => ({
      smtp: { host: "127.0.0.1", port, security: "NONE", from: "Example <mfa@example.org>" },
    });
    const channel = (port = mail.port) =>
      seed.admin.do("channelCreate", { name: "Mail", driver: driver(port) }, "__typename");
    /** Lets the channel send, which could not. It is there at each moment: what finds none is not tried again. */
    const repair = () =>
      seed.admin.do("channelUpdate", { channel: { name: "Mail" }, driver: driver(mail.port) }, "__typename");
    const mailsTo = (address: string) => mail.sent.filter(({ to }) => to.includes(address));

    /** Waits until so many mails have arrived. @returns the last one. */
    async function arrived(count: number, address = email): Promise<ArrivedMail> {
      await expect.poll(() => mailsTo(address).length).toBe(count);
      const last = mailsTo(address).at(-1);
      if (last === undefined) throw new Error("there is no mail");
      return last;
    }

    /** Waits until the account's only message that waits was tried so many times, in vain. */
    const tried = (attempts: number) =>
      expect
        .poll(() =>
          world().database.query(
            Prisma.sql`SELECT 1 FROM messages WHERE account_id = ${getUuid(seed.accountId)}::uuid
              AND state = 'PENDING' AND attempts = ${attempts}::int`,
          ),
        )
        .toHaveLength(1);

    /** Asks for a code, for a login. @returns what came of it: QUEUED, or why there is no mail. */
    const askForCode = (login: string, code = "482913", network = "203.0.113.9") =>
      inAction(world(), seed, async (action) => {
        const { transaction, accountId } = action;
        const known = await transaction.user.count({ where: { accountId, loginLower: login } });
        const asker: CodeAsker =
          known === 0 ? { id: null, login, email: null } : await getPerson(action, login);
        const { mailed: queued } = await mailPortalCode(action, asker, {
          code,
          resourceName: "VPN",
          minutes: 5,
          visitor: { address: network, network },
        });
        if (typeof queued === "string") return queued;
        if (asker.id === null) throw new Error("a mail to nobody");
        const { id: resourceId } = await transaction.resource.findFirstOrThrow({ where: { accountId } });
        await beginByMail(transaction, hashSecret(newSecret()), {
          accountId,
          resourceId,
          login,
          loginLower: login,
          mailed: { userId: asker.id, codeHmac: Buffer.alloc(32) },
          expiresAt: new Date(action.now + 5 * 60_000),
        });
        return "QUEUED";
      });

    /** Invites a person to the portal. @returns the invitation's id, or why nothing is mailed. */
    const invite = (login: string) =>
      inAction(world(), seed, async (action) => {
        const person = await getPerson(action, login);
        const { id, secret } = await createInvitation(action, person, "TOKEN", 24 * 3_600_000);
        const queued = await mailPortalLink(action, person, {
          url: `${PUBLIC}/s/vpn/invitation#${secret}`,
          asksFor: "ENROL",
          resourceName: "VPN",
          by: "ada",
          until: action.now + 24 * 3_600_000,
        });
        if (typeof queued === "string") return queued;
        await noteMessage(action, id, queued.messageId);
        return id;
      });

    async function purposes(): Promise<{ purpose: string; state: string; user: { login: string } | null }[]> {
      const { messages } = await seed.admin.query<{
        messages: { nodes: { purpose: string; state: string; user: { login: string } | null }[] };
      }>("{ messages { nodes { purpose state user { login } } } }");
      return messages.nodes;
    }

    it("bring a code, which is kept nowhere, and a link of which the outbox has nothing in plain", async () => {
      await channel();
      expect(await askForCode("anna")).toBe("QUEUED");
      const code = await arrived(1);
      expect(getSubject(code)).toBe("482913 is your code for the portal of VPN (Example Ltd)");
      expect(code.mail.html).toBe(false);
      for (const part of [
        "It is valid for 5 minutes. Never tell this code to anyone.",
        "Resource: VPN\nAccount: Example Ltd\nLogin: anna\nIP address: 203. 0. 113. 9\n",
        "If you did not ask for a code",
      ]) {
        expect(getText(code)).toContain(part);
      }
      await expect
        .poll(purposes)
        .toEqual([{ purpose: "PORTAL_CODE", state: "ACCEPTED", user: { login: "anna" } }]);
      expect((await getContents(world(), seed.accountId)).filter((row) => row.includes("482913"))).toEqual(
        [],
      );

      await invite("anna");
      const invitation = await arrived(2);
      expect(getSubject(invitation)).toBe("Set up your sign-in to VPN (Example Ltd)");
      expect(linkIn(getText(invitation))).toMatch(
        /^https:\/\/mfa\.example\.org\/s\/vpn\/invitation#[\w-]{43}$/,
      );
      expect(getText(invitation)).toContain("ada invites you to set up your sign-in to VPN (Example Ltd).");
      expect(getText(invitation)).toContain("The link works once, until 26 November 2026 at 12:00 UTC.");
    });

    it("tell each kind of change in each language, with a link of its own", async () => {
      await channel();
      const links = new Set<string>();
      for (const [index, locale] of LOCALES.entries()) {
        await seed.admin.do("messageLanguageSet", { locale }, "__typename");
        for (const change of PORTAL_CHANGES) {
          await mailChange(world(), seed, "anna", {
            change,
            token: { id: "00000000-0000-4000-8000-000000000001", name: "Blue fob" },
          });
        }
        await arrived((index + 1) * PORTAL_CHANGES.length);
        const notices = mailsTo(email).slice(-PORTAL_CHANGES.length);
        expect(new Set(notices.map(getSubject)).size).toBe(PORTAL_CHANGES.length);
        for (const notice of notices) {
          const text = getText(notice);
          expect(`${getSubject(notice)}${text}`).not.toMatch(/[{}]|undefined|null/);
          for (const part of ["VPN (Example Ltd)", "Blue fob", "anna", "203. 0. 113. 9", "12:00 UTC"]) {
            expect(text).toContain(part);
          }
          expect(linkIn(text)).toMatch(/^https:\/\/mfa\.example\.org\/alarm#[\w-]{43}$/);
          links.add(linkIn(text));
        }
      }
      expect(links.size).toBe(LOCALES.length * PORTAL_CHANGES.length);
      const secrets = [...links].map((link) => new URL(link).hash.slice(1));
      const places = [world().logged(), ...(await getContents(world(), seed.accountId))].join("\n");
      for (const secret of secrets) {
        expect(places).not.toContain(secret);
        expect(places).not.toContain(Buffer.from(secret, "base64url").toString("hex"));
      }
    });

    it("tell a change of contact details to the old address, too", async () => {
      await channel();
      const before = newAddress();
      await mailChange(world(), seed, "anna", { change: "EMAIL_CHANGED" });
      await mailChange(world(), seed, "anna", { change: "EMAIL_CHANGED", to: before });
      const [here, there] = [await arrived(1), await arrived(1, before)];
      expect(getSubject(there)).toBe("Your e-mail address was changed in the portal of VPN (Example Ltd)");
      expect(linkIn(getText(here))).not.toBe(linkIn(getText(there)));
    });

    it(
      "bring one person five codes in ten minutes, with gaps; a login that nobody has is counted alike",
      { tags: "deep" },
      async () => {
        await channel();
        const outcomes: Record<string, string[]> = { anna: [], nobody: [] };
        // Seconds after the one before: too early is not counted.
        for (const seconds of [0, 29, 1, 59, 1, 119, 1, 120, 120]) {
          world().clock.pass(seconds);
          for (const login of ["anna", "nobody"]) outcomes[login]?.push(await askForCode(login));
          // Before the time moves on: a code that has expired is not sent.
          await arrived(outcomes["anna"]?.filter((outcome) => outcome === "QUEUED").length ?? 0);
        }
        const late = "SENT_TOO_OFTEN";
        const at = (sent: string) => [sent, late, sent, late, sent, late, sent, sent, late];
        expect(outcomes).toEqual({ anna: at("QUEUED"), nobody: at("NO_ADDRESS") });
        expect(await purposes()).toHaveLength(5);
        // Strangers get five an hour, and one network five a day.
        world().clock.pass(3_600);
        expect(await askForCode("anna")).toBe("SENT_TOO_OFTEN");
        expect(await askForCode("anna", "482913", "203.0.113.10")).toBe("QUEUED");
      },
    );

    it("bring a code to a new network at once after another one asked for too many in vain", async () => {
      await channel();
      for (const seconds of [0, 30, 60, 120, 120]) {
        world().clock.pass(seconds);
        expect(await askForCode("anna")).toBe("QUEUED");
      }
      // What strangers may ask for an address counts for an hour, and what one network may ask for a day.
      world().clock.pass(3_600);
      expect(await askForCode("anna")).toBe("SENT_TOO_OFTEN");
      expect(await askForCode("anna", "482913", "203.0.113.10")).toBe("QUEUED");
      // What the gap refuses uses up nothing either: four are left of five in an hour.
      for (let times = 0; times < 5; times += 1) {
        expect(await askForCode("anna", "482913", "203.0.113.10")).toBe("SENT_TOO_OFTEN");
      }
      world().clock.pass(30);
      expect(await askForCode("anna", "482913", "203.0.113.10")).toBe("QUEUED");
    });

    /** Uses up limits, as if others had asked for all that there is. */
    const useUp = (getLimits: (accountId: string) => Limit[]) =>
      inAction(world(), seed, async ({ transaction, accountId, now, services }) => {
        for (const [n, limit] of getLimits(accountId).entries()) {
          // The counter is known by a moment that no other one has.
          const at = now + 1 + n;
          expect(await countSend(transaction, services.hmacKey, [limit], at)).toBe(true);
          await transaction.$executeRaw(
            Prisma.sql`UPDATE send_counts SET count = ${limit.most} WHERE last_at = ${new Date(at)}`,
          );
        }
      });

    it("leave the other codes of the account alone when strangers have asked for all that they get", async () => {
      await channel();
      await useUp((accountId) =>
        strangerLimits({ accountId, kind: "EMAIL", to: newAddress(), hourlyCodes: 1_000 }),
      );
      expect(await askForCode("anna")).toBe("SENT_TOO_OFTEN");
      const address = newAddress();
      await seed.admin.do(
        "tokenCreate",
        { name: "mail", model: { software: { email: { address } } } },
        "__typename",
      );
      expect(getSubject(await arrived(1, address))).toMatch(/^\d{6} /);
    });

    it("bring one network a part of what strangers get, whoever is named; a login that nobody has takes none of it", async () => {
      await channel();
      await useUp((accountId) => networkLimits({ accountId, network: "203.0.113.9", hourlyCodes: 1_000 }));
      expect(await askForCode("nobody")).toBe("NO_ADDRESS");
      expect(await askForCode("anna")).toBe("SENT_TOO_OFTEN");
      // The gap begins as after a mail: else whoever asks again would learn who got none.
      world().clock.pass(30);
      expect(await askForCode("anna", "482913", "203.0.113.10")).toBe("QUEUED");
    });

    it("are claimed with their codes first, and codes are not held up by slow links", async () => {
      await inAction(world(), seed, async (action) => {
        const { transaction, accountId, now } = action;
        const person = await getPerson(action, "anna");
        await transaction.message.deleteMany({ where: { state: "PENDING" } });
        const store = (purpose: "PORTAL_INVITATION" | "PORTAL_CODE", seconds: number) =>
          storeMail(
            { ...action, now: now + seconds * 1_000 },
            { purpose, says: { login: "anna" }, expiresAt: new Date(now + 600_000) },
            person.id,
            email,
          );
        // The invitations are older.
        for (let times = 0; times < 3; times += 1) await store("PORTAL_INVITATION", -60);
        for (let times = 0; times < 2; times += 1) await store("PORTAL_CODE", 0);
        const claim = async (fullBulkheads: readonly string[]) => {
          const [claimed] = await claimDue(inTransaction(transaction), 1, fullBulkheads, now);
          return claimed?.purpose;
        };
        const links = getBulkhead({ accountId, kind: "EMAIL", purpose: "PORTAL_INVITATION" });
        const codes = getBulkhead({ accountId, kind: "EMAIL", purpose: "PORTAL_CODE" });
        expect(await claim([])).toBe("PORTAL_CODE");
        expect(await claim([codes])).toBe("PORTAL_INVITATION");
        expect(await claim([links])).toBe("PORTAL_CODE");
        expect(await claim([links])).toBeUndefined();
        expect(await claim([])).toBe("PORTAL_INVITATION");
        await transaction.message.deleteMany({ where: { accountId } });
        // The index has the same order: else each claim would read all that is due.
        const [index] = await transaction.$queryRaw<{ made: string }[]>(
          Prisma.sql`SELECT pg_get_indexdef('messages_due_in_order'::regclass) AS made`,
        );
        for (const purpose of MAIL_PURPOSES) {
          const isLater = getBulkhead({ accountId, kind: "EMAIL", purpose }) === links;
          expect([purpose, index?.made.includes(`'${purpose}'`)]).toEqual([purpose, isLater]);
        }
      });
    });

    it("tell an administrator what changed, and bring links, also when others have used up the codes of the address", async () => {
      await channel();
      await inAction(world(), seed, async (action) => {
        const { transaction, accountId, now, services } = action;
        const limits = addressLimits({ accountId, kind: "EMAIL", to: email, hourlyCodes: 1_000 });
        for (let times = 0; times < 10; times += 1) {
          expect(await countSend(transaction, services.hmacKey, limits, now)).toBe(true);
        }
        await mailNotice(action, await getPerson(action, "anna"), "PASSWORD_SET", "203.0.113.9");
        const link = { url: PUBLIC, asksFor: "PASSWORD", by: "keeper", until: now + 3_600_000 } as const;
        expect(await mailLink(action, await getPerson(action, "anna"), link)).toHaveProperty("messageId");
      });
      expect(getSubject(await arrived(1))).toContain("password");
    });

    it("are asked for in vain while no channel sends them, which uses up nothing", async () => {
      await channel();
      const enable = (enabled: boolean) =>
        seed.admin.do("channelUpdate", { channel: { name: "Mail" }, enabled }, "__typename");
      await enable(false);
      for (let times = 0; times < 6; times += 1) {
        expect(await askForCode("anna")).toBe("NO_CHANNEL");
        world().clock.pass(120);
      }
      await enable(true);
      expect(await askForCode("anna")).toBe("QUEUED");
    });

    it("bring no code that has expired before it could be sent", { tags: "deep" }, async () => {
      await channel(1);
      expect(await askForCode("anna", "111111")).toBe("QUEUED");
      await tried(1);
      await repair();
      world().clock.pass(5 * 60);
      expect(await askForCode("anna", "222222")).toBe("QUEUED");
      expect(getText(await arrived(1))).toContain("222222");
      await expect
        .poll(async () => (await purposes()).map(({ state }) => state))
        .toEqual(["ACCEPTED", "EXPIRED"]);
      expect(mailsTo(email)).toHaveLength(1);
    });

    it("go on to be tried when codes would be given up: they arrive when the mail server is there again", async () => {
      await channel(1);
      await invite("anna");
      await tried(1);
      // As if all tries of a code were over but the last one.
      const at = new Date(world().clock.now());
      await world().database.query(
        Prisma.sql`UPDATE messages SET attempts = 4, next_at = ${at} WHERE account_id = ${getUuid(seed.accountId)}::uuid`,
      );
      await tried(5);
      const input = {
        smtp: { host: "127.0.0.1", port: mail.port, security: "NONE", from: "Example <mfa@example.org>" },
      };
      await seed.admin.do("channelUpdate", { channel: { name: "Mail" }, driver: input }, "__typename");
      world().clock.pass(120);
      expect(getSubject(await arrived(1))).toContain("Set up your sign-in");
    });

    it("are held back by an hourly limit for as long as it takes, which counts as no try", async () => {
      await channel();
      await seed.admin.do("channelUpdate", { channel: { name: "Mail" }, hourlyLimit: 1 }, "__typename");
      const emails = [email, newAddress(), newAddress()];
      await seed.user("bert", { email: emails[1] });
      await seed.user("carl", { email: emails[2] });
      for (const login of ["anna", "bert", "carl"]) await invite(login);
      const count = () => mail.sent.filter(({ to }) => emails.some((one) => to.includes(one))).length;
      const held = () =>
        world().database.query(
          Prisma.sql`SELECT 1 FROM messages WHERE account_id = ${getUuid(seed.accountId)}::uuid
            AND state = 'PENDING' AND attempts = 0 AND failure IS NOT NULL`,
        );
      for (const sent of [1, 2, 3]) {
        await expect.poll(count).toBe(sent);
        await expect.poll(held).toHaveLength(3 - sent);
        world().clock.pass(3_600);
      }
      const tries = await world().database.query(
        Prisma.sql`SELECT attempts FROM messages WHERE account_id = ${getUuid(seed.accountId)}::uuid`,
      );
      expect(tries).toEqual(emails.map(() => ({ attempts: 1 })));
    });

    it("leave half of the channel's hourly limit to codes", async () => {
      await channel();
      await seed.admin.do("channelUpdate", { channel: { name: "Mail" }, hourlyLimit: 3 }, "__typename");
      const other = newAddress();
      await seed.user("bert", { email: other });
      for (const login of ["anna", "bert"]) await invite(login);
      // One is sent, and one waits for the next hour.
      await expect.poll(async () => (await purposes()).map(({ state }) => state)).toContain("ACCEPTED");
      await expect
        .poll(() =>
          world().database.query(
            Prisma.sql`SELECT failure FROM messages WHERE account_id = ${getUuid(seed.accountId)}::uuid
              AND state = 'PENDING' AND attempts = 0 AND failure IS NOT NULL`,
          ),
        )
        .toEqual([
          { failure: "The channel's hourly limit is reached. Links and notices use at most half of it." },
        ]);
      for (const login of ["anna", "bert"]) expect(await askForCode(login)).toBe("QUEUED");
      const codes = () =>
        [...mailsTo(email), ...mailsTo(other)].filter((one) => getSubject(one).includes("482913"));
      await expect.poll(() => codes().length).toBe(2);
    });

    it("bring the newest code of a sign-in alone: the one that it made void is not sent any more", async () => {
      const portal = await PortalSeed.open(world(), { signIn: ["MAIL_CODE"], firstEnrolment: "MAIL_CODE" });
      ({ seed } = portal);
      await seed.user("anna", { email });
      await channel(1);
      const { browser } = portal.browser();
      const ask = async (attempt?: unknown) => {
        const typed = { address: portal.address, login: "anna", attempt };
        return (await browser.send("/portal/sign-in/mail", typed)).body["attempt"];
      };
      const attempt = await ask();
      await tried(1);
      world().clock.pass(30);
      expect(await ask(attempt)).toBe(attempt);
      await repair();
      await expect
        .poll(async () => {
          world().clock.pass(1);
          return (await purposes()).map(({ state }) => state);
        })
        .toEqual(["ACCEPTED", "CANCELLED"]);
      expect(mailsTo(email)).toHaveLength(1);
      const code = codeIn(getText(await arrived(1)));
      expect((await browser.send("/portal/sign-in/mail/answer", { attempt, code })).status).toBe(200);
    });

    it("are not sent when the invitation is void by then", async () => {
      await channel(1);
      const id = await invite("anna");
      await tried(1);
      await inAction(world(), seed, async ({ transaction, accountId, now }) => {
        await transaction.invitation.update({
          where: { accountId_id: { accountId, id } },
          data: { revokedAt: new Date(now) },
        });
      });
      await repair();
      await expect
        .poll(async () => {
          world().clock.pass(1);
          return (await purposes())[0]?.state;
        })
        .toBe("CANCELLED");
      expect(mailsTo(email)).toEqual([]);
    });

    it("say why there is none: no address, no channel, too many links; then nothing is stored", async () => {
      await seed.user("bert");
      await channel();
      const enable = (enabled: boolean) =>
        seed.admin.do("channelUpdate", { channel: { name: "Mail" }, enabled }, "__typename");
      await enable(false);
      const before = (await getContents(world(), seed.accountId)).filter(
        (row) => !/^(send_counts|invitations) /.test(row),
      );
      expect(await askForCode("anna")).toBe("NO_CHANNEL");
      expect(await invite("anna")).toBe("NO_CHANNEL");
      expect(await invite("bert")).toBe("NO_ADDRESS");
      await mailChange(world(), seed, "anna", { change: "NAMES_CHANGED" });
      await mailChange(world(), seed, "bert", { change: "NAMES_CHANGED" });
      expect(
        (await getContents(world(), seed.accountId)).filter(
          (row) => !/^(send_counts|invitations) /.test(row),
        ),
      ).toEqual(before);
      await enable(true);
      expect(await askForCode("bert")).toBe("NO_ADDRESS");
      expect(await purposes()).toEqual([]);
      for (let times = 0; times < 3; times += 1) await invite("anna");
      expect(await invite("anna")).toBe("SENT_TOO_OFTEN");
    });

    it("of a change arrive whatever else was sent to the address: nobody keeps a notice away by flooding", async () => {
      await channel();
      for (const [index, seconds] of [0, 30, 60, 120, 120].entries()) {
        world().clock.pass(seconds);
        expect(await askForCode("anna")).toBe("QUEUED");
        await arrived(index + 1);
      }
      world().clock.pass(600);
      expect(await askForCode("anna")).toBe("SENT_TOO_OFTEN");
      for (let times = 0; times < 12; times += 1) {
        await mailChange(world(), seed, "anna", { change: "NAMES_CHANGED" });
      }
      await mailChange(world(), seed, "anna", { change: "TOKEN_ENROLLED" });
      await expect
        .poll(() => mailsTo(email).map(getSubject))
        .toContain("A token was set up for your sign-in to VPN (Example Ltd)");
      // Five codes, ten notices of one kind, and one of another.
      await arrived(16);
    });

    it("have no text of an account's own", async () => {
      for (const purpose of ["PORTAL_INVITATION", "PORTAL_CODE", "PORTAL_CHANGE"]) {
        const key = { kind: "EMAIL", locale: "en", purpose };
        expect(await seed.admin.refusalAt("messageTextSet", { ...key, text: "{code}" })).toBe(
          "VALIDATION_FAILED input.purpose",
        );
      }
    });
  },
  { TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8", TOKENPLANE_PUBLIC_URL: PUBLIC },
);

onOneStore("a server that sends nothing", (world) => {
  it("shows the code, and a link to itself, in the outbox", async () => {
    const seed = await world().seed();
    await seed.user("anna", { email: newAddress() });
    await mailChange(world(), seed, "anna", { change: "TOKEN_ENROLLED" });
    await expect.poll(async () => (await outbox(seed.admin)).length).toBe(1);
    const [notice] = await outbox(seed.admin);
    expect(linkIn(notice?.text ?? "").startsWith(`${world().services.console.url}/alarm#`)).toBe(true);
  });
});

onOneStore(
  "a server that others reach, and that has no address for them",
  (world) => {
    it("says of a change whom to inform, and has no link that leads nowhere", async () => {
      const mail = await startMailServer({ security: "NONE" });
      try {
        const seed = await world().seed();
        const email = newAddress();
        await seed.user("anna", { email });
        const smtp = { host: "127.0.0.1", port: mail.port, security: "NONE", from: "mfa@example.org" };
        await seed.admin.do("channelCreate", { name: "Mail", driver: { smtp } }, "__typename");
        await mailChange(world(), seed, "anna", { change: "TOKEN_ENROLLED" });
        await expect.poll(() => mail.sent.length).toBe(1);
        const text = mail.sent.map(getText).join();
        expect(text).not.toContain("://");
        expect(text).toContain("If this was not you, inform your administrator at once.");
        expect(await world().database.query(Prisma.sql`SELECT 1 FROM alarms`)).toEqual([]);
      } finally {
        await mail.close();
      }
    });
  },
  { HOST: "0.0.0.0", TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8" },
);
