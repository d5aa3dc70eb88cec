import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { messageOf } from "../data/request-error.js";
import { AcceptForm } from "./accept-form.js";
import { invitationQuery, type Purpose } from "./invitation.js";
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

/** Where a link of an invitation leads. Opening it uses nothing up: only the form does. */
export function InvitationPage() {
  const { hash: token } = useLocation();
  const navigate = useNavigate();
  const { data: invitation, error } = useQuery(invitationQuery(token));
  if (error !== null) return <SessionCard title="This link does not work" problem={messageOf(error)} />;
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
        onAccepted={(next) => void navigate({ to: next === "ENROL" ? "/enrol" : "/sign-in", replace: true })}
      />
    </SessionCard>
  );
}
