import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { getText } from "../data/property.js";
import { request } from "../data/request.js";
import { PasswordField } from "../fields/password-field.js";
import { TextField } from "../fields/text-field.js";
import type { Purpose } from "./invitation.js";
import { missingIn } from "../fields/password-rules.js";
import { PasswordStrength } from "../fields/password-strength.js";
import { useAttempt } from "../data/use-attempt.js";
import { ProgressButton } from "../parts/progress-button.js";

/** The form of an invitation. The invitation is used up when the server accepts it. */
export function AcceptForm({
  token,
  purpose,
  login: knownLogin,
  onAccepted,
}: {
  readonly token: string;
  readonly purpose: Purpose;
  readonly login: string | null;
  readonly onAccepted: (next: string) => void;
}) {
  const [login, setLogin] = useState(knownLogin ?? "");
  const [email, setEmail] = useState("");
  const [firstName, setFirstName] = useState("");
  const [lastName, setLastName] = useState("");
  const [password, setPassword] = useState("");
  const { isRunning, make, problemBeside, getProblem } = useAttempt();
  const isNew = purpose !== "TOKEN";
  const optional = Object.entries({ email, firstName, lastName }).filter(([, value]) => value !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      const fields = purpose === "SETUP" ? { login, ...Object.fromEntries(optional) } : {};
      const answer = await request("POST", "/invitation/accept", { token, password, ...fields });
      onAccepted(getText(answer, "next"));
    });
  };
  const problem = problemBeside("login", "email", "firstName", "lastName", "password");
  return (
    <Form onSubmit={submit}>
      {problem === undefined ? null : (
        <Alert isInline isLiveRegion variant="danger" title={problem} component="p" />
      )}
      {purpose === "SETUP" ? (
        <>
          <TextField
            id="login"
            label="Login"
            value={login}
            onChange={setLogin}
            problem={getProblem("login")}
            autoComplete="username"
            isRequired
          />
          <TextField
            id="first-name"
            label="First name"
            value={firstName}
            onChange={setFirstName}
            problem={getProblem("firstName")}
            autoComplete="given-name"
          />
          <TextField
            id="last-name"
            label="Last name"
            value={lastName}
            onChange={setLastName}
            problem={getProblem("lastName")}
            autoComplete="family-name"
          />
          <TextField
            id="email"
            label="E-mail address"
            type="email"
            value={email}
            onChange={setEmail}
            problem={getProblem("email")}
            autoComplete="email"
          />
        </>
      ) : (
        // Password managers keep the password with it.
        <input type="text" hidden readOnly autoComplete="username" value={login} />
      )}
      <PasswordField
        id="password"
        label={purpose === "PASSWORD" ? "New password" : "Password"}
        value={password}
        onChange={setPassword}
        problem={getProblem("password")}
        autoComplete={isNew ? "new-password" : "current-password"}
      />
      {isNew ? (
        <PasswordStrength password={password} isRefused={getProblem("password") !== undefined} />
      ) : null}
      <ActionGroup>
        <ProgressButton
          type="submit"
          isRunning={isRunning}
          isDisabled={login === "" || (isNew ? missingIn(password) !== undefined : password === "")}
        >
          {purpose === "PASSWORD" ? "Save password" : "Continue"}
        </ProgressButton>
      </ActionGroup>
    </Form>
  );
}
