import { RESOURCE } from "@tokenplane/rules/fields";
import { USUAL_LOCKOUT } from "@tokenplane/rules/lockout";
import { getBlocks, blocksProblem, blocksText } from "../fields/address-blocks.js";
import { wholeNumber } from "../fields/whole-number.js";
import type { PushConfirmation, ResourceCreateInput } from "../generated/documents.js";

/** A resource as it was typed. */
export interface ResourceDraft {
  readonly name: string;
  readonly failedAttemptsBeforeLock: string;
  readonly lockMinutes: string;
  /** One address block in each line. */
  readonly allowedAddresses: string;
  readonly pinBeforeSending: boolean;
  readonly pushConfirmation: PushConfirmation;
}

export const FIRST_DRAFT: ResourceDraft = {
  name: "",
  failedAttemptsBeforeLock: String(USUAL_LOCKOUT.failedAttemptsBeforeLock),
  lockMinutes: String(USUAL_LOCKOUT.lockMinutes),
  allowedAddresses: "",
  pinBeforeSending: false,
  pushConfirmation: "CODE",
};

/** A resource that exists, as it could have been typed. */
export function draftOfResource(
  resource: Pick<ResourceDraft, "name" | "pinBeforeSending" | "pushConfirmation"> & {
    readonly failedAttemptsBeforeLock: number;
    readonly lockMinutes: number;
    readonly allowedAddresses: readonly string[];
  },
): ResourceDraft {
  const { name, pinBeforeSending, pushConfirmation } = resource;
  return {
    name,
    failedAttemptsBeforeLock: String(resource.failedAttemptsBeforeLock),
    lockMinutes: String(resource.lockMinutes),
    allowedAddresses: blocksText(resource.allowedAddresses),
    pinBeforeSending,
    pushConfirmation,
  };
}

/** The fields beside which something can be said. */
export const CHECKED_FIELDS = [
  "name",
  "failedAttemptsBeforeLock",
  "lockMinutes",
  "allowedAddresses",
] as const;
export type ResourceProblems = Partial<Readonly<Record<(typeof CHECKED_FIELDS)[number], string>>>;

/** The problems for which the server would refuse the resource, in its words. */
export function resourceProblems(draft: ResourceDraft): ResourceProblems {
  const sentences = {
    name: RESOURCE.name(draft.name),
    failedAttemptsBeforeLock: RESOURCE.failedAttemptsBeforeLock(wholeNumber(draft.failedAttemptsBeforeLock)),
    lockMinutes: RESOURCE.lockMinutes(wholeNumber(draft.lockMinutes)),
    allowedAddresses: blocksProblem(draft.allowedAddresses),
  };
  const problems: { -readonly [Field in keyof ResourceProblems]: ResourceProblems[Field] } = {};
  for (const field of CHECKED_FIELDS) {
    const sentence = sentences[field];
    if (sentence != null) problems[field] = sentence;
  }
  return problems;
}

/** A resource as the API takes it. */
export function resourceInput(draft: ResourceDraft): ResourceCreateInput {
  return {
    name: draft.name,
    failedAttemptsBeforeLock: Number(draft.failedAttemptsBeforeLock),
    lockMinutes: Number(draft.lockMinutes),
    allowedAddresses: getBlocks(draft.allowedAddresses),
    pinBeforeSending: draft.pinBeforeSending,
    pushConfirmation: draft.pushConfirmation,
  };
}

/**
 * A change of a resource as the API takes it, its addresses apart. What was not changed is left out, because somebody else may
 * have changed it meanwhile.
 * @param first what the fields showed first.
 */
export function resourceChange(first: ResourceDraft, typed: ResourceDraft) {
  const [before, after] = [resourceInput(first), resourceInput(typed)];
  return {
    ...(after.name === before.name ? {} : { name: after.name }),
    ...(after.failedAttemptsBeforeLock === before.failedAttemptsBeforeLock
      ? {}
      : { failedAttemptsBeforeLock: after.failedAttemptsBeforeLock }),
    ...(after.lockMinutes === before.lockMinutes ? {} : { lockMinutes: after.lockMinutes }),
    ...(after.pinBeforeSending === before.pinBeforeSending
      ? {}
      : { pinBeforeSending: after.pinBeforeSending }),
    ...(after.pushConfirmation === before.pushConfirmation
      ? {}
      : { pushConfirmation: after.pushConfirmation }),
  };
}
