import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import type { ShownEnrolmentFragment } from "../generated/documents.js";
import { OnceDialog } from "../shell/once-dialog.js";
import { EnrolmentSecret } from "./enrolment-secret.js";
import type { TokenDialogProps } from "./token-info.js";

/** Shows the secret for a device that is programmed with it. */
export function SecretOnceDialog({
  token,
  enrolment,
  onClose,
}: TokenDialogProps & { readonly enrolment: ShownEnrolmentFragment }) {
  return (
    <OnceDialog
      title={`The new secret of ${token.name}`}
      kept="The device has the secret"
      loss="The secret is in use already, and it is shown only now. If you leave before the device has it, reissue the token again."
      onClose={onClose}
    >
      <Content component="p">The new secret is in use already, and it is shown only once.</Content>
      <EnrolmentSecret enrolment={enrolment} isDevice />
    </OnceDialog>
  );
}
