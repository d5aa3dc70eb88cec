import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { DialogButton } from "../parts/dialog-button.js";
import { Fact, Facts } from "../parts/facts.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayUse } from "../shell/viewer.js";
import { ClearBypassPolicyDialog } from "./clear-bypass-policy-dialog.js";
import { MAXIMA, ORIGINS } from "./policy-words.js";
import type { ResourceInfo } from "./resource-info.js";
import { SetBypassPolicyDialog } from "./set-bypass-policy-dialog.js";

/** Which bypass is allowed at a resource. */
export function BypassPolicyCard({ resource }: { readonly resource: ResourceInfo }) {
  const mayUse = useMayUse();
  const { builtIn, bypassPolicy, effectiveBypassPolicy } = resource;
  if (builtIn) {
    return (
      <InfoCard title="Bypass policy">
        <Content component="p">
          A bypass never signs anybody in to the console, whatever a policy says.
        </Content>
      </InfoCard>
    );
  }
  const { maximumDuration, reasonRequired, grantedBy, origin } = effectiveBypassPolicy;
  return (
    <InfoCard
      title="Bypass policy"
      actions={
        <>
          {mayUse("bypassPolicySet") ? (
            <DialogButton
              variant="secondary"
              size="sm"
              label={bypassPolicy === null ? "Set a policy for this resource" : "Change the policy"}
            >
              {(close) => <SetBypassPolicyDialog resource={resource} onClose={close} />}
            </DialogButton>
          ) : null}
          {mayUse("bypassPolicyClear") && bypassPolicy !== null ? (
            <DialogButton variant="secondary" size="sm" label="Clear the policy">
              {(close) => <ClearBypassPolicyDialog resource={resource} onClose={close} />}
            </DialogButton>
          ) : null}
        </>
      }
    >
      <Facts label="Bypass policy">
        <Fact name="In force">{ORIGINS[origin]}</Fact>
        <Fact name="Longest bypass">
          {MAXIMA.find(({ value }) => value === maximumDuration)?.label ?? maximumDuration}
        </Fact>
        {maximumDuration === "NONE" ? null : (
          <>
            <Fact name="Reason">{reasonRequired ? "Must be given" : "May be given"}</Fact>
            <Fact name="Granted by">{grantedBy.join(", ")}</Fact>
          </>
        )}
      </Facts>
    </InfoCard>
  );
}
