import type { Client, Transaction } from "../database/prisma.js";
import { builder } from "../graphql/builder.js";
import { localId } from "../graphql/global-id.js";
import { resourceKey, ResourceRef } from "../resources/resource-ref.js";
import { findResource } from "../resources/store.js";
import { tokenKey, TokenRef } from "../tokens/token-ref.js";
import { findToken } from "../tokens/store.js";

const LinkRef = builder.inputType("LinkRef", {
  description: "Identifies an assignment by its token and its resource.",
  fields: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    resource: t.field({ type: ResourceRef, required: true, description: "The resource." }),
  }),
});

export const AssignmentRef = builder.inputType("AssignmentRef", {
  description: "Identifies an assignment.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    link: t.field({ type: LinkRef, description: "By its token and resource." }),
  }),
});

/** The id of the assignment that a reference names, or null. */
export async function assignmentId(
  client: Client | Transaction,
  accountId: string,
  ref: typeof AssignmentRef.$inferInput,
): Promise<string | null> {
  if (ref.link == null) return localId("Assignment", ref.id ?? "");
  const tokenNamed = tokenKey(ref.link.token);
  const resourceNamed = resourceKey(ref.link.resource);
  const token = tokenNamed && (await findToken(client, accountId, tokenNamed));
  const resource = resourceNamed && (await findResource(client, accountId, resourceNamed));
  if (token === null || resource === null) return null;
  const row = await client.assignment.findUnique({
    where: { accountId_resourceId_tokenId: { accountId, resourceId: resource.id, tokenId: token.id } },
  });
  return row?.id ?? null;
}
