import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { getFailure } from "../data/read-failure.js";
import { ReadProblem } from "../lists/read-problem.js";
import { useToasts } from "../parts/toasts.js";
import { PasscodeForm } from "./passcode-form.js";
import { PasswordForm } from "./password-form.js";
import { SessionCard } from "./session-card.js";
import { readSessionState, sessionStateQuery } from "./session-state.js";
import { signInRoute } from "./sign-in-route.js";

/** First login and password, then the one-time password. */
export function SignInPage() {
  const { next = "/tokens", ended = false } = signInRoute.useSearch();
  const reading = useQuery(sessionStateQuery);
  const { data: state } = reading;
  const [login, setLogin] = useState("");
  const [hasNoCookie, setNoCookie] = useState(false);
  const [attempt, setAttempt] = useState<string>();
  const queries = useQueryClient();
  const router = useRouter();
  const toasts = useToasts();
  const failure = getFailure(reading);
  // The typed text stays, when only a later look at the server failed.
  if (failure !== undefined) {
    return (
      <SessionCard title="Sign in">
        <ReadProblem failure={failure} />
      </SessionCard>
    );
  }
  if (state === undefined) return null;
  if (!state.isSetUp) {
    return (
      <SessionCard title="Set up Tokenplane">
        <Content component="p">
          There is no administrator yet. Open the setup link. The server printed it when it started, or wrote
          it to a file that its log names.
        </Content>
      </SessionCard>
    );
  }
  if (state.level === 1) return <Navigate to="/enrol" replace />;
  const goOn = async () => {
    const { level } = await readSessionState();
    if (level !== 2) {
      setNoCookie(true);
      setAttempt(undefined);
      return;
    }
    // Nothing that another person saw stays.
    queries.clear();
    toasts.clear();
    router.history.replace(next);
  };
  if (state.level === 2) return <Navigate to={next} replace />;
  return attempt === undefined ? (
    <SessionCard title="Sign in">
      {ended && !hasNoCookie ? (
        <Alert isInline variant="info" component="p" title="Your session has ended. Sign in again." />
      ) : null}
      {navigator.cookieEnabled && !hasNoCookie ? null : (
        <Alert
          isInline
          variant="warning"
          component="p"
          title="This browser blocks cookies for this page. Allow them here: without cookies, nobody can sign in."
        />
      )}
      <PasswordForm
        asksForAccount={state.asksForAccount}
        login={login}
        onLogin={setLogin}
        onAttempt={setAttempt}
      />
    </SessionCard>
  ) : (
    <PasscodeForm attempt={attempt} onSignedIn={goOn} onAgain={() => setAttempt(undefined)} />
  );
}
