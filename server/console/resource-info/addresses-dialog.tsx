import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { getBlocks, blocksProblem, blocksText } from "../fields/address-blocks.js";
import { ResourceUpdateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { ADDRESS_FIELD, AddressField } from "../resources/address-field.js";
import type { ResourceDialogProps } from "./resource-info.js";
import { StaleAlert } from "./stale-alert.js";
import { useFirstShown } from "./use-first-shown.js";

/** Changes from where people may sign in at a resource. */
export function AddressesDialog({ resource, onClose }: ResourceDialogProps) {
  const { id, name, builtIn, allowedAddresses } = resource;
  const current = blocksText(allowedAddresses);
  const [text, setText] = useState(current);
  const [isChecked, setChecked] = useState(false);
  const update = useAction(ResourceUpdateDocument, onClose);
  const { isStale, forget } = useFirstShown(current, update.isRunning);
  const problem = blocksProblem(text);
  const submit = () => {
    setChecked(true);
    if (problem === undefined) void update.run({ resource: { id }, allowedAddresses: getBlocks(text) });
  };
  const change = (changed: string) => {
    setText(changed);
    update.clear();
  };
  const showCurrent = () => {
    forget();
    change(current);
    document.getElementById(ADDRESS_FIELD)?.focus();
  };
  return (
    <FormDialog
      title={`Change the addresses of ${name}`}
      action="Save"
      problem={refusalAbove(update.refusal, ["allowedAddresses"])}
      isRunning={update.isRunning}
      onSubmit={submit}
      onClose={onClose}
    >
      {builtIn ? (
        <Alert
          isInline
          variant="warning"
          component="p"
          title="This resource is the console. From other addresses, no administrator can sign in to it, not even you."
        />
      ) : null}
      <AddressField
        value={text}
        problem={(isChecked ? problem : undefined) ?? refusalAt(update.refusal, "allowedAddresses")}
        onChange={change}
      />
      <StaleAlert isStale={isStale} onShow={showCurrent} />
    </FormDialog>
  );
}
