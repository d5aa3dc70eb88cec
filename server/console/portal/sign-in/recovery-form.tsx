import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { hasCode } from "../../data/request-error.js";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { TextField } from "../../fields/text-field.js";
import { Notice } from "../notice.js";
import { useTexts } from "../language.js";
import { ProgressButton } from "../../parts/progress-button.js";

/** The last step of the sign-in, for who lost the token. */
export function RecoveryForm({
  attempt,
  onSignedIn,
  onBack,
  onAgain,
}: {
  readonly attempt: string;
  readonly onSignedIn: () => void;
  readonly onBack: () => void;
  readonly onAgain: () => void;
}) {
  const { common, signIn: texts } = useTexts();
  const [code, setCode] = useState("");
  const { isRunning, make, problem, problemText } = useAttempt();
  const isOver = hasCode(problem, "ATTEMPT_EXPIRED");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The typed code stays: a person corrects one letter of it.
    make(async () => {
      await request("POST", "/portal/sign-in/recovery", { attempt, code });
      onSignedIn();
    });
  };
  return (
    <Form onSubmit={submit} noValidate>
      <p>{texts.recoveryLead}</p>
      {problemText === undefined ? null : <Notice kind="danger">{problemText}</Notice>}
      <TextField
        id="recovery-code"
        label={texts.recoveryCode}
        value={code}
        onChange={setCode}
        hint={texts.recoveryHint}
        isRequired
      />
      <div className="tp-portal-buttons">
        <ProgressButton type="submit" isBlock isRunning={isRunning} isDisabled={isOver || code.trim() === ""}>
          {texts.useCode}
        </ProgressButton>
        <Button variant="secondary" isBlock isDisabled={isRunning} onClick={onBack}>
          {texts.backToToken}
        </Button>
        <Button variant="link" isBlock onClick={onAgain}>
          {common.startAgain}
        </Button>
      </div>
    </Form>
  );
}
