import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Switch } from "@patternfly/react-core/dist/esm/components/Switch";
import type { TokenRowFragment } from "../generated/documents.js";
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
  const mayChange = mayUse(token.enabled ? "tokenDisable" : "tokenEnable");
  return (
    <div className="tp-row">
      {mayChange ? (
        <Switch
          id={`active-${token.id}`}
          aria-label={`${token.name} is active`}
          isChecked={token.enabled}
          isDisabled={isGone}
          onChange={(_event, isActive) => void setActive(isActive)}
        />
      ) : (
        <Label color={token.enabled ? "green" : "grey"}>{token.enabled ? "Active" : "Inactive"}</Label>
      )}
      <BypassLabel bypasses={token.bypasses.nodes} />
      {mayUse("tokenBypassGrant") && !isGone ? <BypassMenu token={token} /> : null}
    </div>
  );
}
