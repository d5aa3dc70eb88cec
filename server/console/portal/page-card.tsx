import { Card, CardBody, CardTitle } from "@patternfly/react-core/dist/esm/components/Card";
import type { ReactNode } from "react";
import { PageTitle } from "../parts/page-title.js";
import { Notice } from "./notice.js";

/** A page with one thing to do. */
export function PageCard({
  title,
  brand,
  problem,
  children,
}: {
  readonly title: string;
  /** Whose portal it is, above the title. */
  readonly brand?: string | undefined;
  readonly problem?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <Card component="section">
      <CardTitle component="div">
        {brand === undefined ? null : <p className="tp-portal-brand">{brand}</p>}
        <PageTitle title={title} key={title} />
      </CardTitle>
      <CardBody className="tp-portal-stack">
        {problem === undefined ? null : <Notice kind="danger">{problem}</Notice>}
        {children}
      </CardBody>
    </Card>
  );
}

/** A page for somebody who is not signed in. */
export function LonePage(props: Parameters<typeof PageCard>[0]) {
  return (
    <main className="tp-portal tp-portal-lone">
      <PageCard {...props} />
    </main>
  );
}
