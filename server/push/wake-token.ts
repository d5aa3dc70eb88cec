import type { Database } from "../database/database.js";
import type { Place, SecretBox } from "../secrets/secret-box.js";

/** The place of the data by which a phone is woken: a token of Firebase, or a subscription of a browser. */
export function wakeTokenAad(accountId: string, deviceId: string): Place {
  return { account: accountId, table: "push_devices", column: "wake_token", row: deviceId };
}

/** How a phone is woken. @throws DecryptionError */
export function openWakeToken(
  secrets: SecretBox,
  accountId: string,
  deviceId: string,
  stored: Uint8Array,
): string {
  return secrets.decrypt(stored, wakeTokenAad(accountId, deviceId)).toString();
}

/** How a phone is woken, and as it is stored. */
export interface WakeToken {
  readonly token: string;
  readonly stored: Uint8Array<ArrayBuffer>;
}

/** By what a phone is woken now; null when it is gone, or asks by itself. @throws DecryptionError */
export async function findWakeToken(
  { database, secrets }: { readonly database: Database; readonly secrets: SecretBox },
  accountId: string,
  deviceId: string,
): Promise<WakeToken | null> {
  const found = await database.prisma.pushDevice.findUnique({
    where: { accountId_id: { accountId, id: deviceId } },
    select: { wakeToken: true },
  });
  const stored = found?.wakeToken ?? null;
  return stored === null ? null : { token: openWakeToken(secrets, accountId, deviceId, stored), stored };
}

/** Forgets what wakes a phone no more, unless the phone has sent something else meanwhile. */
export async function forgetWakeToken(
  { database }: { readonly database: Database },
  accountId: string,
  deviceId: string,
  { stored }: WakeToken,
): Promise<void> {
  await database.prisma.pushDevice.updateMany({
    where: { accountId, id: deviceId, wakeToken: stored },
    data: { wakeToken: null },
  });
}
