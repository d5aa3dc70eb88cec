import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { hasCode } from "../data/request-error.js";
import { request } from "../data/request.js";
import { type Turn, turnIn } from "../data/use-resend-wait.js";
import { CodeField } from "../fields/code-field.js";
import { CodeSent } from "./code-sent.js";
import { SessionCard } from "./session-card.js";
import { useAttempt } from "../data/use-attempt.js";
import { ProgressButton } from "../parts/progress-button.js";
import { SendCodeButton } from "./send-code-button.js";

/** The second step of the sign-in. */
export function PasscodeForm({
  attempt,
  onSignedIn,
  onAgain,
}: {
  readonly attempt: string;
  readonly onSignedIn: () => Promise<void>;
  readonly onAgain: () => void;
}) {
  const [passcode, setPasscode] = useState("");
  const [turn, setTurn] = useState<Turn>();
  const [isAskedEnough, setAskedEnough] = useState(false);
  const { isRunning, make, problem } = useAttempt();
  const isOver = hasCode(problem, "ATTEMPT_EXPIRED");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      await request("POST", "/sign-in/answer", { attempt, passcode }).finally(() => setPasscode(""));
      await onSignedIn();
    });
  };
  const askForCode = () =>
    make(async () => {
      const answer = await request("POST", "/sign-in/challenge", { attempt }).catch((thrown: unknown) => {
        if (!hasCode(thrown, "ATTEMPT_EXPIRED")) throw thrown;
        // Codes that were sent are taken all the same.
        setAskedEnough(true);
        throw new Error("No more codes are sent for this sign-in. Type the last one, or start again.");
      });
      setTurn(turnIn(answer));
    });
  return (
    <SessionCard title="Enter a one-time password" problem={problem?.message}>
      <Form onSubmit={submit}>
        {turn === undefined ? null : <CodeSent turn={turn} />}
        <CodeField
          id="passcode"
          label="One-time password"
          value={passcode}
          onChange={setPasscode}
          hint="From your app or device. If you have a PIN, type it together with the code."
        />
        <ActionGroup>
          <ProgressButton type="submit" isRunning={isRunning} isDisabled={passcode === "" || isOver}>
            Sign in
          </ProgressButton>
          <SendCodeButton
            variant="secondary"
            turn={turn}
            isDisabled={isRunning || isOver || isAskedEnough}
            onAsk={askForCode}
          />
          <Button variant="link" onClick={onAgain}>
            Start again
          </Button>
        </ActionGroup>
      </Form>
    </SessionCard>
  );
}
