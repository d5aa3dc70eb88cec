import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import {
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from "@patternfly/react-core/dist/esm/components/EmptyState";
import { useNavigate } from "@tanstack/react-router";
import { EmptyList } from "../lists/empty-list.js";
import { useMayUse } from "../shell/viewer.js";

/** By what the first tokens are made, as far as the person may. */
function FirstTokens() {
  const mayUse = useMayUse();
  const navigate = useNavigate();
  return (
    <EmptyStateFooter>
      <EmptyStateActions>
        {mayUse("tokenCreate") ? (
          <Button onClick={() => void navigate({ to: "/tokens/new" })}>Create</Button>
        ) : null}
        {mayUse("tokenImport") ? (
          <Button variant="secondary" onClick={() => void navigate({ to: "/tokens/import" })}>
            Import
          </Button>
        ) : null}
      </EmptyStateActions>
    </EmptyStateFooter>
  );
}

/** In place of a list without rows. */
export function NoTokens({
  isFiltered,
  onClear,
}: {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}) {
  return isFiltered ? (
    <EmptyList title="No token matches." action={{ label: "Clear filters", run: onClear }} />
  ) : (
    <EmptyState titleText="No tokens yet." headingLevel="h2">
      <EmptyStateBody>Create one, or import the CSV file that came with your devices.</EmptyStateBody>
      <FirstTokens />
    </EmptyState>
  );
}
