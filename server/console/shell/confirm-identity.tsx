import { useState } from "react";
import { getText } from "../data/property.js";
import { request } from "../data/request.js";
import { changeSession } from "../data/session-change.js";
import { CodeField } from "../fields/code-field.js";
import { PasswordField } from "../fields/password-field.js";
import { CodeSent } from "../session/code-sent.js";
import { type Turn, turnIn } from "../data/use-resend-wait.js";
import { SendCodeButton } from "../session/send-code-button.js";
import { useAttempt } from "../data/use-attempt.js";
import { type Confirmation, useConfirmation } from "../data/use-confirmation.js";
import { FormDialog } from "../parts/form-dialog.js";

/** Asks for the password and a code, before something that only the person themselves may do. */
export function ConfirmIdentity() {
  const { isOpen, end, ask } = useConfirmation();
  return isOpen ? <ConfirmIdentityDialog send={ask} onEnd={end} /> : null;
}

function ConfirmIdentityDialog({
  send,
  onEnd,
}: {
  readonly send: Confirmation["ask"];
  readonly onEnd: (isConfirmed: boolean) => void;
}) {
  const [password, setPassword] = useState("");
  const [passcode, setPasscode] = useState("");
  const [challenge, setChallenge] = useState<string>();
  const [turn, setTurn] = useState<Turn>();
  const { isRunning, make, problem } = useAttempt();
  const confirm = () =>
    make(async () => {
      await send(() =>
        changeSession(() => request("POST", "/sign-in/again", { password, passcode, challenge })),
      );
      onEnd(true);
    });
  const askForCode = () =>
    make(async () => {
      const answer = await send(() => request("POST", "/sign-in/again/challenge", { challenge }));
      setChallenge(getText(answer, "challenge"));
      setTurn(turnIn(answer));
    });
  return (
    <FormDialog
      title="Confirm that it is you"
      description="This needs your password and a new one-time password."
      action="Confirm"
      problem={problem?.message}
      isRunning={isRunning}
      isDisabled={password === "" || passcode === ""}
      onSubmit={confirm}
      onClose={() => onEnd(false)}
    >
      {turn === undefined ? null : <CodeSent turn={turn} />}
      <PasswordField
        id="confirm-password"
        label="Password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <CodeField id="confirm-passcode" label="One-time password" value={passcode} onChange={setPasscode} />
      <div>
        <SendCodeButton
          variant="link"
          turn={turn}
          isDisabled={isRunning || password === ""}
          onAsk={askForCode}
        />
      </div>
    </FormDialog>
  );
}
