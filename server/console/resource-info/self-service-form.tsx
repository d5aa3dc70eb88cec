import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useEffect, useRef, useState } from "react";
import { refusalAbove, refusalAt, type Refusal } from "../data/refusal.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { SelfServicePolicySetDocument } from "../generated/documents.js";
import { LeaveQuestion } from "../parts/leave-question.js";
import { useToasts } from "../parts/toasts.js";
import type { ResourceDialogProps } from "./resource-info.js";
import {
  draftOfPolicy,
  firstPolicyDraft,
  POLICY_FIELDS,
  policyInput,
  policyProblems,
  type PolicyDraft,
  type PolicyField,
} from "./self-service-draft.js";
import { fieldId, SelfServiceFields } from "./self-service-fields.js";
import { inPageWords } from "./self-service-words.js";
import { StaleAlert } from "./stale-alert.js";
import { useFirstShown } from "./use-first-shown.js";
import { ProgressButton } from "../parts/progress-button.js";

/** Gives the focus to the first field that something is said of. */
function focusOn(fields: readonly PolicyField[]): void {
  const [first] = fields;
  if (first === undefined) return;
  const id = CSS.escape(fieldId(first));
  // A group of choices has the focus in one of them.
  document.querySelector<HTMLElement>(`#${id}, input[id^="${id}-"]`)?.focus();
}

/** Opens the portal of a resource, or changes what users may do there. The policy is set as a whole. */
export function SelfServiceForm({ resource, onClose }: ResourceDialogProps) {
  const { id, name, selfService } = resource;
  const set = useMutationOf(SelfServicePolicySetDocument);
  const toasts = useToasts();
  const current = selfService === null ? firstPolicyDraft(name) : draftOfPolicy(selfService);
  const { first, isStale, forget } = useFirstShown(current, set.isRunning);
  const [draft, setDraft] = useState(current);
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  const problems = policyProblems(draft);
  const getProblem = (field: PolicyField) => {
    const sentence = (isChecked ? problems[field] : undefined) ?? refusalAt(refusal, field);
    return sentence === undefined ? undefined : inPageWords(sentence);
  };
  const change = (changed: PolicyDraft) => {
    setDraft(changed);
    setRefusal(undefined);
  };
  const showCurrent = () => {
    forget();
    change(current);
    focusOn(["address"]);
  };
  const submit = async () => {
    setChecked(true);
    const wrong = POLICY_FIELDS.filter((field) => problems[field] !== undefined);
    if (wrong.length > 0) {
      focusOn(wrong);
      return;
    }
    const outcome = await set.run({ resource: { id }, ...policyInput(draft) });
    if (outcome.kind === "REFUSED") {
      setRefusal(outcome.refusal);
      focusOn(POLICY_FIELDS.filter((field) => refusalAt(outcome.refusal, field) !== undefined));
    }
    if (outcome.kind !== "DONE") return;
    toasts.say({
      title: selfService === null ? `The portal of ${name} is open.` : `The portal of ${name} is changed.`,
      variant: "success",
    });
    onClose();
  };
  const above = refusalAbove(refusal, POLICY_FIELDS);
  return (
    <>
      <Form
        noValidate
        ref={form}
        aria-label="Self-service"
        onSubmit={(event) => {
          event.preventDefault();
          if (!set.isRunning) void submit();
        }}
      >
        <SelfServiceFields
          draft={draft}
          isOpen={selfService !== null}
          getProblem={getProblem}
          onChange={change}
        />
        {/* Beside the button that they are about: the form is longer than a screen. */}
        {above === undefined ? null : (
          <Alert isInline isLiveRegion variant="danger" title={inPageWords(above)} component="p" />
        )}
        <StaleAlert isStale={isStale} onShow={showCurrent} />
        <ActionGroup>
          <ProgressButton type="submit" isRunning={set.isRunning}>
            {selfService === null ? "Open the portal" : "Save"}
          </ProgressButton>
          <Button variant="link" isDisabled={set.isRunning} onClick={onClose}>
            Cancel
          </Button>
        </ActionGroup>
      </Form>
      {/* Not in the form: what is submitted in a dialog reaches the forms around it. */}
      <LeaveQuestion
        isNeeded={JSON.stringify(first) !== JSON.stringify(draft)}
        loss="Your changes are not saved. If you leave, they are lost."
      />
    </>
  );
}
