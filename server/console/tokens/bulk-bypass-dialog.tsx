import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { useState } from "react";
import { useBulk } from "../data/use-bulk.js";
import { TokensBypassGrantDocument } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import type { Selection } from "../lists/selection.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { useViewer } from "../shell/viewer.js";
import { momentText } from "../times/format.js";
import { useNow } from "../times/now.js";
import { BypassFields } from "./bypass-fields.js";
import { getEnd, grantInput, isGrantable, SHORTEST, type BypassDraft } from "./bypass-policy.js";
import { sayOutcome } from "./say-outcome.js";
import type { TokensOutcome } from "./selection-after.js";
import type { SelectedToken } from "./token-table.js";

/** Asks how long and why, before many tokens get a bypass. */
export function BulkBypassDialog({
  selection,
  onClose,
  onDone,
}: {
  readonly selection: Selection<SelectedToken>;
  readonly onClose: () => void;
  readonly onDone: (tried: Selection<SelectedToken>, outcome: TokensOutcome) => void;
}) {
  const { role, account } = useViewer();
  const { runAll, isRunning } = useBulk(TokensBypassGrantDocument);
  const toasts = useToasts();
  const now = useNow();
  const [draft, setDraft] = useState<BypassDraft>({ duration: SHORTEST, reason: "" });
  const policy = account?.effectiveBypassPolicy;
  const end = getEnd(draft.duration, now);
  const count = countText(selection.size, "token");
  const submit = async () => {
    const outcome = await runAll(
      [...selection.keys()].map((id) => ({
        token: { id },
        scope: { everywhere: true },
        ...grantInput(draft),
      })),
    );
    sayOutcome(toasts, outcome, "on bypass");
    onDone(selection, outcome);
    onClose();
  };
  return (
    <FormDialog
      title={`Bypass OTP for ${count}?`}
      action={`Bypass for ${count}`}
      variant="warning"
      isRunning={isRunning}
      isDisabled={!isGrantable(policy, role, draft)}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Content component="p">
        {end === undefined ? "Until someone ends it" : `Until ${momentText(end, now)}`}, sign-in may succeed
        without a one-time password wherever the tokens are linked. Resources with a stricter policy allow
        less.
      </Content>
      <BypassFields id="bulk-bypass" draft={draft} policy={policy} onChange={setDraft} />
    </FormDialog>
  );
}
