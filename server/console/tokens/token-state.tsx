import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import type { TokenRowFragment } from "../generated/documents.js";
import { LockedLabel } from "../lists/locked-label.js";
import { BypassLabel, type RunningBypass } from "./bypass-label.js";

/** Whether a token is in use, and what is special about it. @param bypasses those that count at the place that is shown. */
export function TokenState({
  token: { enabled, status, lock },
  bypasses,
}: {
  readonly token: Pick<TokenRowFragment, "enabled" | "status" | "lock">;
  readonly bypasses: readonly RunningBypass[];
}) {
  return (
    <div className="tp-row">
      <Label color={enabled ? "green" : "grey"}>{enabled ? "Active" : "Inactive"}</Label>
      {status === "PENDING" ? <Label status="info">Pending</Label> : null}
      <LockedLabel locks={[lock]} />
      <BypassLabel bypasses={bypasses} />
    </div>
  );
}
