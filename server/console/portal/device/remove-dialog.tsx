import { useAttempt } from "../../data/use-attempt.js";
import { FormDialog } from "../../parts/form-dialog.js";
import { useTexts } from "../language.js";

/** Asks before the key of a token is deleted: it cannot be made again. */
export function RemoveDialog({
  label,
  onRemove,
  onClose,
}: {
  /** The name of the token. */
  readonly label: string;
  readonly onRemove: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const { device: texts } = useTexts();
  const { isRunning, make, problemText } = useAttempt();
  return (
    <FormDialog
      title={texts.removeTitle(label)}
      action={texts.remove}
      variant="danger"
      problem={problemText}
      isRunning={isRunning}
      onSubmit={() => make(onRemove)}
      onClose={onClose}
    >
      <p>{texts.removeBody}</p>
    </FormDialog>
  );
}
