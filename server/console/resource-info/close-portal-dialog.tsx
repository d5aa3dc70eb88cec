import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { SelfServicePolicyClearDocument, type ShownSelfServiceFragment } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import type { ResourceDialogProps } from "./resource-info.js";

/** Closes the portal of a resource. */
export function ClosePortalDialog({
  resource: { id, name },
  policy: { address },
  onClose,
}: ResourceDialogProps & { readonly policy: ShownSelfServiceFragment }) {
  const toasts = useToasts();
  const closing = useAction(SelfServicePolicyClearDocument, () => {
    toasts.say({ title: `The portal of ${name} is closed.`, variant: "success" });
    onClose();
  });
  return (
    <FormDialog
      title={`Close the portal of ${name}?`}
      action="Close the portal"
      variant="danger"
      problem={refusalAbove(closing.refusal)}
      isRunning={closing.isRunning}
      onSubmit={() => void closing.run({ resource: { id } })}
      onClose={onClose}
    >
      <Content component="p">
        Users cannot do anything by themselves any more. All sessions in the portal end, and its invitations
        become void. The settings of the portal are lost, and another portal may use the address {address}.
        Tokens and sign-ins at {name} do not change.
      </Content>
    </FormDialog>
  );
}
