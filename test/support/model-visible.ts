import type { Api } from "./api.js";
import { failuresNow, lockNow, type Model } from "./model-state.js";

/** The visible state of a token, as far as the rules define it. */
interface VisibleToken {
  readonly name: string;
  readonly enabled: boolean;
  readonly user: string | null;
  readonly links: readonly string[];
  readonly failures: number;
  readonly consecutiveFailures: number;
  readonly drift: number;
  readonly pin: { readonly position: string } | null;
  readonly lock: { readonly reason: string; readonly until: string | null } | null;
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
  tokens(first: 6) { nodes { name enabled user { login } failures consecutiveFailures drift lastUsedAt
    pin { position } lock { reason until } assignments(first: 5) { nodes { resource { name } } } } }
  events(first: $events) { totalCount nodes { type reason clientAddress } } }`;

interface Seen {
  readonly tokens: {
    readonly nodes: readonly (Omit<VisibleToken, "user" | "links"> & {
      readonly user: { readonly login: string } | null;
      readonly assignments: { readonly nodes: readonly { readonly resource: { readonly name: string } }[] };
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

/** The visible state of the server. @param events how many of the newest. */
export async function look(api: Api, events: number): Promise<Visible> {
  const seen = await api.query<Seen>(QUERY, { events });
  return {
    count: seen.events.totalCount,
    tokens: Object.fromEntries(
      seen.tokens.nodes.map(({ user, assignments, ...token }) => [
        token.name,
        {
          ...token,
          user: user?.login ?? null,
          links: assignments.nodes.map(({ resource }) => resource.name).toSorted(),
        },
      ]),
    ),
    events: seen.events.nodes
      .map(({ type, reason, clientAddress }) => {
        const from = clientAddress === null ? null : `from ${clientAddress}`;
        return [type, reason, from].filter((word) => word !== null).join(" ");
      })
      .toReversed(),
  };
}

function instant(time: number): string {
  return new Date(time).toISOString();
}

/** The visible state of the tokens, by the rules. */
export function visibleTokens({ tokens, now }: Model): Visible["tokens"] {
  return Object.fromEntries(
    tokens.map((token) => {
      const { name, enabled, user, links, consecutiveFailures, drift, pin, lastUsedAt } = token;
      const lock = lockNow(token, now);
      return [
        name,
        {
          name,
          enabled,
          user,
          links: links.toSorted(),
          failures: failuresNow(token, now),
          consecutiveFailures,
          drift,
          pin: pin && { position: pin.position },
          lock: lock && { reason: lock.reason, until: lock.until === null ? null : instant(lock.until) },
          lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt),
        },
      ];
    }),
  );
}
