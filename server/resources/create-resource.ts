import { normalizeBlock } from "@tokenplane/rules/addresses";
import { RESOURCE } from "@tokenplane/rules/fields";
import { USUAL_LOCKOUT } from "@tokenplane/rules/lockout";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { takeQuota } from "../actions/quota.js";
import { checkForm, checkForms } from "../actions/validation.js";
import { composed } from "../database/folded.js";
import { resourceColumns, type ResourceFields, type ResourceRow } from "./resource-store.js";

/** A resource to create: by itself (`resourceCreate`), or in the same step as something else. */
export interface NewResourceInput {
  /** IP addresses and CIDR blocks from which people may sign in; none means from everywhere. */
  readonly allowedAddresses?: readonly string[] | null | undefined;
  /** Whether anybody may sign in here; true by default. */
  readonly enabled?: boolean | null | undefined;
  /** How many wrong codes lock a token here; 5 by default. */
  readonly failedAttemptsBeforeLock?: number | null | undefined;
  /** How long such a lock lasts, in minutes; 0 means until somebody unlocks the token. 5 by default. */
  readonly lockMinutes?: number | null | undefined;
  /** No other resource of the account has it. */
  readonly name: string;
  /** Whether a PIN must be right before a code is sent; false by default. */
  readonly pinBeforeSending?: boolean | null | undefined;
  /** How a request on a phone is confirmed; by a code by default. */
  readonly pushConfirmation?: "CODE" | "CHOICE" | "APPROVE" | null | undefined;
}

/** The refusal of a name that another resource has. */
export function nameTaken(path: readonly string[]): Refusal {
  return new Refusal("ALREADY_EXISTS", "Another resource has this name.", path);
}

/** Checks a resource's fields. @param path of the input that holds them. @throws Refusal VALIDATION_FAILED */
export function checkResourceFields(fields: ResourceFields, path: readonly string[]): ResourceFields {
  const { name, failedAttemptsBeforeLock, lockMinutes, allowedAddresses } = fields;
  checkForm(name, RESOURCE.name, [...path, "name"]);
  checkForm(failedAttemptsBeforeLock, RESOURCE.failedAttemptsBeforeLock, [
    ...path,
    "failedAttemptsBeforeLock",
  ]);
  checkForm(lockMinutes, RESOURCE.lockMinutes, [...path, "lockMinutes"]);
  checkForms(allowedAddresses, RESOURCE.allowedAddresses, [...path, "allowedAddresses"]);
  const blocks = allowedAddresses.map((block) => normalizeBlock(block) ?? block);
  return { ...fields, allowedAddresses: [...new Set(blocks)] };
}

/** Creates a resource in an action. @param path of the input. @throws Refusal */
export async function createResource(
  action: Action,
  input: NewResourceInput,
  path: readonly string[],
): Promise<ResourceRow> {
  const { transaction, accountId, now } = action;
  const fields = checkResourceFields(
    {
      name: composed(input.name),
      failedAttemptsBeforeLock: input.failedAttemptsBeforeLock ?? USUAL_LOCKOUT.failedAttemptsBeforeLock,
      lockMinutes: input.lockMinutes ?? USUAL_LOCKOUT.lockMinutes,
      allowedAddresses: [...(input.allowedAddresses ?? [])],
      enabled: input.enabled ?? true,
      pinBeforeSending: input.pinBeforeSending ?? false,
      pushConfirmation: input.pushConfirmation ?? "CODE",
    },
    path,
  );
  await takeQuota(transaction, accountId, "resources");
  const resource = await transaction.resource.create({
    data: {
      accountId,
      id: action.newId(),
      ...resourceColumns(fields),
      createdAt: new Date(now),
      updatedAt: new Date(now),
    },
  });
  action.record({ type: "RESOURCE_CREATED", resource, params: { isConsole: null } });
  return resource;
}
