// A configuration of 70 resources of all types, and what a server has of it.
import { allEvents } from "../support/all-events.js";
import type { Api } from "../support/api.js";
import type { Workspace } from "../support/terraform.js";

export const TERRAFORM = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
`;

/**
 * Dependencies up to four levels deep, so that a core is busy for some time, and with several resources at once.
 */
export const ESTATE = `${TERRAFORM}
resource "tokenplane_account_bypass_policy" "account" {
  maximum_duration = "HOURS_24"
}
resource "tokenplane_resource" "all" {
  count = 6
  name  = "Gate's $HOME \${count.index}"
}
resource "tokenplane_bypass_policy" "all" {
  count            = 6
  resource_id      = tokenplane_resource.all[count.index].id
  maximum_duration = "HOURS_8"
}
# No two portals of a server have one address, and other accounts of it have this estate, too.
resource "tokenplane_self_service_policy" "all" {
  count       = 6
  resource_id = tokenplane_resource.all[count.index].id
  address     = substr(sha256(tokenplane_resource.all[count.index].id), 0, 40)
  actions     = ["TOKEN_REPORT_LOST"]
}
resource "tokenplane_user" "all" {
  count = 12
  login = "o'neil \${count.index}"
}
resource "tokenplane_token" "app" {
  count   = 3
  name    = "App \${count.index}"
  model   = "GOOGLE_AUTHENTICATOR"
  user_id = tokenplane_user.all[count.index].id
}
resource "tokenplane_token" "own" {
  count          = 6
  model          = "PROTECTIMUS_TWO"
  serial_number  = "O-\${count.index}"
  period_seconds = 30
  secret_wo      = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
  user_id        = tokenplane_user.all[count.index].id
}
resource "tokenplane_token" "lent" {
  count          = 6
  model          = "PROTECTIMUS_TWO"
  serial_number  = "L-\${count.index}"
  period_seconds = 30
  secret_wo      = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
}
resource "tokenplane_token_user" "lent" {
  count    = 6
  token_id = tokenplane_token.lent[count.index].id
  user_id  = tokenplane_user.all[count.index + 6].id
}
resource "tokenplane_assignment" "own" {
  count       = 6
  resource_id = tokenplane_resource.all[count.index].id
  token_id    = tokenplane_token.own[count.index].id
  user_id     = tokenplane_token.own[count.index].user_id
}
resource "tokenplane_assignment" "lent" {
  count       = 6
  resource_id = tokenplane_resource.all[count.index].id
  token_id    = tokenplane_token_user.lent[count.index].token_id
  user_id     = tokenplane_token_user.lent[count.index].user_id
}
resource "tokenplane_bypass" "all" {
  count       = 6
  token_id    = tokenplane_assignment.own[count.index].token_id
  resource_id = tokenplane_bypass_policy.all[count.index].resource_id
  duration    = "HOURS_8"
}
`;
export const ESTATE_SIZE = 70;

/** The number of events of each type when everything is created once. */
export const ESTATE_EVENTS = {
  USER_CREATED: 12,
  RESOURCE_CREATED: 6,
  TOKEN_CREATED: 15,
  TOKEN_ASSIGNED: 15,
  TOKEN_LINKED: 12,
  BYPASS_POLICY_SET: 7,
  SELF_SERVICE_POLICY_SET: 6,
  BYPASS_GRANTED: 6,
};

/** All objects, as `type id`, in order. */
type Inventory = readonly string[];

interface Ids {
  readonly nodes: readonly { readonly id: string }[];
}

/** The objects on a server, without the users of tokens. */
export async function onServer(api: Api): Promise<Inventory> {
  const { users, tokens, resources, assignments, bypasses, account } = await api.query<{
    users: Ids;
    tokens: Ids;
    assignments: Ids;
    bypasses: Ids;
    resources: { nodes: { id: string; bypassPolicy: object | null; selfService: object | null }[] };
    account: { id: string; bypassPolicy: object | null };
  }>(`{ users(first: 100) { nodes { id } } tokens(first: 100) { nodes { id } }
    assignments(first: 100) { nodes { id } } bypasses(first: 100, filter: { running: true }) { nodes { id } }
    resources(first: 100) { nodes { id bypassPolicy { reasonRequired } selfService { address } } } account { id bypassPolicy { reasonRequired } } }`);
  const named = (type: string, { nodes }: Ids) => nodes.map(({ id }) => `tokenplane_${type} ${id}`);
  const policies = resources.nodes.filter(({ bypassPolicy }) => bypassPolicy !== null);
  const portals = resources.nodes.filter(({ selfService }) => selfService !== null);
  return [
    ...named("user", users),
    ...named("token", tokens),
    ...named("resource", resources),
    ...named("assignment", assignments),
    ...named("bypass", bypasses),
    ...named("bypass_policy", { nodes: policies }),
    ...named("self_service_policy", { nodes: portals }),
    ...(account.bypassPolicy === null ? [] : [`tokenplane_account_bypass_policy ${account.id}`]),
  ].toSorted();
}

/** The same objects in a state. */
export function inState(workspace: Workspace): Inventory {
  return Object.entries(workspace.instances())
    .map(([address, { id }]) => `${address.split(".")[0]} ${String(id)}`)
    .filter((entry) => !entry.startsWith("tokenplane_token_user "))
    .toSorted();
}

/** How many events of each type an account has; only events about objects of the configuration. */
export async function eventCounts(api: Api): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { type } of await allEvents<{ type: string }>(api, "type"))
    counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
