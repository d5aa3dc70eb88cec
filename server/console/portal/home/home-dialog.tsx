import type { Me, MyToken } from "../me.js";
import type { TokenAction } from "./actions-of.js";
import { CancelDialog } from "./cancel-dialog.js";
import type { ContactKind } from "./contact.js";
import { ContactDialog } from "./contact-dialog.js";
import { GiveBackDialog } from "./give-back-dialog.js";
import { LostDialog } from "./lost-dialog.js";
import { NamesDialog } from "./names-dialog.js";
import { PasswordDialog } from "./password-dialog.js";
import { PinDialog } from "./pin-dialog.js";
import { PinRemoveDialog } from "./pin-remove-dialog.js";
import { RecoveryCodeDialog } from "./recovery-code-dialog.js";
import { SynchronizeDialog } from "./synchronize-dialog.js";
import { TakeDialog } from "./take-dialog.js";

/** The dialog that is open, with what it is about as it was then. */
export type OpenDialog =
  | { readonly kind: Exclude<TokenAction, "GO_ON" | "START_AGAIN" | "REISSUE">; readonly token: MyToken }
  | { readonly kind: "TAKE" }
  | { readonly kind: "CONTACT"; readonly contact: ContactKind }
  | { readonly kind: "NAMES" | "PASSWORD" | "RECOVERY_CODE"; readonly me: Me };

export function HomeDialog({
  dialog,
  resource,
  onClose,
}: {
  readonly dialog: OpenDialog;
  readonly resource: string;
  readonly onClose: () => void;
}) {
  switch (dialog.kind) {
    case "TAKE":
      return <TakeDialog onClose={onClose} />;
    case "CONTACT":
      return <ContactDialog kind={dialog.contact} onClose={onClose} />;
    case "NAMES":
      return <NamesDialog me={dialog.me} onClose={onClose} />;
    case "RECOVERY_CODE":
      return <RecoveryCodeDialog me={dialog.me} onClose={onClose} />;
    case "PASSWORD":
      return <PasswordDialog me={dialog.me} onClose={onClose} />;
    case "CANCEL":
      return <CancelDialog token={dialog.token} resource={resource} onClose={onClose} />;
    case "SYNCHRONIZE":
      return <SynchronizeDialog token={dialog.token} resource={resource} onClose={onClose} />;
    case "PIN_SET":
      return <PinDialog token={dialog.token} resource={resource} onClose={onClose} />;
    case "PIN_REMOVE":
      return <PinRemoveDialog token={dialog.token} resource={resource} onClose={onClose} />;
    case "UNASSIGN":
      return <GiveBackDialog token={dialog.token} resource={resource} onClose={onClose} />;
    case "REPORT_LOST":
      return <LostDialog token={dialog.token} resource={resource} onClose={onClose} />;
  }
}
