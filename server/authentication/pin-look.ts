import { mayHoldPin, pinsIn } from "../otp/pin.js";
import type { PinHasher } from "../secrets/pin-hash.js";
import { pinPositionOf } from "../tokens/pin.js";
import type { Snapshot } from "./snapshot.js";

type WithPin = Pick<Snapshot, "tokenId" | "pinHash" | "pinPosition" | "digits">;

/**
 * Looks at the PIN in the passcode of one attempt. A passcode that can hold one costs one hash, whoever it is
 * for: a token with a PIN, one without, or nobody. Others cost none, because no PIN can be in them. So the time
 * it takes follows from what was typed, and tells nothing of the token; and codes without a PIN are not slowed
 * down. (Not so where a bypass lets a token in by its PIN alone: whoever measures can tell that, and no more.)
 * @returns a function that says whether the token of a snapshot needs no PIN or the passcode has it; with a bypass
 * also without a code. Attempts that are decided anew ask again: the same hash is not looked at twice.
 */
export function pinLook(
  pins: PinHasher,
  passcode: string,
): (snapshot: WithPin, hasBypass: boolean) => Promise<boolean> | boolean {
  const known = new Map<string | null, Promise<boolean>>();
  const look = async (snapshot: WithPin, hasBypass: boolean): Promise<boolean> => {
    const { tokenId, pinHash, pinPosition, digits } = snapshot;
    const position = pinPositionOf(pinPosition);
    if (tokenId !== null && pinHash !== null && position !== null && digits !== null) {
      const tried = pinsIn(passcode, position, digits, hasBypass);
      const found = await Promise.all(tried.map((pin) => pins.isRight(pinHash, pin, tokenId)));
      if (found.length > 0) return found.includes(true);
    }
    if (mayHoldPin(passcode)) await pins.pretend();
    return pinHash === null;
  };
  return (snapshot, hasBypass) => {
    if (!mayHoldPin(passcode) && !hasBypass) return snapshot.pinHash === null;
    // What a PIN is looked at by changes with its hash; but for the length of the codes, and a bypass.
    const what = snapshot.pinHash === null ? null : `${hasBypass} ${snapshot.digits} ${snapshot.pinHash}`;
    const earlier = known.get(what);
    if (earlier !== undefined) return earlier;
    const looked = look(snapshot, hasBypass);
    known.set(what, looked);
    return looked;
  };
}
