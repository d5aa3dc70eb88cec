import { parseSuite } from "@tokenplane/rules/ocra-suite";
import { describe, expect, it } from "vitest";
import type { VerificationContext } from "../factors/factor.js";
import type { StoredPart } from "../factors/stored-part.js";
import { hotp } from "../otp/hotp.js";
import { ocra, pinDigest } from "../otp/ocra.js";
import { newMasterKey, parseMasterKeys } from "../secrets/master-key.js";
import { SecretBox } from "../secrets/secret-box.js";
import { tokenObstacle } from "../tokens/obstacle.js";
import { tokenSecretAad } from "../tokens/token-secret.js";
import type { Subject } from "../tokens/token-subject.js";
import { suitePinAad } from "../tokens/suite.js";
import { decide } from "./decide.js";
import { evaluateAttempt } from "./evaluate.js";
import { signInObstacle } from "./obstacles.js";
import { readToken } from "./read-token.js";
import type { Snapshot } from "./snapshot.js";

const NOW = Date.UTC(2026, 10, 25, 12);
const ACCOUNT = "account";
const SECRET = Buffer.from("12345678901234567890");
const SUITE = "OCRA-1:HOTP-SHA1-6:C-QN08-PSHA1";
const secrets = new SecretBox(parseMasterKeys(newMasterKey(), "it"));
const verification: VerificationContext = {
  accountId: ACCOUNT,
  secrets,
  hmacKey: Buffer.alloc(32, 1),
  window: 1,
  now: NOW,
};
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** The stored secret of the fob, and what it makes codes by. */
const PART = {
  secret: hex(secrets.encrypt(SECRET, tokenSecretAad(ACCOUNT, "token"))),
  hash: "SHA1",
  secretFingerprint: null,
  periodSeconds: null,
};

/** Anna's fob at VPN, with no obstacle. */
const OPEN: Snapshot = {
  resourceId: "resource",
  resourceName: "VPN",
  resourceEnabled: true,
  resourceKind: "STANDARD",
  failureLimit: 5,
  lockMinutes: 5,
  allowedAddresses: [],
  userId: "user",
  login: "anna",
  userEnabled: true,
  tokenId: "token",
  tokenName: "fob",
  serialNumber: "S1",
  status: "ACTIVE",
  tokenEnabled: true,
  kind: "OATH",
  tokenPart: PART,
  pinHash: null,
  pinPosition: null,
  revision: 1,
  digits: 6,
  pinChecked: null,
  pinBeforeSending: false,
  pushConfirmation: "CODE",
  lastStep: "41",
  drift: 0,
  lockReason: null,
  lockedUntil: null,
  linked: true,
  bypass: null,
  challengeGiven: false,
  challengeId: null,
  challengePart: null,
  validFrom: null,
  validUntil: null,
  challengeEnds: null,
  earlierHmac: null,
  earlierResult: null,
  earlierEnds: null,
};
const USER: Subject = { user: { login: "anna" } };
const TOKEN: Subject = { token: { id: "token" } };
const NO_USER = { userId: null, login: null, userEnabled: null };
const NO_TOKEN = { tokenId: null, status: null, tokenEnabled: null, tokenPart: null, linked: false };
const LATER = new Date(NOW + 1);

describe("what stands against a sign-in", () => {
  const obstacle = (changes: Partial<Snapshot>, subject: Subject, address: string | null = null) =>
    signInObstacle({ ...OPEN, ...changes }, subject, address, NOW);

  it("is nothing, where all is open", () => {
    expect(obstacle({}, USER)).toBeNull();
    expect(obstacle({}, TOKEN)).toBeNull();
  });

  it.each<[string, Partial<Snapshot>, Subject]>([
    ["RESOURCE_DISABLED", { resourceEnabled: false }, USER],
    ["RESOURCE_DISABLED", { resourceEnabled: null }, USER],
    ["ADDRESS_NOT_ALLOWED", { allowedAddresses: ["10.0.0.0/8"] }, USER],
    ["UNKNOWN_USER", { ...NO_USER, ...NO_TOKEN }, USER],
    ["NOT_LINKED", NO_TOKEN, USER],
    ["UNKNOWN_TOKEN", { ...NO_USER, ...NO_TOKEN }, TOKEN],
    ["UNASSIGNED", NO_USER, TOKEN],
    ["NOT_LINKED", { linked: false }, TOKEN],
    ["USER_DISABLED", { userEnabled: false }, USER],
    ["USER_DISABLED", { userEnabled: false }, TOKEN],
    ["USER_DISABLED", { userEnabled: null }, TOKEN],
    ["TOKEN_DISABLED", { tokenEnabled: false }, USER],
    ["TOKEN_DISABLED", { tokenEnabled: null }, USER],
    ["NOT_YET_VALID", { validFrom: LATER }, USER],
    ["NOT_YET_VALID", { validFrom: LATER, validUntil: new Date(NOW + 2), status: "PENDING" }, TOKEN],
    ["VALIDITY_ENDED", { validUntil: new Date(NOW) }, USER],
    ["PENDING", { status: "PENDING" }, USER],
    ["LOCKED", { lockReason: "FAILURES", lockedUntil: null }, USER],
    ["LOCKED", { lockReason: "FAILURES", lockedUntil: LATER }, TOKEN],
    ["FAILURE_CEILING", { lockReason: "FAILURE_CEILING" }, USER],
  ])("is %s", (reason, changes, subject) => {
    expect(obstacle(changes, subject)).toBe(reason);
  });

  it("is no lock that is over, no address that is allowed, and no validity that goes on", () => {
    expect(obstacle({ validFrom: new Date(NOW), validUntil: LATER }, USER)).toBeNull();
    expect(obstacle({ lockReason: "FAILURES", lockedUntil: new Date(NOW) }, USER)).toBeNull();
    const inside = { allowedAddresses: ["10.0.0.0/8"] };
    expect(obstacle(inside, USER, "10.1.2.3")).toBeNull();
    expect(obstacle(inside, USER, "11.1.2.3")).toBe("ADDRESS_NOT_ALLOWED");
    expect(obstacle({ allowedAddresses: null }, USER)).toBeNull();
  });

  it("is one of several causes: the first of resource, address, who it is, the user, the token", () => {
    const all = {
      resourceEnabled: false,
      allowedAddresses: ["10.0.0.0/8"],
      linked: false,
      userEnabled: false,
      tokenEnabled: false,
      validUntil: new Date(NOW),
      status: "PENDING",
      lockReason: "FAILURES",
    };
    const order: readonly [string, Partial<Snapshot>][] = [
      ["RESOURCE_DISABLED", { resourceEnabled: true }],
      ["ADDRESS_NOT_ALLOWED", { allowedAddresses: [] }],
      ["NOT_LINKED", { linked: true }],
      ["USER_DISABLED", { userEnabled: true }],
      ["TOKEN_DISABLED", { tokenEnabled: true }],
      ["VALIDITY_ENDED", { validUntil: null }],
      ["PENDING", { status: "ACTIVE" }],
      ["LOCKED", { lockReason: null }],
    ];
    const left: Partial<Snapshot> = { ...all };
    for (const [reason, corrected] of order) {
      expect(obstacle(left, TOKEN)).toBe(reason);
      Object.assign(left, corrected);
    }
    expect(obstacle(left, TOKEN)).toBeNull();
  });
});

describe("what stands against a check", () => {
  it("is the token's own state alone", () => {
    const check = (changes: Partial<Snapshot>) => tokenObstacle({ ...OPEN, ...changes }, NOW);
    expect(check({ resourceEnabled: false, ...NO_USER, linked: false })).toBeNull();
    expect(check({ tokenEnabled: false })).toBe("TOKEN_DISABLED");
    expect(check({ validFrom: LATER })).toBe("NOT_YET_VALID");
    expect(check({ validUntil: new Date(NOW) })).toBe("VALIDITY_ENDED");
    expect(check({ status: "PENDING" })).toBe("PENDING");
    expect(check({ lockReason: "FAILURES" })).toBe("LOCKED");
    expect(check({ lockReason: "FAILURE_CEILING" })).toBe("FAILURE_CEILING");
  });
});

describe("a decision", () => {
  const code = (counter: number) => hotp(SECRET, counter, 6, "SHA1");
  const right = code(42);
  const denied = (reason: string, counts: boolean) => ({ granted: false, reason, counts });
  const wrong = denied("WRONG_CODE", true);
  const byCode = { granted: true, method: "OTP", step: 42, drift: 0, answered: null };

  interface Given {
    readonly passcode?: string;
    readonly changes?: Partial<Snapshot>;
    readonly obstacle?: "LOCKED" | "UNKNOWN_USER" | "PENDING";
    readonly until?: Date | null;
    readonly pinIsRight?: boolean;
  }

  async function decided({ passcode = right, changes = {}, obstacle, until, pinIsRight = true }: Given) {
    const snapshot = { ...OPEN, ...changes };
    const found = { snapshot, token: readToken(snapshot) };
    const given = { passcode, signed: null };
    const facts = await evaluateAttempt(found, given, obstacle ?? null, true, () => pinIsRight, verification);
    const decision = decide({ ...facts, bypass: until === undefined ? null : { until } });
    if (!decision.granted || decision.method === "BYPASS") return decision;
    const { counter, challenge } = decision.proof;
    const answered = challenge?.kept ?? null;
    return { granted: true, method: decision.method, step: counter?.step, drift: counter?.drift, answered };
  }

  it("grants a right code, and says what it uses up", async () => {
    expect(await decided({})).toEqual(byCode);
    expect(await decided({ passcode: code(52) })).toEqual({ ...byCode, step: 52 });
    const totp = { tokenPart: { ...PART, periodSeconds: 30 }, lastStep: "-1", drift: 2 };
    const step = NOW / 30_000 + 3;
    expect(await decided({ passcode: code(step), changes: totp })).toEqual({ ...byCode, step, drift: 3 });
    // Drift that was never learnt is none.
    expect(await decided({ passcode: code(step - 2), changes: { ...totp, drift: null } })).toMatchObject({
      drift: 1,
    });
  });

  it("denies a wrong code, which counts, and a used one, which does not", async () => {
    expect(await decided({ passcode: "000000" })).toEqual(wrong);
    expect(await decided({ passcode: code(41) })).toEqual(denied("REPLAYED", false));
  });

  it("denies what is stood against, whatever the code, the PIN and a bypass are, and counts nothing", async () => {
    for (const passcode of [right, "000000", code(41)]) {
      for (const pinIsRight of [true, false]) {
        const given = { passcode, pinIsRight, obstacle: "LOCKED" } as const;
        expect(await decided(given)).toEqual(denied("LOCKED", false));
        expect(await decided({ ...given, until: null })).toEqual(denied("LOCKED", false));
      }
    }
    const nobody = { ...NO_USER, ...NO_TOKEN, digits: null, lastStep: null };
    expect(await decided({ obstacle: "UNKNOWN_USER", changes: nobody })).toEqual(
      denied("UNKNOWN_USER", false),
    );
  });

  it.each<[string, Partial<Snapshot>]>([
    ["token", { tokenId: null }],
    ["secret", { tokenPart: { ...PART, secret: null } }],
    ["length", { digits: null }],
    ["hash", { tokenPart: { ...PART, hash: null } }],
    ["last step", { lastStep: null }],
  ])("fails loudly where a token without a %s was let through", async (_what, changes) => {
    await expect(decided({ changes })).rejects.toThrow("a token without a secret was not denied");
    expect(await decided({ changes, obstacle: "PENDING" })).toEqual(denied("PENDING", false));
  });

  it("denies an empty passcode, which counts nothing, whatever the PIN is; spaces are a wrong code", async () => {
    for (const changes of [
      {},
      { pinPosition: "BEFORE_OTP" },
      { tokenPart: { ...PART, periodSeconds: 30 } },
    ]) {
      for (const pinIsRight of [true, false]) {
        expect(await decided({ passcode: "", changes, pinIsRight })).toEqual(denied("NO_PASSCODE", false));
      }
    }
    expect(await decided({ passcode: " " })).toEqual(wrong);
  });

  it("denies a wrong PIN, which counts, before it looks at what the code beside it is worth", async () => {
    for (const passcode of [right, "000000", code(41)]) {
      expect(await decided({ passcode, pinIsRight: false })).toEqual(denied("WRONG_PIN", true));
    }
  });

  it("looks for the code behind or before the PIN, and nowhere else", async () => {
    const before = { pinPosition: "BEFORE_OTP" };
    const after = { pinPosition: "AFTER_OTP" };
    expect(await decided({ passcode: `1234${right}`, changes: before })).toEqual(byCode);
    expect(await decided({ passcode: `1234${right}`, changes: after })).toEqual(wrong);
    expect(await decided({ passcode: `${right}1234`, changes: after })).toEqual(byCode);
    expect(await decided({ passcode: `${right}1234`, changes: before })).toEqual(wrong);
    expect(await decided({ passcode: `1234${right}` })).toEqual(wrong);
    expect(await decided({ passcode: `${right}1234` })).toEqual(wrong);
    const eight = hotp(SECRET, 42, 8, "SHA1");
    expect(await decided({ passcode: `1234${eight}`, changes: { ...before, digits: 8 } })).toEqual(byCode);
  });

  it("grants by a bypass without any code, but not without the PIN", async () => {
    for (const passcode of ["", "000000", right, code(41)]) {
      for (const until of [null, LATER]) {
        expect(await decided({ passcode, until })).toEqual({ granted: true, method: "BYPASS", until });
        expect(await decided({ passcode, until, pinIsRight: false })).toEqual(
          passcode === "" ? denied("NO_PASSCODE", false) : denied("WRONG_PIN", true),
        );
      }
    }
  });

  it.each(["SENT", "PUSH"])("takes a PIN that was right before (%s), also for a bypass", async (kind) => {
    const onPhone = (state: string): Partial<Snapshot> =>
      kind === "SENT" ? {} : { challengePart: { step: "42", confirmation: "APPROVE", state } };
    const asked: Partial<Snapshot> = {
      kind,
      tokenPart: kind === "SENT" ? { sentBy: "SMS", target: "+49151", channelId: null } : {},
      pinPosition: "BEFORE_OTP",
      challengeGiven: true,
      challengeId: "challenge",
      challengeEnds: LATER,
      challengePart: { step: "42", codeHmac: hex(Buffer.alloc(32)) },
      pinChecked: true,
      ...onPhone("PENDING"),
    };
    const given = (changes: Partial<Snapshot>, passcode: string) => ({
      changes: { ...asked, ...changes },
      passcode,
      pinIsRight: false,
      until: null,
    });
    for (const passcode of ["", "000000"]) {
      const byBypass = { granted: true, method: "BYPASS", until: null };
      expect(await decided(given({}, passcode))).toEqual(byBypass);
      expect(await decided(given({ pinChecked: false }, passcode))).toEqual(
        passcode === "" ? denied("NO_PASSCODE", false) : denied("WRONG_PIN", true),
      );
      // Then the PIN is needed again, and guesses count.
      const isOver = (reason: string) =>
        passcode === "" ? denied(reason, false) : denied("WRONG_PIN", true);
      const over = { challengeEnds: new Date(NOW) };
      expect(await decided(given(over, passcode))).toEqual(isOver("CHALLENGE_EXPIRED"));
      if (kind === "SENT") continue;
      expect(await decided(given(onPhone("APPROVED"), passcode))).toEqual(byBypass);
      expect(await decided(given(onPhone("DECLINED"), passcode))).toEqual(isOver("DECLINED"));
    }
    // More than a code is typed: then the PIN is part of it.
    expect(await decided(given({}, "1234000000"))).toEqual(denied("WRONG_PIN", true));
  });

  describe("about a token that answers challenges", () => {
    const suite = parseSuite(SUITE);
    const question = "12345678";
    const pin = pinDigest("SHA1", "4321");
    const ocraPart = {
      ...PART,
      suite: SUITE,
      suitePin: hex(secrets.encrypt(pin, suitePinAad(ACCOUNT, "token"))),
    };
    const noPin = { tokenPart: { ...ocraPart, suitePin: null } };
    const asking = (text: string, answeredIn: readonly string[] = []) => ({
      challengePart: { question: text, answeredIn },
    });
    const open: Partial<Snapshot> = {
      kind: "OCRA",
      tokenPart: ocraPart,
      challengeGiven: true,
      challengeId: "challenge",
      challengeEnds: LATER,
      ...asking(question),
    };
    const answer = (counter: number) => ocra(suite, SECRET, { question, counter, pin, step: 0 });
    const answered = (changes: Partial<Snapshot>, given: Given = {}) =>
      decided({ passcode: answer(42), ...given, changes: { ...open, ...changes } });

    it("takes the answer to the question, ten counts ahead", async () => {
      expect(await answered({})).toEqual(byCode);
      expect(await answered({}, { passcode: answer(52) })).toEqual({ ...byCode, step: 52 });
      expect(await answered({}, { passcode: answer(53) })).toEqual(wrong);
      expect(await answered({}, { passcode: answer(41) })).toEqual(denied("REPLAYED", false));
      expect(await answered(asking("12345679"))).toEqual(wrong);
    });

    it("needs no PIN where the suite has none, and follows a clock that is known to be off", async () => {
      const text = "OCRA-1:HOTP-SHA1-6:QN08-T1M";
      const passcode = ocra(parseSuite(text), SECRET, {
        question,
        counter: 0,
        pin: null,
        step: NOW / 60_000 - 7,
      });
      const tokenPart: StoredPart = { ...ocraPart, suite: text, suitePin: null };
      const changes = { tokenPart, lastStep: "-1" };
      const step = NOW / 60_000 - 7;
      const until = new Date((step + 1_002) * 60_000);
      const byAnswer = { ...byCode, step: 0, drift: -7, answered: { step, until } };
      expect(await answered({ ...changes, drift: -6 }, { passcode })).toEqual(byAnswer);
      // In one time step each question has an answer of its own; the same question is not answered again.
      expect(await answered({ ...changes, drift: -6, lastStep: `${step}` }, { passcode })).toMatchObject({
        granted: true,
        step: step + 1,
      });
      for (const answeredIn of [[`${step}`], [`${step - 9}`, `${step}`]]) {
        expect(
          await answered({ ...changes, drift: -6, ...asking(question, answeredIn) }, { passcode }),
        ).toEqual(denied("REPLAYED", false));
      }
      expect(
        await answered({ ...changes, drift: -6, ...asking(question, [`${step + 1}`]) }, { passcode }),
      ).toMatchObject({
        granted: true,
      });
      expect(await answered({ ...changes, drift: null }, { passcode })).toEqual(wrong);
    });

    it.each<[string, Partial<Snapshot>]>([
      ["PIN_NOT_SET", noPin],
      ["CHALLENGE_REQUIRED", { challengeGiven: false, challengeId: null, challengeEnds: null }],
      ["CHALLENGE_EXPIRED", { challengeEnds: new Date(NOW) }],
      ["CHALLENGE_EXPIRED", { challengeId: null, challengeEnds: null }],
    ])(
      "denies it with %s, which counts nothing, whatever is answered and whatever the PIN beside it is",
      async (reason, changes) => {
        for (const passcode of [answer(42), "000000"]) {
          for (const pinIsRight of [true, false]) {
            expect(await answered(changes, { passcode, pinIsRight })).toEqual(denied(reason, false));
          }
        }
      },
    );

    it("has a bypass lift all of that, but not the PIN beside it", async () => {
      for (const changes of [{}, noPin, { challengeGiven: false }, { challengeEnds: new Date(NOW) }]) {
        const given = { passcode: "9", until: null };
        expect(await answered(changes, given)).toEqual({ granted: true, method: "BYPASS", until: null });
        expect(await answered(changes, { ...given, pinIsRight: false })).toEqual(denied("WRONG_PIN", true));
      }
    });
  });
});
