import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { useAskAgainAfter } from "../data/use-ask-again.js";
import type { InvitationState } from "../generated/documents.js";
import { Ago } from "../times/ago.js";

const STATES: Readonly<Record<InvitationState, string>> = {
  OPEN: "Open",
  USED: "Used",
  EXPIRED: "Expired",
  REVOKED: "Revoked",
};

/** When somebody was invited, and what became of the link. */
export function InvitedWhen({
  invitation: { createdAt, state, expiresAt },
}: {
  readonly invitation: {
    readonly createdAt: string;
    readonly state: InvitationState;
    readonly expiresAt: string;
  };
}) {
  useAskAgainAfter([state === "OPEN" ? expiresAt : null]);
  return (
    <span className="tp-row">
      <Ago at={createdAt} />
      <Label isCompact>{STATES[state]}</Label>
    </span>
  );
}
