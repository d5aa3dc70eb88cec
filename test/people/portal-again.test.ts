// @module-tag deep
import { expect, it } from "vitest";
import { getAddress } from "../support/administrators.js";
import { Browser, PASSWORD, getToken } from "../support/browser.js";
import { PortalSeed } from "../support/portal.js";
import { Mailbox, newNumber, sentToken } from "../support/sent.js";
import { onOneStore, type World } from "../support/world.js";

/** A portal, and Anna in it, with a token whose codes are sent. */
async function withNumber(world: World) {
  const portal = await PortalSeed.open(world);
  await portal.seed.user("anna", { phoneNumber: newNumber() });
  const anna = portal.browser();
  await anna.accept(await portal.link("anna"));
  const mailbox = new Mailbox(portal.seed);
  const made = await anna.do("MyTokenEnrol", { model: "SMS", name: "My number" });
  const { id } = made["token"] as { readonly id: string };
  const otp = await mailbox.code();
  expect(await anna.getCode("MyTokenEnrolmentConfirm", { token: id, otp })).toBeUndefined();
  return { portal, mailbox };
}

onOneStore("a code of a token that is sent again", (world) => {
  /** Asks at 0, 30 and 60 seconds, and maybe at 90; at 60, none is sent. @returns the code that was sent last. */
  const press = async (mailbox: Mailbox, ask: () => Promise<unknown>, times: 3 | 4 = 3) => {
    const { clock } = world();
    await ask();
    await mailbox.code();
    clock.pass(30);
    await ask();
    const second = await mailbox.code();
    clock.pass(30);
    await ask();
    if (times === 3) return second;
    clock.pass(30);
    await ask();
    return mailbox.code();
  };

  it("is the newest that was really sent, at a sign-in and in a session, also when another one is asked for too soon", async () => {
    const { portal, mailbox } = await withNumber(world());
    const visitor = portal.browser();
    const attempt = await visitor.begin("anna");
    const ask = () => visitor.browser.send("/portal/sign-in/challenge", { attempt });
    const passcode = await press(mailbox, ask);
    const answered = await visitor.browser.send("/portal/sign-in/answer", { attempt, passcode });
    expect(answered.body).toEqual({ level: 2 });

    for (const times of [3, 4] as const) {
      world().clock.pass(601);
      const session = portal.browser();
      expect(await session.signIn("anna", null)).toBe(1);
      let challenge: unknown;
      const code = await press(
        mailbox,
        async () => {
          const { body } = await session.browser.send("/portal/sign-in/again/challenge", { challenge });
          challenge = body["challenge"];
        },
        times,
      );
      const proven = await session.browser.send("/portal/sign-in/again", { passcode: code, challenge });
      expect([times, proven.body]).toEqual([times, { level: 2 }]);
    }
  });

  it("is the same in the console", { tags: "deep" }, async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    const model = { sms: { phoneNumber: newNumber() } };
    const { id, mailbox } = await sentToken(seed, model, { login: "ada" });
    const { invitationUrl } = await seed.admin.do<{ invitationUrl: string }>(
      "administratorCreate",
      { to: { user: { login: "ada" } }, role: "ADMIN", token: { id } },
      "invitationUrl",
    );
    const browser = Browser.of(world());
    await browser.send("/invitation/accept", { token: getToken(invitationUrl), password: PASSWORD });
    world().clock.pass(601);
    const typed = { address: await getAddress(seed), login: "ada", password: PASSWORD };
    const { attempt } = (await browser.send("/sign-in", typed)).body;
    const passcode = await press(mailbox, () => browser.send("/sign-in/challenge", { attempt }));
    expect((await browser.send("/sign-in/answer", { attempt, passcode })).body).toEqual({ level: 2 });

    world().clock.pass(601);
    let challenge: unknown;
    const code = await press(mailbox, async () => {
      challenge = (await browser.send("/sign-in/again/challenge", { challenge })).body["challenge"];
    });
    const again = { password: PASSWORD, passcode: code, challenge };
    expect((await browser.send("/sign-in/again", again)).body).toEqual({ level: 2 });
  });
});
