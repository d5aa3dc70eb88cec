import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useCallback, useEffect, useState } from "react";
import { hasCode, getMessage } from "../../data/request-error.js";
import { Notice } from "../notice.js";
import { LonePage } from "../page-card.js";
import { goNow, portalAddress, useLinkSecret } from "../place.js";
import type { PortalState } from "../portal-state.js";
import { type FirstPage, ProofPage } from "../sign-in/proof-page.js";
import { AcceptForm } from "./accept-form.js";
import { readInvitation, type Invitation } from "./invitation.js";
import { showKnownLanguage, useTexts } from "../language.js";

/** The state of a link. */
interface OpenedLink {
  readonly invitation?: Invitation;
  /** Why it does not work; undefined also where there is no secret to ask with. */
  readonly problem?: unknown;
}

/** Reads a link. @returns what is known of it, undefined until it is read; and what reads it again. */
function useOpenedLink(secret: string): readonly [OpenedLink | undefined, () => void] {
  const [link, setLink] = useState<OpenedLink>();
  const read = useCallback(() => {
    async function open() {
      const invitation = await readInvitation(secret);
      // In the language before, if it cannot be loaded.
      await showKnownLanguage(invitation.locale).catch(() => {});
      setLink({ invitation });
    }
    if (secret === "") setLink({});
    else open().catch((thrown: unknown) => setLink({ problem: thrown }));
  }, [secret]);
  useEffect(read, [read]);
  // A session is of one portal: the link is used on the page of its own.
  const address = link?.invitation?.address ?? portalAddress;
  const isElsewhere = address !== portalAddress;
  useEffect(() => {
    if (isElsewhere) globalThis.location.replace(`/s/${address}/invitation#${secret}`);
  }, [isElsewhere, address, secret]);
  return [isElsewhere ? undefined : link, read];
}

interface InvitationPageProps {
  /** undefined while it is not known yet. */
  readonly state: PortalState | undefined;
  readonly onSignedIn: (page: FirstPage) => void;
}

/** Where a link to the portal leads. Opening it uses nothing up: only the button does. */
export function InvitationPage(props: InvitationPageProps) {
  const secret = useLinkSecret();
  // Another link that is opened in the same tab has nothing of this one.
  return <Link key={secret} secret={secret} {...props} />;
}

function Link({ secret, state, onSignedIn }: InvitationPageProps & { readonly secret: string }) {
  const { invitation: texts, signIn, common } = useTexts();
  const [link, readAgain] = useOpenedLink(secret);
  const [attempt, setAttempt] = useState<string>();
  if (link === undefined) return null;
  const { invitation, problem } = link;
  if (invitation === undefined) {
    const isDead = secret === "" || hasCode(problem, "NOT_FOUND");
    return (
      <LonePage
        title={isDead ? texts.dead : common.notShown}
        problem={secret === "" ? texts.noSecret : getMessage(problem)}
      >
        <div>
          {isDead ? (
            <Button onClick={() => goNow({ page: "HOME" }, { replace: true })}>{signIn.signIn}</Button>
          ) : (
            <Button onClick={readAgain}>{common.tryAgain}</Button>
          )}
        </div>
      </LonePage>
    );
  }
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
      {navigator.cookieEnabled ? null : <Notice kind="warning">{signIn.noCookies}</Notice>}
      <AcceptForm
        secret={secret}
        invitation={invitation}
        onAccepted={() => onSignedIn("CONNECT")}
        onAttempt={setAttempt}
      />
    </LonePage>
  );
}
