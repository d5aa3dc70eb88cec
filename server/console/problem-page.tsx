import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import {
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from "@patternfly/react-core/dist/esm/components/EmptyState";
import { Link, useRouter } from "@tanstack/react-router";
import { getMessage } from "./data/request-error.js";
import { PageTitle } from "./parts/page-title.js";

/** Shown in place of a page that cannot be shown. */
export function ProblemPage({ error }: { readonly error: unknown }) {
  const router = useRouter();
  return (
    <div className="tp-problem">
      <PageTitle title="This page cannot be shown" />
      <EmptyState>
        <EmptyStateBody>{getMessage(error)}</EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={() => void router.invalidate()}>Try again</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </div>
  );
}

/** Shown at an address that no page has. */
export function NotFoundPage() {
  return (
    <div className="tp-problem">
      <PageTitle title="There is no such page" />
      <EmptyState>
        <EmptyStateBody>The console has no page with this address.</EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Link to="/tokens">Go to the tokens</Link>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </div>
  );
}
