import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { mayTouchConsole } from "../actions/may-touch.js";
import { done, useCase } from "../actions/use-case.js";
import { composed } from "../database/folded.js";
import { changesBetween } from "../events/record.js";
import { checkResourceFields, createResource, nameTaken, type NewResourceInput } from "./create-resource.js";
import { lockResource, type ResourceRefInput } from "./resource-ref.js";
import { resourceColumns, type ResourceFields } from "./resource-store.js";

/** Creates a resource. */
export const resourceCreate = useCase("resourceCreate", {
  errors: ["ALREADY_EXISTS", "QUOTA_EXCEEDED"],
  constraints: { resources_account_id_name_key: () => nameTaken(["input", "name"]) },
  run: async (input: NewResourceInput, action: Action) =>
    done({ resourceId: (await createResource(action, input, ["input"])).id }),
});

/** How `resourceUpdate` changes a resource. An absent field keeps its value; so does null, except for `allowedAddresses`. */
export interface ResourceUpdateRequest {
  /**
   * IP addresses and CIDR blocks from which people may sign in, instead of the previous ones; none or null means from
   * everywhere.
   */
  readonly allowedAddresses?: readonly string[] | null | undefined;
  /** Whether anybody may sign in here. */
  readonly enabled?: boolean | null | undefined;
  /** How many wrong codes lock a token here. */
  readonly failedAttemptsBeforeLock?: number | null | undefined;
  /** How long such a lock lasts, in minutes; 0 means until somebody unlocks the token. */
  readonly lockMinutes?: number | null | undefined;
  readonly name?: string | null | undefined;
  /** Whether a PIN must be right before a code is sent. */
  readonly pinBeforeSending?: boolean | null | undefined;
  /** How a request on a phone is confirmed. */
  readonly pushConfirmation?: "CODE" | "CHOICE" | "APPROVE" | null | undefined;
  readonly resource: ResourceRefInput;
}

/**
 * Checks a change of the console's own resource. No change may shut all administrators out.
 * @throws Refusal VALIDATION_FAILED
 * @throws RequestError FORBIDDEN
 */
function checkConsole(
  { actor, now }: Action,
  { enabled, pushConfirmation, pinBeforeSending }: ResourceFields,
): void {
  mayTouchConsole(actor, now);
  if (!enabled) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "Administrators sign in at this resource; it cannot be disabled. To limit from where they sign in, set allowedAddresses.",
      ["input", "enabled"],
    );
  }
  if (pushConfirmation !== "CODE") {
    throw new Refusal(
      "VALIDATION_FAILED",
      "At the console, pushConfirmation must be CODE: a request on a phone is confirmed by the code that the phone shows.",
      ["input", "pushConfirmation"],
    );
  }
  if (pinBeforeSending) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "At the console, pinBeforeSending must be false: the password is typed before a code is sent.",
      ["input", "pinBeforeSending"],
    );
  }
}

/** Changes a resource. */
export const resourceUpdate = useCase("resourceUpdate", {
  errors: ["NOT_FOUND", "ALREADY_EXISTS"],
  constraints: { resources_account_id_name_key: () => nameTaken(["input", "name"]) },
  isUrgent: ({ enabled }) => enabled === false,
  run: async (input: ResourceUpdateRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    const before = await lockResource(transaction, accountId, input.resource, ["input", "resource"]);
    const fields = checkResourceFields(
      {
        name: input.name == null ? before.name : composed(input.name),
        failedAttemptsBeforeLock: input.failedAttemptsBeforeLock ?? before.failedAttemptsBeforeLock,
        lockMinutes: input.lockMinutes ?? before.lockMinutes,
        allowedAddresses:
          input.allowedAddresses === undefined
            ? before.allowedAddresses
            : [...(input.allowedAddresses ?? [])],
        enabled: input.enabled ?? before.enabled,
        pinBeforeSending: input.pinBeforeSending ?? before.pinBeforeSending,
        pushConfirmation: input.pushConfirmation ?? before.pushConfirmation,
      },
      ["input"],
    );
    if (before.kind === "CONSOLE") checkConsole(action, fields);
    const changes = changesBetween({ ...before }, { ...fields });
    if (changes.length === 0) return done({ resourceId: before.id });
    await transaction.resource.update({
      where: { accountId_id: { accountId, id: before.id } },
      data: { ...resourceColumns(fields), updatedAt: new Date(now) },
    });
    action.record({
      type: "RESOURCE_UPDATED",
      resource: { id: before.id, name: fields.name },
      changes,
      params: {},
    });
    return done({ resourceId: before.id });
  },
});
