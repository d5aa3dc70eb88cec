import { useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useAction } from "../data/use-action.js";
import { SelectField } from "../fields/select-field.js";
import { TokenBypassGrantDocument } from "../generated/documents.js";
import { ReadProblem } from "../lists/read-problem.js";
import { FormDialog } from "../parts/form-dialog.js";
import { useToasts } from "../parts/toasts.js";
import { useViewer } from "../shell/viewer.js";
import { BypassEffect } from "./bypass-effect.js";
import { BypassFields } from "./bypass-fields.js";
import {
  isGrantable,
  grantInput,
  type BypassDraft,
  type BypassPlace,
  type Duration,
} from "./bypass-policy.js";
import { useBypassPlaces } from "./use-bypass-places.js";

const EVERYWHERE = "";

/** Asks what a bypass is for, and says what it allows, before it is granted. */
export function BypassDialog({
  token,
  duration: chosen,
  at,
  onClose,
}: {
  readonly token: { readonly id: string; readonly name: string };
  /** The duration that is chosen first. */
  readonly duration: Duration;
  /** The resource that is chosen first; undefined for wherever the token is linked. */
  readonly at: BypassPlace | undefined;
  readonly onClose: () => void;
}) {
  const { role, account } = useViewer();
  const toasts = useToasts();
  const grant = useAction(TokenBypassGrantDocument, () => {
    toasts.say({ title: `The bypass of ${token.name} is on.`, variant: "success" });
    onClose();
  });
  const { places: linked, failure } = useBypassPlaces(token.id);
  const [draft, setDraft] = useState<BypassDraft>({ duration: chosen, reason: "" });
  const [place, setPlace] = useState<{ readonly id: string; readonly name: string } | undefined>(at);
  const resources = linked ?? [];
  const resource = resources.find(({ id }) => id === place?.id);
  // The token may be unlinked while the dialog is open.
  const isGone = place !== undefined && linked !== undefined && resource === undefined;
  const places = place !== undefined && resource === undefined ? [...resources, place] : resources;
  const policy = resource?.effectiveBypassPolicy ?? account?.effectiveBypassPolicy;
  const { duration } = draft;
  return (
    <FormDialog
      title={`Bypass OTP for ${token.name}?`}
      action={duration.hours === Infinity ? "Bypass until disabled" : `Bypass for ${duration.label}`}
      variant="warning"
      problem={refusalAbove(grant.refusal, ["reason"])}
      isRunning={grant.isRunning}
      isDisabled={isGone || !isGrantable(policy, role, draft)}
      onSubmit={() =>
        void grant.run({
          token: { id: token.id },
          scope: place === undefined ? { everywhere: true } : { resource: { id: place.id } },
          ...grantInput(draft),
        })
      }
      onClose={onClose}
    >
      {isGone ? null : failure !== undefined ? (
        <ReadProblem failure={failure} />
      ) : (
        <BypassEffect
          duration={duration}
          resources={resource === undefined ? resources : [resource]}
          isLoaded={linked !== undefined}
        />
      )}
      <BypassFields
        id="bypass"
        draft={draft}
        policy={policy}
        reasonProblem={refusalAt(grant.refusal, "reason")}
        onChange={setDraft}
      >
        <SelectField
          id="bypass-place"
          label="Where"
          value={place?.id ?? EVERYWHERE}
          onChange={(chosenId) => setPlace(places.find(({ id }) => id === chosenId))}
          problem={isGone ? `The token is no longer linked to ${place.name}. Choose again.` : undefined}
          options={[
            { value: EVERYWHERE, label: "Wherever the token is linked" },
            ...places.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </BypassFields>
    </FormDialog>
  );
}
