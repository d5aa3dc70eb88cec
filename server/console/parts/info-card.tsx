import { Card, CardBody, CardHeader, CardTitle } from "@patternfly/react-core/dist/esm/components/Card";
import type { ReactNode } from "react";

/** A part of a page, with a heading and with what can be done beside it. */
export function InfoCard({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Card component="section" aria-label={title}>
      <CardHeader
        hasWrap
        {...(actions === undefined
          ? {}
          : { actions: { actions: <div className="tp-row">{actions}</div>, hasNoOffset: true } })}
      >
        <CardTitle component="h2">{title}</CardTitle>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
