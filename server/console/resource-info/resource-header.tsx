import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Switch } from "@patternfly/react-core/dist/esm/components/Switch";
import { PageTitle } from "../parts/page-title.js";
import { lockoutText } from "../resources/lockout-text.js";
import { useResourceEnabled } from "../resources/use-resource-enabled.js";
import { useMayUse } from "../shell/viewer.js";
import type { ResourceInfo } from "./resource-info.js";

/** The name of a resource, and whether anybody may sign in there. */
export function ResourceHeader({ resource }: { readonly resource: ResourceInfo }) {
  const mayUpdate = useMayUse()("resourceUpdate");
  const setEnabled = useResourceEnabled();
  const { name, builtIn, enabled, selfService } = resource;
  const lockout = lockoutText(resource);
  return (
    <div className="tp-head">
      <div className="tp-row">
        <PageTitle title={name} />
        {mayUpdate && !builtIn ? (
          <Switch
            id="resource-active"
            label="Active"
            isChecked={enabled}
            onChange={(_event, isActive) => void setEnabled(resource, isActive)}
          />
        ) : (
          <Label color={enabled ? "green" : "grey"}>{enabled ? "Active" : "Inactive"}</Label>
        )}
        {builtIn ? <Label>Built in</Label> : null}
        {selfService === null ? null : <Label color="blue">Portal open</Label>}
      </div>
      <Content component="p">
        A token is locked here {lockout.charAt(0).toLowerCase()}
        {lockout.slice(1)}.
      </Content>
    </div>
  );
}
