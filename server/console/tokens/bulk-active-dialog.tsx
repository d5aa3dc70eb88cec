import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { countText } from "../lists/count-text.js";
import type { Selection } from "../lists/selection.js";
import { FormDialog } from "../parts/form-dialog.js";
import { SomeNames } from "./some-names.js";
import type { SelectedToken } from "./token-table.js";

/** Asks before many tokens are activated or deactivated at once. */
export function BulkActiveDialog({
  selection,
  isActive,
  isRunning,
  onSubmit,
  onClose,
}: {
  readonly selection: Selection<SelectedToken>;
  /** Whether the tokens are to be active. */
  readonly isActive: boolean;
  readonly isRunning: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}) {
  const count = countText(selection.size, "token");
  const verb = isActive ? "Activate" : "Deactivate";
  return (
    <FormDialog
      title={`${verb} ${count}?`}
      action={`${verb} ${count}`}
      variant="warning"
      isRunning={isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Content component="p">
        {isActive
          ? "They sign their users in again, also tokens that somebody deactivated because they were lost."
          : "Nobody can sign in with them until they are activated again."}
      </Content>
      <SomeNames tokens={[...selection.values()]} />
    </FormDialog>
  );
}
