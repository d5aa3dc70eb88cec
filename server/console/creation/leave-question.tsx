import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useBlocker } from "@tanstack/react-router";
import { FormDialog } from "../parts/form-dialog.js";

/** Asks before the page is left. @param isNeeded while something is shown that is shown only once. */
export function LeaveQuestion({ isNeeded }: { readonly isNeeded: boolean }) {
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
      <Content component="p">
        What is shown here is shown only once. When you leave, the token stays in the list, and needs a new
        secret or a new code before anybody can use it.
      </Content>
    </FormDialog>
  ) : null;
}
