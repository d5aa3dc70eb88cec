import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { TokenUnassignDocument, type HolderFragment } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { lossesText } from "./losses-text.js";
import { personName, type TokenDialogProps } from "./token-info.js";

/** Takes a token from its user. */
export function UnassignDialog({
  token,
  holder,
  onClose,
}: TokenDialogProps & { readonly holder: HolderFragment }) {
  const unassigning = useAction(TokenUnassignDocument, onClose);
  return (
    <FormDialog
      title={`Unassign ${token.name} from ${personName(holder)}?`}
      action="Unassign"
      variant="danger"
      isRunning={unassigning.isRunning}
      problem={refusalAbove(unassigning.refusal)}
      onSubmit={() => void unassigning.run({ token: { id: token.id } })}
      onClose={onClose}
    >
      <Content component="p">
        {personName(holder)} can no longer sign in with it. {lossesText(token)}
      </Content>
    </FormDialog>
  );
}
