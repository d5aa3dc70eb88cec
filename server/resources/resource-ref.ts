import { Refusal } from "@tokenplane/rules/refusal";
import { Prisma } from "../database/generated/client.js";
import { lockRow } from "../database/lock.js";
import type { Transaction } from "../database/prisma.js";
import { globalId, localId } from "../global-id.js";
import { findResource, type ResourceKey, type ResourceRow } from "./resource-store.js";

/** Identifies a resource, by one of the fields. */
export interface ResourceRefInput {
  /** Global id. */
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** The key that a ResourceRef names; null when its id is of something else. */
export function resourceKey(ref: ResourceRefInput): ResourceKey | null {
  if (ref.name != null) return { name: ref.name };
  const id = localId("Resource", ref.id ?? "");
  return id === null ? null : { id };
}

/** The refusal of a reference that names nothing. */
export function noSuchResource(path: readonly string[]): Refusal {
  return new Refusal("NOT_FOUND", "There is no such resource.", path);
}

/** The resource a ResourceRef names. @throws Refusal NOT_FOUND */
export async function namedResource(
  transaction: Transaction,
  accountId: string,
  ref: ResourceRefInput,
  path: readonly string[],
): Promise<ResourceRow> {
  const key = resourceKey(ref);
  const resource = key === null ? null : await findResource(transaction, accountId, key);
  if (resource === null) throw noSuchResource(path);
  return resource;
}

/**
 * The resource a ResourceRef names, which is not deleted until the transaction ends; other work with it continues meanwhile.
 * For what names a resource without a foreign key. @throws Refusal NOT_FOUND
 */
export async function holdResource(
  transaction: Transaction,
  accountId: string,
  ref: ResourceRefInput,
  path: readonly string[],
): Promise<ResourceRow> {
  const resource = await namedResource(transaction, accountId, ref, path);
  const held = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM resources WHERE account_id = ${accountId}::uuid AND id = ${resource.id}::uuid FOR KEY SHARE`);
  if (held.length === 0) throw noSuchResource(path);
  return resource;
}

/** The resource a ResourceRef names, held for this transaction. @throws Refusal NOT_FOUND */
export async function lockResource(
  transaction: Transaction,
  accountId: string,
  ref: ResourceRefInput,
  path: readonly string[],
): Promise<ResourceRow> {
  const { id } = await namedResource(transaction, accountId, ref, path);
  await lockRow(transaction, "resources", accountId, id);
  return namedResource(transaction, accountId, { id: globalId("Resource", id) }, path);
}
