import { useEffect, useState } from "react";
import { messageOf } from "../../data/request-error.js";
import { LonePage } from "../page-card.js";
import { useLinkSecret } from "../place.js";
import { AcceptForm } from "./accept-form.js";
import { readInvitation, type Invitation } from "./invitation.js";
import { INVITATION_TEXTS } from "./texts.js";

/** What is known of a link. */
interface OpenedLink {
  readonly secret: string;
  readonly invitation?: Invitation;
  /** Why it does not work. */
  readonly problem?: string;
}

/** Reads the link that was opened; undefined until that is done. */
function useOpenedLink(): OpenedLink | undefined {
  const secret = useLinkSecret();
  const [link, setLink] = useState<OpenedLink>();
  useEffect(() => {
    if (secret === "") {
      setLink({ secret, problem: INVITATION_TEXTS.noSecret });
      return;
    }
    readInvitation(secret).then(
      (invitation) => setLink({ secret, invitation }),
      (thrown: unknown) => setLink({ secret, problem: messageOf(thrown) }),
    );
  }, [secret]);
  return link?.secret === secret ? link : undefined;
}

/** Where a link of an invitation leads. Opening it uses nothing up: only the button does. */
export function InvitationPage({ onAccepted }: { readonly onAccepted: () => void }) {
  const link = useOpenedLink();
  if (link === undefined) return null;
  const { secret, invitation, problem } = link;
  if (invitation === undefined) return <LonePage title={INVITATION_TEXTS.dead} problem={problem} />;
  const { account, resource } = invitation;
  return (
    <LonePage title={INVITATION_TEXTS.title} brand={`${account} · ${resource}`}>
      <AcceptForm key={secret} secret={secret} invitation={invitation} onAccepted={onAccepted} />
    </LonePage>
  );
}
