import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Link } from "@tanstack/react-router";
import { useMayUse } from "../shell/viewer.js";
import { UserEvents } from "./user-events.js";

/** In place of a user who is not there. The events are: they outlive the user. */
export function NoUser({ id }: { readonly id: string }) {
  const mayReadEvents = useMayUse()("events");
  return (
    <div className="tp-cards">
      <Alert isInline variant="info" component="p" title="There is no such user, or the user was deleted.">
        {mayReadEvents ? "The events stay, and are shown below. " : ""}
        <Link to="/users">Go to the users</Link>
      </Alert>
      {mayReadEvents ? <UserEvents userId={id} /> : null}
    </div>
  );
}
