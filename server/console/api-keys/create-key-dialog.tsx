import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { useIdempotencyKey } from "../data/use-idempotency-key.js";
import { MomentField } from "../fields/moment-field.js";
import { RadioField } from "../fields/radio-field.js";
import { TextField } from "../fields/text-field.js";
import { ApiKeyCreateDocument } from "../generated/documents.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { canBeBound, KEY_FIELDS, NO_KEY, readKeyDraft, type KeyDraft } from "./key-draft.js";
import { KeyOnceDialog } from "./key-once-dialog.js";
import { ReachFields } from "./reach-fields.js";
import { BOUND_TEXTS, KEY_ROLES, ROLE_TEXTS, type KeyRole } from "./roles.js";

/** Creates an API key, and shows it once. */
export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const withKey = useIdempotencyKey();
  const toasts = useToasts();
  const [draft, setDraft] = useState(NO_KEY);
  const [isChecked, setChecked] = useState(false);
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string }>();
  const creating = useAction(ApiKeyCreateDocument, ({ apiKey: { name }, secret }) => {
    if (secret !== null) return setMade({ name, secret });
    toasts.say({
      title: `The key ${name} was created by the previous attempt, and cannot be shown again. Revoke it, and create another one.`,
      variant: "danger",
    });
    onClose();
  });
  if (made !== undefined) return <KeyOnceDialog name={made.name} secret={made.secret} onClose={onClose} />;
  const { input, problems } = readKeyDraft(draft);
  const getProblem = (field: (typeof KEY_FIELDS)[number]) =>
    (isChecked ? problems?.[field] : undefined) ?? refusalAt(creating.refusal, field);
  const change = (changed: Partial<KeyDraft>) => {
    setDraft((before) => ({ ...before, ...changed }));
    creating.clear();
  };
  return (
    <FormDialog
      title="Create API key"
      description="Give each program its own key, with the first role of this list that is sufficient."
      action="Create API key"
      // Half a date would be none: a key without an end.
      browserChecks
      isRunning={creating.isRunning}
      problem={refusalAbove(creating.refusal, KEY_FIELDS)}
      onSubmit={() => {
        setChecked(true);
        if (input !== undefined) void creating.run(withKey(input));
      }}
      onClose={onClose}
    >
      <TextField
        id="key-name"
        label="Name"
        hint="The program that uses it, as in ci-deploy."
        value={draft.name}
        problem={getProblem("name")}
        onChange={(name) => change({ name })}
      />
      <RadioField<KeyRole>
        id="key-role"
        label="Role"
        value={draft.role}
        options={KEY_ROLES.map((role) => ({ value: role, label: role, description: ROLE_TEXTS[role] }))}
        problem={getProblem("role")}
        onChange={(role) => change({ role })}
      />
      {canBeBound(draft.role) ? (
        <ReachFields
          reach={draft.reach}
          resource={draft.resource}
          bound={BOUND_TEXTS[draft.role]}
          problem={getProblem("resource")}
          onReach={(reach) => change({ reach })}
          onResource={(resource) => change({ resource })}
        />
      ) : null}
      <MomentField
        id="key-expires"
        label="Expires"
        hint="In your local time. From then on, the key is refused. Empty: never."
        value={draft.expiresAt}
        problem={getProblem("expiresAt")}
        onChange={(expiresAt) => change({ expiresAt })}
      />
    </FormDialog>
  );
}
