import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useRef, useState } from "react";
import { useAskAgain } from "../data/use-ask-again.js";
import { DialogButton } from "../parts/dialog-button.js";
import { useReturnFocus } from "../parts/return-focus.js";
import { useMayUse } from "../shell/viewer.js";
import { leftText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { CancelEnrolmentDialog } from "./cancel-enrolment-dialog.js";
import { EnrolmentDialog } from "./enrolment-dialog.js";
import type { TokenInfo } from "./token-info.js";

/** Says that an enrolment waits for its first code, continues it, or cancels it. Nothing while none waits. */
export function EnrolmentNotice({ token }: { readonly token: TokenInfo }) {
  const now = useNow();
  const mayUse = useMayUse();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  useReturnFocus(isOpen, opener);
  const { enrolment } = token;
  // When it ends, no event comes, and the clock of this computer may be off: only the server knows.
  const left = enrolment === null ? 0 : Date.parse(enrolment.expiresAt) - now;
  useAskAgain(enrolment !== null && left <= 0);
  // A token that was never in use is deleted with its enrolment.
  const mayCancel = mayUse("tokenEnrolmentCancel") && (token.lastUsedAt !== null || mayUse("tokenDelete"));
  return (
    <>
      {enrolment === null ? null : (
        <Alert isInline variant="info" component="h2" title="An enrolment waits for its first code">
          <div className="tp-row">
            <span>
              {left > 0 ? `${leftText(left)} left, attempts left: ` : "Attempts left: "}
              {enrolment.attemptsLeft}.
              {token.status === "ACTIVE" ? " Until then, the previous secret or address works." : ""}
            </span>
            {mayUse("tokenEnrolmentConfirm") ? (
              <Button ref={opener} variant="link" isInline onClick={() => setOpen(true)}>
                Continue the enrolment
              </Button>
            ) : null}
            {mayCancel ? (
              <DialogButton variant="link" isInline isDanger label="Cancel the enrolment">
                {(close) => <CancelEnrolmentDialog token={token} onClose={close} />}
              </DialogButton>
            ) : null}
          </div>
        </Alert>
      )}
      {/* It stays when the enrolment ends, and says so. */}
      {isOpen ? <EnrolmentDialog token={token} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
