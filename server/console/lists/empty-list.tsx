import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import {
  EmptyState,
  EmptyStateActions,
  EmptyStateFooter,
} from "@patternfly/react-core/dist/esm/components/EmptyState";

/** In place of a list without rows. @param onClear takes the filters away; undefined when there are none. */
export function EmptyList({
  title,
  onClear,
}: {
  readonly title: string;
  readonly onClear: (() => void) | undefined;
}) {
  return (
    <EmptyState titleText={title} headingLevel="h2">
      {onClear === undefined ? null : (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="secondary" onClick={onClear}>
              Clear filters
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
