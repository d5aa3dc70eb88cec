import type { KeyObject } from "node:crypto";
import type { Services } from "../../../actions/services.js";
import { phoneKey } from "../../../push/keys.js";

/** Phones of a disabled account are answered as if they did not exist. */
export const IN_USE = { account: { enabled: true } } as const;

/** A phone that speaks to the server: what it calls itself, and its key. */
export interface KnownPhone {
  readonly id: string;
  readonly tokenId: string;
  readonly key: KeyObject;
  /** Whether a first code has confirmed it. */
  readonly isConfirmed: boolean;
}

/** The phone of a serial, if it rolled out and its account is enabled; else null. One read, whatever the serial is. */
export async function findPhone(
  { database }: Pick<Services, "database">,
  accountId: string,
  serial: string,
): Promise<KnownPhone | null> {
  const found = await database.prisma.pushDevice.findUnique({
    where: { accountId_serial: { accountId, serial }, token: IN_USE },
  });
  if (found === null || found.publicKey === null) return null;
  const { id, tokenId, publicKey, state } = found;
  return { id, tokenId, key: phoneKey(publicKey), isConfirmed: state === "ACTIVE" };
}
