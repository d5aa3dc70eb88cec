import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { CodeField } from "../fields/code-field.js";
import {
  TokenEnrolmentConfirmDocument,
  TokenEnrolmentStartDocument,
  type ShownEnrolmentFragment,
} from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { useMayUse } from "../shell/viewer.js";
import { leftText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { EnrolmentSecret } from "./enrolment-secret.js";
import { getCodeSource, type CodeSource, type TokenDialogProps } from "./token-info.js";

const START: Readonly<Record<CodeSource, string>> = {
  DEVICE: "Show a new QR code",
  QUESTION: "Show a new QR code",
  SENT: "Send a new code",
  PHONE: "Show a new QR code",
};

const CODE: Readonly<Record<CodeSource, string>> = {
  DEVICE: "Code that the app shows",
  QUESTION: "Answer of the app",
  SENT: "Code that was sent",
  PHONE: "Code that the phone shows",
};

/** As in "Attempts left: 4 · 9 min left". The clock of this computer may be ahead: the server says when the time is over. */
function getLeft(
  enrolment: { readonly attemptsLeft: number | null; readonly expiresAt: string | null },
  now: number,
) {
  const attempts = enrolment.attemptsLeft === null ? [] : [`Attempts left: ${enrolment.attemptsLeft}`];
  const left = enrolment.expiresAt === null ? 0 : Date.parse(enrolment.expiresAt) - now;
  return [...attempts, ...(left > 0 ? [`${leftText(left)} left`] : [])].join(" · ");
}

/** Continues an enrolment: shows what is scanned, and takes the first code. @param begun what was just shown. */
export function EnrolmentDialog({
  token,
  begun,
  onClose,
}: TokenDialogProps & { readonly begun?: ShownEnrolmentFragment }) {
  const [shown, setShown] = useState(begun);
  const [code, setCode] = useState("");
  const [wasOpen, setWasOpen] = useState(token.enrolment !== null);
  if (token.enrolment !== null && !wasOpen) setWasOpen(true);
  const now = useNow();
  const mayUse = useMayUse();
  const toasts = useToasts();
  const source = getCodeSource(token);
  const confirmation = useAction(TokenEnrolmentConfirmDocument, () => {
    toasts.say({ title: `${token.name} is enrolled.`, variant: "success" });
    onClose();
  });
  const start = useAction(TokenEnrolmentStartDocument, ({ enrolment }) => {
    setShown(enrolment);
    setCode("");
    setWasOpen(false);
  });
  // It was open, and is not any more: too many wrong codes, too late, or cancelled elsewhere.
  const isOver = wasOpen && token.enrolment === null;
  const open = token.enrolment ?? (isOver ? undefined : shown);
  return (
    <FormDialog
      title={`Enrol ${token.name}`}
      action="Complete"
      cancel="Close"
      isRunning={confirmation.isRunning}
      holdsSecret={open !== undefined && shown !== undefined && source !== "SENT"}
      isDisabled={open === undefined || code === ""}
      problem={refusalAbove(start.refusal ?? confirmation.refusal, ["otp"])}
      onSubmit={() => void confirmation.run({ token: { id: token.id }, otp: code })}
      onClose={onClose}
      moreActions={
        mayUse("tokenEnrolmentStart") ? (
          <Button
            variant="secondary"
            isDisabled={start.isRunning}
            onClick={() => void start.run({ token: { id: token.id } })}
          >
            {START[source]}
          </Button>
        ) : null
      }
    >
      {open !== undefined && shown !== undefined ? (
        <EnrolmentSecret enrolment={shown} />
      ) : (
        <Content component="p">
          {isOver
            ? "The enrolment has ended: the QR code or the code no longer works. Begin again."
            : open === undefined
              ? `The enrolment has not begun yet: press “${START[source]}”.`
              : "Type the first code, or begin again. If you begin again, the previous QR code or code no longer works."}
        </Content>
      )}
      {open === undefined ? null : (
        <CodeField
          id="first-code"
          label={CODE[source]}
          value={code}
          onChange={setCode}
          problem={refusalAt(confirmation.refusal, "otp")}
          hint={getLeft(open, now)}
        />
      )}
    </FormDialog>
  );
}
