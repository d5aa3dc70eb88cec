import { act } from "../../../actions/action.js";
import { systemCaller } from "../../../actions/actor.js";
import type { ActingServices, Services } from "../../../actions/services.js";
import { serverKeyAad } from "../device.js";
import { wakeTokenAad } from "../../../push/wake-token.js";
import type { PhoneForm } from "../../../push/form.js";
import { keyFingerprint, serverPublicKey } from "../../../push/keys.js";
import { errorReply, NOT_VERIFIED, type PhoneReply } from "../../../push/reply.js";
import { credentialHmac, readRollOut, type RollOut, rollOutReply } from "../../../push/roll-out.js";
import { lockToken } from "../../../tokens/token-store.js";
import { askToConnect } from "./connect.js";
import { KeyQueues } from "./key-queues.js";
import { IN_USE } from "./phone.js";

/** Of all servers in this process: they share its threads. */
const keyTurns = new KeyQueues();

/** The app may repeat its roll-out until the QR code ends. */
const TOO_MANY = errorReply(503, "Too many phones are being connected now. Try again in a moment.");

/** The reply to a repetition of a roll-out that succeeded: the same key. null when it is none. */
async function repeated(
  services: Pick<Services, "database" | "hmacKey" | "secrets">,
  accountId: string,
  rollOut: RollOut,
): Promise<PhoneReply | null> {
  const { database, secrets, hmacKey } = services;
  const found = await database.prisma.pushDevice.findUnique({
    where: { accountId_serial: { accountId, serial: rollOut.serial }, token: IN_USE },
    omit: { serverKey: false, credentialHmac: false },
  });
  if (found === null || found.serverKey === null || found.publicKey === null) return null;
  const isSame =
    credentialHmac(hmacKey, rollOut.credential).equals(found.credentialHmac) &&
    Buffer.from(rollOut.publicKey).equals(found.publicKey);
  if (!isSame) return null;
  return rollOutReply(serverPublicKey(secrets.decrypt(found.serverKey, serverKeyAad(accountId, found.id))));
}

/**
 * Takes the key of a phone that scanned a token's QR code. The credential in it works once: of two phones, the first one
 * has it. The phone is then asked to approve, and shows the code that confirms it.
 * @param address of the phone.
 */
export async function rollOutPhone(
  services: ActingServices & Pick<Services, "bounds">,
  accountId: string,
  form: PhoneForm,
  address: string,
): Promise<PhoneReply> {
  const rollOut = readRollOut(form);
  if ("failure" in rollOut) return errorReply(400, rollOut.failure);
  const { clock, hmacKey, secrets, database } = services;
  const where = {
    accountId,
    serial: rollOut.serial,
    credentialHmac: credentialHmac(hmacKey, rollOut.credential),
    state: "WAITING",
    token: IN_USE,
  };
  // A key takes time: it is made only for who has the credential, and while that works.
  const expected = await database.prisma.pushDevice.findFirst({
    where: { ...where, token: { ...IN_USE, enrolment: { expiresAt: { gt: new Date(clock()) } } } },
    select: { id: true },
  });
  if (expected === null) return (await repeated(services, accountId, rollOut)) ?? NOT_VERIFIED;
  const key = await keyTurns.of(accountId, expected.id, services.newServerKey);
  if (key === null) {
    services.bounds.reached("phone_keys");
    return TOO_MANY;
  }
  const now = clock();
  const isTaken = await act(services, systemCaller(accountId, "phone", now), now, async (action) => {
    const { transaction } = action;
    const waiting = await transaction.pushDevice.findFirst({ where });
    if (waiting === null) return false;
    const token = await lockToken(transaction, accountId, { id: waiting.tokenId });
    const enrolment = await transaction.enrolment.findFirst({
      where: { accountId, tokenId: waiting.tokenId, expiresAt: { gt: new Date(now) } },
    });
    if (token === null || enrolment === null) return false;
    const wakeToken =
      rollOut.wakeToken === null
        ? null
        : secrets.encrypt(Buffer.from(rollOut.wakeToken), wakeTokenAad(accountId, waiting.id));
    const serverKey = secrets.encrypt(key.privateKey, serverKeyAad(accountId, waiting.id));
    const { count } = await transaction.pushDevice.updateMany({
      where: { ...where, id: waiting.id },
      data: {
        state: "ROLLED_OUT",
        publicKey: Buffer.from(rollOut.publicKey),
        serverKey,
        wakeToken,
        rolledOutAt: new Date(now),
      },
    });
    if (count === 0) return false;
    await askToConnect(
      action,
      {
        id: waiting.id,
        tokenId: token.id,
        serial: waiting.serial,
        publicKey: rollOut.publicKey,
        wakeToken,
        serverKey,
      },
      token,
      enrolment.expiresAt,
    );
    action.record({
      type: "PUSH_ROLLED_OUT",
      token,
      clientAddress: address,
      changes: [{ field: "phone", from: null, to: keyFingerprint(rollOut.publicKey) }],
      params: {},
    });
    return true;
  });
  return isTaken
    ? rollOutReply(key.publicKey)
    : ((await repeated(services, accountId, rollOut)) ?? NOT_VERIFIED);
}
