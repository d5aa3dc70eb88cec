import { FormDialog } from "../../parts/form-dialog.js";
import { useLeaveQuestion } from "../place.js";
import { CONNECT_TEXTS } from "./texts.js";

/** Asks before what is shown once is left. @param isNeeded while it is shown. */
export function LeaveDialog({ isNeeded }: { readonly isNeeded: boolean }) {
  const question = useLeaveQuestion(isNeeded);
  return question === undefined ? null : (
    <FormDialog
      title={CONNECT_TEXTS.leaveTitle}
      action={CONNECT_TEXTS.leave}
      cancel={CONNECT_TEXTS.stay}
      variant="danger"
      isRunning={false}
      onSubmit={question.leave}
      onClose={question.stay}
    >
      <p>{CONNECT_TEXTS.leaveBody}</p>
    </FormDialog>
  );
}
