import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { refusalAbove } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { AssignmentDeleteDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { personName } from "./token-info.js";

/** Removes the link of a token to a resource. */
export function UnlinkDialog({
  link,
  token,
  holder,
  resource,
  hasBypass,
  onClose,
}: {
  /** The assignment's id. */
  readonly link: string;
  readonly token: { readonly name: string };
  readonly holder: Parameters<typeof personName>[0] | null;
  readonly resource: { readonly name: string };
  /** Whether the token has a bypass that is valid only at this resource: it ends with the link. */
  readonly hasBypass: boolean;
  readonly onClose: () => void;
}) {
  const unlinking = useAction(AssignmentDeleteDocument, onClose);
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
