import { countOtherResources, readOwnTokens } from "../../self-service/me.js";
import { loader } from "../loader.js";

/** The tokens of the user of a portal session by id; null for those that are not this user's there. */
export const ownTokenLoader = loader(async ({ services, actor }, ids) => {
  const { accountId, id, resourceId } = actor;
  if (resourceId === null) return ids.map(() => null);
  const tokens = await readOwnTokens(services.database, accountId, id, resourceId);
  return ids.map((wanted) => tokens.find((token) => token.id === wanted) ?? null);
});

/** At how many other resources the tokens of the user of a portal session sign in, by their ids. */
export const otherResourceCountLoader = loader(async ({ services, actor }, ids) => {
  const { accountId, id, resourceId } = actor;
  return resourceId === null
    ? ids.map(() => 0)
    : countOtherResources(services.database, accountId, id, resourceId, ids);
});
