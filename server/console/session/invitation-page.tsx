import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { getFailure } from "../data/read-failure.js";
import { hasCode, getMessage } from "../data/request-error.js";
import { ReadProblem } from "../lists/read-problem.js";
import { AcceptForm } from "./accept-form.js";
import { invitationQuery, type Purpose } from "./invitation.js";
import { forgetLinkSecret, useLinkSecret } from "./link-secret.js";
import { SessionCard } from "./session-card.js";

const TITLES: Readonly<Record<Purpose, string>> = {
  SETUP: "Set up Tokenplane",
  JOIN: "Join Tokenplane",
  PASSWORD: "Choose a new password",
  TOKEN: "Get a new token",
};

const WHAT_FOLLOWS: Readonly<Record<Purpose, string>> = {
  SETUP: "You become the first administrator. After this, you connect an authenticator app.",
  JOIN: "Choose a password. After this, you connect an authenticator app.",
  PASSWORD: "Your other sessions end when you save it.",
  TOKEN: "Type your password. After this, you connect an authenticator app.",
};

/** Said where the secret of the link is missing. */
const NO_SECRET =
  "This page needs the whole link. Open the link again from the place where you found it, such as a mail or the server's log.";

/** Where a link of an invitation leads. Opening it uses nothing up: only the form does. */
export function InvitationPage() {
  const token = useLinkSecret("/invitation");
  const navigate = useNavigate();
  const reading = useQuery(invitationQuery(token));
  const failure = getFailure(reading);
  if (failure !== undefined && hasCode(failure.error, "NOT_FOUND")) {
    const problem = token === "" ? NO_SECRET : getMessage(failure.error);
    return <SessionCard title="This link does not work" problem={problem} />;
  }
  if (failure !== undefined) {
    return (
      <SessionCard title="This page cannot be shown">
        <ReadProblem failure={failure} />
      </SessionCard>
    );
  }
  const invitation = reading.data;
  if (invitation === undefined) return null;
  const { purpose, login } = invitation;
  return (
    <SessionCard title={TITLES[purpose]}>
      <Content component="p">
        {login === null ? "" : `You are ${login} at ${invitation.account}. `}
        {WHAT_FOLLOWS[purpose]}
      </Content>
      <AcceptForm
        token={token}
        purpose={purpose}
        login={login}
        onAccepted={(next) => {
          forgetLinkSecret("/invitation");
          void navigate({ to: next === "ENROL" ? "/enrol" : "/sign-in", replace: true });
        }}
      />
    </SessionCard>
  );
}
