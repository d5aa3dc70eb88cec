// @module-tag deep
// Whatever others do through the API to what Terraform manages: the next plan shows it and the apply corrects it, and when the
// blocks are removed, nothing of it is left.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWhollyKnown, UNKNOWN, type Value } from "../../provider/plugin/cty/value.js";
import { provider } from "../../provider/provider.js";
import type { Api } from "../support/api.js";
import type { FakeCore } from "../support/fake-core.js";
import { idIn, type Instance } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { fobNamed, Scene } from "../support/scene.js";
import { byTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** What is declared, in an order in which each stands after what it refers to: `$name` is an id, `$name.x` an attribute. */
const ESTATE: readonly (readonly [name: string, type: string, config: Fields])[] = [
  ["alice", "user", { login: "alice", email: "alice@example.com" }],
  ["vpn", "resource", { name: "VPN", lock_minutes: 7 }],
  ["account", "account_bypass_policy", { maximum_duration: "HOURS_24" }],
  ["policy", "bypass_policy", { resource_id: "$vpn", maximum_duration: "HOURS_8" }],
  [
    "portal",
    "self_service_policy",
    { resource_id: "$vpn", address: "vpn", actions: ["TOKEN_REPORT_LOST", "TOKEN_SYNCHRONIZE"] },
  ],
  [
    "fob",
    "token",
    fobNamed("F-1", {
      user_id: "$alice",
      enabled: true,
      pin_wo: "4711",
      pin_position: "BEFORE_OTP",
      pin_wo_version: 1,
    }),
  ],
  ["app", "token", { model: "PROTECTIMUS_SMART", name: "Phone", user_id: "$alice" }],
  ["card", "token", fobNamed("C-1")],
  [
    "chat",
    "channel",
    { name: "Chat", slack: {}, secrets_wo: { bot_token: "xoxb-1" }, secrets_wo_version: 1 },
  ],
  [
    "texts",
    "channel",
    {
      name: "Texts",
      vonage: { api_key: "abcd1234", from: "Example" },
      allowed_countries: ["DE"],
      secrets_wo: { api_secret: "first" },
    },
  ],
  ["pushed", "token", { model: "PUSH", name: "Pushed" }],
  ["number", "token", { model: "SMS", name: "Number", phone_number: "+491701234567" }],
  ["room", "token", { model: "BOT", name: "Room", channel_id: "$chat", chat_id: "U0123ABCD" }],
  ["holder", "token_user", { token_id: "$card", user_id: "$alice" }],
  ["link", "assignment", { resource_id: "$vpn", token_id: "$fob", user_id: "$fob.user_id" }],
  ["bypass", "bypass", { resource_id: "$link.resource_id", token_id: "$fob", duration: "HOURS_8" }],
  [
    "anywhere",
    "bypass",
    { everywhere: true, token_id: "$holder.token_id", duration: "HOUR_1", reason: "travel" },
  ],
];

type Ids = Readonly<Record<string, string>>;
type Deed = readonly [words: string, happens: (admin: Api, ids: Ids) => Promise<unknown>];

const of = (id: string | undefined) => ({ id: id ?? "" });
const bert = { user: { login: "bert" } };

/** One call of the API. */
function deed(words: string, mutation: string, input: (ids: Ids) => object): Deed {
  return [words, (admin, ids) => admin.do(mutation, input(ids), "__typename")];
}

/** What the API can do to each of them. */
const DEEDS: readonly Deed[] = [
  deed("the fob is taken from its user", "tokenUnassign", ({ fob }) => ({ token: of(fob) })),
  deed("the fob is given to somebody else", "tokenAssign", ({ fob, alice }) => ({
    token: of(fob),
    to: bert,
    from: of(alice),
  })),
  deed("the app is taken from its user", "tokenUnassign", ({ app }) => ({ token: of(app) })),
  deed("the card is taken from its user", "tokenUnassign", ({ card }) => ({ token: of(card) })),
  deed("the card is given to somebody else", "tokenAssign", ({ card, alice }) => ({
    token: of(card),
    to: bert,
    from: of(alice),
  })),
  deed("the fob is disabled", "tokenDisable", ({ fob }) => ({ token: of(fob) })),
  deed("the app is renamed", "tokenUpdate", ({ app }) => ({ token: of(app), name: "Other" })),
  deed("the PIN is removed", "tokenPinRemove", ({ fob }) => ({ token: of(fob) })),
  deed("the PIN has another place", "tokenPinSet", ({ fob }) => ({
    token: of(fob),
    pin: "0815",
    position: "AFTER_OTP",
  })),
  deed("the card has a PIN", "tokenPinSet", ({ card }) => ({
    token: of(card),
    pin: "0815",
    position: "AFTER_OTP",
  })),
  deed("the fob is deleted", "tokenDelete", ({ fob }) => ({ token: of(fob) })),
  deed("the card is deleted", "tokenDelete", ({ card }) => ({ token: of(card) })),
  deed("the link is deleted", "assignmentDelete", ({ link }) => ({ assignment: of(link) })),
  deed("the resource is deleted", "resourceDelete", ({ vpn }) => ({ resource: of(vpn) })),
  deed("the chat is changed", "channelUpdate", ({ chat }) => ({
    channel: of(chat),
    name: "Other",
    enabled: false,
    priority: 1,
    hourlyLimit: 5,
    driver: { slack: { url: "https://chat.example.org", botToken: "xoxb-2" } },
  })),
  deed("another driver takes the place of that of the chat", "channelUpdate", ({ chat }) => ({
    channel: of(chat),
    driver: { mattermost: { url: "https://chat.example.org", botToken: "other" } },
  })),
  deed("the texts go elsewhere, with another secret", "channelUpdate", ({ texts }) => ({
    channel: of(texts),
    allowedCountries: ["AT", "CH"],
    driver: { vonage: { apiKey: "abcd1234", from: "Example", signatureSecret: "added" } },
  })),
  deed("the texts are deleted", "channelDelete", ({ texts }) => ({ channel: of(texts) })),
  deed("the number is another one", "tokenUpdate", ({ number }) => ({
    token: of(number),
    phoneNumber: "+491701234599",
  })),
  deed("the room is another one", "tokenUpdate", ({ room }) => ({ token: of(room), chatId: "U0123ABXY" })),
  deed("the phone that is asked is changed", "tokenUpdate", ({ pushed }) => ({
    token: of(pushed),
    name: "Other phone",
    validUntil: "2999-01-01T00:00:00Z",
  })),
  deed("the phone that is asked is deleted", "tokenDelete", ({ pushed }) => ({ token: of(pushed) })),
  deed("the number is deleted", "tokenDelete", ({ number }) => ({ token: of(number) })),
  deed("the resource is changed", "resourceUpdate", ({ vpn }) => ({
    resource: of(vpn),
    name: "Bastion",
    enabled: false,
    lockMinutes: 0,
    allowedAddresses: ["10.0.0.0/8"],
    pinBeforeSending: true,
    pushConfirmation: "APPROVE",
  })),
  deed("the user is changed", "userUpdate", ({ alice }) => ({
    user: of(alice),
    enabled: false,
    firstName: "Alice",
    email: null,
  })),
  deed("the bypass is revoked", "tokenBypassRevoke", ({ bypass }) => ({ bypass: of(bypass) })),
  deed("another bypass takes its place", "tokenBypassGrant", ({ fob, vpn }) => ({
    token: of(fob),
    scope: { resource: of(vpn) },
    duration: "HOUR_1",
    reason: "lost phone",
  })),
  deed("another bypass takes the place of that everywhere", "tokenBypassGrant", ({ card }) => ({
    token: of(card),
    scope: { everywhere: true },
    duration: "HOURS_8",
  })),
  deed("the policy is cleared", "bypassPolicyClear", ({ vpn }) => ({ scope: { resource: of(vpn) } })),
  deed("the policy is as if there were none", "bypassPolicySet", ({ vpn }) => ({
    scope: { resource: of(vpn) },
    maximumDuration: "PERMANENT",
  })),
  deed("the account's policy is stricter", "bypassPolicySet", () => ({
    scope: { accountDefault: true },
    maximumDuration: "HOUR_1",
    grantedBy: ["ADMIN", "PROVISIONER"],
  })),
  deed("the portal is closed", "selfServicePolicyClear", ({ vpn }) => ({ resource: of(vpn) })),
  deed("the portal allows something else, elsewhere", "selfServicePolicySet", ({ vpn }) => ({
    resource: of(vpn),
    address: "elsewhere",
    actions: ["TOKEN_ENROL"],
    models: ["SMS"],
    firstEnrolment: "MAIL_CODE",
    firstEnrolmentDays: 365,
    signIn: ["PASSWORD", "MAIL_CODE"],
    allowedAddresses: ["10.0.0.0/8"],
  })),
  deed("the account's policy is cleared", "bypassPolicyClear", () => ({ scope: { accountDefault: true } })),
];

type Together = readonly (readonly string[])[];

/**
 * What happens between two applies: each deed once, those together that do not undo each other. Of each type of resource,
 * and of each way in which a thing is changed or goes away, these are of both tiers.
 */
const OF_BOTH: Together = [["the PIN is removed", "the card has a PIN", "the user is changed"]];
/** These are of the deep tier alone. */
const OF_DEEP: Together = [
  ["the resource is changed", "another bypass takes its place", "the policy is as if there were none"],
  ["the fob is taken from its user", "the card is given to somebody else"],
  ["another driver takes the place of that of the chat", "the room is another one"],
  ["the phone that is asked is changed", "the portal allows something else, elsewhere"],
  ["the PIN has another place", "the bypass is revoked", "the account's policy is cleared"],
  ["the card is deleted", "the link is deleted"],
  ["the texts are deleted", "the number is deleted"],
  ["the fob is given to somebody else", "the card is taken from its user"],
  ["the app is taken from its user", "the app is renamed", "the fob is disabled"],
  ["the fob is deleted", "the policy is cleared"],
  ["the resource is deleted", "the account's policy is stricter"],
  ["another bypass takes the place of that everywhere"],
  ["the chat is changed", "the number is another one", "the portal is closed"],
  ["the texts go elsewhere, with another secret"],
  ["the phone that is asked is deleted"],
];

/** Everything that an account shows, without ids and times. */
async function shown(admin: Api): Promise<unknown> {
  const policy = "{ maximumDuration reasonRequired grantedBy }";
  const portal = "{ address url actions models firstEnrolment firstEnrolmentDays signIn allowedAddresses }";
  return admin
    .query(
      `{
    account { bypassPolicy ${policy} }
    users { nodes { login email phoneNumber firstName lastName enabled } }
    resources { nodes { name lockMinutes failedAttemptsBeforeLock allowedAddresses pinBeforeSending pushConfirmation enabled bypassPolicy ${policy} selfService ${portal} } }
    channels { nodes { name kind driver priority enabled allowedCountries hourlyLimit secretsSet
      settings { slack { url } mattermost { url } vonage { url apiKey from } } } }
    tokens { nodes { name serialNumber enabled status user { login } pin { position }
      delivery { sentTo channel { name } } } }
    assignments { nodes { resource { name } token { name } user { login } } }
    bypasses(filter: { running: true }) { nodes { token { name } resource { name } everywhere duration reason } }
  }`,
    )
    .then(sorted);
}

/** Lists in an order of their own: what was made again comes last on a server. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sorted(one)]));
}

/** What a core knows of the estate. */
class Estate {
  instances = new Map<string, Instance>();

  constructor(private readonly core: FakeCore) {}

  get ids(): Ids {
    return Object.fromEntries([...this.instances].map(([name, { state }]) => [name, idIn(state)]));
  }

  async refresh(): Promise<void> {
    for (const [name, type] of ESTATE) {
      const known = this.instances.get(name);
      const found = known === undefined ? null : await this.core.read(`tokenplane_${type}`, known);
      if (found === null) this.instances.delete(name);
      else this.instances.set(name, found);
    }
  }

  /** Plans all, and then applies all. @returns what changes, such as `update fob`. */
  async apply(): Promise<readonly string[]> {
    await this.core.nextCommand();
    await this.refresh();
    const planned = new Map<string, Fields>();
    const changes: string[] = [];
    for (const [name, type, config] of ESTATE) {
      const known = placed(config, (other) => planned.get(other));
      const { action, state } = await this.core.plan(
        `tokenplane_${type}`,
        known,
        this.instances.get(name) ?? null,
      );
      planned.set(name, state ?? {});
      if (action !== "nothing") changes.push(`${action} ${name}`);
    }
    for (const [name, type, config] of ESTATE) {
      const known = placed(config, (other) => this.instances.get(other)?.state);
      if (!Object.values(known).every((value) => isWhollyKnown(value))) {
        throw new Error(`${name} refers to what is not there`);
      }
      const plan = await this.core.plan(`tokenplane_${type}`, known, this.instances.get(name) ?? null);
      const made = await this.core.apply(plan);
      if (made === null) throw new Error(`${name} is not there after an apply`);
      this.instances.set(name, made);
    }
    return changes;
  }

  /** As when all blocks are removed. */
  async destroy(): Promise<void> {
    await this.core.nextCommand();
    await this.refresh();
    for (const [name, type] of ESTATE.toReversed()) {
      const known = this.instances.get(name);
      if (known === undefined) continue;
      await this.core.apply(await this.core.plan(`tokenplane_${type}`, null, known));
    }
  }
}

/** A configuration with what it refers to in its place. */
function placed(config: Fields, getState: (name: string) => Fields | undefined): Fields {
  const at = (value: Value): Value => {
    if (typeof value !== "string" || !value.startsWith("$")) return value;
    const [name = "", attribute = "id"] = value.slice(1).split(".");
    return getState(name)?.[attribute] ?? UNKNOWN;
  };
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, at(value)]));
}

describe("what others do to what Terraform manages", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere(), {
      TOKENPLANE_KEY_RATE: "100000",
      TOKENPLANE_PUBLIC_URL: "https://mfa.example.org",
    });
  });
  afterAll(() => world.end());

  it("is tried on every type of resource", () => {
    expect([...OF_BOTH, ...OF_DEEP].flat().toSorted()).toEqual(DEEDS.map(([words]) => words).toSorted());
    expect(new Set(ESTATE.map(([, type]) => type))).toEqual(new Set(Object.keys(provider.resources)));
  });

  it.each([...OF_BOTH, ...byTier([], OF_DEEP)].map((words) => [words.join(", "), words] as const))(
    "is shown and corrected, and removed with the blocks: %s",
    async (_all, words) => {
      const scene = await Scene.open(world);
      const { admin } = scene;
      await scene.seed.user("bert");
      const empty = await shown(admin);
      const estate = new Estate(scene.core);
      await estate.apply();
      const declared = await shown(admin);
      const happens = async () => {
        const { ids } = estate;
        for (const [name, does] of DEEDS) if (words.includes(name)) await does(admin, ids);
        expect(await shown(admin)).not.toEqual(declared);
      };

      await happens();
      expect(await estate.apply()).not.toEqual([]);
      expect(await shown(admin)).toEqual(declared);
      expect(await estate.apply()).toEqual([]);

      await happens();
      await estate.destroy();
      expect(await shown(admin)).toEqual(empty);
    },
  );
});
