import type { TokenRowFragment } from "../generated/documents.js";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { useMayUse } from "../shell/viewer.js";
import { BypassLabel } from "./bypass-label.js";
import { BypassMenu } from "./bypass-menu.js";
import { useActive } from "./use-active.js";

/** Whether a token is active, and its bypass: with a switch and a menu for those who may change them. */
export function ActiveCell({
  token,
  isGone,
}: {
  readonly token: TokenRowFragment;
  readonly isGone: boolean;
}) {
  const mayUse = useMayUse();
  const setActive = useActive(token);
  return (
    <div className="tp-row">
      <EnabledSwitch
        id={token.id}
        name={token.name}
        isEnabled={token.enabled}
        isGone={isGone}
        mayChange={mayUse(token.enabled ? "tokenDisable" : "tokenEnable")}
        onChange={(isActive) => void setActive(isActive)}
      />
      {/* A token that is no longer in the list is not asked for any more. */}
      {isGone ? null : <BypassLabel bypasses={token.bypasses.nodes} />}
      {mayUse("tokenBypassGrant") && !isGone ? <BypassMenu token={token} /> : null}
    </div>
  );
}
