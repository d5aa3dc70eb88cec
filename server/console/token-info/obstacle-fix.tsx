import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useQuickAction } from "../data/use-action.js";
import { UserUpdateDocument } from "../generated/documents.js";
import { DialogButton } from "../parts/dialog-button.js";
import { useMayUse } from "../shell/viewer.js";
import { useActive } from "../tokens/use-active.js";
import { EnrolmentDialog } from "./enrolment-dialog.js";
import { LinkResourceDialog } from "./link-resource-dialog.js";
import { LinkUserDialog } from "./link-user-dialog.js";
import type { Obstacle } from "./obstacles.js";
import type { TokenInfo } from "./token-info.js";
import { UnlockButton } from "./unlock-button.js";
import { ValidityDialog } from "./validity-dialog.js";

const BUTTON = { variant: "link", isInline: true } as const;

/** The button that takes away what keeps people from signing in; nothing for who may not do that. */
export function ObstacleFix({ obstacle, token }: { readonly obstacle: Obstacle; readonly token: TokenInfo }) {
  const mayUse = useMayUse();
  const setActive = useActive(token);
  const { holder } = token;
  const update = useQuickAction(UserUpdateDocument, "The user is enabled.");
  switch (obstacle) {
    case "NOT_ASSIGNED":
      return mayUse("tokenAssign") ? (
        <DialogButton {...BUTTON} label="Assign to a user">
          {(close) => <LinkUserDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
    case "USER_DISABLED":
      return mayUse("userUpdate") && holder !== null ? (
        <Button
          {...BUTTON}
          isDisabled={update.isRunning}
          onClick={() => void update.run({ user: { id: holder.id }, enabled: true })}
        >
          Enable the user
        </Button>
      ) : null;
    case "NO_RESOURCE":
      return mayUse("assignmentCreate") ? (
        <DialogButton {...BUTTON} label="Link to a resource">
          {(close) => <LinkResourceDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
    case "INACTIVE":
      return mayUse("tokenEnable") ? (
        <Button {...BUTTON} onClick={() => void setActive(true)}>
          Activate
        </Button>
      ) : null;
    case "PENDING":
      return mayUse("tokenEnrolmentConfirm") ? (
        <DialogButton {...BUTTON} label="Enrol">
          {(close) => <EnrolmentDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
    case "LOCKED":
      return <UnlockButton token={token} label="Unlock" variant="link" isInline />;
    case "NOT_YET_VALID":
    case "VALIDITY_ENDED":
      return mayUse("tokenUpdate") ? (
        <DialogButton {...BUTTON} label="Change the validity">
          {(close) => <ValidityDialog token={token} onClose={close} />}
        </DialogButton>
      ) : null;
  }
}
