import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useBlocker } from "@tanstack/react-router";
import { FormDialog } from "./form-dialog.js";

/** Asks before the page is left. @param isNeeded while something would be lost. @param loss what that is, in a sentence. */
export function LeaveQuestion({ isNeeded, loss }: { readonly isNeeded: boolean; readonly loss: string }) {
  const blocker = useBlocker({
    shouldBlockFn: () => true,
    disabled: !isNeeded,
    enableBeforeUnload: isNeeded,
    withResolver: true,
  });
  return blocker.status === "blocked" ? (
    <FormDialog
      title="Leave this page?"
      action="Leave"
      cancel="Stay"
      variant="danger"
      isRunning={false}
      onSubmit={blocker.proceed}
      onClose={blocker.reset}
    >
      <Content component="p">{loss}</Content>
    </FormDialog>
  ) : null;
}
