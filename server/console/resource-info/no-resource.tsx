import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Link } from "@tanstack/react-router";
import { useMayUse } from "../shell/viewer.js";
import { ResourceEvents } from "./resource-events.js";

/** In place of a resource that is not there. Its events are: they outlive it. */
export function NoResource({ id }: { readonly id: string }) {
  const mayReadEvents = useMayUse()("events");
  return (
    <div className="tp-cards">
      <Alert isInline variant="info" component="p" title="There is no such resource, or it was deleted.">
        {mayReadEvents ? "Its events stay, and are shown below. " : ""}
        <Link to="/resources">Go to the resources</Link>
      </Alert>
      {mayReadEvents ? <ResourceEvents resourceId={id} /> : null}
    </div>
  );
}
