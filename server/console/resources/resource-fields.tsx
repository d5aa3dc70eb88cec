import type { ReactNode } from "react";
import { refusalAt, type Refusal } from "../data/refusal.js";
import { CheckField } from "../fields/check-field.js";
import { RadioField } from "../fields/radio-field.js";
import { TextField } from "../fields/text-field.js";
import { PUSH_CONFIRMATIONS } from "./push-confirmations.js";
import type { ResourceDraft, ResourceProblems } from "./resource-draft.js";

/** The fields of a resource, and among these what else is asked. */
export function ResourceFields({
  draft,
  problems,
  refusal,
  isBuiltIn = false,
  onChange,
  children,
}: {
  readonly draft: ResourceDraft;
  readonly problems: ResourceProblems;
  readonly refusal: Refusal | undefined;
  /** The console's own resource: how people confirm there is fixed. */
  readonly isBuiltIn?: boolean;
  readonly onChange: (draft: ResourceDraft) => void;
  readonly children?: ReactNode;
}) {
  const change = (part: Partial<ResourceDraft>) => onChange({ ...draft, ...part });
  const getProblem = (field: keyof ResourceProblems) => problems[field] ?? refusalAt(refusal, field);
  return (
    <>
      <TextField
        id="resource-name"
        label="Name"
        isRequired
        hint="A system that people sign in to, as in VPN."
        value={draft.name}
        problem={getProblem("name")}
        onChange={(name) => change({ name })}
      />
      <TextField
        id="resource-attempts"
        label="Wrong codes until a token is locked"
        isRequired
        hint="3 to 10."
        value={draft.failedAttemptsBeforeLock}
        problem={getProblem("failedAttemptsBeforeLock")}
        onChange={(failedAttemptsBeforeLock) => change({ failedAttemptsBeforeLock })}
      />
      <TextField
        id="resource-minutes"
        label="Minutes of the lockout"
        isRequired
        hint="With 0, the token is locked until somebody unlocks it."
        value={draft.lockMinutes}
        problem={getProblem("lockMinutes")}
        onChange={(lockMinutes) => change({ lockMinutes })}
      />
      {children}
      {isBuiltIn ? null : (
        <>
          <CheckField
            id="resource-pin"
            label="Ask for the PIN before a code is sent"
            description="This prevents strangers from having codes sent to people."
            isChecked={draft.pinBeforeSending}
            onChange={(pinBeforeSending) => change({ pinBeforeSending })}
          />
          <RadioField
            id="resource-push"
            label="How a request on a phone is confirmed"
            value={draft.pushConfirmation}
            options={PUSH_CONFIRMATIONS}
            onChange={(pushConfirmation) => change({ pushConfirmation })}
          />
        </>
      )}
    </>
  );
}
