import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";

/** How many tokens there may be, and how many there are. */
export interface Room {
  readonly used: number;
  readonly limit: number;
}

/** Says that no token can be created. */
export function FullPlan({ used, limit }: Room) {
  return (
    <Alert
      isInline
      variant="warning"
      component="p"
      title={`${used.toLocaleString("en")} of ${limit.toLocaleString("en")} tokens used. Delete one or change the plan.`}
    />
  );
}
