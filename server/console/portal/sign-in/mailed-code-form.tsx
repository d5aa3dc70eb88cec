import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { hasCode } from "../../data/request-error.js";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { CodeField } from "../../fields/code-field.js";
import { Notice } from "../notice.js";
import { useResendWait } from "../../data/use-resend-wait.js";
import type { MailedSignIn } from "./start-form.js";
import { useTexts } from "../language.js";
import { ProgressButton } from "../../parts/progress-button.js";

/** Takes the code of a mail, in place of the password. */
export function MailedCodeForm({
  mailed,
  onResend,
  onProven,
  onAgain,
}: {
  readonly mailed: MailedSignIn;
  /** Asks for another code. */
  readonly onResend: () => Promise<void>;
  readonly onProven: (attempt: string) => void;
  readonly onAgain: () => void;
}) {
  const { common, signIn: texts } = useTexts();
  const { attempt, turn } = mailed;
  const [code, setCode] = useState("");
  const { isRunning, make, problem, problemText } = useAttempt();
  const secondsLeft = useResendWait(turn);
  const isWaiting = secondsLeft > 0;
  const isOver = hasCode(problem, "ATTEMPT_EXPIRED");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      await request("POST", "/portal/sign-in/mail/answer", { attempt, code }).finally(() => setCode(""));
      onProven(attempt);
    });
  };
  const resend = () =>
    make(async () => {
      await onResend();
      setCode("");
    });
  return (
    <Form onSubmit={submit} noValidate>
      <p>{turn.sent ? texts.mailLead : texts.mailNotYet}</p>
      {problemText === undefined ? null : (
        <Notice kind="danger">
          {hasCode(problem, "SIGN_IN_REFUSED") ? texts.wrongMailCode : problemText}
        </Notice>
      )}
      <CodeField id="mailed-code" label={texts.mailCode} value={code} onChange={setCode} />
      <div className="tp-portal-buttons">
        <ProgressButton type="submit" isBlock isRunning={isRunning} isDisabled={code === "" || isOver}>
          {texts.next}
        </ProgressButton>
        <Button
          variant="secondary"
          isBlock
          isAriaDisabled={isRunning || isWaiting}
          onClick={() => (isRunning || isWaiting ? undefined : resend())}
        >
          {isWaiting ? texts.resendIn(secondsLeft) : texts.resend}
        </Button>
        <Button variant="link" isBlock onClick={onAgain}>
          {common.startAgain}
        </Button>
      </div>
    </Form>
  );
}
