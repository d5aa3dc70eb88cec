import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useState, type FormEvent } from "react";
import { hasCode } from "../data/request-error.js";
import { request } from "../data/request.js";
import { CodeField } from "../fields/code-field.js";
import { SecretToScan } from "../fields/secret-to-scan.js";
import { useToasts } from "../parts/toasts.js";
import { leftText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { startEnrolment, type Enrolment } from "./enrolment.js";
import { SessionCard } from "./session-card.js";
import { readSessionState } from "./session-state.js";
import { useAttempt } from "../data/use-attempt.js";
import { ProgressButton } from "../parts/progress-button.js";
import { useSignOut } from "./use-sign-out.js";

/** Connects an authenticator app to oneself: the last step before the first sign-in. */
export function EnrolmentPage() {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [hasFailed, setFailed] = useState(false);
  const [hasEnded, setEnded] = useState(false);
  const [code, setCode] = useState("");
  const { isRunning, make, problem } = useAttempt();
  const navigate = useNavigate();
  const now = useNow();
  const queries = useQueryClient();
  const toasts = useToasts();
  const signOut = useSignOut();
  // The link is used up, and without a token the person cannot sign in. Another tab may have completed it.
  const end = useCallback(async () => {
    const { level } = await readSessionState();
    if (level === 2) await navigate({ to: "/tokens", replace: true });
    else setEnded(true);
  }, [navigate]);
  const start = useCallback(
    () =>
      make(async () => {
        setCode("");
        try {
          setEnrolment(await startEnrolment());
        } catch (thrown) {
          setFailed(true);
          if (hasCode(thrown, "UNAUTHENTICATED")) return end();
          throw thrown;
        }
      }),
    [make, end],
  );
  useEffect(start, [start]);
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    make(async () => {
      try {
        await request("POST", "/enrolment/confirm", { code });
      } catch (thrown) {
        if (hasCode(thrown, "UNAUTHENTICATED")) return end();
        setCode("");
        // Another tab may have used some up.
        if (
          enrolment !== undefined &&
          hasCode(thrown, "WRONG_CODE", "REPLAYED") &&
          thrown.attemptsLeft !== undefined
        )
          setEnrolment({ ...enrolment, attemptsLeft: thrown.attemptsLeft });
        throw thrown;
      }
      queries.clear();
      toasts.clear();
      await navigate({ to: "/tokens", replace: true });
    });
  };
  const attempts = enrolment?.attemptsLeft ?? 0;
  const left = enrolment === undefined ? 0 : Date.parse(enrolment.expiresAt) - now;
  const isOver = hasCode(problem, "ENROLMENT_ENDED") || attempts <= 0;
  // A person who opened somebody else's link, or comes back to it, would see nothing but this page.
  const signOutButton = (
    <Button variant="link" onClick={() => make(signOut)}>
      Sign out
    </Button>
  );
  if (hasEnded) {
    return (
      <SessionCard title="Your time to connect an app is over">
        <Content component="p">
          Ask an administrator for another link: the one that you opened works only once. If you set up the
          server, make another link on its host:
        </Content>
        <Content component="p" className="tp-long">
          <code>npx tokenplane administrator invite --login YOUR-LOGIN</code>
        </Content>
        <ActionGroup>
          <Button variant="link" onClick={() => void navigate({ to: "/sign-in", replace: true })}>
            Sign in
          </Button>
        </ActionGroup>
      </SessionCard>
    );
  }
  return (
    <SessionCard title="Connect your authenticator app" problem={problem?.message}>
      {enrolment === undefined ? (
        <ActionGroup>
          {hasFailed ? (
            <ProgressButton isRunning={isRunning} onClick={start}>
              Try again
            </ProgressButton>
          ) : null}
          {signOutButton}
        </ActionGroup>
      ) : (
        <>
          <Content component="p">
            Scan the picture with an authenticator app, such as Google Authenticator, or type the key into it.
            You have 30 minutes for this. Afterwards, you need another link.
          </Content>
          <SecretToScan {...enrolment} />
          <Form onSubmit={confirm}>
            <CodeField
              id="code"
              label="Code that the app shows"
              value={code}
              onChange={setCode}
              hint={[
                attempts === 1 ? "1 attempt left" : `${attempts} attempts left`,
                // The clock of this computer may be ahead: the server says when the time is over.
                ...(left > 0 ? [`${leftText(left)} left`] : []),
              ].join(" · ")}
            />
            <ActionGroup>
              <ProgressButton type="submit" isRunning={isRunning} isDisabled={code === "" || isOver}>
                Complete
              </ProgressButton>
              <Button variant="link" isDisabled={isRunning} onClick={start}>
                Start again with a new key
              </Button>
              {signOutButton}
            </ActionGroup>
          </Form>
        </>
      )}
    </SessionCard>
  );
}
