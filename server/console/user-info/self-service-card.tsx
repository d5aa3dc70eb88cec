import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { useAskAgainAfter } from "../data/use-ask-again.js";
import { InvitationsOfUserDocument, type InvitationsOfUserQuery } from "../generated/documents.js";
import { InvitedWhen } from "../invitations/invited-when.js";
import { ReadProblem } from "../lists/read-problem.js";
import { DialogButton } from "../parts/dialog-button.js";
import { Fact, Facts } from "../parts/facts.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayUse } from "../shell/viewer.js";
import { Ago } from "../times/ago.js";
import { Moment } from "../times/moment.js";
import { RecoveryCodeRevokeDialog } from "../token-info/recovery-code-revoke-dialog.js";
import { InvitationRevokeDialog } from "./invitation-revoke-dialog.js";
import { InviteDialog, PasswordResetDialog } from "./link-dialog.js";
import type { UserInfo } from "./user-info.js";

type Mail = NonNullable<NonNullable<InvitationsOfUserQuery["invitations"]>["nodes"][number]["message"]>;

/** The state of the mail with a link, in words. */
function mailText({ state, sentTo }: Mail): string {
  switch (state) {
    case "PENDING":
    case "SENDING":
      return `, being mailed to ${sentTo}`;
    case "ACCEPTED":
      return `, mailed to ${sentTo}`;
    case "UNKNOWN":
      return `, perhaps mailed to ${sentTo}`;
    case "CANCELLED":
    case "EXPIRED":
    case "REFUSED":
    case "SUPPRESSED":
      return `, but the mail to ${sentTo} was not sent`;
  }
}

/** How often it is asked what became of a mail that is being sent, in milliseconds: no event says it. */
const OFTEN = 5_000;

function isBeingSent(mail: Mail | null): boolean {
  return mail !== null && (mail.state === "PENDING" || mail.state === "SENDING");
}

/** When a user was last invited, and the links that still let the user in. */
function Invitations({ userId }: { readonly userId: string }) {
  const answer = useQuery({
    ...query(InvitationsOfUserDocument, { user: { id: userId } }),
    refetchInterval: ({ state }) =>
      state.data?.invitations?.nodes.some(({ message }) => isBeingSent(message)) === true ? OFTEN : false,
  });
  useAskAgainAfter((answer.data?.invitations?.nodes ?? []).map(({ expiresAt }) => expiresAt));
  const mayRevoke = useMayUse()("invitationRevoke");
  const failure = getFailure(answer);
  if (failure !== undefined)
    return (
      <Fact name="Invitations">
        <ReadProblem failure={failure} />
      </Fact>
    );
  const { data } = answer;
  const last = data?.user?.lastInvitation;
  const open = data?.invitations?.nodes.map((invitation) => (
    <Fact
      key={invitation.id}
      name={invitation.purpose === "ENROL" ? "Invitation" : "Link for a password"}
      actions={
        mayRevoke ? (
          <DialogButton variant="link" isInline label="Revoke link">
            {(close) => <InvitationRevokeDialog id={invitation.id} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {invitation.resource === null ? "To the console" : `To the portal of ${invitation.resource.name}`}
      {invitation.message === null ? "" : mailText(invitation.message)}. Works until{" "}
      <Moment at={invitation.expiresAt} />
    </Fact>
  ));
  return (
    <>
      {last == null ? null : (
        <Fact name="Invited">
          <InvitedWhen invitation={last} />
        </Fact>
      )}
      {open}
    </>
  );
}

/** How a user gets into a portal, or back into it. */
export function SelfServiceCard({ user }: { readonly user: UserInfo }) {
  const mayUse = useMayUse();
  return (
    <InfoCard
      title="Self-service"
      actions={
        <>
          {mayUse("invitationCreate") ? (
            <DialogButton variant="secondary" size="sm" label="Invite">
              {(close) => <InviteDialog user={user} onClose={close} />}
            </DialogButton>
          ) : null}
          <DialogButton variant="secondary" size="sm" label="Reset password">
            {(close) => <PasswordResetDialog user={user} onClose={close} />}
          </DialogButton>
        </>
      }
    >
      <Content component="p">
        An invitation lets this person connect a token in the portal of a resource. To set a new password, the
        person needs a link and a code of the token.
      </Content>
      <Facts label="Self-service">
        <Fact
          name="Recovery code"
          actions={
            mayUse("recoveryCodeRevoke") && user.recoveryCodeCreatedAt !== null ? (
              <DialogButton variant="link" isInline label="Revoke recovery code">
                {(close) => <RecoveryCodeRevokeDialog user={user} onClose={close} />}
              </DialogButton>
            ) : null
          }
        >
          {user.recoveryCodeCreatedAt === null ? (
            "None"
          ) : (
            <>
              Made <Ago at={user.recoveryCodeCreatedAt} />
            </>
          )}
        </Fact>
        {mayUse("invitations") ? <Invitations userId={user.id} /> : null}
      </Facts>
    </InfoCard>
  );
}
