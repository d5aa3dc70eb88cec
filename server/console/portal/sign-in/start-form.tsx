import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { textOf } from "../../data/property.js";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { PasswordField } from "../../fields/password-field.js";
import { TextField } from "../../fields/text-field.js";
import { Notice } from "../notice.js";
import { portalAddress } from "../place.js";
import type { PortalState } from "../portal-state.js";
import { useTexts } from "../language.js";

/** Asks for a mailed code. It answers the same to everybody. @returns the attempt. */
export async function askForMail(login: string): Promise<string> {
  return textOf(await request("POST", "/portal/sign-in/mail", { address: portalAddress, login }), "attempt");
}

/** The first step of the sign-in. It answers the same to everybody. */
export function StartForm({
  state: { resource, byPassword, byMailCode },
  onPassword,
  onMailed,
}: {
  readonly state: PortalState;
  readonly onPassword: (attempt: string) => void;
  readonly onMailed: (attempt: string, login: string) => void;
}) {
  const { signIn: texts } = useTexts();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const { isRunning, make, problemText } = useAttempt();
  const sendMail = () => make(async () => onMailed(await askForMail(login), login));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!byPassword) {
      sendMail();
      return;
    }
    make(async () => {
      const answer = await request("POST", "/portal/sign-in", { address: portalAddress, login, password });
      onPassword(textOf(answer, "attempt"));
    });
  };
  return (
    <Form onSubmit={submit} noValidate>
      <p>{texts.lead(resource)}</p>
      {problemText === undefined ? null : <Notice kind="danger">{problemText}</Notice>}
      <TextField
        id="login"
        label={texts.login}
        value={login}
        onChange={setLogin}
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
        <Button
          type="submit"
          isBlock
          isLoading={isRunning}
          isDisabled={isRunning || login === "" || (byPassword && password === "")}
        >
          {byPassword ? texts.next : texts.sendMail}
        </Button>
        {byPassword && byMailCode ? (
          <Button variant="secondary" isBlock isDisabled={isRunning || login === ""} onClick={sendMail}>
            {texts.sendMailInstead}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}
