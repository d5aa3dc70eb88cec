import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { useState } from "react";
import { refusalAbove, refusalAt, type Refusal } from "../data/refusal.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { RadioField } from "../fields/radio-field.js";
import {
  AssignmentCreateDocument,
  TokenAssignDocument,
  type AssigneeInput,
  type LinkTargetInput,
} from "../generated/documents.js";
import { RowChooser } from "../lists/row-chooser.js";
import { useUserChooser } from "../token-info/use-user-chooser.js";
import { newUserInput, NO_USER, USER_FIELDS, userProblems } from "../users/user-draft.js";
import { UserFields } from "../users/user-fields.js";
import { ResourceChoice, getTargets, type ResourceDraft } from "./resource-choice.js";
import { StepForm } from "./step-form.js";
import { StepTitle } from "./step-title.js";

const WHO = [
  { value: "NOBODY", label: "Nobody yet" },
  { value: "EXISTING", label: "An existing user" },
  { value: "NEW", label: "A new user" },
] as const;
type Who = (typeof WHO)[number]["value"];

/** The last step: who gets the token, and where it is used. It can be skipped. */
export function AssignStep({
  token,
  onDone,
}: {
  readonly token: { readonly id: string; readonly name: string };
  readonly onDone: () => void;
}) {
  const assign = useMutationOf(TokenAssignDocument);
  const link = useMutationOf(AssignmentCreateDocument);
  const withKey = useIdempotencyKey();
  const [who, setWho] = useState<Who>("NOBODY");
  const users = useUserChooser();
  const [newUser, setNewUser] = useState(NO_USER);
  const [resources, setResources] = useState<ResourceDraft>({ chosen: [], newName: "" });
  const [isAssigned, setAssigned] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const problems = userProblems(newUser);
  const isRunning = assign.isRunning || link.isRunning;

  const assignee = (): AssigneeInput | undefined => {
    if (isAssigned || who === "NOBODY") return undefined;
    if (who === "NEW") return { newUser: newUserInput(newUser) };
    return users.chosen === undefined ? undefined : { user: { id: users.chosen } };
  };
  const linkTo = async (to: LinkTargetInput): Promise<boolean> => {
    const outcome = await link.run(withKey({ token: { id: token.id }, to }));
    if (outcome.kind === "REFUSED") setRefusal(outcome.refusal);
    return outcome.kind === "DONE";
  };
  const submit = async () => {
    setChecked(true);
    setRefusal(undefined);
    if (who === "NEW" && !isAssigned && Object.keys(problems).length > 0) return;
    const to = assignee();
    if (to !== undefined) {
      const outcome = await assign.run(withKey({ token: { id: token.id }, to }));
      if (outcome.kind === "REFUSED") setRefusal(outcome.refusal);
      if (outcome.kind !== "DONE") return;
      setAssigned(true);
    }
    let left = resources;
    for (const { target, rest } of getTargets(resources)) {
      if (!(await linkTo(target))) return;
      // A finished part is not asked for again when a later part is refused.
      left = rest(left);
      setResources(left);
    }
    onDone();
  };
  const isMissing = !isAssigned && who === "EXISTING" && users.chosen === undefined;
  const isEmpty = (isAssigned || who === "NOBODY") && getTargets(resources).length === 0;
  return (
    <StepForm
      next="Assign"
      isRunning={isRunning}
      isDisabled={isMissing || isEmpty}
      problem={refusalAbove(refusal, [...USER_FIELDS, "name"])}
      onNext={() => void submit()}
      others={
        <Button variant="link" isDisabled={isRunning} onClick={onDone}>
          {isAssigned ? "Finish" : "Skip"}
        </Button>
      }
    >
      <StepTitle title="Assign" />
      <Alert isInline variant="success" title={`${token.name} is created.`} component="p">
        Nobody can sign in with it until it has a user and is linked to a resource.
      </Alert>
      {isAssigned ? (
        <Alert isInline variant="success" title="The user is assigned." component="p" />
      ) : (
        <RadioField id="who" label="User" value={who} options={WHO} onChange={setWho} />
      )}
      {!isAssigned && who === "EXISTING" ? <RowChooser id="user" label="Which user" {...users} /> : null}
      {!isAssigned && who === "NEW" ? (
        <UserFields
          draft={newUser}
          onChange={(changed) => {
            setNewUser(changed);
            setRefusal(undefined);
          }}
          problems={isChecked ? problems : {}}
          refusal={refusal}
        />
      ) : null}
      <ResourceChoice draft={resources} onChange={setResources} problem={refusalAt(refusal, "name")} />
    </StepForm>
  );
}
