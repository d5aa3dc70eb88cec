import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useState, type FormEvent } from "react";
import { textOf } from "../../data/property.js";
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
  return asked === "PROVE" ? password !== "" : missingIn(password) === undefined;
}

/** What is said above the password. */
const SAID: Partial<Readonly<Record<AskedPassword, string>>> = {
  PROVE: INVITATION_TEXTS.prove,
  SET: INVITATION_TEXTS.choose,
};

/** What a link asks for. An invitation is used up when the server accepts it; a reset of the password goes on with an attempt. */
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
  const [password, setPassword] = useState("");
  const { isRunning, make, problemBeside, problemOf } = useAttempt();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      const answer = await request("POST", "/portal/invitation/accept", {
        token: secret,
        ...(asked === "NONE" ? {} : { password }),
      });
      if (asked === "RESET") onAttempt(textOf(answer, "attempt"));
      else onAccepted();
    });
  };
  const problem = problemBeside(...(asked === "NONE" ? [] : ["password"]));
  return (
    <Form onSubmit={submit} noValidate>
      <p>{INVITATION_TEXTS[asked === "RESET" ? "resetLead" : "lead"](login, account, resource)}</p>
      {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
      {asked === "NONE" ? null : (
        <>
          {SAID[asked] === undefined ? null : <p>{SAID[asked]}</p>}
          {/* Password managers keep the password with it. */}
          <input type="text" hidden readOnly autoComplete="username" value={login} />
          <PasswordField
            id="password"
            label={asked === "RESET" ? INVITATION_TEXTS.newPassword : INVITATION_TEXTS.password}
            value={password}
            onChange={setPassword}
            problem={problemOf("password")}
            autoComplete={asked === "PROVE" ? "current-password" : "new-password"}
          />
          {asked === "PROVE" ? null : <PasswordStrength password={password} />}
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
