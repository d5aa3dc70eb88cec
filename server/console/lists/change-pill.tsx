import { Button } from "@patternfly/react-core/dist/esm/components/Button";

/**
 * Says that a list has other rows now, and shows them when it is pressed. Its place is kept while there are none, so that it moves
 * nothing when it appears.
 */
export function ChangePill({
  changes,
  label,
  onRefresh,
}: {
  readonly changes: number;
  /** As in "1 change · Refresh". */
  readonly label: string;
  readonly onRefresh: () => void;
}) {
  return (
    <div role="status">
      <Button
        variant="secondary"
        size="sm"
        onClick={onRefresh}
        {...(changes === 0 ? { className: "tp-unseen" } : {})}
      >
        {label}
      </Button>
    </div>
  );
}
