import { mayHoldPin, pinsIn } from "../otp/pin.js";
import type { PinHasher } from "../secrets/pin-hash.js";
import { getPinPosition } from "../tokens/pin.js";
import type { Snapshot } from "./snapshot.js";

type WithPin = Pick<Snapshot, "tokenId" | "pinHash" | "pinPosition" | "digits">;

/**
 * Checks the PIN in the passcode of one attempt. Every passcode that is long enough for a PIN costs one hash,
 * whether the token has a PIN, has none, or does not exist. Shorter ones cost none, because they cannot contain
 * a PIN. So the response time depends on what was typed and reveals nothing of the token, and codes without a
 * PIN are not slowed down. (The exception: where a bypass signs a token in with only its PIN, that fact can be
 * measured, and nothing else.)
 * @param shares what has a share of the work of an account.
 * @returns a function that says whether the token of a snapshot needs no PIN or the passcode contains it; with a
 * bypass, also without a code. An attempt that is decided again calls it again: the same hash is not checked
 * twice.
 */
export function pinVerification(
  pins: PinHasher,
  accountId: string,
  shares: readonly string[],
  passcode: string,
): (snapshot: WithPin, hasBypass: boolean) => Promise<boolean> | boolean {
  const known = new Map<string | null, Promise<boolean>>();
  const check = async (snapshot: WithPin, hasBypass: boolean): Promise<boolean> => {
    const { tokenId, pinHash, pinPosition, digits } = snapshot;
    const position = getPinPosition(pinPosition);
    if (tokenId !== null && pinHash !== null && position !== null && digits !== null) {
      const tried = pinsIn(passcode, position, digits, hasBypass);
      const found = await Promise.all(
        tried.map((pin) => pins.isRight(accountId, pinHash, pin, tokenId, shares)),
      );
      if (found.length > 0) return found.includes(true);
    }
    if (mayHoldPin(passcode)) await pins.pretend(accountId, shares);
    return pinHash === null;
  };
  return (snapshot, hasBypass) => {
    if (!mayHoldPin(passcode) && !hasBypass) return snapshot.pinHash === null;
    // The result of a PIN check depends on the hash, on the length of the codes, and on a bypass.
    const what = snapshot.pinHash === null ? null : `${hasBypass} ${snapshot.digits} ${snapshot.pinHash}`;
    const earlier = known.get(what);
    if (earlier !== undefined) return earlier;
    const checked = check(snapshot, hasBypass);
    known.set(what, checked);
    return checked;
  };
}
