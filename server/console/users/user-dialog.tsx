import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useState, type FormEvent } from "react";
import type { Refusal } from "../data/refusal.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { NewUserDocument } from "../generated/documents.js";
import { useToasts } from "../shell/toasts.js";
import { isAboutUser, newUserInput, newUserProblems, NewUser, NO_USER } from "./user-fields.js";

/** Creates a user. */
export function UserDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useMutationOf(NewUserDocument);
  const withKey = useIdempotencyKey();
  const toasts = useToasts();
  const [draft, setDraft] = useState(NO_USER);
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const problems = newUserProblems(draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    const outcome = await create.run(withKey(newUserInput(draft)));
    setRefusal(outcome.kind === "REFUSED" ? outcome.refusal : undefined);
    if (outcome.kind !== "DONE") return;
    toasts.say({ title: `The user ${outcome.payload.user.login} is created.`, variant: "success" });
    onClose();
  };
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="user-title">
      <ModalHeader labelId="user-title" title="Create user" />
      <ModalBody>
        <Form id="new-user" noValidate onSubmit={(event) => void submit(event)}>
          {refusal === undefined || isAboutUser(refusal) ? null : (
            <Alert isInline isLiveRegion variant="danger" title={refusal.message} component="p" />
          )}
          <NewUser
            draft={draft}
            problems={isChecked ? problems : {}}
            refusal={refusal}
            onChange={(changed) => {
              setDraft(changed);
              setRefusal(undefined);
            }}
          />
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="new-user" isLoading={create.isRunning} isDisabled={create.isRunning}>
          Create user
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
