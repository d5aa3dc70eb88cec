import type { Services } from "../actions/services.js";
import { type ChannelRow, getChannels } from "../channels/channel-store.js";
import type { Client, Transaction } from "../database/prisma.js";
import type { ChannelKind } from "../delivery/delivery.js";
import type { WebPushSubscription } from "../delivery/web-push-encryption.js";
import type { Reason } from "../events/event-types.js";

/**
 * By what a message goes: channels of the account, the mail server of the installation, the memory of this process, or the push
 * service of a browser.
 */
export type Route =
  | { readonly by: "CHANNEL"; readonly channel: ChannelRow }
  | { readonly by: "SERVER_MAIL" }
  | { readonly by: "MEMORY" }
  | { readonly by: "WEB_PUSH"; readonly subscription: WebPushSubscription };

/** The data that decides by which routes a message may go. */
export interface Destination {
  readonly accountId: string;
  readonly kind: ChannelKind;
  /** Of a phone number; null for other kinds. */
  readonly country: string | null;
  /** The one channel that it must go by; null when any of its kind will do. */
  readonly channelId: string | null;
}

function maySendTo({ allowedCountries, suspensions }: ChannelRow, country: string | null): boolean {
  return (
    country !== null &&
    allowedCountries.includes(country) &&
    !suspensions.some((suspended) => suspended.country === country)
  );
}

/**
 * By what a message may go, in the order in which that is tried; or why it may go by nothing. Where an account has a
 * channel of the kind, nothing else is used.
 * @param known the channels of the account, at least those of the kind, in the order in which they are tried.
 */
export function routesAmong(
  known: readonly ChannelRow[],
  config: Services["config"],
  { kind, country, channelId }: Omit<Destination, "accountId">,
): readonly Route[] | Reason {
  const ofKind = known.filter((channel) => channel.kind === kind);
  const channels = ofKind.filter(({ id, enabled }) => enabled && (channelId === null || id === channelId));
  const open = kind === "SMS" ? channels.filter((channel) => maySendTo(channel, country)) : channels;
  if (open.length > 0) return open.map((channel) => ({ by: "CHANNEL", channel }));
  if (channels.length > 0) return "COUNTRY_NOT_ALLOWED";
  // A channel that is disabled was disabled by somebody: what it sent is not sent by anything else.
  if (ofKind.length > 0) return "NO_CHANNEL";
  // A phone asks by itself where nothing wakes it.
  if (kind === "PUSH") return "NO_CHANNEL";
  if (kind === "EMAIL" && config.smtpUrl !== undefined) return [{ by: "SERVER_MAIL" }];
  return config.keepsMessages ? [{ by: "MEMORY" }] : "NO_CHANNEL";
}

/** The same, of channels as they are now. */
export async function getRoutes(
  transaction: Client | Transaction,
  config: Services["config"],
  destination: Destination,
): Promise<readonly Route[] | Reason> {
  const { accountId, kind } = destination;
  return routesAmong(await getChannels(transaction, accountId, kind), config, destination);
}
