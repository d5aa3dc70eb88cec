import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { getText } from "../../data/property.js";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { PasswordField } from "../../fields/password-field.js";
import { TextField } from "../../fields/text-field.js";
import { Notice } from "../notice.js";
import { portalAddress } from "../place.js";
import type { PortalState } from "../portal-state.js";
import { useTexts } from "../language.js";
import { type Turn, turnIn } from "../../data/use-resend-wait.js";
import { ProgressButton } from "../../parts/progress-button.js";

/** A sign-in that waits for a mailed code. */
export interface MailedSignIn {
  readonly attempt: string;
  readonly login: string;
  readonly turn: Turn;
}

/**
 * Asks for a mailed code. It answers the same to everybody.
 * @param before the sign-in that waits already: a code that is on its way stays valid where the server sends no other one yet.
 */
export async function askForMail(login: string, before?: MailedSignIn): Promise<MailedSignIn> {
  const known = before?.login === login ? before : undefined;
  const answer = await request("POST", "/portal/sign-in/mail", {
    address: portalAddress,
    login,
    attempt: known?.attempt,
  });
  return { attempt: getText(answer, "attempt"), login, turn: turnIn(answer) };
}

/** The first step of the sign-in. It answers the same to everybody. */
export function StartForm({
  state: { resource, byPassword, byMailCode },
  mailed,
  typed,
  onTyped,
  onPassword,
  onMailed,
}: {
  readonly state: PortalState;
  /** A sign-in that waits for a mailed code already. */
  readonly mailed: MailedSignIn | undefined;
  /** The login, which stays when the sign-in starts again. */
  readonly typed: string;
  readonly onTyped: (login: string) => void;
  readonly onPassword: (attempt: string) => void;
  readonly onMailed: (mailed: MailedSignIn) => void;
}) {
  const { signIn: texts } = useTexts();
  // A space comes with what is pasted and with some keyboards; no login has one around it.
  const login = typed.trim();
  const [password, setPassword] = useState("");
  const { isRunning, make, problemText } = useAttempt();
  const sendMail = () => make(async () => onMailed(await askForMail(login, mailed)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!byPassword) {
      sendMail();
      return;
    }
    make(async () => {
      const answer = await request("POST", "/portal/sign-in", { address: portalAddress, login, password });
      onPassword(getText(answer, "attempt"));
    });
  };
  return (
    <Form onSubmit={submit} noValidate>
      <p>{texts.lead(resource)}</p>
      {problemText === undefined ? null : <Notice kind="danger">{problemText}</Notice>}
      <TextField
        id="login"
        label={texts.login}
        value={typed}
        onChange={onTyped}
        autoComplete="username"
        isRequired
      />
      {byPassword ? (
        <PasswordField
          id="password"
          label={texts.password}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
      ) : null}
      <div className="tp-portal-buttons">
        <ProgressButton
          type="submit"
          isBlock
          isRunning={isRunning}
          isDisabled={login === "" || (byPassword && password === "")}
        >
          {byPassword ? texts.next : texts.sendMail}
        </ProgressButton>
        {byPassword && byMailCode ? (
          <Button variant="secondary" isBlock isDisabled={isRunning || login === ""} onClick={sendMail}>
            {texts.sendMailInstead}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}
