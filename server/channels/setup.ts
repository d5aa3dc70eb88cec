import type { Services } from "../actions/services.js";
import type { Prisma } from "../database/generated/client.js";
import type { ChannelKind } from "../delivery/delivery.js";
import type { ChannelSetup, DriverName } from "../delivery/driver-settings.js";
import type { DriverSettings } from "./driver-input.js";
import type { Secrets } from "./secrets.js";
import type { ChannelRow, SealedChannelRow } from "./channel-store.js";

/** The kind of messages that each driver sends. */
const KINDS: Readonly<Record<DriverName, ChannelKind>> = {
  SMTP: "EMAIL",
  TWILIO: "SMS",
  VONAGE: "SMS",
  SMS_HTTP: "SMS",
  TELEGRAM: "BOT",
  SLACK: "BOT",
  MATTERMOST: "BOT",
  BOT_HTTP: "BOT",
  FCM: "PUSH",
};

/** The kind of messages that a driver sends. */
export function getKind(driver: DriverName): ChannelKind {
  return KINDS[driver];
}

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

/** A channel's driver and its settings, as they are stored. */
export function driverSettings({
  driver,
  settings,
}: Pick<ChannelRow, "driver" | "settings">): DriverSettings {
  // Only checked settings are written, each beside the name of its driver.
  return { driver, settings } as unknown as DriverSettings;
}

/** The driver of a channel and its settings, for `getDriver`. @throws DecryptionError */
export function channelSetup(services: Pick<Services, "secrets">, row: SealedChannelRow): ChannelSetup {
  const secrets = openSecrets(services, row);
  const needed = (name: string): string => {
    const value = secrets.get(name);
    if (value === undefined) throw new TypeError(`a channel has no ${name}`);
    return value;
  };
  const chosen = driverSettings(row);
  switch (chosen.driver) {
    case "SMTP":
      return {
        ...chosen,
        secrets: {
          password: secrets.get("password") ?? null,
          dkimPrivateKey: secrets.get("dkimPrivateKey") ?? null,
        },
      };
    case "TWILIO":
      return { ...chosen, secrets: { authToken: needed("authToken") } };
    case "VONAGE":
      return {
        ...chosen,
        secrets: {
          apiSecret: needed("apiSecret"),
          signatureSecret: secrets.get("signatureSecret") ?? null,
        },
      };
    case "SMS_HTTP":
    case "BOT_HTTP":
      return { ...chosen, secrets: { values: Object.fromEntries(secrets) } };
    case "TELEGRAM":
    case "SLACK":
    case "MATTERMOST":
      return { ...chosen, secrets: { botToken: needed("botToken") } };
    case "FCM":
      return { ...chosen, secrets: { serviceAccount: needed("serviceAccount") } };
  }
}

/** Settings as the database keeps them. */
export function settingsColumn(settings: DriverSettings["settings"]): Prisma.InputJsonObject {
  return { ...settings };
}
