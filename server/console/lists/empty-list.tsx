import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import {
  EmptyState,
  EmptyStateActions,
  EmptyStateFooter,
} from "@patternfly/react-core/dist/esm/components/EmptyState";

/** In place of a list without rows. @param action leads to a list that may have some; undefined when nothing does. */
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

/** In place of a page behind the last row, or before the first one. @param many as in "users". */
export function EmptyPage({ many, onFirst }: { readonly many: string; readonly onFirst: () => void }) {
  return <EmptyList title={`No more ${many} match.`} action={{ label: "To the first page", run: onFirst }} />;
}
