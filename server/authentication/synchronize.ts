import { Refusal } from "../graphql/errors.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import type { Reason } from "../events/event-types.js";
import { findDevice, type Found } from "../otp/synchronize.js";
import type { Device } from "../otp/windows.js";
import { countWrongCode, waitingSecret, type WaitingSecret } from "../tokens/enrol.js";
import { deviceOf, placeOfTokenSecret } from "../tokens/secret.js";
import { tokenLoader, type TokenRow } from "../tokens/store.js";
import { heldToken, TokenRef } from "../tokens/token-ref.js";
import { AWAY, countedFailure } from "./counting.js";
import { checkObstacle } from "./decide.js";
import { inWords, lockEvents, type About } from "./words.js";

type Place = Extract<Found, { readonly kind: "FOUND" }>;

function pairOf(otps: readonly string[]): readonly [string, string] {
  const [first, second, ...more] = otps;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new Refusal("VALIDATION_FAILED", "Give two codes, one after the other as the device showed them.", [
      "input",
      "otps",
    ]);
  }
  return [first, second];
}

async function aboutOf({ transaction, accountId }: Action, token: TokenRow): Promise<About> {
  const { userId } = token;
  if (userId === null) return { token };
  const user = await transaction.user.findUnique({ where: { accountId_id: { accountId, id: userId } } });
  return { token, user };
}

/** The device of the secret in use; null while the token has none. */
async function deviceInUse(
  { transaction, accountId, context }: Action,
  token: TokenRow,
): Promise<Device | null> {
  const { secret } = await transaction.token.findUniqueOrThrow({
    where: { accountId_id: { accountId, id: token.id } },
    select: { secret: true },
  });
  if (secret === null) return null;
  return deviceOf(token, context.services.secrets.decipher(secret, placeOfTokenSecret(accountId, token.id)));
}

/** What is told of an attempt that did not come to looking at codes. */
function refusalOf(reason: Reason): Refusal {
  const path = ["input", "token"];
  if (reason === "LOCKED" || reason === "FAILURE_CEILING") {
    return new Refusal("LOCKED", "The token is locked; unlock it first, or wait.", path);
  }
  return new Refusal(
    "VALIDATION_FAILED",
    reason === "PENDING"
      ? "The token has no secret yet whose codes could be found. Start its enrolment first."
      : "The token is disabled; enable it first.",
    path,
  );
}

async function countWrong(
  action: Action,
  token: TokenRow,
  waiting: WaitingSecret | null,
  about: About,
): Promise<void> {
  const { transaction, accountId, now } = action;
  if (token.status !== "ACTIVE") {
    if (waiting !== null) await countWrongCode(action, token.id, waiting);
    return;
  }
  const counted = countedFailure(token, AWAY, now);
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: counted,
  });
  for (const { whenLocked, ...event } of lockEvents(about, AWAY, now)) {
    if (whenLocked === counted.lockReason) action.record(event);
  }
}

async function useUp(action: Action, token: TokenRow, inUse: boolean, { step, drift }: Place): Promise<void> {
  const { transaction, accountId, now } = action;
  if (!inUse) {
    await transaction.enrolment.update({
      where: { accountId_tokenId: { accountId, tokenId: token.id } },
      data: { lastStep: step, drift },
    });
    return;
  }
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      lastStep: step,
      drift,
      failures: 0,
      consecutiveFailures: 0,
      lockReason: null,
      lockedUntil: null,
      lastUsedAt: new Date(now),
    },
  });
}

/** Where a device was found, for its event. */
function changeOf(device: Device, inUse: boolean, { step, drift, shift }: Place) {
  const isTotp = device.periodSeconds !== null;
  const [field, from, to] = isTotp
    ? (["drift", device.drift, drift] as const)
    : (["counter", device.lastStep + 1, step + 1] as const);
  const unit = `${isTotp ? "step" : "count"}${Math.abs(shift) === 1 ? "" : "s"}`;
  return {
    changes:
      from === to ? [] : [{ field: inUse ? field : `enrolment.${field}`, from: `${from}`, to: `${to}` }],
    place:
      shift === 0
        ? "where it was expected"
        : `${Math.abs(shift)} ${unit} ${shift > 0 ? "ahead of" : "behind"} where it was expected`,
  };
}

mutation("tokenSynchronize", {
  description:
    "Finds a device again whose clock or counter ran away, by two codes that it shows one after the other: up to 1,000 steps to either side, or 1,000 counts ahead. Both codes are used up; wrong ones count as at tokenCheckOtp. While a new secret waits for its first code, the codes may be of that one: it is then found, and still to be confirmed.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    otps: t.stringList({
      required: true,
      description: "Two codes as the device showed them, the older one first; without a PIN.",
    }),
  }),
  errors: ["NOT_FOUND", "WRONG_CODE", "REPLAYED", "LOCKED", "NOT_SUPPORTED_BY_MODEL"],
  takesCode: true,
  run: async (input, action) => {
    const { now } = action;
    const pair = pairOf(input.otps);
    const token = await heldToken(action, input.token);
    if (token.ocraSuite !== null) {
      throw new Refusal(
        "NOT_SUPPORTED_BY_MODEL",
        "The token answers challenges and shows no codes in a row.",
        ["input", "token"],
      );
    }
    const open = await waitingSecret(action, token);
    const waiting = open !== null && open.expiresAt.getTime() > now ? open : null;
    const about = await aboutOf(action, token);
    const fail = (reason: Reason, refusal: Refusal): Refusal => {
      const summary = `Token ${token.name} was not synchronized: ${inWords(reason)}.`;
      action.record({ ...about, type: "TOKEN_SYNCHRONIZATION_FAILED", reason, summary });
      return refusal;
    };
    const obstacle = checkObstacle({ ...token, tokenEnabled: token.enabled }, now);
    if (obstacle !== null && !(obstacle === "PENDING" && waiting !== null)) {
      return fail(obstacle, refusalOf(obstacle));
    }
    const devices = [await deviceInUse(action, token), waiting?.device ?? null];
    const found = devices.map((device) => device && findDevice(device, pair, now));
    const which = found.findIndex((one) => one?.kind === "FOUND");
    const [device, place] = [devices[which], found[which]];
    if (device != null && place?.kind === "FOUND") {
      const inUse = which === 0;
      await useUp(action, token, inUse, place);
      const told = changeOf(device, inUse, place);
      const what = inUse ? "Token" : "The new secret of token";
      action.record({
        ...about,
        type: "TOKEN_SYNCHRONIZED",
        changes: told.changes,
        summary: `${what} ${token.name} was synchronized: it is ${told.place}.`,
      });
      return done({ tokenId: token.id, shift: place.shift });
    }
    const path = ["input", "otps"];
    if (found.some((one) => one?.kind === "REPLAYED")) {
      const again = "A code was used before. Wait for two new ones, one after the other.";
      return fail("REPLAYED", new Refusal("REPLAYED", again, path));
    }
    const wrong = "These are not two codes of this token in a row. Check the token, and give them in order.";
    const refusal = fail("WRONG_CODE", new Refusal("WRONG_CODE", wrong, path));
    await countWrong(action, token, waiting, about);
    return refusal;
  },
  payload: (t) => ({
    token: t.field({
      type: "Token",
      description: "The token as it is now.",
      resolve: ({ payload }, _args, context) => loadTold(tokenLoader(context), payload.tokenId),
    }),
    shift: t.int({
      description: "How far the device was from where it was expected: steps of its clock, or counts.",
      resolve: ({ payload }) => payload.shift,
    }),
  }),
});
