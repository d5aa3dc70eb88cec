// Plans a bypass: whether it is granted again, and whether the policy that applies allows it.
import {
  type BypassPolicy,
  effectivePolicy,
  inWords,
  isDuration,
  isGranter,
  objectionTo,
} from "@tokenplane/rules/bypass-policy";
import type { ConfigOf, StoredOf } from "../framework/attributes.js";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import type { Client } from "../client/client.js";
import { Account } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { isUnknown } from "../plugin/cty/value.js";
import type { attributes } from "./bypass.js";
import { policyRules } from "./policy.js";

type Planned = ConfigOf<typeof attributes>;
type Stored = StoredOf<typeof attributes>;

/** The attributes whose change means another bypass, besides keepers. */
const GRANTED = ["token_id", "resource_id", "everywhere", "duration", "reason"] as const;

/** Whether a change is a new grant. The first keepers of a bypass that has none change nothing. */
export function isNewGrant(
  prior: Stored,
  plan: Pick<Planned, (typeof GRANTED)[number] | "keepers">,
): boolean {
  if (GRANTED.some((name) => plan[name] !== prior[name])) return true;
  if (prior.keepers === null) return false;
  const { keepers } = plan;
  if (keepers === null || isUnknown(keepers)) return true;
  const names = [...Object.keys(prior.keepers), ...Object.keys(keepers)];
  return names.some((name) => prior.keepers?.[name] !== keepers[name]);
}

/** Checks that not_after has not passed, by the clock of this machine. */
export function* checkTime(not_after: string | null, now: Date): Iterable<Diagnostic> {
  if (not_after === null || Date.parse(not_after) > now.getTime()) return;
  yield error(
    ["not_after"],
    "It is too late for this bypass",
    `It must not be granted after ${not_after}. Remove the block, or write a later not_after.`,
  );
}

/**
 * The account's policy, read once in a run for all planned bypasses. Changes of it by this run are stored elsewhere.
 */
const defaults = new WeakMap<Client, Promise<BypassPolicy | null>>();

function defaultPolicy(client: Client): Promise<BypassPolicy | null> {
  const known = defaults.get(client);
  if (known !== undefined) return known;
  const asked = client.ask(Account, {}).then(({ account }) => policyRules(account?.bypassPolicy ?? null));
  defaults.set(client, asked);
  // After a failure, the next bypass reads it again.
  asked.catch(() => defaults.delete(client));
  return asked;
}

/** The policy of a resource as it is, or as this plan sets it; undefined while that is not known. */
async function policyAt(
  tokenplane: Tokenplane,
  resourceId: string | null,
): Promise<{ readonly whose: string; readonly policy: BypassPolicy } | undefined> {
  const { reads, client, accountId, plannedPolicies: planned } = tokenplane;
  const resource = resourceId === null ? null : await reads.row("Resource", resourceId);
  // If there is no such resource, the server reports it.
  if (resourceId !== null && resource === null) return undefined;
  const own =
    resource === null
      ? null
      : planned.has(resource.id)
        ? planned.get(resource.id)
        : policyRules(resource.bypassPolicy);
  if (own === undefined) return undefined;
  if (own !== null) return { whose: `The bypass policy of ${resource?.name ?? ""}`, policy: own };
  const byDefault = planned.has(accountId) ? planned.get(accountId) : await defaultPolicy(client);
  if (byDefault === undefined) return undefined;
  return {
    whose: "The account's default bypass policy",
    policy: effectivePolicy(null, byDefault),
  };
}

/**
 * Checks a bypass against the policy that applies now, or that this plan sets before the bypass; the server does the
 * same at the apply. Unknown values are left to the server.
 */
export async function checkPolicy(tokenplane: Tokenplane, plan: Planned): Promise<Diagnostic[]> {
  const { resource_id, everywhere, duration, reason } = plan;
  const { role } = tokenplane;
  if (isUnknown(resource_id) || isUnknown(everywhere) || isUnknown(reason)) return [];
  if (!isDuration(duration) || !isGranter(role)) return [];
  const deciding = await policyAt(tokenplane, resource_id);
  if (deciding === undefined) return [];
  const objection = objectionTo(deciding.policy, { duration, reason, grantedBy: role });
  if (objection === null) return [];
  const who = objection === "grantedBy" ? ` This key's role is ${role}.` : "";
  const todo =
    objection === "grantedBy"
      ? "Use another key, or change the policy."
      : `Write ${objection} as the policy requires, or change the policy.`;
  return [
    error(
      objection === "grantedBy" ? [] : [objection],
      "The bypass policy does not allow this",
      `${deciding.whose} allows ${inWords(deciding.policy)}.${who} ${todo} If the same apply changes the policy, let the bypass depend on it: write depends_on.`,
    ),
  ];
}
