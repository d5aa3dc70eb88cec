import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useId, useState } from "react";
import { refusalAbove } from "../../data/refusal.js";
import { useAction } from "../../data/use-action.js";
import { CheckField } from "../../fields/check-field.js";
import { CopyButton } from "../../fields/copy-button.js";
import { MyRecoveryCodeCreateDocument } from "../../generated/documents.js";
import { FormDialog } from "../../parts/form-dialog.js";
import type { Me } from "../me.js";
import { DIALOG_TEXTS } from "./texts.js";

const TEXTS = DIALOG_TEXTS.recoveryCode;

/** Shows the code once. It closes when the person says that it is kept. */
function ShownCode({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const id = useId();
  const [isKept, setKept] = useState(false);
  return (
    <Modal isOpen variant="small" aria-labelledby={id}>
      <ModalHeader labelId={id} title={TEXTS.shownTitle} />
      <ModalBody>
        <div className="tp-portal-stack">
          <p>{TEXTS.keep}</p>
          <p className="tp-row">
            <code className="tp-portal-code" aria-label={TEXTS.code}>
              {code}
            </code>
            <CopyButton text={code} />
          </p>
          <CheckField id="recovery-code-kept" label={TEXTS.kept} isChecked={isKept} onChange={setKept} />
        </div>
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!isKept} onClick={onClose}>
          {TEXTS.close}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** Makes a recovery code, and shows it. */
export function RecoveryCodeDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const [code, setCode] = useState<string>();
  const { run, isRunning, refusal } = useAction(MyRecoveryCodeCreateDocument, ({ recoveryCode }) => {
    // The answer to a first request always has it.
    if (recoveryCode === null) onClose();
    else setCode(recoveryCode);
  });
  if (code !== undefined) return <ShownCode code={code} onClose={onClose} />;
  return (
    <FormDialog
      title={TEXTS.title}
      action={TEXTS.action}
      isRunning={isRunning}
      problem={refusalAbove(refusal)}
      onSubmit={() => void run({})}
      onClose={onClose}
    >
      <p>{TEXTS.body}</p>
      {me.recoveryCodeCreatedAt === null ? null : <p>{TEXTS.replaces}</p>}
    </FormDialog>
  );
}
