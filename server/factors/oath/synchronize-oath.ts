import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../../actions/action.js";
import type { Outcome } from "../../actions/idempotency.js";
import { done } from "../../actions/use-case.js";
import type { Change } from "../../events/record.js";
import { findDevice, type Found, newerCodesAt } from "../../otp/synchronize.js";
import type { Device } from "../../otp/windows.js";
import { waitingSecret } from "../../tokens/enrol.js";
import { secretInUse } from "../../tokens/secret-in-use.js";
import { getDevice } from "../../tokens/token-secret.js";
import { asOath, type TokenRow } from "../../tokens/token-store.js";
import {
  beginAttempt,
  countWrong,
  needed,
  getRefusal,
  type SynchronizationRequest,
  type Synchronized,
  useUp,
} from "../synchronization.js";

type Place = Extract<Found, { readonly kind: "FOUND" }>;

function getPair(otps: readonly string[]): readonly [string, string] {
  const [first, second, ...more] = otps;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new Refusal("VALIDATION_FAILED", "Give two codes, one after the other as the device showed them.", [
      "input",
      "otps",
    ]);
  }
  return [first, second];
}

/** The device of the current secret; null while the token has none. */
async function deviceInUse(action: Action, token: TokenRow): Promise<Device | null> {
  const secret = await secretInUse(action, token);
  return secret === null ? null : getDevice(asOath(token), secret);
}

/** Where a device was found; for its event. */
function getChanges(device: Device, inUse: boolean, { step, drift }: Place): Change[] {
  const isTotp = device.periodSeconds !== null;
  const [field, from, to] = isTotp
    ? (["drift", device.drift, drift] as const)
    : (["counter", device.lastStep + 1, step + 1] as const);
  return from === to ? [] : [{ field: inUse ? field : `enrolment.${field}`, from: `${from}`, to: `${to}` }];
}

/** The advice when a code was used before. A device whose clock was put back shows old codes for as long as it was ahead. */
function replayed(device: Device | null | undefined, found: Found | null | undefined, now: number): string {
  const at = device != null && found?.kind === "REPLAYED" ? newerCodesAt(device, found.step, now) : null;
  if (at === null) return "A code was used before. Wait for two new codes, and give them in order.";
  const minute = new Date(Math.ceil(at / 60_000) * 60_000).toISOString().slice(0, 16).replace("T", " ");
  return `These codes are older than a code that was used before. If the device shows them now, its clock was set back: synchronize it again after ${minute} (UTC), or give it a new secret.`;
}

/** Synchronizes a held token with two codes, one after the other. While a new secret waits, they may be of that one. */
export async function synchronize(
  action: Action,
  token: TokenRow,
  { otps, challengeId, answer }: SynchronizationRequest,
): Promise<Outcome<Synchronized>> {
  const words = "The token shows codes and answers no challenges: give two consecutive codes in otps.";
  if (challengeId != null) throw needed("challenge", words);
  if (answer != null) throw needed("answer", words);
  if (otps == null) throw needed("otps", words);
  const pair = getPair(otps);
  const { now } = action;
  const open = await waitingSecret(action, token);
  const waiting = open !== null && open.expiresAt.getTime() > now ? open : null;
  const { about, obstacle, fail } = await beginAttempt(action, token);
  if (obstacle !== null && !(obstacle === "PENDING" && waiting !== null)) {
    return fail(obstacle, getRefusal(obstacle));
  }
  if (pair.includes("")) {
    const both = "Give two codes, one after the other as the device showed them.";
    return fail("NO_PASSCODE", new Refusal("VALIDATION_FAILED", both, ["input", "otps"]));
  }
  const devices = [await deviceInUse(action, token), waiting?.device ?? null];
  const found = devices.map((device) => device && findDevice(device, pair, now));
  const which = found.findIndex((one) => one?.kind === "FOUND");
  const [device, place] = [devices[which], found[which]];
  if (device != null && place?.kind === "FOUND") {
    const inUse = which === 0;
    await useUp(action, token, inUse, place);
    const unit = device.periodSeconds === null ? "COUNT" : "STEP";
    action.record({
      type: "TOKEN_SYNCHRONIZED",
      token,
      user: about.user,
      changes: getChanges(device, inUse, place),
      params: { isOfNewSecret: !inUse, shift: place.shift, unit },
    });
    return done({ tokenId: token.id, shift: place.shift });
  }
  const path = ["input", "otps"];
  const used = found.findIndex((one) => one?.kind === "REPLAYED");
  if (used !== -1) {
    return fail("REPLAYED", new Refusal("REPLAYED", replayed(devices[used], found[used], now), path));
  }
  const wrong =
    "These are not two consecutive codes of this token. Check that it is the right token, and give the codes in order.";
  const refusal = fail("WRONG_CODE", new Refusal("WRONG_CODE", wrong, path));
  await countWrong(action, token, waiting, about);
  return refusal;
}
