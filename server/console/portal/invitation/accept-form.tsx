import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { getText } from "../../data/property.js";
import { hasCode } from "../../data/request-error.js";
import { request } from "../../data/request.js";
import { useAttempt } from "../../data/use-attempt.js";
import { PasswordField } from "../../fields/password-field.js";
import { missingIn } from "../../fields/password-rules.js";
import { PasswordStrength } from "../../fields/password-strength.js";
import type { AskedPassword, Invitation } from "./invitation.js";
import { Notice } from "../notice.js";
import { shownLanguage, useTexts } from "../language.js";
import { ProgressButton } from "../../parts/progress-button.js";

function isReady(asked: AskedPassword, password: string): boolean {
  if (asked === "NONE") return true;
  return asked === "PROVE" ? password !== "" : missingIn(password) === undefined;
}

/** The form that a link opens. The server's acceptance uses an invitation up; a reset of the password continues with an attempt. */
export function AcceptForm({
  secret,
  invitation: { account, resource, login, password: asked },
  onAccepted,
  onAttempt,
}: {
  readonly secret: string;
  readonly invitation: Invitation;
  readonly onAccepted: () => void;
  readonly onAttempt: (attempt: string) => void;
}) {
  const { invitation: texts } = useTexts();
  const [password, setPassword] = useState("");
  const { isRunning, make, problem, problemBeside, getProblem } = useAttempt();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      const answer = await request("POST", "/portal/invitation/accept", {
        token: secret,
        locale: shownLanguage(),
        ...(asked === "NONE" ? {} : { password }),
      });
      if (asked === "RESET") onAttempt(getText(answer, "attempt"));
      else onAccepted();
    });
  };
  const above = problemBeside(...(asked === "NONE" ? [] : ["password"]));
  return (
    <Form onSubmit={submit} noValidate>
      <p>{texts[asked === "RESET" ? "resetLead" : "lead"](login, account, resource)}</p>
      {above === undefined ? null : <Notice kind="danger">{above}</Notice>}
      {asked === "NONE" ? null : (
        <>
          {asked === "RESET" ? null : <p>{asked === "PROVE" ? texts.prove : texts.choose}</p>}
          {/* Password managers keep the password with it. */}
          <input type="text" hidden readOnly autoComplete="username" value={login} />
          <PasswordField
            id="password"
            label={asked === "RESET" ? texts.newPassword : texts.password}
            value={password}
            onChange={setPassword}
            problem={
              asked === "PROVE" && hasCode(problem, "VALIDATION_FAILED")
                ? texts.wrongPassword
                : getProblem("password")
            }
            autoComplete={asked === "PROVE" ? "current-password" : "new-password"}
          />
          {asked === "PROVE" ? null : (
            <PasswordStrength password={password} isRefused={getProblem("password") !== undefined} />
          )}
        </>
      )}
      <div className="tp-portal-buttons">
        <ProgressButton type="submit" isBlock isRunning={isRunning} isDisabled={!isReady(asked, password)}>
          {texts.next}
        </ProgressButton>
      </div>
    </Form>
  );
}
