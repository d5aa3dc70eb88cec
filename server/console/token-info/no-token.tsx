import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Link } from "@tanstack/react-router";

/** In place of a token that is not there. Its events are: they outlive it. */
export function NoToken() {
  return (
    <Alert isInline variant="info" component="p" title="There is no such token, or it was deleted.">
      Its events stay, and are shown below. <Link to="/tokens">Go to the tokens</Link>
    </Alert>
  );
}
