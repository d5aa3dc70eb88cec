import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { hasCode } from "../data/request-error.js";
import { request } from "../data/request.js";
import { CodeField } from "../fields/code-field.js";
import { CodeSent } from "./code-sent.js";
import { SessionCard } from "./session-card.js";
import { useAttempt } from "../data/use-attempt.js";

/** The second step of the sign-in. */
export function PasscodeForm({
  attempt,
  onSignedIn,
  onAgain,
}: {
  readonly attempt: string;
  readonly onSignedIn: () => void;
  readonly onAgain: () => void;
}) {
  const [passcode, setPasscode] = useState("");
  const [isSent, setSent] = useState(false);
  const { isRunning, make, problem } = useAttempt();
  const isOver = hasCode(problem, "ATTEMPT_EXPIRED");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      await request("POST", "/sign-in/answer", { attempt, passcode }).finally(() => setPasscode(""));
      onSignedIn();
    });
  };
  const askForCode = () =>
    make(async () => {
      await request("POST", "/sign-in/challenge", { attempt });
      setSent(true);
    });
  return (
    <SessionCard title="Enter a one-time password" problem={problem?.message}>
      <Form onSubmit={submit}>
        {isSent ? <CodeSent /> : null}
        <CodeField
          id="passcode"
          label="One-time password"
          value={passcode}
          onChange={setPasscode}
          hint="From your app or device. If you have a PIN, type it together with the code."
        />
        <ActionGroup>
          <Button type="submit" isLoading={isRunning} isDisabled={isRunning || passcode === "" || isOver}>
            Sign in
          </Button>
          <Button variant="secondary" isDisabled={isRunning || isOver} onClick={askForCode}>
            Send me a code, or ask my phone
          </Button>
          <Button variant="link" onClick={onAgain}>
            Start again
          </Button>
        </ActionGroup>
      </Form>
    </SessionCard>
  );
}
