import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { inWords } from "@tokenplane/rules/bypass-policy";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { BypassPolicyClearDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { useViewer } from "../shell/viewer.js";
import { PolicyPreview } from "./policy-preview.js";
import type { ResourceDialogProps } from "./resource-info.js";

/** Removes the bypass policy of a resource, so that the account's applies there. */
export function ClearBypassPolicyDialog({ resource, onClose }: ResourceDialogProps) {
  const { id, name } = resource;
  const { account } = useViewer();
  const toasts = useToasts();
  const clearing = useAction(BypassPolicyClearDocument, () => {
    toasts.say({ title: `${name} has no bypass policy of its own.`, variant: "success" });
    onClose();
  });
  return (
    <FormDialog
      title={`Clear the bypass policy of ${name}?`}
      action="Clear the policy"
      variant="warning"
      problem={refusalAbove(clearing.refusal)}
      isRunning={clearing.isRunning}
      onSubmit={() => void clearing.run({ scope: { resource: { id } } })}
      onClose={onClose}
    >
      {account === null ? null : (
        <>
          <Content component="p">
            Then the account's policy applies here. It allows {inWords(account.effectiveBypassPolicy)}.
          </Content>
          <PolicyPreview resource={resource} policy={account.effectiveBypassPolicy} />
        </>
      )}
    </FormDialog>
  );
}
