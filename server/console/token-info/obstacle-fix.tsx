import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useQuickAction } from "../data/use-action.js";
import { ResourceUpdateDocument, UserUpdateDocument, type ObstacleFragment } from "../generated/documents.js";
import { DialogButton } from "../parts/dialog-button.js";
import { useMayUse } from "../shell/viewer.js";
import { useActive } from "../tokens/use-active.js";
import { EnrolmentDialog } from "./enrolment-dialog.js";
import { LinkResourceDialog } from "./link-resource-dialog.js";
import { LinkUserDialog } from "./link-user-dialog.js";
import { FIXES } from "./obstacles.js";
import type { TokenInfo } from "./token-info.js";
import { UnlockButton } from "./unlock-button.js";
import { ValidityDialog } from "./validity-dialog.js";

const BUTTON = { variant: "link", isInline: true } as const;

/** The button that takes away what keeps people from signing in; nothing for who may not do that, and where no button can. */
export function ObstacleFix({
  obstacle: { reason, resource },
  token,
}: {
  readonly obstacle: ObstacleFragment;
  readonly token: TokenInfo;
}) {
  const mayUse = useMayUse();
  const setActive = useActive(token);
  const { holder } = token;
  const update = useQuickAction(UserUpdateDocument, "The user is enabled.");
  const open = useQuickAction(ResourceUpdateDocument, "The resource is enabled.");
  const fix = FIXES[reason];
  if (fix === undefined) return null;
  switch (fix) {
    case "ASSIGN":
      return mayUse("tokenAssign") ? (
        <DialogButton {...BUTTON} label="Assign to a user">
          {(close) => <LinkUserDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
    case "ENABLE_USER":
      return mayUse("userUpdate") && holder !== null ? (
        <Button
          {...BUTTON}
          isDisabled={update.isRunning}
          onClick={() => void update.run({ user: { id: holder.id }, enabled: true })}
        >
          Enable the user
        </Button>
      ) : null;
    case "LINK":
      return mayUse("assignmentCreate") ? (
        <DialogButton {...BUTTON} label="Link to a resource">
          {(close) => <LinkResourceDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
    case "ENABLE_RESOURCE":
      return mayUse("resourceUpdate") && resource !== null ? (
        <Button
          {...BUTTON}
          isDisabled={open.isRunning}
          onClick={() => void open.run({ resource: { id: resource.id }, enabled: true })}
        >
          Enable the resource
        </Button>
      ) : null;
    case "ACTIVATE":
      return mayUse("tokenEnable") ? (
        <Button {...BUTTON} onClick={() => void setActive(true)}>
          Activate
        </Button>
      ) : null;
    case "ENROL":
      return mayUse("tokenEnrolmentConfirm") ? (
        <DialogButton {...BUTTON} label="Enrol">
          {(close) => <EnrolmentDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
    case "UNLOCK":
      return <UnlockButton token={token} label="Unlock" variant="link" isInline />;
    case "CHANGE_VALIDITY":
      return mayUse("tokenUpdate") ? (
        <DialogButton {...BUTTON} label="Change the validity">
          {(close) => <ValidityDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
  }
}
