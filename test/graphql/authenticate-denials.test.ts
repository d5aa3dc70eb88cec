import { expect, it } from "vitest";
import { REASONS } from "../../server/events/event-types.js";
import { hotp } from "../../server/otp/hotp.js";
import { getObstacles } from "../support/obstacles.js";
import { answerer, getChallenge } from "../support/ocra.js";
import type { Device, Seed } from "../support/seed.js";
import { answerTo, countEvents, DENIED, fail, madeToken, newestEvent, getState } from "../support/sign-in.js";
import { onOneStore, type World } from "../support/world.js";

/** An attempt at the resource VPN that something stands against. */
interface Denial {
  readonly what: string;
  readonly reason: keyof typeof REASONS;
  /** Sets the scene, in an account that has the user anna, the resource VPN and anna's fob there. */
  readonly scene: (scene: { seed: Seed; fob: Device; world: World }) => Promise<{
    readonly subject: object;
    readonly passcode: string;
    readonly clientAddress?: string;
    readonly challenge?: string;
    /** Whose counters must not move; absent for a wrong code. */
    readonly token?: Device;
  }>;
}

const anna = { user: { login: "anna" } };

/** Reasons that are of what was typed: a right code has none of them. */
const OF_THE_CODE = new Set([
  "WRONG_CODE",
  "WRONG_PIN",
  "NO_PASSCODE",
  "REPLAYED",
  "CHALLENGE_REQUIRED",
  "CHALLENGE_EXPIRED",
]);

/** Reasons of a sign-in in the name of nobody. */
const OF_NOBODY = new Set(["UNKNOWN_USER", "UNKNOWN_TOKEN"]);

const denials: Denial[] = [
  {
    what: "a login that nobody has",
    reason: "UNKNOWN_USER",
    scene: async ({ fob }) => ({ subject: { user: { login: "nobody" } }, passcode: fob.code() }),
  },
  {
    what: "a user of another account",
    reason: "UNKNOWN_USER",
    scene: async ({ fob, world }) => {
      const id = await (await world.seed()).user("anna");
      return { subject: { user: { id } }, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a user id that is a token's",
    reason: "UNKNOWN_USER",
    scene: async ({ fob }) => ({ subject: { user: { id: fob.id } }, passcode: fob.code(), token: fob }),
  },
  {
    what: "a serial number that no token has",
    reason: "UNKNOWN_TOKEN",
    scene: async ({ fob }) => ({ subject: { token: { serialNumber: "none" } }, passcode: fob.code() }),
  },
  {
    what: "a token of another account",
    reason: "UNKNOWN_TOKEN",
    scene: async ({ world }) => {
      const other = await world.seed();
      await other.user("anna");
      await other.resource("VPN");
      const fob = await other.fob({ of: "anna", at: ["VPN"] });
      return { subject: { token: { id: fob.id } }, passcode: fob.code() };
    },
  },
  {
    what: "a token id that is none",
    reason: "UNKNOWN_TOKEN",
    scene: async ({ fob }) => ({ subject: { token: { id: "???" } }, passcode: fob.code(), token: fob }),
  },
  {
    what: "a disabled user",
    reason: "USER_DISABLED",
    scene: async ({ seed, fob }) => {
      await seed.admin.do("userUpdate", { user: { login: "anna" }, enabled: false }, "__typename");
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "the token of a disabled user",
    reason: "USER_DISABLED",
    scene: async ({ seed, fob }) => {
      await seed.admin.do("userUpdate", { user: { login: "anna" }, enabled: false }, "__typename");
      return { subject: { token: { id: fob.id } }, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a disabled token",
    reason: "TOKEN_DISABLED",
    scene: async ({ seed, fob }) => {
      await seed.admin.do("tokenDisable", { token: { id: fob.id } }, "__typename");
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "an app whose enrolment is not confirmed",
    reason: "PENDING",
    scene: async ({ seed, world }) => {
      await seed.user("bert");
      const app = await madeToken(world, seed, "app", { software: { googleAuthenticator: {} } }, "bert");
      await seed.link(app.id, "VPN");
      return { subject: { user: { login: "bert" } }, passcode: app.code(), token: app };
    },
  },
  {
    what: "an app that has no secret yet",
    reason: "PENDING",
    scene: async ({ seed, fob }) => {
      await seed.user("bert");
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        {
          name: "app",
          model: { software: { googleAuthenticator: {} } },
          enrolLater: true,
          to: { user: { login: "bert" } },
        },
        "token { id }",
      );
      await seed.link(token.id, "VPN");
      return { subject: { user: { login: "bert" } }, passcode: fob.code() };
    },
  },
  {
    what: "a token that is linked but belongs to nobody",
    reason: "UNASSIGNED",
    scene: async ({ seed }) => {
      const free = await seed.fob({ at: ["VPN"] });
      return { subject: { token: { id: free.id } }, passcode: free.code(), token: free };
    },
  },
  {
    what: "a token that was taken from its user",
    reason: "UNASSIGNED",
    scene: async ({ seed, fob }) => {
      await seed.admin.do("tokenUnassign", { token: { id: fob.id } }, "__typename");
      return { subject: { token: { id: fob.id } }, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a user whose token was taken away",
    reason: "NOT_LINKED",
    scene: async ({ seed, fob }) => {
      await seed.admin.do("tokenUnassign", { token: { id: fob.id } }, "__typename");
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a user whose token is linked elsewhere",
    reason: "NOT_LINKED",
    scene: async ({ seed }) => {
      await seed.user("bert");
      await seed.resource("Mail");
      const other = await seed.fob({ of: "bert", at: ["Mail"] });
      return { subject: { user: { login: "bert" } }, passcode: other.code(), token: other };
    },
  },
  {
    what: "a token that is not linked here",
    reason: "NOT_LINKED",
    scene: async ({ seed }) => {
      const second = await seed.fob({ of: "anna" });
      return { subject: { token: { id: second.id } }, passcode: second.code(), token: second };
    },
  },
  {
    what: "a disabled resource",
    reason: "RESOURCE_DISABLED",
    scene: async ({ seed, fob }) => {
      await seed.admin.do("resourceUpdate", { resource: { name: "VPN" }, enabled: false }, "__typename");
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "an address that is not on the list",
    reason: "ADDRESS_NOT_ALLOWED",
    scene: async ({ seed, fob }) => {
      const change = { resource: { name: "VPN" }, allowedAddresses: ["10.0.0.0/8"] };
      await seed.admin.do("resourceUpdate", change, "__typename");
      return { subject: anna, passcode: fob.code(), clientAddress: "192.0.2.7", token: fob };
    },
  },
  {
    what: "a locked token",
    reason: "LOCKED",
    scene: async ({ seed, fob }) => {
      await fail(seed, fob, "VPN", 5);
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a token that failed a hundred times in a row",
    reason: "FAILURE_CEILING",
    scene: async ({ seed, fob, world }) => {
      for (let locks = 0; locks < 20; locks += 1) {
        await fail(seed, fob, "VPN", 5);
        world.clock.pass(301);
      }
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a right code of a token that is not valid yet",
    reason: "NOT_YET_VALID",
    scene: async ({ seed, fob, world }) => {
      const validFrom = new Date(world.clock.now() + 1).toISOString();
      await seed.admin.do("tokenUpdate", { token: { id: fob.id }, validFrom }, "__typename");
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a right code of a token that is not valid any more",
    reason: "VALIDITY_ENDED",
    scene: async ({ seed, fob, world }) => {
      const validUntil = new Date(world.clock.now()).toISOString();
      await seed.admin.do("tokenUpdate", { token: { id: fob.id }, validUntil }, "__typename");
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
  {
    what: "a wrong code",
    reason: "WRONG_CODE",
    scene: async ({ fob }) => ({ subject: anna, passcode: fob.wrongCode() }),
  },
  {
    what: "an empty code",
    reason: "NO_PASSCODE",
    scene: async () => ({ subject: anna, passcode: "" }),
  },
  {
    what: "a right code beside a wrong PIN",
    reason: "WRONG_PIN",
    scene: async ({ seed, fob }) => {
      const pin = { token: { id: fob.id }, pin: "1234", position: "BEFORE_OTP" };
      await seed.admin.do("tokenPinSet", pin, "__typename");
      return { subject: anna, passcode: `1235${fob.code()}` };
    },
  },
  {
    what: "a code without the PIN it needs",
    reason: "WRONG_PIN",
    scene: async ({ seed, fob }) => {
      const pin = { token: { id: fob.id }, pin: "1234", position: "AFTER_OTP" };
      await seed.admin.do("tokenPinSet", pin, "__typename");
      return { subject: anna, passcode: fob.code() };
    },
  },
  {
    what: "a token that answers challenges, when none is given",
    reason: "CHALLENGE_REQUIRED",
    scene: async ({ seed, fob }) => {
      const secret = fob.secret.toString("hex");
      const ultra = { serialNumber: "ULTRA-1", secret, secretEncoding: "HEX" };
      const { token } = await seed.admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { model: { hardware: { ultra } }, to: { newUser: { login: "bert" } } },
        "token { id }",
      );
      await seed.link(token.id, "VPN");
      // What a counter would show: it is no answer to a question.
      return { subject: { user: { login: "bert" } }, passcode: hotp(fob.secret, 0, 6, "SHA1") };
    },
  },
  {
    what: "a token whose suite asks for a PIN that is gone",
    reason: "PIN_NOT_SET",
    scene: async ({ seed, world }) => {
      const suite = "OCRA-1:HOTP-SHA1-6:QN08-PSHA1";
      await seed.user("bert");
      const token = await answerer(world, seed, { suite, pin: "1234", of: "bert", at: ["VPN"] });
      await seed.admin.do("tokenUnassign", { token: { id: token.id } }, "__typename");
      const back = { token: { id: token.id }, to: { user: { login: "bert" } } };
      await seed.admin.do("tokenAssign", back, "__typename");
      const bert = { user: { login: "bert" } };
      const { id, question } = await getChallenge(seed.admin, bert, { at: "VPN" });
      return { subject: bert, passcode: token.answer(question), challenge: id };
    },
  },
  {
    what: "a right answer to a challenge whose time is over",
    reason: "CHALLENGE_EXPIRED",
    scene: async ({ seed, world }) => {
      await seed.user("bert");
      const token = await answerer(world, seed, { of: "bert", at: ["VPN"] });
      const bert = { user: { login: "bert" } };
      const { id, question } = await getChallenge(seed.admin, bert, { at: "VPN" });
      world.clock.pass(300);
      return { subject: bert, passcode: token.answer(question), challenge: id };
    },
  },
  {
    what: "a used code",
    reason: "REPLAYED",
    scene: async ({ seed, fob }) => {
      await seed.signIn({ login: "anna" }, "VPN", fob.code());
      return { subject: anna, passcode: fob.code(), token: fob };
    },
  },
];

onOneStore("a denial", (world) => {
  async function scene() {
    const seed = await world().seed();
    await seed.user("anna");
    await seed.resource("VPN");
    return { seed, fob: await seed.fob({ of: "anna", at: ["VPN"] }), world: world() };
  }

  it("has a test for every reason there is", () => {
    // Why a code is not sent is no reason of a denial.
    const unsent = ["SENT_TOO_OFTEN", "COUNTRY_NOT_ALLOWED", "NO_CHANNEL"];
    // What a phone answers is in push.test.ts.
    const onPhone = ["NOT_ANSWERED", "DECLINED", "UNKNOWN_TRIGGER", "WRONG_CHOICE"];
    // What only the console and portals deny for is in test/people.
    const atConsole = ["WRONG_PASSWORD", "WRONG_RECOVERY_CODE", "MAILBOX_ALONE", "NO_ROLE", "HAS_ROLE"];
    expect(new Set([...denials.map(({ reason }) => reason), ...unsent, ...onPhone, ...atConsole])).toEqual(
      new Set(Object.keys(REASONS)),
    );
  });

  it.each(denials)(
    "of $what answers as all do, is one event with the reason $reason, and counts nothing but wrong codes",
    async (denial) => {
      const { seed, fob } = await scene();
      const { token, ...attempt } = await denial.scene({ seed, fob, world: world() });
      const before = token === undefined ? null : await getState(seed.admin, token.id);
      const events = await countEvents(seed.admin);
      expect(await answerTo(seed.admin, { resource: { name: "VPN" }, ...attempt })).toBe(DENIED);
      expect(await countEvents(seed.admin)).toBe(events + 1);
      expect(await newestEvent(seed.admin)).toMatchObject({
        type: "AUTHENTICATION_DENIED",
        outcome: "DENIED",
        reason: denial.reason,
        resourceName: "VPN",
        clientAddress: attempt.clientAddress ?? null,
        callerAddress: "127.0.0.1",
      });
      expect(token === undefined ? null : await getState(seed.admin, token.id)).toEqual(before);
      // What denies a right code is named, and nothing else is: neither less than the decision says, nor more.
      const { subject, clientAddress } = attempt;
      const obstacles = await getObstacles(seed.admin, subject, "VPN", clientAddress);
      const named = OF_THE_CODE.has(denial.reason) ? [] : [denial.reason];
      expect(obstacles?.map(({ reason }) => reason) ?? null).toEqual(
        OF_NOBODY.has(denial.reason) ? null : named,
      );
    },
  );
});
