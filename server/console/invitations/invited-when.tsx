import { Label } from "@patternfly/react-core/dist/esm/components/Label";
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
  invitation,
}: {
  readonly invitation: { readonly createdAt: string; readonly state: InvitationState };
}) {
  return (
    <span className="tp-row">
      <Ago at={invitation.createdAt} />
      <Label isCompact>{STATES[invitation.state]}</Label>
    </span>
  );
}
