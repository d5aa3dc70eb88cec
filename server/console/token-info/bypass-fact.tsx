import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useQuickAction } from "../data/use-action.js";
import { useAskAgainAfter } from "../data/use-ask-again.js";
import { TokenBypassRevokeDocument } from "../generated/documents.js";
import { Fact } from "../parts/facts.js";
import { useMayUse } from "../shell/viewer.js";
import { momentText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { BypassMenu } from "../tokens/bypass-menu.js";
import type { TokenInfo } from "./token-info.js";

/** The bypasses of a token: where, for how long, by whom, and how each ends. */
export function BypassFact({ token }: { readonly token: TokenInfo }) {
  const mayUse = useMayUse();
  const now = useNow();
  const revoke = useQuickAction(TokenBypassRevokeDocument, "The bypass has ended.");
  // The server knows which ones run: the clock of this computer may be off.
  const running = token.bypasses.nodes;
  useAskAgainAfter(running.map(({ expiresAt }) => expiresAt));
  return (
    <Fact
      name="Bypass"
      actions={mayUse("tokenBypassGrant") ? <BypassMenu token={token} label="Bypass OTP" /> : null}
    >
      {running.length === 0 ? "Off" : null}
      {running.map(({ id, everywhere, resource, expiresAt, grantedByName, reason }) => {
        const place = everywhere ? "wherever it is linked" : `at ${resource?.name ?? "a deleted resource"}`;
        const until =
          expiresAt === null ? "until disabled" : `until ${momentText(Date.parse(expiresAt), now)}`;
        return (
          <div key={id} className="tp-row">
            <span>
              On {place}, {until}, by {grantedByName}
              {reason === null ? "" : `: ${reason}`}
            </span>
            {mayUse("tokenBypassRevoke") ? (
              <Button
                variant="link"
                isInline
                isDisabled={revoke.isRunning}
                aria-label={`End the bypass ${place}`}
                onClick={() => void revoke.run({ bypass: { id } })}
              >
                End
              </Button>
            ) : null}
          </div>
        );
      })}
    </Fact>
  );
}
