import type { KeyObject } from "node:crypto";
import type { Services } from "../actions/services.js";
import { phoneKey } from "../push/keys.js";

/** A phone that speaks to the server: what it calls itself, and its key. */
export interface KnownPhone {
  readonly id: string;
  readonly accountId: string;
  readonly tokenId: string;
  readonly state: string;
  readonly key: KeyObject;
}

/** The phone of a serial, if it rolled out; else null. One read, whatever the serial is. */
export async function findPhone(
  { database }: Services,
  accountId: string,
  serial: string,
): Promise<KnownPhone | null> {
  const found = await database.prisma.pushDevice.findUnique({
    where: { accountId_serial: { accountId, serial } },
  });
  if (found === null || found.publicKey === null) return null;
  const { id, tokenId, state, publicKey } = found;
  return { id, accountId, tokenId, state, key: phoneKey(publicKey) };
}
