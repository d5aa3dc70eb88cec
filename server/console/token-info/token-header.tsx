import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Switch } from "@patternfly/react-core/dist/esm/components/Switch";
import { PencilAltIcon } from "@patternfly/react-icons/dist/esm/icons/pencil-alt-icon";
import { useAskAgainAfter } from "../data/use-ask-again.js";
import { LockedLabel } from "../lists/locked-label.js";
import { DialogButton } from "../parts/dialog-button.js";
import { PageTitle } from "../parts/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { BypassLabel } from "../tokens/bypass-label.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import { useActive } from "../tokens/use-active.js";
import { RenameDialog } from "./rename-dialog.js";
import { TokenActions } from "./token-actions.js";
import { settingsText, type TokenInfo } from "./token-info.js";

/** The name and model of a token, and its actions. */
export function TokenHeader({ token }: { readonly token: TokenInfo }) {
  const mayUse = useMayUse();
  const setActive = useActive(token);
  const { name, serialNumber, enabled, status, lock, device } = token;
  useAskAgainAfter([device?.requestsSuspendedUntil]);
  const facts = [
    MODEL_NAMES[token.model],
    settingsText(token),
    serialNumber === null ? undefined : `serial number ${serialNumber}`,
  ].filter((fact) => fact !== undefined);
  return (
    <div className="tp-head">
      <div className="tp-row">
        <PageTitle title={name} />
        {mayUse("tokenUpdate") ? (
          <DialogButton variant="plain" aria-label="Rename" icon={<PencilAltIcon />}>
            {(close) => <RenameDialog token={token} onClose={close} />}
          </DialogButton>
        ) : null}
        {mayUse(enabled ? "tokenDisable" : "tokenEnable") ? (
          <Switch
            id="token-active"
            label="Active"
            isChecked={enabled}
            onChange={(_event, isActive) => void setActive(isActive)}
          />
        ) : (
          <Label color={enabled ? "green" : "grey"}>{enabled ? "Active" : "Inactive"}</Label>
        )}
        {status === "PENDING" ? <Label status="info">Pending</Label> : null}
        <LockedLabel locks={[lock]} />
        {device === null || device.requestsSuspendedUntil === null ? null : (
          <Label status="warning">Requests suspended</Label>
        )}
        <BypassLabel bypasses={token.bypasses.nodes} />
      </div>
      <Content component="p">{facts.join(" · ")}</Content>
      <TokenActions token={token} />
    </div>
  );
}
