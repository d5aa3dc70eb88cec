import {
  honouredUntil,
  type BypassDuration,
  type BypassGranter,
  type BypassPolicy,
} from "@tokenplane/rules/bypass-policy";

/** A running bypass, as the API describes it. */
interface RunningBypass {
  readonly duration: BypassDuration;
  readonly everywhere: boolean;
  readonly grantedAt: string;
  readonly grantedBy: BypassGranter;
  readonly resource: { readonly id: string } | null;
}

interface BypassedToken {
  readonly bypasses: { readonly nodes: readonly RunningBypass[] };
}

/** The effect of another bypass policy of a resource on tokens that have a bypass. */
export interface PolicyEffect<Token> {
  /** It forbids all of their bypasses here. */
  readonly forbidden: readonly Token[];
  /** Their bypass ends earlier here. */
  readonly shortened: readonly Token[];
}

/** Until when a token's bypasses work at a resource under a policy; null when none works there now. */
function worksUntil(
  { bypasses }: BypassedToken,
  resourceId: string,
  policy: BypassPolicy,
  now: number,
): number | null {
  const ends = bypasses.nodes
    .filter(({ everywhere, resource }) => everywhere || resource?.id === resourceId)
    .flatMap((bypass) => honouredUntil({ ...bypass, grantedAt: Date.parse(bypass.grantedAt) }, policy) ?? [])
    .filter((until) => until > now);
  return ends.length === 0 ? null : Math.max(...ends);
}

/**
 * The effects on bypasses when the policy of a resource changes. Those that do not work there now are left out.
 * @param tokens linked to the resource, with their running bypasses. @param now milliseconds since 1970 UTC.
 */
export function policyEffect<Token extends BypassedToken>(
  tokens: readonly Token[],
  resourceId: string,
  { before, after }: { readonly before: BypassPolicy; readonly after: BypassPolicy },
  now: number,
): PolicyEffect<Token> {
  const forbidden: Token[] = [];
  const shortened: Token[] = [];
  for (const token of tokens) {
    const until = worksUntil(token, resourceId, before, now);
    if (until === null) continue;
    const then = worksUntil(token, resourceId, after, now);
    if (then === null) forbidden.push(token);
    else if (then < until) shortened.push(token);
  }
  return { forbidden, shortened };
}
