import { useEffect, useState } from "react";
import { messageOf } from "../../data/request-error.js";
import { LonePage } from "../page-card.js";
import { portalAddress, useLinkSecret } from "../place.js";
import type { PortalState } from "../portal-state.js";
import { type FirstPage, ProofPage } from "../sign-in/proof-page.js";
import { AcceptForm } from "./accept-form.js";
import { readInvitation, type Invitation } from "./invitation.js";
import { useTexts } from "../language.js";

/** What is known of a link. */
interface OpenedLink {
  readonly secret: string;
  readonly invitation?: Invitation;
  /** Why it does not work; undefined also where there is no secret to ask with. */
  readonly problem?: unknown;
}

/** Reads the link that was opened; undefined until that is done. */
function useOpenedLink(): OpenedLink | undefined {
  const secret = useLinkSecret();
  const [link, setLink] = useState<OpenedLink>();
  useEffect(() => {
    if (secret === "") {
      setLink({ secret });
      return;
    }
    readInvitation(secret).then(
      (invitation) => setLink({ secret, invitation }),
      (thrown: unknown) => setLink({ secret, problem: thrown }),
    );
  }, [secret]);
  // A session is of one portal: the link is used on the page of its own.
  const address = link?.invitation?.address ?? portalAddress;
  const isElsewhere = address !== portalAddress;
  useEffect(() => {
    if (isElsewhere) globalThis.location.replace(`/s/${address}/invitation#${secret}`);
  }, [isElsewhere, address, secret]);
  return link?.secret === secret && !isElsewhere ? link : undefined;
}

/** Where a link to the portal leads. Opening it uses nothing up: only the button does. */
export function InvitationPage({
  state,
  onSignedIn,
}: {
  /** undefined while it is not known yet. */
  readonly state: PortalState | undefined;
  readonly onSignedIn: (page: FirstPage) => void;
}) {
  const { invitation: texts } = useTexts();
  const link = useOpenedLink();
  const [attempt, setAttempt] = useState<string>();
  if (link === undefined) return null;
  const { secret, invitation, problem } = link;
  if (invitation === undefined)
    return <LonePage title={texts.dead} problem={secret === "" ? texts.noSecret : messageOf(problem)} />;
  if (attempt !== undefined) {
    return state === undefined ? null : (
      <ProofPage
        state={state}
        attempt={attempt}
        asksForCode
        onSignedIn={onSignedIn}
        onAgain={() => setAttempt(undefined)}
      />
    );
  }
  const { account, resource, password } = invitation;
  const title = password === "RESET" ? texts.resetTitle : texts.title;
  return (
    <LonePage title={title} brand={`${account} · ${resource}`}>
      <AcceptForm
        key={secret}
        secret={secret}
        invitation={invitation}
        onAccepted={() => onSignedIn("CONNECT")}
        onAttempt={setAttempt}
      />
    </LonePage>
  );
}
