import { localId } from "../global-id.js";
import type { Client, Transaction } from "../database/prisma.js";
import { resourceKey, type ResourceRefInput } from "../resources/resource-ref.js";
import { findResource } from "../resources/resource-store.js";
import { findToken } from "../tokens/token-store.js";
import { tokenKey, type TokenRefInput } from "../tokens/token-ref.js";

/** Identifies an assignment by its token and its resource. */
export interface LinkRef {
  readonly resource: ResourceRefInput;
  readonly token: TokenRefInput;
}

/** Identifies an assignment, by one of the fields. */
export interface AssignmentRef {
  /** Global id. */
  readonly id?: string | null | undefined;
  readonly link?: LinkRef | null | undefined;
}

/** The id of the assignment that a reference names, or null. */
export async function assignmentId(
  client: Client | Transaction,
  accountId: string,
  ref: AssignmentRef,
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
