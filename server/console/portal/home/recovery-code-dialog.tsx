import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useId, useState } from "react";
import { refusalAbove } from "../../data/refusal.js";
import { useAction } from "../../data/use-action.js";
import { MyRecoveryCodeCreateDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import type { Me } from "../me.js";
import { useTexts } from "../language.js";
import { RecoveryCodeShown } from "../recovery-code-shown.js";

/** Shows the code once. It closes when the person says that it is kept. */
function ShownCode({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const texts = useTexts().dialogs.recoveryCode;
  const id = useId();
  const [isKept, setKept] = useState(false);
  return (
    <Modal isOpen variant="small" aria-labelledby={id}>
      <ModalHeader labelId={id} title={texts.shownTitle} />
      <ModalBody>
        <RecoveryCodeShown code={code} isKept={isKept} onKept={setKept} />
      </ModalBody>
      <ModalFooter className="tp-no-print">
        <Button isDisabled={!isKept} onClick={onClose}>
          {texts.close}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** Makes a recovery code, and shows it. */
export function RecoveryCodeDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const texts = useTexts().dialogs.recoveryCode;
  const [code, setCode] = useState<string>();
  const { run, isRunning, refusal } = useAction(MyRecoveryCodeCreateDocument, ({ recoveryCode }) => {
    // The answer to a first request always has it.
    if (recoveryCode === null) onClose();
    else setCode(recoveryCode);
  });
  if (code !== undefined) return <ShownCode code={code} onClose={onClose} />;
  return (
    <FormDialog
      title={texts.title}
      action={texts.action}
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({})}
      onClose={onClose}
    >
      <p>{texts.body}</p>
      {me.recoveryCodeCreatedAt === null ? null : <p>{texts.replaces}</p>}
    </FormDialog>
  );
}
