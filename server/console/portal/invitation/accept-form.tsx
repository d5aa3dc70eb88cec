import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { PasswordField } from "../../fields/password-field.js";
import { missingIn } from "../../fields/password-rules.js";
import { PasswordStrength } from "../../fields/password-strength.js";
import type { AskedPassword, Invitation } from "./invitation.js";
import { INVITATION_TEXTS } from "./texts.js";
import { Notice } from "../notice.js";

function isReady(asked: AskedPassword, password: string): boolean {
  if (asked === "NONE") return true;
  return asked === "SET" ? missingIn(password) === undefined : password !== "";
}

/** What an invitation asks for. It is used up when the server accepts it. */
export function AcceptForm({
  secret,
  invitation: { account, resource, login, password: asked },
  onAccepted,
}: {
  readonly secret: string;
  readonly invitation: Invitation;
  readonly onAccepted: () => void;
}) {
  const [password, setPassword] = useState("");
  const { isRunning, make, problemBeside, problemOf } = useAttempt();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      await request("POST", "/portal/invitation/accept", {
        token: secret,
        ...(asked === "NONE" ? {} : { password }),
      });
      onAccepted();
    });
  };
  const problem = problemBeside(...(asked === "NONE" ? [] : ["password"]));
  return (
    <Form onSubmit={submit} noValidate>
      <p>{INVITATION_TEXTS.lead(login, account, resource)}</p>
      {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
      {asked === "NONE" ? null : (
        <>
          <p>{asked === "SET" ? INVITATION_TEXTS.choose : INVITATION_TEXTS.prove}</p>
          {/* Password managers keep the password with it. */}
          <input type="text" hidden readOnly autoComplete="username" value={login} />
          <PasswordField
            id="password"
            label={INVITATION_TEXTS.password}
            value={password}
            onChange={setPassword}
            problem={problemOf("password")}
            autoComplete={asked === "SET" ? "new-password" : "current-password"}
          />
          {asked === "SET" ? <PasswordStrength password={password} /> : null}
        </>
      )}
      <div className="tp-portal-buttons">
        <Button
          type="submit"
          isBlock
          isLoading={isRunning}
          isDisabled={isRunning || !isReady(asked, password)}
        >
          {INVITATION_TEXTS.next}
        </Button>
      </div>
    </Form>
  );
}
