import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { getText } from "../data/property.js";
import { request } from "../data/request.js";
import { PasswordField } from "../fields/password-field.js";
import { TextField } from "../fields/text-field.js";
import { useAttempt } from "../data/use-attempt.js";
import { ProgressButton } from "../parts/progress-button.js";

/** The first step of the sign-in. It answers the same to everybody. */
export function PasswordForm({
  asksForAccount,
  login,
  onLogin,
  onAttempt,
}: {
  readonly asksForAccount: boolean;
  /** As it was typed: it stays when the sign-in starts again. */
  readonly login: string;
  readonly onLogin: (login: string) => void;
  readonly onAttempt: (attempt: string) => void;
}) {
  const [address, setAddress] = useState("");
  // A space comes with what is pasted and with some keyboards; no login and no address has one around it.
  const account = address.trim();
  const person = login.trim();
  const [password, setPassword] = useState("");
  const { isRunning, make, problemBeside, getProblem } = useAttempt();
  const problem = problemBeside("address");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      const answer = await request("POST", "/sign-in", {
        ...(asksForAccount ? { address: account } : {}),
        login: person,
        password,
      });
      onAttempt(getText(answer, "attempt"));
    });
  };
  return (
    <Form onSubmit={submit}>
      {problem === undefined ? null : (
        <Alert isInline isLiveRegion variant="danger" title={problem} component="p" />
      )}
      {asksForAccount ? (
        <TextField
          id="account"
          label="Account"
          value={address}
          onChange={setAddress}
          autoComplete="organization"
          problem={getProblem("address")}
          hint="The account's public address, as in main."
          isRequired
        />
      ) : null}
      <TextField
        id="login"
        label="Login"
        value={login}
        onChange={onLogin}
        autoComplete="username"
        isRequired
      />
      <PasswordField
        id="password"
        label="Password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <ActionGroup>
        <ProgressButton
          type="submit"
          isBlock
          isRunning={isRunning}
          isDisabled={person === "" || password === "" || (asksForAccount && account === "")}
        >
          Continue
        </ProgressButton>
      </ActionGroup>
    </Form>
  );
}
