import { randomBytes } from "node:crypto";
import type { Action } from "../../actions/action.js";
import type { Place } from "../../secrets/secret-box.js";

/** The place of the key by which the server signs for a phone. */
export function serverKeyAad(accountId: string, deviceId: string): Place {
  return { account: accountId, table: "push_devices", column: "server_key", row: deviceId };
}

/** A name for a phone: random, so that it says nothing of the token. */
export function newSerial(): string {
  return `TP${randomBytes(8).toString("hex").toUpperCase()}`;
}

/** The phone of a token that is in use; null when it has none. */
export function activeDevice(
  { transaction, accountId }: Pick<Action, "transaction" | "accountId">,
  tokenId: string,
) {
  return transaction.pushDevice.findFirst({
    where: { accountId, tokenId, state: "ACTIVE" },
    omit: { serverKey: false, wakeToken: false },
  });
}

/** The phone of a token that is to come into use; null when there is none. */
export function waitingDevice(
  { transaction, accountId }: Pick<Action, "transaction" | "accountId">,
  tokenId: string,
) {
  return transaction.pushDevice.findFirst({
    where: { accountId, tokenId, state: { not: "ACTIVE" } },
    omit: { serverKey: false, wakeToken: false },
  });
}
