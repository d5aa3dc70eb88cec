import { expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { keepHouse } from "../../server/housekeeping.js";
import { blockLimits, countSend } from "../../server/messages/message-limits.js";
import { type App, Browser, getToken } from "../support/browser.js";
import { getContents } from "../support/contents.js";
import { misnamedIn } from "../support/event-names.js";
import { PortalSeed, type Visitor } from "../support/portal.js";
import { inAction, linkIn } from "../support/portal-mails.js";
import {
  askForCode,
  codeIn,
  Mailbox,
  newNumber,
  otherCode,
  type Received,
  sentToken,
} from "../support/sent.js";
import { onOneStore, type World } from "../support/world.js";

let addresses = 0;

/** An address that no other test has: limits hold over all accounts. */
function newAddress(name = "anna"): string {
  addresses += 1;
  return `${name}${addresses}@mailbox.example`;
}

interface Anna {
  readonly portal: PortalSeed;
  readonly visitor: Visitor;
  readonly app: App;
  readonly id: string;
  readonly mailbox: Mailbox;
}

/** A portal, and anna there, who just typed a code of her app. */
async function withAnna(world: World, user: object = {}, policy: object = {}): Promise<Anna> {
  const portal = await PortalSeed.open(world, policy);
  const known = await portal.enrolled("anna");
  await portal.seed.admin.do("userUpdate", { user: { login: "anna" }, ...user }, "__typename");
  expect(await known.visitor.prove(known.app.code())).toBe(2);
  world.clock.pass(30);
  return { portal, ...known, mailbox: new Mailbox(portal.seed) };
}

const toEmail = (email: string) => ({ contact: { email } });
const toNumber = (phoneNumber: string) => ({ contact: { phoneNumber } });

/** Waits for so many messages. @returns them by where they went. */
async function messages(mailbox: Mailbox, count: number): Promise<Map<string, Received>> {
  const all = new Map<string, Received>();
  for (let more = count; more > 0; more -= 1) {
    const one = await mailbox.next();
    all.set(one.to, one);
  }
  return all;
}

/** Changes a contact. @returns the notices, by where they went. */
async function change(
  { visitor, mailbox }: Pick<Anna, "visitor" | "mailbox">,
  to: object,
  notices: number,
): Promise<Map<string, Received>> {
  expect(await visitor.getCode("MyContactUpdate", to)).toBeUndefined();
  const code = await mailbox.code();
  expect(await visitor.getCode("MyContactConfirm", { code })).toBeUndefined();
  return messages(mailbox, notices);
}

/** What the account has of anna. */
async function getContacts({ seed }: PortalSeed): Promise<object> {
  const { user } = await seed.admin.query<{ user: object }>(
    `{ user(by: { login: "anna" }) { email phoneNumber } }`,
  );
  return user;
}

/** Raises the alarm of a mail. @returns what it did. */
async function raise(world: World, mail: Received | undefined): Promise<unknown> {
  const { body } = await Browser.of(world).send("/alarm/raise", {
    token: getToken(linkIn(mail?.text ?? "")),
  });
  return body["effects"] ?? body;
}

onOneStore("in a portal, a user", (world) => {
  it("has another e-mail address once a code from there is typed; both addresses and the phone hear of it", async () => {
    const [before, after, phone] = [newAddress(), newAddress(), newNumber()];
    const anna = await withAnna(world(), { email: before, phoneNumber: phone });
    const { portal, visitor, app, mailbox } = anna;
    const other = portal.browser();
    await other.signIn("anna", null);
    expect(await visitor.getCode("MyContactUpdate", toEmail(after))).toBeUndefined();
    const mail = await mailbox.next();
    expect(mail).toMatchObject({ kind: "EMAIL", to: after });
    for (const part of ["VPN (Example Ltd)", "anna", "127. 0. 0. 1", "10 minutes"])
      expect(mail.text).toContain(part);
    expect(await getContacts(portal)).toEqual({ email: before, phoneNumber: phone });
    const expiresAt = new Date(world().clock.now() + 600_000).toISOString();
    expect(await visitor.me()).toMatchObject({
      email: before,
      contactChange: { kind: "EMAIL", contact: after, attemptsLeft: 5, expiresAt },
    });
    const code = codeIn(mail.text);
    const kept = [world().logged(), ...(await getContents(world(), portal.seed.accountId))].join("\n");
    expect(kept).not.toMatch(new RegExp(`\\b${code}\\b`));
    // Nobody else of this person's sees it, and nobody confirms it elsewhere.
    expect(await other.me()).toMatchObject({ contactChange: null });
    expect(await other.prove(app.code())).toBe(2);
    expect(await other.getCode("MyContactConfirm", { code })).toBe("NOT_FOUND");
    expect(await visitor.getCode("MyContactConfirm", { code: otherCode(code) })).toBe("WRONG_CODE");
    expect(await visitor.do("MyContactConfirm", { code })).toEqual({
      me: { email: after, phoneNumber: phone },
    });
    expect(await visitor.getCode("MyContactConfirm", { code })).toBe("NOT_FOUND");
    expect(await visitor.me()).toMatchObject({ email: after, contactChange: null });
    expect(await other.me()).toBe("UNAUTHENTICATED");

    const notices = await messages(mailbox, 3);
    expect([...notices.keys()].toSorted()).toEqual([before, after, phone].toSorted());
    for (const to of [before, after]) expect(linkIn(notices.get(to)?.text ?? "")).toContain("/alarm#");
    expect(notices.get(phone)?.text).toBe(
      "Your e-mail address for VPN (Example Ltd) was changed. If this was not you, inform your administrator at once.",
    );
    const { user } = await portal.seed.admin.query<{ user: { events: { nodes: object[] } } }>(
      `{ user(by: { login: "anna" }) { events(first: 3) { nodes {
        type resource { name } changes { field from to } summary } } } }`,
    );
    expect(user.events.nodes).toMatchObject([
      { type: "SESSION_REVOKED" },
      {
        type: "USER_CONTACT_CONFIRMED",
        resource: { name: "VPN" },
        changes: [{ field: "email", from: expect.stringContaining("•"), to: expect.stringContaining("•") }],
        summary: expect.not.stringContaining(after),
      },
      { type: "USER_UPDATED", changes: [{ field: "email", from: before, to: after }] },
    ]);
  });

  it("has a first phone number, and another one, by codes that are sent there by SMS", async () => {
    const [email, first, second] = [newAddress(), newNumber(), newNumber()];
    const anna = await withAnna(world(), { email });
    const { portal, visitor, mailbox } = anna;
    expect(await visitor.getCode("MyContactUpdate", toNumber(first))).toBeUndefined();
    const sms = await mailbox.next();
    expect(sms.text).toMatch(
      /^\d{6} is your confirmation code for VPN \(Example Ltd\), valid 10 min\. .* IP 127\. 0\. 0\. 1$/,
    );
    expect(await visitor.getCode("MyContactConfirm", { code: codeIn(sms.text) })).toBeUndefined();
    expect([...(await messages(mailbox, 1)).keys()]).toEqual([email]);
    world().clock.pass(30);
    const notices = await change(anna, toNumber(second), 2);
    expect([...notices.keys()].toSorted()).toEqual([email, first].toSorted());
    expect(await getContacts(portal)).toEqual({ email, phoneNumber: second });
  });

  it("can set a contact that another user has, too; the current one, an empty one, and one that no code reaches are refused", async () => {
    const [own, phone] = [newAddress(), newNumber()];
    const { portal, visitor } = await withAnna(world(), { email: own, phoneNumber: phone });
    const theirs = newAddress("bert");
    await portal.seed.user("bert", { email: theirs });
    const ofContact = async (input: object) => {
      const { code, path } = await visitor.do("MyContactUpdate", input);
      return [code, ...((path ?? []) as string[])].join(" ");
    };
    expect(await ofContact(toEmail(own))).toBe("VALIDATION_FAILED input contact email");
    for (const address of ["nowhere", "<a@example.org>", "a@example.org;"]) {
      expect(await ofContact(toEmail(address)), address).toBe("VALIDATION_FAILED input contact email");
    }
    expect(await ofContact(toNumber(phone))).toBe("VALIDATION_FAILED input contact phoneNumber");
    // No number, one of a house, one of a premium service, one of a satellite.
    for (const number of ["0151 1234", "+493012345678", "+4990012345678", "+88161234567"]) {
      expect(await ofContact(toNumber(number)), number).toBe("VALIDATION_FAILED input contact phoneNumber");
    }
    for (const contact of [{}, { email: null }, { email: own, phoneNumber: phone }]) {
      expect(await visitor.getCode("MyContactUpdate", { contact })).toBeDefined();
    }
    expect(await visitor.getCode("MyContactUpdate", toEmail(theirs))).toBeUndefined();
    expect(await getContacts(portal)).toEqual({ email: own, phoneNumber: phone });
  });

  it("has five attempts and ten minutes to confirm a new contact, and can replace or cancel the change", async () => {
    const { portal, visitor, app, mailbox } = await withAnna(world(), { email: newAddress() });
    const address = newAddress();
    expect(await visitor.getCode("MyContactConfirm", { code: "000000" })).toBe("NOT_FOUND");
    expect(await visitor.getCode("MyContactUpdate", toEmail(address))).toBeUndefined();
    const first = await mailbox.code();
    for (let left = 4; left >= 0; left -= 1) {
      expect(await visitor.getCode("MyContactConfirm", { code: otherCode(first, left + 1) })).toBe(
        "WRONG_CODE",
      );
      expect(await visitor.me()).toMatchObject({ contactChange: left === 0 ? null : { attemptsLeft: left } });
    }
    expect(await visitor.getCode("MyContactConfirm", { code: first })).toBe("NOT_FOUND");

    world().clock.pass(30);
    expect(await visitor.getCode("MyContactUpdate", toEmail(address))).toBeUndefined();
    const second = await mailbox.code();
    world().clock.pass(60);
    expect(await visitor.getCode("MyContactUpdate", toNumber(newNumber()))).toBeUndefined();
    const third = await mailbox.code();
    if (second !== third)
      expect(await visitor.getCode("MyContactConfirm", { code: second })).toBe("WRONG_CODE");
    expect(await visitor.getCode("MyContactCancel", {})).toBeUndefined();
    expect(await visitor.getCode("MyContactCancel", {})).toBe("NOT_FOUND");
    expect(await visitor.getCode("MyContactConfirm", { code: third })).toBe("NOT_FOUND");

    world().clock.pass(120);
    expect(await visitor.getCode("MyContactUpdate", toEmail(address))).toBeUndefined();
    const fourth = await mailbox.code();
    for (let minutes = 0; minutes < 5; minutes += 1) {
      world().clock.pass(119);
      await visitor.me();
    }
    world().clock.pass(5);
    expect(await visitor.getCode("MyContactConfirm", { code: fourth })).toBe("NOT_FOUND");
    await keepHouse(world().services);
    expect(await world().database.query(Prisma.sql`SELECT 1 FROM contact_changes`)).toEqual([]);
    expect(await visitor.getCode("MyContactUpdate", toEmail(address))).toBe("STEP_UP_REQUIRED");
    expect(await visitor.prove(app.code())).toBe(2);
    expect(await visitor.getCode("MyContactUpdate", toEmail(address))).toBeUndefined();
    // One of sixteen at the same moment.
    const code = await mailbox.code();
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => visitor.getCode("MyContactConfirm", { code })),
    );
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(await getContacts(portal)).toMatchObject({ email: address });
  });

  it("moves a token whose codes are sent to the new contact by a code from there; until then, it stays where it was", async () => {
    const portal = await PortalSeed.open(world(), { signIn: ["PASSWORD"] });
    const { seed } = portal;
    const [before, after] = [newNumber("11"), newNumber("22")];
    await seed.user("anna", { phoneNumber: before });
    const visitor = portal.browser();
    await visitor.accept(await portal.link("anna"));
    const mailbox = new Mailbox(seed);
    const made = await visitor.do("MyTokenEnrol", { model: "SMS", name: "My number" });
    const { id } = made["token"] as { readonly id: string };
    expect(
      await visitor.getCode("MyTokenEnrolmentConfirm", { token: id, otp: await mailbox.code() }),
    ).toBeUndefined();
    const prove = async () => {
      world().clock.pass(120);
      const { body } = await visitor.browser.send("/portal/sign-in/again/challenge", { pin: "" });
      return (
        await visitor.browser.send("/portal/sign-in/again", {
          passcode: await mailbox.code(),
          challenge: body["challenge"],
        })
      ).body["level"];
    };
    expect(await prove()).toBe(2);
    expect(await visitor.me()).toMatchObject({ tokens: [{ sentElsewhere: false }] });
    await change({ visitor, mailbox }, toNumber(after), 1);
    expect(await visitor.me()).toMatchObject({
      phoneNumber: after,
      tokens: [{ sentElsewhere: true, sentTo: expect.stringContaining("11") }],
    });
    expect(await prove()).toBe(2);
    expect(await visitor.do("MyTokenReissue", { token: id })).toMatchObject({
      enrolment: { sentTo: expect.stringMatching(/22$/) },
    });
    const confirmation = await mailbox.next();
    expect(confirmation.to).toBe(after);
    const otp = codeIn(confirmation.text);
    expect(await visitor.getCode("MyTokenEnrolmentConfirm", { token: id, otp })).toBeUndefined();
    expect(await visitor.me()).toMatchObject({ tokens: [{ sentElsewhere: false, status: "ACTIVE" }] });
  });
});

onOneStore("a change of a contact that waits for its code", (world) => {
  it(
    "ends with its session, its user, its portal, a policy that forbids it, and a contact that somebody else sets",
    { tags: "deep" },
    async () => {
      const ends: Readonly<Record<string, (anna: Anna) => Promise<unknown>>> = {
        signOut: ({ visitor }) => visitor.browser.send("/portal/session", {}, {}, "DELETE"),
        user: async ({ portal: { seed } }) => {
          const user = { login: "anna" };
          await seed.admin.do("userUpdate", { user, enabled: false }, "__typename");
          await seed.admin.do("userUpdate", { user, enabled: true }, "__typename");
        },
        portal: async ({ portal }) => {
          await portal.seed.admin.do("selfServicePolicyClear", { resource: { name: "VPN" } }, "__typename");
          await portal.setPolicy({});
        },
        policy: async ({ portal }) => {
          await portal.setPolicy({ actions: ["NAMES_UPDATE"] });
          await portal.setPolicy({});
        },
        helpdesk: ({ portal: { seed } }) =>
          seed.admin.do("userUpdate", { user: { login: "anna" }, email: newAddress() }, "__typename"),
        role: ({ portal: { seed } }) =>
          seed.admin.do(
            "administratorCreate",
            { to: { user: { login: "anna" } }, role: "AUDITOR" },
            "__typename",
          ),
        deleted: ({ portal: { seed } }) =>
          seed.admin.do("userDelete", { user: { login: "anna" }, releaseTokens: true }, "__typename"),
      };
      for (const [name, end] of Object.entries(ends)) {
        const anna = await withAnna(world(), { email: newAddress() });
        const { portal, visitor, app, mailbox } = anna;
        expect(await visitor.getCode("MyContactUpdate", toEmail(newAddress())), name).toBeUndefined();
        const code = await mailbox.code();
        await end(anna);
        const left = await getContents(world(), portal.seed.accountId);
        expect(
          left.filter((row) => row.startsWith("contact_changes ")),
          name,
        ).toEqual([]);
        if (["policy", "helpdesk"].includes(name)) {
          expect(await visitor.getCode("MyContactConfirm", { code }), name).toBe("NOT_FOUND");
        } else {
          expect(await visitor.getCode("MyContactConfirm", { code }), name).toBe("UNAUTHENTICATED");
        }
        if (["signOut", "user", "portal"].includes(name)) {
          const again = portal.browser();
          world().clock.pass(30);
          expect(await again.signIn("anna", app.code()), name).toBe(2);
          expect(await again.getCode("MyContactConfirm", { code }), name).toBe("NOT_FOUND");
        }
      }
    },
  );

  it("is not begun without a code of the last ten minutes, nor against the policy, and not confirmed at level 1", async () => {
    const { portal, visitor, mailbox } = await withAnna(world(), { email: newAddress() });
    const thief = portal.browser();
    expect(await thief.signIn("anna", null)).toBe(1);
    for (const [operation, input, code] of [
      ["MyContactUpdate", toEmail(newAddress()), "STEP_UP_REQUIRED"],
      ["MyContactConfirm", { code: "000000" }, "STEP_UP_REQUIRED"],
      ["MyContactCancel", {}, "NOT_FOUND"],
    ] as const) {
      expect(await thief.getCode(operation, input)).toBe(code);
    }
    expect(await visitor.getCode("MyContactUpdate", toEmail(newAddress()))).toBeUndefined();
    const code = await mailbox.code();
    await portal.setPolicy({ actions: [] });
    for (const [operation, input] of [
      ["MyContactUpdate", toEmail(newAddress())],
      ["MyContactConfirm", { code }],
      ["MyContactCancel", {}],
    ] as const) {
      expect(await visitor.getCode(operation, input), operation).toBe("POLICY_REFUSED");
    }
  });

  it("can have only a few codes sent, for each user and to each number, and the owner of a number can still sign in", async () => {
    const number = newNumber();
    const seed = await world().seed();
    const stranger = await sentToken(seed, { sms: { phoneNumber: number } });
    let sent = 0;
    for (let person = 0; person < 3; person += 1) {
      const { visitor, mailbox } = await withAnna(world());
      for (const seconds of [0, 29, 31, 60]) {
        world().clock.pass(seconds);
        const { code, message } = await visitor.do("MyContactUpdate", toNumber(number));
        if (code === undefined) {
          sent += 1;
          expect((await mailbox.next()).to).toBe(number);
        } else {
          expect([code, message]).toEqual([
            "POLICY_REFUSED",
            "Too many codes were sent in a short time. Wait some minutes, and try again.",
          ]);
        }
      }
    }
    // Within an hour: the limit for a number, not those for each of the three.
    expect(sent).toBe(5);
    // Codes that confirm a token are counted apart, and neither takes anything from the other.
    const other = await world().seed();
    for (let n = 0; n < 4; n += 1) {
      const input = { name: `phone ${n}`, model: { software: { sms: { phoneNumber: number } } } };
      await other.admin.do("tokenCreate", input, "__typename");
    }
    await askForCode(seed, { user: { login: "anna" } });
    expect((await stranger.mailbox.next()).to).toBe(number);
  });

  it("can have only a limited number of codes sent to one block of numbers, counted for each account", async () => {
    const [one, other] = [await withAnna(world()), await withAnna(world())];
    const number = newNumber();
    await inAction(world(), one.portal.seed, async ({ transaction, accountId, now, services }) => {
      const limits = blockLimits(accountId, `${number.slice(0, -4)}0000`);
      for (let times = 0; times < 20; times += 1) {
        expect(await countSend(transaction, services.hmacKey, limits, now)).toBe(true);
      }
    });
    expect(await one.visitor.getCode("MyContactUpdate", toNumber(number))).toBe("POLICY_REFUSED");
    expect(await other.visitor.getCode("MyContactUpdate", toNumber(number))).toBeUndefined();
    // An administrator answers for what is sent, and the limits of the account hold.
    const input = { name: "phone", model: { software: { sms: { phoneNumber: number } } } };
    await one.portal.seed.admin.do("tokenCreate", input, "__typename");
  });

  it("is refused where no channel of the account sends there", async () => {
    const { portal, visitor } = await withAnna(world());
    const sms = { twilio: { accountSid: `AC${"0".repeat(32)}`, authToken: "secret", from: "+15005550006" } };
    await portal.seed.admin.do(
      "channelCreate",
      { name: "SMS", driver: sms, allowedCountries: ["FR"] },
      "__typename",
    );
    expect(await visitor.do("MyContactUpdate", toNumber(newNumber()))).toMatchObject({
      code: "POLICY_REFUSED",
      message: "No code can be sent by SMS there. Ask the helpdesk to change it for you.",
    });
    expect(await visitor.me()).toMatchObject({ contactChange: null });
  });
});

onOneStore(
  "whoever changes a user's contact in the user's place",
  (world) => {
    it("keeps nothing: the link in the user's previous mailbox blocks that change and all later ones, whatever the thief does first", async () => {
      const [before, phone] = [newAddress(), newNumber()];
      const anna = await withAnna(world(), { email: before, phoneNumber: phone });
      const { portal, visitor, id } = anna;
      const [first, second, number] = [newAddress("thief"), newAddress("thief"), newNumber()];
      const notices = await change(anna, toEmail(first), 3);
      const password = "eleven brass kettles whistle";
      expect(await visitor.getCode("MyPasswordSet", { password })).toBeUndefined();
      const ofPassword = await anna.mailbox.next();
      expect(
        await visitor.getCode("MyTokenPinSet", { token: id, pin: "4711", position: "BEFORE_OTP" }),
      ).toBeUndefined();
      const ofPin = await anna.mailbox.next();
      expect([ofPassword.to, ofPin.to]).toEqual([first, first]);
      world().clock.pass(30);
      await change(anna, toNumber(number), 2);
      world().clock.pass(60);
      const noticesAgain = await change(anna, toEmail(second), 3);

      // What the thief's own links do harms the thief alone, and uses up no link of the user's.
      expect(await raise(world(), noticesAgain.get(second))).toEqual([]);
      const blocked = (await raise(world(), notices.get(first))) as readonly string[];
      expect(blocked.toSorted()).toEqual([
        "EMAIL_REMOVED",
        "PASSWORD_REMOVED",
        "PHONE_NUMBER_REMOVED",
        "TOKEN_DISABLED",
      ]);
      expect(await raise(world(), notices.get(before))).toEqual([]);
      expect(await getContacts(portal)).toEqual({ email: null, phoneNumber: null });
      expect(await portal.browser().signIn("anna", null, password)).toBe("SIGN_IN_REFUSED");
      // After the helpdesk has put it right, the thief's links block nothing.
      await portal.seed.admin.do(
        "userUpdate",
        { user: { login: "anna" }, email: before, phoneNumber: phone },
        "__typename",
      );
      await portal.seed.admin.do("tokenEnable", { token: { id } }, "__typename");
      for (const mail of [ofPassword, ofPin, noticesAgain.get(first)]) await raise(world(), mail);
      const { token } = await portal.seed.admin.query<{ token: object }>(
        `query ($id: ID!) { token(by: { id: $id }) { enabled } }`,
        { id },
      );
      expect(token).toEqual({ enabled: true });
      expect(await getContacts(portal)).toEqual({ email: before, phoneNumber: phone });
    });

    it("can do nothing more once the helpdesk has set the right address, not even with unused links", async () => {
      const [before, after, number, phone] = [newAddress(), newAddress("thief"), newNumber(), newNumber()];
      const anna = await withAnna(world(), { email: before, phoneNumber: phone });
      const { portal, visitor, mailbox } = anna;
      const { seed } = portal;
      const user = { login: "anna" };
      const notices = await change(anna, toEmail(after), 3);
      const pin = { token: anna.id, pin: "4711", position: "BEFORE_OTP" };
      expect(await visitor.getCode("MyTokenPinSet", pin)).toBeUndefined();
      const ofPin = await mailbox.next();
      world().clock.pass(60);
      const noticesOfNumber = await change(anna, toNumber(number), 2);

      // The helpdesk puts it right; anna goes on.
      await seed.admin.do("userUpdate", { user, email: before, phoneNumber: phone }, "__typename");
      await seed.admin.do("tokenDelete", { token: { id: anna.id } }, "__typename");
      await seed.admin.do("sessionRevoke", { user }, "__typename");
      world().clock.pass(60);
      const own = portal.browser();
      await own.accept(await portal.link("anna"));
      const { app, id } = await own.enrol("Of anna");
      await mailbox.next();
      world().clock.pass(30);
      expect(await own.prove(app.code())).toBe(2);
      expect(
        await own.getCode("MyPasswordSet", { password: "eleven brass kettles whistle" }),
      ).toBeUndefined();
      expect((await mailbox.next()).to).toBe(before);
      for (const mail of [notices.get(after), ofPin, noticesOfNumber.get(after)]) {
        expect(await raise(world(), mail)).toMatchObject({
          errors: [{ extensions: { code: "NOT_FOUND" } }],
        });
      }
      const kept = { email: before, phoneNumber: phone, passwordSet: true };
      expect(await own.me()).toMatchObject(kept);
      // The link that anna got before blocks nothing of what the helpdesk and she did.
      expect(await raise(world(), notices.get(before))).toEqual([]);
      expect(await getContacts(portal)).toEqual({ email: before, phoneNumber: phone });
      const again = portal.browser();
      world().clock.pass(30);
      expect(await again.signIn("anna", app.code(), "eleven brass kettles whistle")).toBe(2);
      expect(await again.me()).toMatchObject({ ...kept, tokens: [{ id, enabled: true }] });
    });

    it("blocks nothing that the user did afterwards by a link in the mailbox that was put there", async () => {
      const [before, after] = [newAddress(), newAddress("thief")];
      const anna = await withAnna(world(), { email: before });
      const notices = await change(anna, toEmail(after), 2);
      // The user is back before anybody else knows.
      const own = anna.portal.browser();
      world().clock.pass(60);
      expect(await own.signIn("anna", anna.app.code())).toBe(2);
      await change({ visitor: own, mailbox: anna.mailbox }, toEmail(before), 2);
      const { id } = anna;
      const pin = { token: id, pin: "4711", position: "BEFORE_OTP" };
      expect(await own.getCode("MyTokenPinSet", pin)).toBeUndefined();
      await anna.mailbox.next();
      expect(await raise(world(), notices.get(after))).toEqual([]);
      expect(await getContacts(anna.portal)).toMatchObject({ email: before });
      const { token } = await anna.portal.seed.admin.query<{ token: object }>(
        `query ($id: ID!) { token(by: { id: $id }) { enabled } }`,
        { id },
      );
      expect(token).toEqual({ enabled: true });
    });

    it("loses all that was changed in the same session by the link of one change; what other sessions changed stays", async () => {
      const [email, phone, number] = [newAddress(), newNumber(), newNumber()];
      const anna = await withAnna(world(), { email, phoneNumber: phone });
      const { portal, visitor: own, app, mailbox } = anna;
      const password = "eleven brass kettles whistle";
      expect(await own.getCode("MyPasswordSet", { password })).toBeUndefined();
      await mailbox.next();

      const visitor = portal.browser();
      expect(await visitor.signIn("anna", app.code(), password)).toBe(2);
      expect(await visitor.getCode("MyTokenUnassign", { token: anna.id })).toBeUndefined();
      const givenBack = await mailbox.next();
      const { id } = await visitor.enrol("Of a thief");
      await mailbox.next();
      const notices = await change({ visitor, mailbox }, toNumber(number), 2);
      expect([...notices.keys()].toSorted()).toEqual([email, phone].toSorted());
      const blocked = (await raise(world(), givenBack)) as readonly string[];
      expect(blocked.toSorted()).toEqual(["PHONE_NUMBER_REMOVED", "TOKEN_DISABLED"]);
      expect(await getContacts(portal)).toEqual({ email, phoneNumber: null });
      const enabled = async () =>
        (
          await portal.seed.admin.query<{ token: { enabled: boolean } }>(
            "query ($id: ID!) { token(by: { id: $id }) { enabled } }",
            { id },
          )
        ).token.enabled;
      expect(await enabled()).toBe(false);
      expect(await portal.browser().signIn("anna", null, password)).toBe(1);
      // Whoever opens another link of this session reads what was done.
      const readAgain = await Browser.of(world()).send("/alarm/read", {
        token: getToken(linkIn(notices.get(email)?.text ?? "")),
      });
      expect(readAgain.body).toMatchObject({
        raisedAt: expect.any(String),
        effects: expect.arrayContaining([...blocked]),
      });
      // The helpdesk gives it back to its person: the other links of this session are used up.
      await portal.seed.admin.do("tokenEnable", { token: { id } }, "__typename");
      await raise(world(), notices.get(email));
      expect(await enabled()).toBe(true);
    });

    it("loses the changes of a session that began with the recovery code, also those that were too many to be mailed", async () => {
      const email = newAddress();
      const { portal, visitor, mailbox } = await withAnna(world(), { email });
      const recoveryCode = await visitor.recoveryCode();
      await mailbox.next();
      const thief = portal.browser();
      expect(await thief.recover("anna", recoveryCode)).toBe(1);
      const used = await mailbox.next();
      const { app: another } = await thief.enrol("Of a thief");
      await mailbox.next();
      expect(await thief.prove(another.code())).toBe(2);
      const password = "eleven brass kettles whistle";
      for (let times = 0; times < 11; times += 1) {
        expect(await thief.getCode("MyPasswordSet", { password })).toBeUndefined();
        // Ten in an hour are mailed.
        if (times < 10) await mailbox.next();
      }
      expect(await raise(world(), used)).toEqual(
        expect.arrayContaining(["TOKEN_DISABLED", "PASSWORD_REMOVED"]),
      );
      expect(await portal.browser().signIn("anna", null, password)).toBe("SIGN_IN_REFUSED");
      expect(await portal.seed.signIn({ login: "anna" }, "VPN", another.code())).toBe(false);
    });

    it("loses a new phone number by the link in the user's mailbox; the number before is not set again", async () => {
      const [email, phone, number] = [newAddress(), newNumber(), newNumber()];
      const anna = await withAnna(world(), { email, phoneNumber: phone });
      const notices = await change(anna, toNumber(number), 2);
      expect(await raise(world(), notices.get(email))).toEqual(["PHONE_NUMBER_REMOVED"]);
      expect(await getContacts(anna.portal)).toEqual({ email, phoneNumber: null });
      expect(await anna.visitor.me()).toBe("UNAUTHENTICATED");
    });

    it("ends what others began from a mailbox when the address is corrected: nobody connects a token", async () => {
      const policy = { signIn: ["PASSWORD", "MAIL_CODE"], firstEnrolment: "MAIL_CODE" };
      const portal = await PortalSeed.open(world(), policy);
      const { seed, address } = portal;
      const mailbox = new Mailbox(seed);
      for (const login of ["anna", "bert"]) await seed.user(login, { email: newAddress() });
      const byCode = portal.browser();
      const begun = await byCode.browser.send("/portal/sign-in/mail", { address, login: "anna" });
      const { attempt } = begun.body;
      await byCode.browser.send("/portal/sign-in/mail/answer", { attempt, code: await mailbox.code() });
      await byCode.browser.send("/portal/sign-in/without-code", { attempt });
      const byLink = portal.browser();
      const invited = { user: { login: "bert" }, resource: { name: "VPN" }, by: "MAIL" };
      await seed.admin.do("invitationCreate", invited, "__typename");
      await byLink.accept(linkIn((await mailbox.next()).text));
      for (const [login, visitor] of Object.entries({ anna: byCode, bert: byLink })) {
        expect(await visitor.me()).toMatchObject({ level: 1, mayConnectFirst: true });
        await seed.admin.do("userUpdate", { user: { login }, email: newAddress() }, "__typename");
        const enrol = { model: "GOOGLE_AUTHENTICATOR", name: "Phone" };
        expect(await visitor.getCode("MyTokenEnrol", enrol)).toBe("UNAUTHENTICATED");
      }
      // A password that a link set which was not mailed stays.
      await seed.user("carl", { email: newAddress() });
      const brought = portal.browser();
      await brought.accept(await portal.link("carl"));
      await seed.admin.do("userUpdate", { user: { login: "carl" }, email: newAddress() }, "__typename");
      expect(await brought.me()).toBe("UNAUTHENTICATED");
      expect((await seed.events(2)).toSorted()).toEqual(["SESSION_REVOKED", "USER_UPDATED"]);
      // The next link asks for a new password, not for the one of whoever used the link before.
      const bert = portal.browser();
      await bert.accept(await portal.link("bert"), "seven copper lanterns drift");
      await bert.enrol();
    });

    it("cannot sign in with a mailed code, neither from the previous mailbox nor from the new one", async () => {
      const [before, after] = [newAddress(), newAddress()];
      const policy = { signIn: ["PASSWORD", "MAIL_CODE"], firstEnrolment: "MAIL_CODE" };
      const anna = await withAnna(world(), { email: before }, policy);
      const { portal, visitor, mailbox, id } = anna;
      const { seed, address } = portal;
      const ask = async (browser: Browser) =>
        (await browser.send("/portal/sign-in/mail", { address, login: "anna" })).body["attempt"];
      const type = (browser: Browser, attempt: unknown, code: string) =>
        browser.send("/portal/sign-in/mail/answer", { attempt, code });
      // A session by a code from the mailbox before, a code on its way, and an invitation that was mailed there.
      const reader = portal.browser();
      const begun = await ask(reader.browser);
      expect((await type(reader.browser, begun, await mailbox.code())).code).toBeUndefined();
      const entered = await reader.browser.send("/portal/sign-in/without-code", { attempt: begun });
      expect(entered.body).toEqual({ level: 1 });
      world().clock.pass(30);
      const late = portal.browser();
      const pending = await ask(late.browser);
      const lateCode = await mailbox.code();
      await seed.admin.do("tokenDisable", { token: { id } }, "__typename");
      const invited = { user: { login: "anna" }, resource: { name: "VPN" }, by: "MAIL" };
      await seed.admin.do("invitationCreate", invited, "__typename");
      const invitation = linkIn((await mailbox.next()).text);
      await seed.admin.do("tokenEnable", { token: { id } }, "__typename");

      // What was proven ended with the token.
      world().clock.pass(30);
      expect(await visitor.prove(anna.app.code())).toBe(2);
      await change(anna, toEmail(after), 2);
      expect(await reader.me()).toBe("UNAUTHENTICATED");
      expect((await type(late.browser, pending, lateCode)).code).toBe("ATTEMPT_EXPIRED");
      const open = { token: getToken(invitation) };
      expect((await portal.browser().browser.send("/portal/invitation", open)).status).toBe(404);
      // Who reads the new one is at level 1, as everybody who has the first factor alone.
      world().clock.pass(60);
      const thief = portal.browser();
      const attempt = await ask(thief.browser);
      const mail = await mailbox.next();
      expect(mail.to).toBe(after);
      expect((await type(thief.browser, attempt, codeIn(mail.text))).code).toBeUndefined();
      expect((await thief.browser.send("/portal/sign-in/without-code", { attempt })).body).toEqual({
        level: 1,
      });
      expect(await thief.me()).toMatchObject({ mayConnectFirst: false, email: expect.stringContaining("•") });
      expect(await thief.getCode("MyTokenEnrol", { model: "EMAIL", name: "Mine" })).toBe("STEP_UP_REQUIRED");
      expect(await thief.getCode("MyContactUpdate", toEmail(newAddress()))).toBe("STEP_UP_REQUIRED");
      expect(await visitor.me()).toMatchObject({ level: 2 });
    });

    it("leaves events that name everybody whom they are about", async () => {
      expect(await misnamedIn(world(), "portal contact")).toEqual([]);
    });
  },
  { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" },
);
