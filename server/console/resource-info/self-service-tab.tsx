import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useRef, useState } from "react";
import { DialogButton } from "../parts/dialog-button.js";
import { InfoCard } from "../parts/info-card.js";
import { useReturnFocus } from "../parts/return-focus.js";
import { useMayUse } from "../shell/viewer.js";
import { ClosePortalDialog } from "./close-portal-dialog.js";
import type { ResourceInfo } from "./resource-info.js";
import { SelfServiceFacts } from "./self-service-facts.js";
import { SelfServiceForm } from "./self-service-form.js";

/** The self-service policy of a resource: the actions of users in its portal. */
export function SelfServiceTab({ resource }: { readonly resource: ResourceInfo }) {
  const mayUse = useMayUse();
  const [isEditing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  useReturnFocus(isEditing, opener);
  const { builtIn, selfService } = resource;
  const maySet = mayUse("selfServicePolicySet");
  const mayClose = mayUse("selfServicePolicyClear") && selfService !== null;
  if (builtIn) {
    return (
      <InfoCard title="General">
        <Content component="p">This resource is the console, so it has no portal.</Content>
      </InfoCard>
    );
  }
  if (isEditing) return <SelfServiceForm resource={resource} onClose={() => setEditing(false)} />;
  return (
    <div className="tp-cards">
      {maySet || mayClose ? (
        <div className="tp-row">
          {maySet ? (
            <Button ref={opener} variant="secondary" onClick={() => setEditing(true)}>
              {selfService === null ? "Open the portal" : "Edit self-service"}
            </Button>
          ) : null}
          {mayClose ? (
            <DialogButton variant="secondary" isDanger label="Close the portal">
              {(close) => <ClosePortalDialog resource={resource} policy={selfService} onClose={close} />}
            </DialogButton>
          ) : null}
        </div>
      ) : null}
      {selfService === null ? (
        <InfoCard title="General">
          <Content component="p">The portal is closed. Users cannot do anything by themselves.</Content>
        </InfoCard>
      ) : (
        <SelfServiceFacts policy={selfService} />
      )}
    </div>
  );
}
