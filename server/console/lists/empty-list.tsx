import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import {
  EmptyState,
  EmptyStateActions,
  EmptyStateFooter,
} from "@patternfly/react-core/dist/esm/components/EmptyState";

/** In place of a list without rows, with the one thing that can be done about it. */
export function EmptyList({
  title,
  action,
}: {
  readonly title: string;
  readonly action: { readonly label: string; readonly run: () => void } | undefined;
}) {
  return (
    <EmptyState titleText={title} headingLevel="h2">
      {action === undefined ? null : (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="secondary" onClick={action.run}>
              {action.label}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
