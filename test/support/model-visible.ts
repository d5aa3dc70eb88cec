import type { Api } from "./api.js";
import { endOf, honouredUntil } from "./model-bypass.js";
import { enrolmentNow, failuresNow, lockNow, type Model, type Token } from "./model-state.js";

/** The visible state of a token, as far as the rules define it. */
interface VisibleToken {
  readonly name: string;
  readonly status: string;
  readonly enabled: boolean;
  readonly digits: number;
  readonly user: string | null;
  readonly links: readonly string[];
  readonly failures: number;
  readonly consecutiveFailures: number;
  readonly drift: number;
  readonly pin: { readonly position: string } | null;
  readonly lock: { readonly reason: string; readonly until: string | null } | null;
  readonly enrolment: {
    readonly digits: number;
    readonly expiresAt: string;
    readonly attemptsLeft: number;
  } | null;
  /** The running bypasses, in words. */
  readonly bypasses: readonly string[];
  readonly lastUsedAt: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** All tokens, and the newest events in the order in which they happened. */
export interface Visible {
  readonly tokens: Readonly<Record<string, VisibleToken>>;
  readonly events: readonly string[];
  /** How many events there are in all. */
  readonly count: number;
}

const QUERY = `query ($events: Int!) {
  tokens(first: 6) { nodes { name status enabled oath { digits } user { login } failures consecutiveFailures drift lastUsedAt validFrom validUntil
    pin { position } lock { reason until } enrolment { digits expiresAt attemptsLeft }
    bypasses(first: 5, running: true) { nodes {
      resource { name } duration grantedBy expiresAt honoured { resource { name } until } } }
    assignments(first: 5) { nodes { resource { name } user { login } } } } }
  events(first: $events) { totalCount nodes { type method reason clientAddress } } }`;

interface Link {
  readonly resource: { readonly name: string };
  readonly user: { readonly login: string } | null;
}

interface SeenBypass {
  readonly resource: { readonly name: string } | null;
  readonly duration: string;
  readonly grantedBy: string;
  readonly expiresAt: string | null;
  readonly honoured: readonly {
    readonly resource: { readonly name: string };
    readonly until: string | null;
  }[];
}

interface Seen {
  readonly tokens: {
    readonly nodes: readonly (Omit<VisibleToken, "digits" | "user" | "links" | "bypasses"> & {
      readonly oath: { readonly digits: number };
      readonly user: { readonly login: string } | null;
      readonly bypasses: { readonly nodes: readonly SeenBypass[] };
      readonly assignments: { readonly nodes: readonly Link[] };
    })[];
  };
  readonly events: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly type: string;
      readonly method: string | null;
      readonly reason: string | null;
      readonly clientAddress: string | null;
    }[];
  };
}

/** A link, with its token's user. */
function linkOf(place: string, user: string | null | undefined): string {
  return `${place} of ${user ?? "nobody"}`;
}

/** A bypass, with the resources where it works and until when. */
function bypassOf({ resource, duration, grantedBy, expiresAt, honoured }: SeenBypass): string {
  const places = honoured.map(({ resource: { name }, until }) => `${name} until ${until}`).toSorted();
  const what = `${resource?.name ?? "everywhere"} ${duration} by ${grantedBy} until ${expiresAt}`;
  return `${what}, at ${places.join(" and ") || "no place"}`;
}

/** The visible state of the server. @param events how many of the newest. */
export async function look(api: Api, events: number): Promise<Visible> {
  const seen = await api.query<Seen>(QUERY, { events });
  return {
    count: seen.events.totalCount,
    tokens: Object.fromEntries(
      seen.tokens.nodes.map(({ oath, user, bypasses, assignments, ...token }) => [
        token.name,
        {
          ...token,
          digits: oath.digits,
          user: user?.login ?? null,
          bypasses: bypasses.nodes.map(bypassOf).toSorted(),
          links: assignments.nodes.map((link) => linkOf(link.resource.name, link.user?.login)).toSorted(),
        },
      ]),
    ),
    events: seen.events.nodes
      .map(({ type, method, reason, clientAddress }) =>
        [
          type,
          method === "BYPASS" ? method : null,
          reason,
          clientAddress === null ? null : `from ${clientAddress}`,
        ]
          .filter((word) => word !== null)
          .join(" "),
      )
      .toReversed(),
  };
}

function instant(time: number): string {
  return new Date(time).toISOString();
}

function end(time: number): string | null {
  return time === Infinity ? null : instant(time);
}

/** A token's running bypasses, by the rules. */
function bypassesOf(model: Model, { bypasses, links }: Token): string[] {
  const running = bypasses.filter((bypass) => model.now < endOf(bypass));
  return running
    .map((bypass) => {
      const { place, duration, grantedBy } = bypass;
      const honoured = links.flatMap((name) => {
        const until = honouredUntil(model, bypass, name);
        return model.now < until ? [{ resource: { name }, until: end(until) }] : [];
      });
      const resource = place === "everywhere" ? null : { name: place };
      return bypassOf({ resource, duration, grantedBy, expiresAt: end(endOf(bypass)), honoured });
    })
    .toSorted();
}

/** The visible state of the tokens, by the rules. */
export function visibleTokens(model: Model): Visible["tokens"] {
  const { tokens, now } = model;
  return Object.fromEntries(
    tokens.map((token) => {
      const { name, status, enabled, digits, user, consecutiveFailures, drift, lastUsedAt } = token;
      const lock = lockNow(token, now);
      const enrolment = enrolmentNow(token, now);
      return [
        name,
        {
          name,
          status,
          enabled,
          digits,
          user,
          links: token.links.map((place) => linkOf(place, user)).toSorted(),
          failures: failuresNow(token, now),
          consecutiveFailures,
          drift,
          pin: token.pin && { position: token.pin.position },
          lock: lock && { reason: lock.reason, until: lock.until === null ? null : instant(lock.until) },
          enrolment: enrolment && {
            digits: enrolment.digits,
            expiresAt: instant(enrolment.expiresAt),
            attemptsLeft: enrolment.attemptsLeft,
          },
          bypasses: bypassesOf(model, token),
          lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt),
          validFrom: token.validFrom === null ? null : instant(token.validFrom),
          validUntil: token.validUntil === null ? null : instant(token.validUntil),
        },
      ];
    }),
  );
}
