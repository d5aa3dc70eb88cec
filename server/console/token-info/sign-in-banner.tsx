import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { useAskAgain } from "../data/use-ask-again.js";
import { useNow } from "../times/now.js";
import { ObstacleFix } from "./obstacle-fix.js";
import { getObstacles, type ShownObstacle } from "./obstacles.js";
import type { TokenInfo } from "./token-info.js";

/** Whether an obstacle or a validity may have begun or ended meanwhile, by the clock of this computer, which may be off. */
function isOutdated({ validity, validUntil, signInObstacles }: TokenInfo, now: number): boolean {
  const isPast = (moment: string | null) => moment !== null && Date.parse(moment) <= now;
  return (
    (signInObstacles ?? []).some(({ until }) => isPast(until)) || (validity === "VALID" && isPast(validUntil))
  );
}

function ObstacleList({
  title,
  obstacles,
  token,
}: {
  readonly title: string;
  readonly obstacles: readonly ShownObstacle[];
  readonly token: TokenInfo;
}) {
  if (obstacles.length === 0) return null;
  return (
    <Alert isInline variant="warning" component="h2" title={title}>
      <ul className="tp-obstacles">
        {obstacles.map(({ obstacle, text }) => (
          <li key={`${obstacle.reason} ${obstacle.resource?.id ?? ""}`} className="tp-row">
            <span>{text}</span>
            <ObstacleFix obstacle={obstacle} token={token} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/**
 * Says why no user can sign in with a token, wherever it is linked or only at some resources, and what to do about each reason.
 * Nothing while there is none.
 */
export function SignInBanner({ token }: { readonly token: TokenInfo }) {
  const now = useNow();
  useAskAgain(isOutdated(token, now));
  const obstacles = getObstacles(token, now);
  const there = obstacles.filter(({ obstacle }) => obstacle.resource !== null);
  const places = [...new Set(there.flatMap(({ obstacle }) => obstacle.resource?.name ?? []))];
  return (
    <>
      <ObstacleList
        title="Cannot sign in"
        obstacles={obstacles.filter(({ obstacle }) => obstacle.resource === null)}
        token={token}
      />
      <ObstacleList title={`Cannot sign in at ${places.join(", ")}`} obstacles={there} token={token} />
    </>
  );
}
