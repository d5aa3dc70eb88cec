import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { CodeSent } from "../session/code-sent.js";
import { setGuards } from "../data/guards.js";
import { textOf } from "../data/property.js";
import { messageOf } from "../data/request-error.js";
import { request } from "../data/request.js";
import { CodeField } from "../fields/code-field.js";
import { PasswordField } from "../fields/password-field.js";

/** Asks for the password and a code, before something that only the person themselves may do. */
export function ConfirmIdentity() {
  const [isOpen, setOpen] = useState(false);
  const answer = useRef<(isConfirmed: boolean) => void>(() => {});
  useEffect(() => {
    setGuards({
      confirmIdentity: () =>
        new Promise((resolve) => {
          answer.current(false);
          answer.current = resolve;
          setOpen(true);
        }),
    });
  }, []);
  const end = (isConfirmed: boolean) => {
    setOpen(false);
    answer.current(isConfirmed);
  };
  return isOpen ? <ConfirmIdentityDialog onEnd={end} /> : null;
}

function ConfirmIdentityDialog({ onEnd }: { readonly onEnd: (isConfirmed: boolean) => void }) {
  const [password, setPassword] = useState("");
  const [passcode, setPasscode] = useState("");
  const [challenge, setChallenge] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isRunning, setRunning] = useState(false);
  const attempt = async (act: () => Promise<void>) => {
    setRunning(true);
    setProblem(undefined);
    await act().catch((thrown: unknown) => setProblem(messageOf(thrown)));
    setRunning(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await request("POST", "/sign-in/again", { password, passcode, challenge });
      onEnd(true);
    });
  };
  const askForCode = () =>
    attempt(async () => {
      const answer = await request("POST", "/sign-in/again/challenge", { password });
      setChallenge(textOf(answer, "challenge"));
    });
  return (
    <Modal isOpen variant="small" onClose={() => onEnd(false)} aria-labelledby="confirm-identity-title">
      <ModalHeader
        title="Confirm that it is you"
        labelId="confirm-identity-title"
        description="This needs your password and a new one-time password."
      />
      <ModalBody>
        <Form id="confirm-identity" onSubmit={submit}>
          {problem === undefined ? null : <Alert isInline variant="danger" title={problem} component="p" />}
          {challenge === undefined ? null : <CodeSent />}
          <PasswordField
            id="confirm-password"
            label="Password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
          />
          <CodeField
            id="confirm-passcode"
            label="One-time password"
            value={passcode}
            onChange={setPasscode}
          />
          <div>
            <Button variant="link" isInline isDisabled={password === ""} onClick={() => void askForCode()}>
              Send me a code, or ask my phone
            </Button>
          </div>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form="confirm-identity"
          isLoading={isRunning}
          isDisabled={isRunning || password === "" || passcode === ""}
        >
          Confirm
        </Button>
        <Button variant="link" onClick={() => onEnd(false)}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
