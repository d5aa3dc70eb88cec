import { GRANTERS } from "@tokenplane/rules/bypass-policy";
import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { CheckField } from "../fields/check-field.js";
import { CheckGroup } from "../fields/check-group.js";
import { SelectField } from "../fields/select-field.js";
import { BypassPolicySetDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { PolicyPreview } from "./policy-preview.js";
import { MAXIMA } from "./policy-words.js";
import type { ResourceDialogProps } from "./resource-info.js";
import { StaleAlert } from "./stale-alert.js";
import { useFirstShown } from "./use-first-shown.js";

const GRANTER_OPTIONS = GRANTERS.map((role) => ({ value: role, label: role }));

const MAXIMUM_FIELD = "policy-maximum";

/** Sets which bypass is allowed at a resource, whatever the account's policy says. */
export function SetBypassPolicyDialog({ resource, onClose }: ResourceDialogProps) {
  const { id, name, effectiveBypassPolicy } = resource;
  const { maximumDuration, reasonRequired: isReasonRequired, grantedBy: granters } = effectiveBypassPolicy;
  const current = { maximumDuration, reasonRequired: isReasonRequired, grantedBy: granters };
  const [policy, setPolicy] = useState(current);
  const [isChecked, setChecked] = useState(false);
  const toasts = useToasts();
  const setting = useAction(BypassPolicySetDocument, () => {
    toasts.say({ title: `${name} has a bypass policy of its own.`, variant: "success" });
    onClose();
  });
  const { isStale, forget } = useFirstShown(current, setting.isRunning);
  const isNobody = policy.maximumDuration !== "NONE" && policy.grantedBy.length === 0;
  const submit = () => {
    setChecked(true);
    if (!isNobody) void setting.run({ scope: { resource: { id } }, ...policy });
  };
  const change = (part: Partial<typeof policy>) => {
    setPolicy({ ...policy, ...part });
    setting.clear();
  };
  const showCurrent = () => {
    forget();
    change(current);
    document.getElementById(MAXIMUM_FIELD)?.focus();
  };
  return (
    <FormDialog
      title={`Bypass policy of ${name}`}
      action="Set the policy"
      problem={refusalAbove(setting.refusal, ["grantedBy"])}
      isRunning={setting.isRunning}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        id={MAXIMUM_FIELD}
        label="Longest bypass"
        value={policy.maximumDuration}
        hint="Counted from when the bypass was granted. It applies at once, also to active bypasses; a longer one prolongs none of them."
        options={MAXIMA}
        onChange={(chosen) =>
          change({ maximumDuration: MAXIMA.find(({ value }) => value === chosen)?.value ?? "NONE" })
        }
      />
      {policy.maximumDuration === "NONE" ? null : (
        <>
          <CheckField
            id="policy-reason"
            label="A reason must be given"
            description="Applies when a bypass is granted. Active bypasses do not change."
            isChecked={policy.reasonRequired}
            onChange={(reasonRequired) => change({ reasonRequired })}
          />
          <CheckGroup
            id="policy-granters"
            label="Roles that may grant a bypass"
            values={policy.grantedBy}
            options={GRANTER_OPTIONS}
            hint="A bypass that another role granted stops working."
            problem={
              isChecked && isNobody
                ? "Choose at least one role. To allow no bypass, choose No bypass above."
                : refusalAt(setting.refusal, "grantedBy")
            }
            isRequired
            onChange={(grantedBy) => change({ grantedBy })}
          />
        </>
      )}
      <PolicyPreview resource={resource} policy={policy} />
      <StaleAlert isStale={isStale} onShow={showCurrent} />
    </FormDialog>
  );
}
