import type { Api } from "./api.js";
import { enrolmentNow, failuresNow, lockNow, type Model } from "./model-state.js";

/** What everybody can see of a token, as far as the rules speak of it. */
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
  readonly lock: { readonly reason: string; readonly until: string | null } | null;
  readonly enrolment: { readonly expiresAt: string; readonly attemptsLeft: number } | null;
  readonly lastUsedAt: string | null;
}

/** All tokens, and the newest events in the order in which they happened. */
export interface Visible {
  readonly tokens: Readonly<Record<string, VisibleToken>>;
  readonly events: readonly string[];
  /** How many events there are in all. */
  readonly count: number;
}

const QUERY = `query ($events: Int!) {
  tokens(first: 5) { nodes { name status enabled oath { digits } user { login } failures consecutiveFailures drift lastUsedAt
    lock { reason until } enrolment { expiresAt attemptsLeft }
    assignments(first: 5) { nodes { resource { name } user { login } } } } }
  events(first: $events) { totalCount nodes { type reason clientAddress } } }`;

interface Link {
  readonly resource: { readonly name: string };
  readonly user: { readonly login: string } | null;
}

interface Seen {
  readonly tokens: {
    readonly nodes: readonly (Omit<VisibleToken, "digits" | "user" | "links"> & {
      readonly oath: { readonly digits: number };
      readonly user: { readonly login: string } | null;
      readonly assignments: { readonly nodes: readonly Link[] };
    })[];
  };
  readonly events: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly type: string;
      readonly reason: string | null;
      readonly clientAddress: string | null;
    }[];
  };
}

/** How a link looks: every one tells its token's user. */
function linkOf(place: string, user: string | null | undefined): string {
  return `${place} of ${user ?? "nobody"}`;
}

/** What the server shows. @param events how many of the newest. */
export async function look(api: Api, events: number): Promise<Visible> {
  const seen = await api.query<Seen>(QUERY, { events });
  return {
    count: seen.events.totalCount,
    tokens: Object.fromEntries(
      seen.tokens.nodes.map(({ oath, user, assignments, ...token }) => [
        token.name,
        {
          ...token,
          digits: oath.digits,
          user: user?.login ?? null,
          links: assignments.nodes.map((link) => linkOf(link.resource.name, link.user?.login)).toSorted(),
        },
      ]),
    ),
    events: seen.events.nodes
      .map(({ type, reason, clientAddress }) =>
        [type, reason, clientAddress === null ? null : `from ${clientAddress}`]
          .filter((word) => word !== null)
          .join(" "),
      )
      .toReversed(),
  };
}

function instant(time: number): string {
  return new Date(time).toISOString();
}

/** What the rules say should be seen of the tokens. */
export function visibleTokens({ tokens, now }: Model): Visible["tokens"] {
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
          lock: lock && { reason: lock.reason, until: lock.until === null ? null : instant(lock.until) },
          enrolment: enrolment && {
            expiresAt: instant(enrolment.expiresAt),
            attemptsLeft: enrolment.attemptsLeft,
          },
          lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt),
        },
      ];
    }),
  );
}
