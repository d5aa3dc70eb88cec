import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { useAskAgain } from "../data/use-ask-again.js";
import { useNow } from "../times/now.js";
import { ObstacleFix } from "./obstacle-fix.js";
import { obstaclesOf } from "./obstacles.js";
import type { TokenInfo } from "./token-info.js";

/** Whether a validity may have begun or ended meanwhile, by the clock of this computer, which may be off. */
function isOutdated({ validity, validFrom, validUntil }: TokenInfo, now: number): boolean {
  const isPast = (moment: string | null) => moment !== null && Date.parse(moment) <= now;
  return (validity === "NOT_YET_VALID" && isPast(validFrom)) || (validity === "VALID" && isPast(validUntil));
}

/** Says why nobody can sign in with a token, and what to do about each reason. Nothing while there is none. */
export function SignInBanner({ token }: { readonly token: TokenInfo }) {
  const now = useNow();
  useAskAgain(isOutdated(token, now));
  const obstacles = obstaclesOf(token, now);
  if (obstacles.length === 0) return null;
  return (
    <Alert isInline variant="warning" component="h2" title="Cannot sign in">
      <ul className="tp-obstacles">
        {obstacles.map(([obstacle, text]) => (
          <li key={obstacle} className="tp-row">
            <span>{text.charAt(0).toUpperCase() + text.slice(1)}</span>
            <ObstacleFix obstacle={obstacle} token={token} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}
