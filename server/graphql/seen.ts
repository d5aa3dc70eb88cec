import { channelKey, type ChannelRefInput } from "../channels/channel-ref.js";
import { findChannel } from "../channels/channel-store.js";
import { NIL_UUID } from "../nil-uuid.js";
import { resourceKey, type ResourceRefInput } from "../resources/resource-ref.js";
import { findResource } from "../resources/resource-store.js";
import { findToken } from "../tokens/token-store.js";
import { tokenKey, type TokenRefInput } from "../tokens/token-ref.js";
import { findUser } from "../users/user-store.js";
import { userKey, type UserRefInput } from "../users/user-ref.js";
import type { Context } from "./context.js";
import { resourceLoader } from "./resources/resource-loader.js";
import { serialNumberLoader, tokenLoader } from "./tokens/token-loader.js";
import { userLoader } from "./users/user-loader.js";

// The ids that filters name. A key that is bound to one resource can name only the ids that it sees; everything else is
// answered as if it did not exist.

interface Seeing {
  load(id: string): Promise<{ readonly id: string } | null>;
}

async function seenId(
  { actor }: Context,
  row: { readonly id: string } | null,
  rows: () => Seeing,
): Promise<string> {
  if (row === null) return NIL_UUID;
  return actor.resourceId === null ? row.id : ((await rows().load(row.id))?.id ?? NIL_UUID);
}

/** The id of the token that a filter names; null without one. What the caller does not see is `NIL_UUID`. */
export async function seenToken(
  context: Context,
  ref: TokenRefInput | null | undefined,
): Promise<string | null> {
  if (ref == null) return null;
  const key = tokenKey(ref);
  if (key === null) return NIL_UUID;
  const row =
    "id" in key
      ? await findToken(context.services.database.prisma, context.actor.accountId, key)
      : await serialNumberLoader(context).load(key.serialNumber);
  return seenId(context, row, () => tokenLoader(context));
}

/** The id of the channel that a filter names; null without one. No key that is bound to a resource lists channels. */
export async function seenChannel(
  { services: { database }, actor }: Context,
  ref: ChannelRefInput | null | undefined,
): Promise<string | null> {
  if (ref == null) return null;
  const key = channelKey(ref);
  return (key && (await findChannel(database.prisma, actor.accountId, key)))?.id ?? NIL_UUID;
}

/** The id of the user that a filter names; null without one. What the caller does not see is `NIL_UUID`. */
export async function seenUser(
  context: Context,
  ref: UserRefInput | null | undefined,
): Promise<string | null> {
  if (ref == null) return null;
  const key = userKey(ref);
  const row = key && (await findUser(context.services.database.prisma, context.actor.accountId, key));
  return seenId(context, row, () => userLoader(context));
}

/** The id of the resource that a filter names; null without one. What the caller does not see is `NIL_UUID`. */
export async function seenResource(
  context: Context,
  ref: ResourceRefInput | null | undefined,
): Promise<string | null> {
  if (ref == null) return null;
  const key = resourceKey(ref);
  const row = key && (await findResource(context.services.database.prisma, context.actor.accountId, key));
  return seenId(context, row, () => resourceLoader(context));
}
