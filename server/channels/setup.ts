import type { Values } from "@tokenplane/rules/drivers/declaration";
import { declarationOf, withUsual } from "@tokenplane/rules/drivers/drivers";
import type { Services } from "../actions/services.js";
import type { Prisma } from "../database/generated/client.js";
import type { ChannelSetup, ConfiguredDriver } from "../delivery/driver-settings.js";
import type { Secrets } from "./secrets.js";
import type { ChannelRow, SealedChannelRow } from "./channel-store.js";

/** Where the encrypted secrets of a channel stand. The rotation of the master key says the same in SQL. */
function secretsPlace(accountId: string, id: string) {
  return { account: accountId, table: "channels", column: "secrets", row: id };
}

/** The columns that keep a channel's secrets. */
export function secretColumns(
  { secrets: box }: Pick<Services, "secrets">,
  { accountId, id }: { readonly accountId: string; readonly id: string },
  secrets: Secrets,
) {
  const plain = Buffer.from(JSON.stringify(Object.fromEntries(secrets)));
  return {
    secrets: box.encrypt(plain, secretsPlace(accountId, id)),
    secretNames: [...secrets.keys()].sort(),
  };
}

/** The secrets of a channel, decrypted. @throws DecryptionError */
export function openSecrets(
  { secrets: box }: Pick<Services, "secrets">,
  { accountId, id, secrets }: Pick<SealedChannelRow, "accountId" | "id" | "secrets">,
): Secrets {
  const plain = box.decrypt(secrets, secretsPlace(accountId, id)).toString();
  return new Map(Object.entries(JSON.parse(plain) as Readonly<Record<string, string>>));
}

/** A channel's driver and its settings. One that is newer than the channel has its usual value. */
export function driverSettings(row: Pick<ChannelRow, "driver" | "settings">): ConfiguredDriver {
  // Only checked settings are written, each beside the name of its driver.
  const { driver, settings } = row as unknown as ConfiguredDriver;
  return { driver, settings: withUsual(driver, settings) } as ConfiguredDriver;
}

/** The driver of a channel and its settings, for `getDriver`. @throws DecryptionError */
export function channelSetup(services: Pick<Services, "secrets">, row: SealedChannelRow): ChannelSetup {
  const stored = openSecrets(services, row);
  const chosen = driverSettings(row);
  const declared = declarationOf(chosen.driver).secrets;
  const secrets =
    declared === "NAMED"
      ? { values: Object.fromEntries(stored) }
      : Object.fromEntries(
          Object.entries(declared).map(([name, secret]) => {
            const value = stored.get(name) ?? null;
            const isNeeded = secret.isOptional !== true && secret.with === undefined;
            if (value === null && isNeeded) throw new TypeError(`a channel has no ${name}`);
            return [name, value];
          }),
        );
  // These are the secrets that the driver declares.
  return { ...chosen, secrets } as ChannelSetup;
}

/** Settings as the database keeps them. */
export function settingsColumn(settings: Values): Prisma.InputJsonObject {
  return { ...settings };
}
