import { Refusal } from "@tokenplane/rules/refusal";
import { lockRow } from "../database/lock.js";
import type { Client, Transaction } from "../database/prisma.js";
import { localId } from "../global-id.js";
import {
  type ChannelKey,
  type ChannelRow,
  findChannel,
  findSealedChannel,
  type SealedChannelRow,
} from "./channel-store.js";

/** Identifies a channel, by one of the fields. */
export interface ChannelRefInput {
  /** Global id. */
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** The key that a ChannelRef names; null when its id is of something else. */
export function channelKey(ref: ChannelRefInput): ChannelKey | null {
  if (ref.name != null) return { name: ref.name };
  const id = localId("Channel", ref.id ?? "");
  return id === null ? null : { id };
}

/** The refusal of a reference that names nothing. */
export function noSuchChannel(path: readonly string[]): Refusal {
  return new Refusal("NOT_FOUND", "There is no such channel.", path);
}

/** The channel a ChannelRef names. @throws Refusal NOT_FOUND */
export async function namedChannel(
  transaction: Client | Transaction,
  accountId: string,
  ref: ChannelRefInput,
  path: readonly string[],
): Promise<ChannelRow> {
  const key = channelKey(ref);
  const channel = key === null ? null : await findChannel(transaction, accountId, key);
  if (channel === null) throw noSuchChannel(path);
  return channel;
}

/** The channel a ChannelRef names, with its encrypted secrets, held for this transaction. @throws Refusal NOT_FOUND */
export async function lockChannel(
  transaction: Transaction,
  accountId: string,
  ref: ChannelRefInput,
  path: readonly string[],
): Promise<SealedChannelRow> {
  const { id } = await namedChannel(transaction, accountId, ref, path);
  await lockRow(transaction, "channels", accountId, id);
  const channel = await findSealedChannel(transaction, accountId, id);
  if (channel === null) throw noSuchChannel(path);
  return channel;
}
