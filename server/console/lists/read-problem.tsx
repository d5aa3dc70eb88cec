import { Alert, AlertActionLink } from "@patternfly/react-core/dist/esm/components/Alert";
import type { ReadFailure } from "../data/read-failure.js";
import { getMessage } from "../data/request-error.js";

/** Is shown in the place of what could not be read, says why, and reads it again. */
export function ReadProblem({ failure: { error, retry } }: { readonly failure: ReadFailure }) {
  return (
    <Alert
      isInline
      isLiveRegion
      variant="danger"
      component="p"
      title={getMessage(error)}
      actionLinks={<AlertActionLink onClick={retry}>Try again</AlertActionLink>}
    />
  );
}
