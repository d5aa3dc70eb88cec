import { beforeAll, describe, expect, it, vi } from "vitest";
import { PinHasher } from "../secrets/pin-hash.js";
import { pinVerification } from "./verify-pin.js";

describe("the look at the PIN of an attempt", () => {
  const pins = new PinHasher(Buffer.alloc(32, 7));
  let kept: string;

  beforeAll(async () => {
    kept = await pins.hash("account", "1234", "token");
  });

  const WITHOUT = { tokenId: "token", pinHash: null, pinPosition: null, digits: 6 };
  const NOBODY = { tokenId: null, pinHash: null, pinPosition: null, digits: null };
  const withPin = (pinPosition = "BEFORE_OTP") => ({
    tokenId: "token",
    pinHash: kept,
    pinPosition,
    digits: 6,
  });

  /** The verdict, and the number of hashes that it took. */
  async function check(
    passcode: string,
    snapshot: Parameters<ReturnType<typeof pinVerification>>[0],
    hasBypass = false,
  ) {
    const looks = [vi.spyOn(pins, "isRight"), vi.spyOn(pins, "pretend")];
    try {
      const isRight = await pinVerification(pins, "account", [], passcode)(snapshot, hasBypass);
      return { isRight, hashes: looks.reduce((sum, { mock }) => sum + mock.calls.length, 0) };
    } finally {
      for (const one of looks) one.mockRestore();
    }
  }

  it.each([
    ["1234567890", true, 1],
    ["9234567890", false, 1],
    // One digit less for either part cannot be both.
    ["123456789", false, 0],
    ["567890", false, 0],
    ["1234", false, 0],
    ["", false, 0],
    ["1234 56789", false, 0],
    // A PIN of three digits less than the code would leave: none.
    ["12345678901234567890", false, 1],
  ])("in %j before a code says %s after %i hashes", async (passcode, isRight, hashes) => {
    expect(await check(passcode, withPin())).toEqual({ isRight, hashes });
  });

  it("looks behind the code where it stands there", async () => {
    expect(await check("5678901234", withPin("AFTER_OTP"))).toEqual({ isRight: true, hashes: 1 });
    expect(await check("1234567890", withPin("AFTER_OTP"))).toEqual({ isRight: false, hashes: 1 });
  });

  it("costs a hash for whoever has none, where a PIN could be in it, and none where not", async () => {
    for (const snapshot of [WITHOUT, NOBODY]) {
      expect(await check("1234567890", snapshot)).toEqual({ isRight: true, hashes: 1 });
      expect(await check("567890", snapshot)).toEqual({ isRight: true, hashes: 0 });
      expect(await check("567890", snapshot, true)).toEqual({ isRight: true, hashes: 0 });
    }
  });

  it("takes it alone where a bypass lifts the code", async () => {
    expect(await check("1234", withPin(), true)).toEqual({ isRight: true, hashes: 1 });
    expect(await check("4321", withPin(), true)).toEqual({ isRight: false, hashes: 1 });
    expect(await check("1234567890", withPin(), true)).toEqual({ isRight: true, hashes: 2 });
    expect(await check("", withPin(), true)).toEqual({ isRight: false, hashes: 0 });
  });

  it("costs a hash where the text is too long or too short for a PIN of its length of codes", async () => {
    // Ten digits hold no PIN beside a code of eight.
    expect(await check("1234567890", { ...withPin(), digits: 8 })).toEqual({ isRight: false, hashes: 1 });
  });

  it("looks once for an attempt that is decided again and again, and again when the token changed meanwhile", async () => {
    const looks = vi.spyOn(pins, "isRight");
    try {
      const asked = pinVerification(pins, "account", [], "1234567890");
      expect(await asked(withPin(), false)).toBe(true);
      expect(await asked(withPin(), false)).toBe(true);
      expect(looks).toHaveBeenCalledTimes(1);
      expect(await asked({ ...withPin(), digits: 8 }, false)).toBe(false);
      expect(await asked(withPin(), true)).toBe(true);
      expect(looks).toHaveBeenCalledTimes(3);
      expect(await asked({ ...withPin(), pinHash: await pins.hash("account", "9999", "token") }, false)).toBe(
        false,
      );
      expect(await asked(WITHOUT, false)).toBe(true);
      expect(looks).toHaveBeenCalledTimes(4);
    } finally {
      looks.mockRestore();
    }
  });
});
