import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { countText } from "./count-text.js";

/** Says that a list has other rows now, and shows them when it is pressed. */
export function ChangePill({
  changes,
  onRefresh,
}: {
  readonly changes: number;
  readonly onRefresh: () => void;
}) {
  return (
    <div role="status">
      {changes === 0 ? null : (
        <Button variant="secondary" size="sm" onClick={onRefresh}>
          {countText(changes, "change")} · Refresh
        </Button>
      )}
    </div>
  );
}
