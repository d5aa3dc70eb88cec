import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { CheckField } from "../fields/check-field.js";
import { CopyButton } from "../fields/copy-button.js";
import { LeaveDialog } from "./leave-dialog.js";
import { useTexts } from "./language.js";
import { useMe } from "./me.js";

/** A recovery code, which is shown once, and how it is kept. */
export function RecoveryCodeShown({
  code,
  isKept,
  onKept,
}: {
  readonly code: string;
  /** Whether the person said so. */
  readonly isKept: boolean;
  readonly onKept: (isKept: boolean) => void;
}) {
  const texts = useTexts().dialogs.recoveryCode;
  const { accountName, resourceName, login } = useMe();
  return (
    <div className="tp-portal-stack">
      <p className="tp-no-print">{texts.keep}</p>
      {/* Whose it is, for who finds the paper years later. */}
      <p className="tp-print-only">{`${accountName} · ${resourceName} · ${login}`}</p>
      <p className="tp-row">
        <code className="tp-portal-code" aria-label={texts.code}>
          {code}
        </code>
        <CopyButton text={code} />
        <Button variant="secondary" size="sm" onClick={() => globalThis.print()}>
          {texts.print}
        </Button>
      </p>
      <div className="tp-no-print">
        <CheckField id="recovery-code-kept" label={texts.kept} isChecked={isKept} onChange={onKept} />
      </div>
      <LeaveDialog isNeeded={!isKept} loss={texts.leaveBody} />
    </div>
  );
}
