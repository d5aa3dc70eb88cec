import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getAddress, tokenOfUser } from "../support/administrators.js";
import { App, Browser, PASSWORD, getToken } from "../support/browser.js";
import { getContents, getUuid } from "../support/contents.js";
import { type ArrivedMail, type MailServer, startMailServer } from "../support/gateways/mail-server.js";
import type { Seed } from "../support/seed.js";
import { onOneStore } from "../support/world.js";

const PUBLIC = "https://mfa.example.org";

const INVITED =
  "invitationUrl invitation { id by purpose expiresAt message { id purpose sentTo state failure user { login } } }";

interface Invited {
  readonly invitationUrl: string | null;
  readonly invitation: {
    readonly id: string;
    readonly by: string;
    readonly purpose: string;
    readonly expiresAt: string;
    readonly message: { readonly id: string; readonly sentTo: string; readonly state: string } | null;
  };
}

interface SentMessage {
  readonly purpose: string;
  readonly state: string;
  readonly failure: string | null;
  readonly sentTo: string;
}

let people = 0;

/** An address that no other test has: limits hold over all accounts. */
function newAddress(): string {
  people += 1;
  return `ada.lovelace${people}@mailbox.example`;
}

/** The link in a mail, which stands on a line of its own. */
function linkIn({ mail }: ArrivedMail): string {
  return /^https:\S+$/m.exec(mail.text ?? "")?.[0] ?? "";
}

/** A mail says where it leads, until when, and what to do if it is unexpected. */
function expectContent({ mail }: ArrivedMail, expiresAt: string): void {
  const until = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  for (const part of [
    "invites you to the console of Example Ltd.",
    `until ${until.format(Date.parse(expiresAt))} UTC`,
    "Login: ada",
    "inform your administrator",
  ]) {
    expect(mail.text).toContain(part);
  }
}

onOneStore(
  "an invitation by mail",
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
      await seed.admin.do(
        "administratorCreate",
        { to: { newUser: { login: "keeper" } }, role: "ADMIN" },
        "__typename",
      );
    });

    const channel = (port = mail.port) =>
      seed.admin.do(
        "channelCreate",
        {
          name: "Mail",
          driver: {
            smtp: { host: "127.0.0.1", port, security: "NONE", from: "Example <mfa@example.org>" },
          },
        },
        "__typename",
      );
    const mailsTo = (address: string) => mail.sent.filter(({ to }) => to.includes(address));
    const join = (more: object = {}) =>
      seed.admin.do<Invited>(
        "administratorCreate",
        { to: { newUser: { login: "ada", email } }, role: "ADMIN", by: "MAIL", ...more },
        INVITED,
      );
    const again = (more: object = {}) =>
      seed.admin.do<Invited>("invitationCreate", { user: { login: "ada" }, by: "MAIL", ...more }, INVITED);

    async function arrived(count: number): Promise<ArrivedMail> {
      await expect.poll(() => mailsTo(email).length).toBe(count);
      const last = mailsTo(email).at(-1);
      if (last === undefined) throw new Error("there is no mail");
      return last;
    }

    async function messages(): Promise<SentMessage[]> {
      const { messages: read } = await seed.admin.query<{ messages: { nodes: SentMessage[] } }>(
        "{ messages { nodes { purpose state failure sentTo } } }",
      );
      return read.nodes;
    }

    /** Waits until the newest message has one of these states. */
    async function newest(state: RegExp, passing = 0): Promise<SentMessage> {
      await expect
        .poll(async () => {
          world().clock.pass(passing);
          return (await messages())[0]?.state;
        })
        .toMatch(state);
      const [message] = await messages();
      if (message === undefined) throw new Error("there is no message");
      return message;
    }

    /** Waits until the newest message was tried, and waits for its next try. */
    const tried = () =>
      expect
        .poll(async () => (await messages())[0])
        .toMatchObject({
          state: "PENDING",
          failure: expect.stringContaining("mail server"),
        });

    /** What stands in the database besides what is counted and noted by each request. */
    const contents = async () =>
      (await getContents(world())).filter((row) => !/^(send_counts|idempotency_records) /.test(row));

    /** The secret of a link is in no answer, no log and nowhere in the database. */
    async function expectSecret(token: string, answers: readonly unknown[]): Promise<void> {
      const places = [JSON.stringify(answers), world().logged(), ...(await getContents(world()))];
      for (const form of [
        token,
        Buffer.from(token).toString("hex"),
        Buffer.from(token, "base64url").toString("hex"),
      ]) {
        expect(places.filter((text) => text.includes(form))).toEqual([]);
      }
    }

    it("is sent once, lets its person in once, and nobody else learns the link", async () => {
      await channel();
      const repeatable = { idempotencyKey: "join" };
      const made = await join(repeatable);
      expect(made).toMatchObject({
        invitationUrl: null,
        invitation: {
          by: "MAIL",
          purpose: "JOIN",
          message: { purpose: "INVITATION", sentTo: "a•••@m•••.example", user: { login: "ada" } },
        },
      });
      expect(Date.parse(made.invitation.expiresAt)).toBe(world().clock.now() + 24 * 3_600_000);
      const first = await arrived(1);
      await newest(/ACCEPTED/);
      expect((await join(repeatable)).invitation.id).toBe(made.invitation.id);

      const link = linkIn(first);
      expect(link.startsWith(`${PUBLIC}/invitation#`)).toBe(true);
      expect(first.mail.subject).toBe("Invitation to the console of Example Ltd");
      expect(first.mail.html).toBe(false);
      expectContent(first, made.invitation.expiresAt);
      // An API key made it, whose name says nothing to a person.
      expect(first.mail.text).toMatch(/^Example Ltd invites you/);

      const { invitations } = await seed.admin.query<{ invitations: { nodes: object[] } }>(
        "{ invitations { nodes { by message { state sentTo } } } }",
      );
      expect(invitations.nodes).toContainEqual({
        by: "MAIL",
        message: { state: "ACCEPTED", sentTo: "a•••@m•••.example" },
      });
      const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
        "{ events(filter: { types: [INVITATION_CREATED] }, first: 1) { nodes { summary userLogin changes { field to } } } }",
      );
      expect(events.nodes).toEqual([
        {
          summary:
            "A link was mailed to a•••@m•••.example for ada, to set a password, and to enrol a token if there is none.",
          userLogin: "ada",
          changes: [{ field: "sentTo", to: "a•••@m•••.example" }],
        },
      ]);

      const token = getToken(link);
      await expectSecret(token, [made, invitations, events]);

      const here = Browser.of(world());
      await here.accept(link);
      expect((await here.query("Viewer")).status).toBe(200);
      const late = await Browser.of(world()).send("/invitation/accept", { token, password: PASSWORD });
      expect(late.status).toBe(404);
      // The invitation, and two notices: the repeat sent nothing.
      await arrived(3);
    });

    it("waits in the outbox encrypted, and works for a day", async () => {
      await channel(1);
      await join();
      await tried();
      const outbox = (await getContents(world(), seed.accountId)).filter((row) =>
        row.startsWith("messages "),
      );
      expect(outbox).toHaveLength(1);
      for (const text of [email, "invitation#", PUBLIC]) {
        expect(outbox[0]).not.toContain(text);
        expect(outbox[0]).not.toContain(Buffer.from(text).toString("hex"));
      }
      await seed.admin.do("channelDelete", { channel: { name: "Mail" } }, "__typename");
      await channel();
      world().clock.pass(1);
      const token = getToken(linkIn(await arrived(1)));
      const status = async () => (await Browser.of(world()).send("/invitation", { token })).status;
      world().clock.pass(24 * 3_600 - 60);
      expect(await status()).toBe(200);
      world().clock.pass(120);
      expect(await status()).toBe(404);
    });

    it("is refused without an address or a channel, and changes nothing", async () => {
      await channel();
      await seed.user("bert");
      await seed.invite("carl", "AUDITOR");
      await seed.admin.do("userUpdate", { user: { login: "carl" }, email }, "__typename");
      const role = { role: "AUDITOR", by: "MAIL" };
      const requests: readonly (readonly [string, object])[] = [
        ["administratorCreate", { to: { user: { login: "bert" } }, ...role }],
        ["administratorCreate", { to: { newUser: { login: "dora" } }, ...role }],
        ["invitationCreate", { user: { login: "keeper" }, by: "MAIL" }],
        ["passwordReset", { user: { login: "keeper" }, by: "MAIL" }],
      ];
      const before = await contents();
      for (const [name, input] of requests) {
        const refused = await seed.admin.mutate(name, input, "__typename");
        expect(refused).toMatchObject({ code: "VALIDATION_FAILED", path: ["input", "by"] });
        expect(refused.message).toContain("has no e-mail address");
      }
      expect(await contents()).toEqual(before);

      await seed.admin.do("channelUpdate", { channel: { name: "Mail" }, enabled: false }, "__typename");
      const disabled = await contents();
      for (const name of ["invitationCreate", "passwordReset"]) {
        const refused = await seed.admin.mutate(name, { user: { login: "carl" }, by: "MAIL" }, "__typename");
        expect(refused).toMatchObject({ code: "VALIDATION_FAILED", path: ["input", "by"] });
        expect(refused.message).toContain("no enabled channel for e-mails");
      }
      expect(await contents()).toEqual(disabled);
    });

    it(
      "says what became of it when the mail server is away, and can be made again",
      { tags: "deep" },
      async () => {
        await channel(1);
        const { invitation } = await join();
        await tried();
        // It is tried as long as its link works.
        const failed = await newest(/REFUSED|EXPIRED/, 3_600);
        expect(failed).toMatchObject({ purpose: "INVITATION", sentTo: "a•••@m•••.example" });
        expect(failed.failure).toMatch(/mail server/);
        const { node } = await seed.admin.query<{ node: { message: object } }>(
          `{ node(id: "${invitation.id}") { ... on Invitation { message { state failure } } } }`,
        );
        expect(node.message).toEqual({ state: failed.state, failure: failed.failure });
        const { events } = await seed.admin.query<{ events: { nodes: object[] } }>(
          "{ events(first: 1) { nodes { type userLogin } } }",
        );
        expect(events.nodes).toEqual([{ type: "MESSAGE_FAILED", userLogin: "ada" }]);

        const byHand = await again({ by: "LINK" });
        expect(byHand.invitation).toMatchObject({ by: "LINK", message: null });
        expect(byHand.invitationUrl).toMatch(/invitation#/);
        await seed.admin.do("channelDelete", { channel: { name: "Mail" } }, "__typename");
        await channel();
        await again();
        await Browser.of(world()).accept(linkIn(await arrived(1)));
      },
    );

    it("is not sent any more when its link is void, or its person is gone: then nothing of the address is left", async () => {
      await channel(1);
      const { invitation } = await join();
      await tried();
      await seed.admin.do("invitationRevoke", { invitation: invitation.id }, "__typename");
      await newest(/CANCELLED/, 1);
      await again();
      await tried();
      const { administrators } = await seed.admin.query<{
        administrators: { nodes: { user: { id: string; login: string } }[] };
      }>("{ administrators { nodes { user { id login } } } }");
      const user = administrators.nodes.find(({ user: { login } }) => login === "ada")?.user.id ?? "";
      await seed.admin.do("administratorDelete", { user: { login: "ada" } }, "__typename");
      await seed.admin.do("userDelete", { user: { login: "ada" } }, "__typename");
      // At once, and not only when the server looks at it again.
      const left = await world().database.query(Prisma.sql`
        SELECT state, payload FROM messages WHERE user_id = ${getUuid(user)}::uuid AND state <> 'SENDING'`);
      expect(left).toEqual([
        { state: "CANCELLED", payload: null },
        { state: "CANCELLED", payload: null },
      ]);
      await seed.admin.do("userErase", { user }, "erased");
      expect((await getContents(world())).filter((row) => row.includes(email))).toEqual([]);
      expect(mailsTo(email)).toEqual([]);
    });

    it("is void once the person's address changes, if it was mailed; a link that was handed over stays valid", async () => {
      await channel();
      await join();
      const mailed = await arrived(1);
      const status = async (url: string) =>
        (await Browser.of(world()).send("/invitation", { token: getToken(url) })).status;
      const update = (fields: object) =>
        seed.admin.do("userUpdate", { user: { login: "ada" }, ...fields }, "__typename");
      await update({ firstName: "Ada", email });
      expect(await status(linkIn(mailed))).toBe(200);
      await update({ email: newAddress() });
      expect(await status(linkIn(mailed))).toBe(404);
      const { events } = await seed.admin.query<{ events: { nodes: { summary: string }[] } }>(
        "{ events(first: 1, filter: { types: [INVITATION_REVOKED] }) { nodes { summary } } }",
      );
      expect(events.nodes[0]?.summary).toBe(
        "A link to the console for ada was revoked before it was used: the e-mail address changed.",
      );
      const brought = await again({ by: "LINK" });
      await update({ email: null });
      expect(await status(brought.invitationUrl ?? "")).toBe(200);
    });

    it("lets in nobody who used it before the address was corrected; the next link asks for a new password", async () => {
      await channel();
      await join();
      const stranger = Browser.of(world());
      const opened = { token: getToken(linkIn(await arrived(1))), password: PASSWORD };
      expect((await stranger.send("/invitation/accept", opened)).body).toEqual({ next: "ENROL" });
      const { body } = await stranger.send("/enrolment", {});
      const app = new App(String(body["secretBase32"]), world().clock);
      email = newAddress();
      await seed.admin.do("userUpdate", { user: { login: "ada" }, email }, "__typename");
      expect((await stranger.send("/enrolment/confirm", { code: app.code() })).code).toBe("UNAUTHENTICATED");
      expect((await seed.events(3)).toSorted()).toEqual([
        "PASSWORD_RESET",
        "SESSION_REVOKED",
        "USER_UPDATED",
      ]);

      await again();
      const ada = Browser.of(world());
      await ada.accept(linkIn(await arrived(1)), {}, "seven copper lanterns drift");
      // Whoever has confirmed a token stays signed in, and keeps the password: until another mailed link sets one, and no code follows.
      await seed.admin.do("userUpdate", { user: { login: "ada" }, email: newAddress() }, "__typename");
      expect((await ada.query("Viewer")).code).toBeUndefined();
      expect(await seed.events(1)).toEqual(["USER_UPDATED"]);
      email = newAddress();
      await seed.admin.do("userUpdate", { user: { login: "ada" }, email }, "__typename");
      await seed.admin.do("passwordReset", { user: { login: "ada" }, by: "MAIL" }, "__typename");
      const reset = { token: getToken(linkIn(await arrived(1))), password: "nine silver kettles whistle" };
      expect((await stranger.send("/invitation/accept", reset)).body).toEqual({ next: "SIGN_IN" });
      await seed.admin.do("userUpdate", { user: { login: "ada" }, email: newAddress() }, "__typename");
      expect((await seed.events(2)).toSorted()).toEqual(["PASSWORD_RESET", "USER_UPDATED"]);
    });

    it("is mailed to a person three times in an hour at most; the link before still works then", async () => {
      await channel();
      // One after the other: a mail that waits is cancelled by the next one, and several are sent at once.
      await join();
      await newest(/ACCEPTED/);
      await again();
      await newest(/ACCEPTED/);
      await seed.admin.do("passwordReset", { user: { login: "ada" }, by: "MAIL" }, "__typename");
      await newest(/ACCEPTED/);
      const third = await arrived(3);
      expect(third.mail.subject).toBe("New password for the console of Example Ltd");
      const before = await contents();
      for (const name of ["invitationCreate", "passwordReset"]) {
        const refused = await seed.admin.mutate(name, { user: { login: "ada" }, by: "MAIL" }, "__typename");
        expect(refused).toMatchObject({ code: "POLICY_REFUSED", path: ["input", "by"] });
        expect(refused.message).toContain("Wait for an hour");
      }
      expect(await contents()).toEqual(before);
      const read = await Browser.of(world()).send("/invitation", { token: getToken(linkIn(third)) });
      expect(read.body).toMatchObject({ purpose: "PASSWORD", login: "ada" });
      // Another person has a budget of their own.
      await seed.admin.do(
        "administratorCreate",
        { to: { newUser: { login: "bert", email: newAddress() } }, role: "ADMIN", by: "MAIL" },
        "__typename",
      );
      // A claim that is under way while the clock jumps could take the next mail with it, and be over at once.
      await newest(/ACCEPTED/);
      world().clock.pass(3_600);
      await again();
      await arrived(4);
    });

    it("names the person who made it: by the names, or by the login", async () => {
      await channel();
      await join();
      await arrived(1);
      const { invitationUrl } = await seed.admin.do<{ invitationUrl: string }>(
        "invitationCreate",
        { user: { login: "keeper" } },
        "invitationUrl",
      );
      const keeper = Browser.of(world());
      await keeper.accept(invitationUrl);
      const input = { user: { login: "ada" }, by: "MAIL" };
      expect((await keeper.query("InvitationCreate", { input })).code).toBeUndefined();
      expect((await arrived(2)).mail.text).toMatch(/^keeper invites you/);
      const named = { user: { login: "keeper" }, firstName: "Kara", lastName: "Keeper" };
      await seed.admin.do("userUpdate", named, "__typename");
      expect((await keeper.query("InvitationCreate", { input })).code).toBeUndefined();
      expect((await arrived(3)).mail.text).toMatch(/^Kara Keeper invites you/);
    });

    it("is followed by notices of the password and of the app, with what to do", async () => {
      await channel();
      await seed.admin.do("messageLanguageSet", { locale: "de" }, "__typename");
      await join();
      const invitation = await arrived(1);
      expect(invitation.mail.subject).toBe("Einladung zur Konsole von Example Ltd");
      await Browser.of(world()).accept(linkIn(invitation));
      await arrived(3);
      const notices = mailsTo(email).slice(1);
      expect(notices.map(({ mail: { subject = "" } }) => subject.replaceAll(/\s+/g, " ")).toSorted()).toEqual(
        [
          "Eine Authenticator-App wurde mit der Konsole von Example Ltd verbunden",
          "Ihr Passwort für die Konsole von Example Ltd wurde gesetzt",
        ],
      );
      for (const notice of notices) {
        expect(notice.mail.text).toContain("Informieren Sie sofort Ihre Administration");
        expect(linkIn(notice)).toBe("");
      }
      const purposes = (await messages()).map(({ purpose }) => purpose).toSorted();
      expect(purposes).toEqual(["INVITATION", "PASSWORD_SET", "TOKEN_CONNECTED"]);

      // After the loss of the app, another link; it asks for the password.
      await seed.admin.do("tokenDelete", { token: await tokenOfUser(seed, "ada") }, "__typename");
      expect((await again()).invitation.purpose).toBe("TOKEN");
      const lost = await arrived(4);
      expect(lost.mail.text).toContain("geben Sie Ihr Passwort ein");
      await Browser.of(world()).accept(linkIn(lost));
      await arrived(5);
    });

    it("is not required: without an address or a channel, a person joins by a link that is handed over, without notices", async () => {
      await channel();
      const address = await getAddress(seed);
      const here = Browser.of(world());
      const app = await here.accept(await seed.invite("bert", "AUDITOR"));
      await seed.admin.do("channelUpdate", { channel: { name: "Mail" }, enabled: false }, "__typename");
      const byHand = await join({ by: "LINK" });
      await Browser.of(world()).accept(byHand.invitationUrl ?? "");
      expect((await here.signIn("bert", PASSWORD, app.code(), address)).body).toEqual({ level: 2 });
      expect(await messages()).toEqual([]);
    });

    it("cannot be read by redirecting a channel: once a link was mailed, only an ADMIN may change that channel", async () => {
      await channel();
      const provisioner = await seed.key("PROVISIONER");
      const change = () =>
        provisioner.send(
          `mutation { channelUpdate(input: { channel: { name: "Mail" }, priority: 7 }) { __typename } }`,
        );
      expect((await change()).errors).toEqual([]);
      await join();
      await arrived(1);
      expect((await change()).errors[0]).toMatchObject({
        extensions: { code: "FORBIDDEN" },
        message: expect.stringContaining("the channels that send codes or links to administrators"),
      });
      for (const name of ["invitationCreate", "passwordReset"]) {
        const type = name === "invitationCreate" ? "InvitationCreateInput" : "PasswordResetInput";
        const { errors } = await (
          await seed.key("HELPDESK")
        ).send(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, {
          input: { user: { login: "ada" }, by: "MAIL" },
        });
        expect(errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
      }
      for (const purpose of ["INVITATION", "PASSWORD_RESET", "PASSWORD_SET", "TOKEN_CONNECTED"]) {
        const key = { kind: "EMAIL", locale: "en", purpose };
        for (const api of [seed.admin, provisioner]) {
          expect(await api.refusalAt("messageTextSet", { ...key, text: "{code}" })).toBe(
            "VALIDATION_FAILED input.purpose",
          );
          expect(await api.refusalAt("messageTextClear", key)).toBe("VALIDATION_FAILED input.purpose");
        }
      }
    });
  },
  { TOKENPLANE_OUTGOING_ALLOW: "127.0.0.0/8", TOKENPLANE_PUBLIC_URL: PUBLIC },
);

onOneStore("a server that has no address for other machines", (world) => {
  it("mails no link, and says what the operator must set", async () => {
    const seed = await world().seed();
    const input = { to: { newUser: { login: "ada", email: newAddress() } }, role: "ADMIN", by: "MAIL" };
    const refused = await seed.admin.mutate("administratorCreate", input, "__typename");
    expect(refused).toMatchObject({ code: "VALIDATION_FAILED", path: ["input", "by"] });
    expect(refused.message).toContain("must set TOKENPLANE_PUBLIC_URL");
    const said = await seed.admin.query("{ viewer { linkObstacle } }");
    expect(said).toEqual({ viewer: { linkObstacle: "NO_PUBLIC_URL" } });
  });
});
