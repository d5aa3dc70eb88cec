import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { AssignmentDeleteDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { personName, type TokenDialogProps } from "./token-info.js";

/** Removes the link of a token to a resource. */
export function UnlinkDialog({
  token,
  link,
  resource,
  onClose,
}: TokenDialogProps & {
  /** The assignment's id. */
  readonly link: string;
  readonly resource: { readonly id: string; readonly name: string };
}) {
  const unlinking = useAction(AssignmentDeleteDocument, onClose);
  const { holder, bypasses } = token;
  const hasBypass = bypasses.nodes.some((bypass) => bypass.resource?.id === resource.id);
  return (
    <FormDialog
      title={`Unlink ${token.name} from ${resource.name}?`}
      action="Unlink"
      variant="danger"
      isRunning={unlinking.isRunning}
      problem={refusalAbove(unlinking.refusal)}
      onSubmit={() => void unlinking.run({ assignment: { id: link } })}
      onClose={onClose}
    >
      <Content component="p">
        {holder === null ? "Nobody" : personName(holder)} can {holder === null ? "" : "no longer "}
        sign in at {resource.name} with it. {hasBypass ? "Its bypass there ends. " : ""}You can link it again.
      </Content>
    </FormDialog>
  );
}
