import type { DriverName, SecretsOf, SettingsOf } from "@tokenplane/rules/drivers/drivers";
import type { IPv4, IPv6 } from "ipaddr.js";

/** The driver of a channel, with its settings. */
export type ConfiguredDriver = {
  [Name in DriverName]: { readonly driver: Name; readonly settings: SettingsOf<Name> };
}[DriverName];

/** The driver of a channel, with everything that it needs. */
export type ChannelSetup = {
  [Name in DriverName]: {
    readonly driver: Name;
    readonly settings: SettingsOf<Name>;
    readonly secrets: SecretsOf<Name>;
  };
}[DriverName];

/** Which networks channels may reach. */
export interface OutgoingPolicy {
  /** CIDR blocks of private networks that are allowed, besides all public addresses. */
  readonly allowed: readonly (readonly [network: IPv4 | IPv6, bits: number])[];
}
