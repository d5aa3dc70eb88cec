// The contents of an account, one object after the other. Each page is read only when it is written.
import { isNested } from "../framework/block.js";
import type { Attributes } from "../framework/attributes.js";
import { decodeValue, encodeValue } from "../plugin/cty/msgpack.js";
import { objectType, writeState } from "../framework/block.js";
import { toConfig } from "../framework/to-config.js";
import { isRecord, type Value } from "../plugin/cty/value.js";
import {
  Account,
  Assignments,
  Bypasses,
  Channels,
  Resources,
  Tokens,
  Users,
  type AssignmentFieldsFragment,
} from "../client/operations.js";
import { readRows } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { accountBypassPolicy } from "../resources/account-bypass-policy.js";
import { assignment, assignmentState } from "../resources/assignment.js";
import { bypassPolicy } from "../resources/bypass-policy.js";
import { bypass, foundBypassState } from "../resources/bypass.js";
import { channel, channelState } from "../resources/channel.js";
import { getPolicy } from "../resources/policy.js";
import { resource, resourceState } from "../resources/resource.js";
import { selfServicePolicy, selfServiceState } from "../resources/self-service-policy.js";
import { NOTHING_KNOWN, tokenState } from "../resources/token-schema.js";
import { token } from "../resources/token.js";
import { user, userState } from "../resources/user.js";
import type { Names } from "./names.js";
import { Nested, Reference, type Kind, type Said, type Thing, type Unsayable } from "./thing.js";

const RESOURCES = {
  user,
  resource,
  account_bypass_policy: accountBypassPolicy,
  bypass_policy: bypassPolicy,
  self_service_policy: selfServicePolicy,
  channel,
  token,
  assignment,
  bypass,
} as const;

/** Attributes whose value is the id of another object. */
const REFERS: Readonly<Partial<Record<string, Kind>>> = {
  user_id: "user",
  resource_id: "resource",
  token_id: "token",
  channel_id: "channel",
};

/** A state as an import returns it. */
type State = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Everything in an account. An object refers to earlier ones by name, and to those that were created meanwhile by id.
 */
export class Contents {
  /** Names of users, resources, channels and tokens, by their ids. Nothing else is kept in memory. */
  readonly #named = new Map<string, string>();
  readonly #policies: State[] = [];
  readonly #portals: State[] = [];

  constructor(
    private readonly tokenplane: Tokenplane,
    private readonly names: Names,
  ) {}

  async *all(): AsyncGenerator<Thing | Unsayable, void, void> {
    yield* this.#users();
    yield* this.#resources();
    yield* this.#accountPolicy();
    // The policies were read with the resources, and are written after them.
    for (const state of this.#policies) {
      yield this.#thing("bypass_policy", [this.#getName(state.id)], state);
    }
    for (const state of this.#portals) {
      yield this.#thing("self_service_policy", [this.#getName(state.id)], state);
    }
    yield* this.#channels();
    yield* this.#tokens();
    yield* this.#assignments();
    yield* this.#bypasses();
  }

  async *#users() {
    const rows = readRows(this.tokenplane.client, Users, {}, ({ users }) => users);
    for await (const row of rows) yield this.#referable("user", [row.login], userState(row));
  }

  async *#resources() {
    const { client } = this.tokenplane;
    // No block manages the account's own resource, at which administrators sign in, or a link to it.
    const filter = { builtIn: false };
    const rows = readRows(client, Resources, { filter }, ({ resources }) => resources);
    for await (const row of rows) {
      const { id, name, bypassPolicy: policy, selfService: portal } = row;
      yield this.#referable("resource", [name], resourceState(row));
      if (policy !== null) this.#policies.push({ id, resource_id: id, ...getPolicy(policy) });
      if (portal !== null) this.#portals.push(selfServiceState(id, portal));
    }
  }

  async *#accountPolicy() {
    const { account } = await this.tokenplane.client.ask(Account, {});
    if (account === null || account.bypassPolicy === null) return;
    const state = { id: account.id, ...getPolicy(account.bypassPolicy) };
    yield this.#thing("account_bypass_policy", ["account"], state);
  }

  async *#channels() {
    const rows = readRows(this.tokenplane.client, Channels, {}, ({ channels }) => channels);
    for await (const row of rows) {
      const state = channelState(row, { secrets_wo_version: null });
      const secrets = state.secrets_set.join(", ");
      const remark =
        secrets === ""
          ? {}
          : {
              comment: `The server has its secrets, which are not exported: ${secrets}. Use secrets_wo to send new ones.`,
            };
      yield { ...this.#referable("channel", [row.name], state), ...remark };
    }
  }

  async *#tokens() {
    const rows = readRows(this.tokenplane.client, Tokens, {}, ({ tokens }) => tokens);
    for await (const row of rows) {
      const state = tokenState(row, NOTHING_KNOWN);
      const holder = row.user === null ? [] : [this.#getName(row.user.id)];
      // A serial number is unique, but many apps are named "Phone".
      const parts = row.serialNumber === null ? [...holder, row.name] : [row.serialNumber];
      const remark =
        state.sent_to === null
          ? {}
          : {
              comment: `Its codes are sent to ${state.sent_to}. The server shows only this mask, so this is not managed here.`,
            };
      yield { ...this.#referable("token", parts, state), ...remark };
    }
  }

  async *#assignments(): AsyncGenerator<Thing | Unsayable> {
    const rows = readRows(this.tokenplane.client, Assignments, {}, ({ assignments }) => assignments);
    for await (const row of rows) {
      const state = assignmentState(row);
      // It was deleted during the export.
      if (state === null || row.resource?.builtIn === true) continue;
      if (state.user_id === null) yield this.#link(row);
      else {
        const parts = [this.#getName(state.user_id), this.#getName(state.resource_id)];
        yield this.#thing("assignment", parts, state);
      }
    }
  }

  /** A link of a token without a user. */
  #link({ token: linked, resource: at }: AssignmentFieldsFragment): Unsayable {
    const what = [linked, at].map((one) => (one === null ? "something" : this.#getName(one.id)));
    const comment = `The token ${what[0]} is linked to ${what[1]}, and has no user. Its next user will sign in there. An assignment names a user, so no block can express this link: give the token to a user, or delete the link.`;
    return { section: "assignments", comment };
  }

  async *#bypasses() {
    const filter = { running: true };
    const rows = readRows(this.tokenplane.client, Bypasses, { filter }, ({ bypasses }) => bypasses);
    for await (const row of rows) {
      const state = foundBypassState(row);
      // It ended during the export.
      if (state === null) continue;
      const where = state.resource_id === null ? "everywhere" : this.#getName(state.resource_id);
      const ends = state.expires_at === null ? {} : { comment: `Until ${state.expires_at}.` };
      yield { ...this.#thing("bypass", [this.#getName(state.token_id), where], state), ...ends };
    }
  }

  #getName(id: string): string {
    return this.#named.get(id) ?? id;
  }

  /** An object that others may refer to. */
  #referable(kind: Kind, parts: readonly string[], state: State): Thing {
    const thing = this.#thing(kind, parts, state);
    this.#named.set(state.id, thing.name);
    return thing;
  }

  #thing(kind: Kind, parts: readonly string[], state: State): Thing {
    const described = RESOURCES[kind];
    const type = objectType(described.attributes);
    // Encoded and decoded, which brings sets into their canonical order.
    const stored = decodeValue(encodeValue(writeState(described.attributes, state), type), type);
    const said = toConfig(described, isRecord(stored) ? stored : {});
    const says = Object.entries(said)
      .filter(([, value]) => value !== null)
      .map(([attribute, value]) => [attribute, this.#said(described.attributes, attribute, value)] as const);
    return { kind, name: this.names.claim(kind, parts), says, importId: state.id };
  }

  #said(attributes: Attributes, attribute: string, value: Value): Said {
    const type = attributes[attribute]?.type;
    if (type === undefined || !isNested(type) || !isRecord(value)) return this.#referred(attribute, value);
    const { attributes: within } = type.nested;
    const says = Object.entries(toConfig({ attributes: within }, value)).filter(
      ([, inner]) => inner !== null,
    );
    return new Nested(says.map(([name, inner]) => [name, this.#said(within, name, inner)]));
  }

  #referred(attribute: string, value: Value): Value | Reference {
    const kind = REFERS[attribute];
    const name = typeof value === "string" ? this.#named.get(value) : undefined;
    return kind === undefined || name === undefined ? value : new Reference(kind, name);
  }
}
