import { inWords } from "@tokenplane/rules/bypass-policy";
import type { ParamsOf } from "../../params.js";
import { counted } from "./counted.js";
import type { ACCOUNT_EVENTS } from "../../types/accounts.js";
import type { Sentences } from "../words.js";

type PolicyParams = ParamsOf<"BYPASS_POLICY_SET">;

const REVOKED = {
  RESOURCE: "with its resource",
  MADE: "together with a key that had created it, directly or through other keys",
} as const;

const getPolicy = (resource: string) =>
  resource === "" ? "The account's default bypass policy" : `The bypass policy of ${resource}`;

function getRules({ maximum, isReasonRequired, grantedBy }: PolicyParams): string {
  return inWords({
    maximumDuration: maximum ?? "NONE",
    reasonRequired: isReasonRequired === true,
    grantedBy: (grantedBy ?? "").split(", "),
  });
}

/** What is said of the bypasses that stay as they were. */
function getKept(kept: number | null): string {
  if (kept === null) return "";
  return kept === 1
    ? " One bypass that the policy before did not allow, or not for so long, stays as it was."
    : ` ${kept} bypasses that the policy before did not allow, or not for so long, stay as they were.`;
}

/** Accounts, resources, API keys and portals, in English. */
export const ACCOUNTS_EN: Sentences<keyof typeof ACCOUNT_EVENTS> = {
  BYPASS_POLICY_SET: ({ params, resource }) =>
    `${getPolicy(resource)} now allows ${getRules(params)}.${getKept(params.kept)}`,
  BYPASS_POLICY_CLEARED: ({ params, resource }) =>
    `${getPolicy(resource)} was cleared; ${params.isBuiltIn === true ? "the built-in policy" : "the account's default"} allows ${getRules(params)}.${getKept(params.kept)}`,
  SELF_SERVICE_POLICY_SET: ({ params: { address, actions }, resource }) =>
    `The self-service portal of ${resource} is open at /s/${address}, and allows ${actions ?? "nothing"}.`,
  SELF_SERVICE_POLICY_CLEARED: ({ resource }) => `The self-service portal of ${resource} was closed.`,
  RESOURCE_CREATED: ({ params: { isConsole }, resource }) =>
    `Resource ${resource} was created${isConsole === true ? ": administrators sign in there" : ""}.`,
  RESOURCE_UPDATED: ({ resource, changed }) => `Resource ${resource} changed: ${changed}.`,
  RESOURCE_DELETED: ({ params: { assignments, keys }, resource }) =>
    `Resource ${resource} was deleted, with ${counted(assignments ?? 0, "assignment")}${keys === null ? "" : ` and ${counted(keys, "API key")}`}.`,
  API_KEY_CREATED: ({ params: { key, role, onHost }, resource }) =>
    `The ${role} key ${key} was created${onHost === true ? " on the host" : ""}${resource === "" ? "" : ` for ${resource}`}.`,
  API_KEY_REVOKED: ({ params: { key, role, prefix, because }, resource }) => {
    const why = because === null ? "" : ` ${REVOKED[because]}`;
    return `The ${role} key ${key} (${prefix}…) was revoked${why}${because === "RESOURCE" ? ` ${resource}` : ""}.`;
  },
  ACCOUNT_CREATED: ({ params: { account } }) =>
    account === null
      ? "The first account was created, with an administrator's key."
      : `Account ${account} was created.`,
  ACCOUNT_PLAN_SET: ({ params: { account, tokens, users, resources } }) =>
    `The plan of ${account} was set to ${tokens} tokens, ${users} users and ${resources} resources.`,
  ACCOUNT_DISABLED: ({ params: { account } }) => `Account ${account} was disabled.`,
  ACCOUNT_ENABLED: ({ params: { account } }) => `Account ${account} was enabled.`,
  INSTALLATION_RESTORED: ({ params: { backupOf }, at }) =>
    `Everything was restored from the backup of ${backupOf === null ? "an earlier time" : at(backupOf)}: everything that happened after it is lost. Everybody must sign in again, links that were not used are void, and messages that waited are no longer sent.`,
  INSTALLATION_FAILED_OVER: () =>
    "The database continued from another copy: what was answered in the last moments before may be lost. TOTP codes that may have been used are refused. Everybody must sign in again, links that were not used are void, and messages that waited are no longer sent.",
};
