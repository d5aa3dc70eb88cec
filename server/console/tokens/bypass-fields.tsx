import type { ReactNode } from "react";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import { useViewer } from "../shell/viewer.js";
import { DURATIONS, getRefusal, type BypassDraft, type Policy } from "./bypass-policy.js";

/** How long a bypass lasts and why, and between these what else is asked. */
export function BypassFields({
  id,
  draft,
  policy,
  reasonProblem,
  onChange,
  children,
}: {
  readonly id: string;
  readonly draft: BypassDraft;
  readonly policy: Policy | undefined;
  readonly reasonProblem?: string | undefined;
  readonly onChange: (draft: BypassDraft) => void;
  readonly children?: ReactNode;
}) {
  const { role } = useViewer();
  const needsReason = policy?.reasonRequired === true;
  return (
    <>
      <SelectField
        id={`${id}-duration`}
        label="Duration"
        value={draft.duration.value}
        onChange={(value) =>
          onChange({ ...draft, duration: DURATIONS.find((one) => one.value === value) ?? draft.duration })
        }
        problem={policy === undefined ? undefined : getRefusal(policy, role, draft.duration)}
        options={DURATIONS}
      />
      {children}
      <TextField
        id={`${id}-reason`}
        label="Reason"
        value={draft.reason}
        onChange={(reason) => onChange({ ...draft, reason })}
        problem={reasonProblem}
        hint={needsReason ? "The policy asks for one." : "It is kept in the events."}
        isRequired={needsReason}
      />
    </>
  );
}
