import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Card, CardBody, CardTitle } from "@patternfly/react-core/dist/esm/components/Card";
import type { ReactNode } from "react";
import { PageTitle } from "../parts/page-title.js";
import { useWords } from "../words/shared-words.js";

/** A page for somebody who is not signed in yet. */
export function SessionCard({
  title,
  problem,
  children,
}: {
  readonly title: string;
  readonly problem?: string | undefined;
  readonly children?: ReactNode;
}) {
  const { alerts } = useWords();
  return (
    <main className="tp-session">
      <Card className="tp-session-card" component="section">
        <CardTitle component="div">
          <span className="tp-session-brand">Tokenplane</span>
          <PageTitle title={title} key={title} />
        </CardTitle>
        <CardBody>
          {problem === undefined ? null : (
            <div role="alert">
              <Alert
                isInline
                variant="danger"
                variantLabel={alerts.danger}
                title={problem}
                component="p"
                className="tp-session-problem"
              />
            </div>
          )}
          {children}
        </CardBody>
      </Card>
    </main>
  );
}
