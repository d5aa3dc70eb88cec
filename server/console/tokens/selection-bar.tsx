import { send } from "../data/send.js";
import { TokenIdsDocument, type TokenFilter } from "../generated/documents.js";
import { SelectedRows } from "../lists/selected-rows.js";
import type { Selection } from "../lists/selection.js";
import type { ReadMatching } from "../lists/use-all-matching.js";
import { DialogButton } from "../parts/dialog-button.js";
import { useMayUse } from "../shell/viewer.js";
import { BulkActiveDialog } from "./bulk-active-dialog.js";
import { BulkBypassDialog } from "./bulk-bypass-dialog.js";
import { BulkDeleteDialog } from "./bulk-delete-dialog.js";
import type { TokensOutcome } from "./selection-after.js";
import { selectedToken, type SelectedToken } from "./token-table.js";
import { useBulkActive } from "./use-bulk-active.js";

/** Reads the tokens that a filter finds. */
function matchingTokens(filter: TokenFilter): ReadMatching<SelectedToken> {
  return async (page) => {
    const { tokens } = await send(TokenIdsDocument, { ...page, filter });
    return { rows: (tokens?.nodes ?? []).map(selectedToken), pageInfo: tokens?.pageInfo };
  };
}

/** The actions for the selected tokens. */
export function SelectionBar({
  selection,
  onSelect,
  onDone,
  filter,
  total,
}: {
  readonly selection: Selection<SelectedToken>;
  readonly onSelect: (selection: Selection<SelectedToken>) => void;
  /** Something was done with tokens that are selected, or were before. */
  readonly onDone: (tried: Selection<SelectedToken>, outcome: TokensOutcome) => void;
  /** The filter of the list, and how many tokens it has on all pages. */
  readonly filter: TokenFilter;
  readonly total: number;
}) {
  const mayUse = useMayUse();
  const { setActive, isRunning } = useBulkActive(onDone);
  const activeDialog = (isActive: boolean, close: () => void) => (
    <BulkActiveDialog
      selection={selection}
      isActive={isActive}
      isRunning={isRunning}
      onSubmit={() => void setActive(selection, isActive).then(close)}
      onClose={close}
    />
  );
  return (
    <SelectedRows
      label="Selected tokens"
      selection={selection}
      total={total}
      view={JSON.stringify(filter)}
      readMatching={matchingTokens(filter)}
      onSelect={onSelect}
    >
      {mayUse("tokensBypassGrant") ? (
        <DialogButton variant="secondary" label="Bypass…">
          {(close) => <BulkBypassDialog selection={selection} onClose={close} onDone={onDone} />}
        </DialogButton>
      ) : null}
      {mayUse("tokensEnable") ? (
        <DialogButton variant="secondary" label="Activate…">
          {(close) => activeDialog(true, close)}
        </DialogButton>
      ) : null}
      {mayUse("tokensDisable") ? (
        <DialogButton variant="secondary" label="Deactivate…">
          {(close) => activeDialog(false, close)}
        </DialogButton>
      ) : null}
      {mayUse("tokensDelete") ? (
        <DialogButton variant="secondary" isDanger label="Delete…">
          {(close) => <BulkDeleteDialog selection={selection} onClose={close} onDone={onDone} />}
        </DialogButton>
      ) : null}
    </SelectedRows>
  );
}
