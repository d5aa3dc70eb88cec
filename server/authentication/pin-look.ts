import { isPin, mayHoldPin, splitPasscode } from "../otp/pin.js";
import type { PinHasher } from "../secrets/pin-hash.js";
import { pinPositionOf } from "../tokens/pin.js";
import type { Snapshot } from "./snapshot.js";

type WithPin = Pick<Snapshot, "tokenId" | "pinHash" | "pinPosition" | "digits">;

/**
 * Looks at the PIN in the passcode of one attempt. A passcode that can hold one costs one hash, whoever it is
 * for: a token with a PIN, one without, or nobody. Others cost none, because no PIN can be in them. So the time
 * it takes follows from what was typed, and tells nothing of the token; and codes without a PIN are not slowed
 * down.
 * @returns a function that says whether the token of a snapshot needs no PIN or the passcode has it. Attempts
 * that are decided anew ask again: the same hash is not looked at twice.
 */
export function pinLook(
  pins: PinHasher,
  passcode: string,
): (snapshot: WithPin) => Promise<boolean> | boolean {
  if (!mayHoldPin(passcode)) return ({ pinHash }) => pinHash === null;
  const known = new Map<string | null, Promise<boolean>>();
  const look = async ({ tokenId, pinHash, pinPosition, digits }: WithPin): Promise<boolean> => {
    const position = pinPositionOf(pinPosition);
    if (tokenId !== null && pinHash !== null && position !== null && digits !== null) {
      const { pin } = splitPasscode(passcode, position, digits);
      if (isPin(pin)) return pins.isRight(pinHash, pin, tokenId);
    }
    await pins.pretend();
    return pinHash === null;
  };
  return (snapshot) => {
    // What a PIN is looked at by changes with its hash; but for the length of the codes.
    const what = snapshot.pinHash === null ? null : `${snapshot.digits} ${snapshot.pinHash}`;
    const earlier = known.get(what);
    if (earlier !== undefined) return earlier;
    const looked = look(snapshot);
    known.set(what, looked);
    return looked;
  };
}
