import { FormDialog } from "../parts/form-dialog.js";
import { useLeaveQuestion } from "./place.js";
import { useTexts } from "./language.js";

/** Asks before what is shown once is left. @param isNeeded while it is shown. @param loss what is lost, in sentences. */
export function LeaveDialog({ isNeeded, loss }: { readonly isNeeded: boolean; readonly loss: string }) {
  const { connect: texts } = useTexts();
  const question = useLeaveQuestion(isNeeded);
  return question === undefined ? null : (
    <FormDialog
      title={texts.leaveTitle}
      action={texts.leave}
      cancel={texts.stay}
      variant="danger"
      isRunning={false}
      onSubmit={question.leave}
      onClose={question.stay}
    >
      <p>{loss}</p>
    </FormDialog>
  );
}
