import { randomBytes } from "node:crypto";
import type { Action } from "../actions/action.js";
import { lockAccount } from "../accounts/account-store.js";
import type { Client, Transaction } from "../database/prisma.js";
import { resourceColumns, type ResourceRow } from "../resources/resource-store.js";

/** Characters of an address that follow from the account's name. */
const LONGEST_FROM_NAME = 30;

/** An address that follows from an account's name: small letters, digits, hyphens. */
export function getAddress(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_FROM_NAME)
    .replaceAll(/^-+|-+$/g, "");
  return plain === "" ? "account" : plain;
}

/** Gives an account the address that its people type, if it has none. */
async function ensureAddress({ transaction, accountId }: Action): Promise<void> {
  const { name, address } = await lockAccount(transaction, accountId);
  if (address !== null) return;
  const wanted = getAddress(name);
  const isTaken = (await transaction.account.count({ where: { address: wanted } })) > 0;
  await transaction.account.update({
    where: { id: accountId },
    data: { address: isTaken ? `${wanted}-${randomBytes(3).toString("hex")}` : wanted },
  });
}

/** The account's own resource that administrators sign in to; null before the first administrator. */
export function findConsole(client: Client | Transaction, accountId: string): Promise<ResourceRow | null> {
  return client.resource.findFirst({ where: { accountId, kind: "CONSOLE" } });
}

/** A name that no resource of the account has: Console, or Console 2. */
async function freeName({ transaction, accountId }: Action): Promise<string> {
  const taken = await transaction.resource.findMany({
    where: { accountId, name: { startsWith: "Console" } },
    select: { name: true },
  });
  const names = new Set(taken.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? "Console" : `Console ${number}`;
    if (!names.has(name)) return name;
  }
}

/**
 * The account's own resource that administrators sign in to. It is made with the first administrator, outside the plan,
 * together with the account's address. The account's row is locked, so that it is made once.
 */
export async function ensureConsole(action: Action): Promise<ResourceRow> {
  const { transaction, accountId, now } = action;
  await ensureAddress(action);
  const known = await findConsole(transaction, accountId);
  if (known !== null) return known;
  const resource = await transaction.resource.create({
    data: {
      accountId,
      id: action.newId(),
      kind: "CONSOLE",
      ...resourceColumns({
        name: await freeName(action),
        failedAttemptsBeforeLock: 5,
        lockMinutes: 5,
        allowedAddresses: [],
        enabled: true,
        pinBeforeSending: false,
        pushConfirmation: "CODE",
      }),
      createdAt: new Date(now),
      updatedAt: new Date(now),
    },
  });
  action.record({
    type: "RESOURCE_CREATED",
    resource,
    params: { isConsole: true },
  });
  return resource;
}
