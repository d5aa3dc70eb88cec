import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { useNow } from "../times/now.js";
import { ObstacleFix } from "./obstacle-fix.js";
import { obstaclesOf } from "./obstacles.js";
import type { TokenInfo } from "./token-info.js";

/** Says why nobody can sign in with a token, and what to do about each reason. Nothing while there is none. */
export function SignInBanner({ token }: { readonly token: TokenInfo }) {
  const obstacles = obstaclesOf(token, useNow());
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
