import { DialogButton } from "../parts/dialog-button.js";
import { Fact, Facts } from "../parts/facts.js";
import { InfoCard } from "../parts/info-card.js";
import { lockoutText } from "../resources/lockout-text.js";
import { PUSH_CONFIRMATIONS } from "../resources/push-confirmations.js";
import { useMayUse } from "../shell/viewer.js";
import { Moment } from "../times/moment.js";
import { EditResourceDialog } from "./edit-resource-dialog.js";
import type { ResourceInfo } from "./resource-info.js";

/** The settings of a resource. */
export function OverviewCard({ resource }: { readonly resource: ResourceInfo }) {
  const mayUse = useMayUse();
  const { name, builtIn, enabled, pinBeforeSending, pushConfirmation, createdAt, updatedAt } = resource;
  return (
    <InfoCard
      title="Overview"
      actions={
        mayUse("resourceUpdate") ? (
          <DialogButton variant="secondary" size="sm" label="Edit resource">
            {(close) => <EditResourceDialog resource={resource} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      <Facts label="Overview">
        <Fact name="Name">{name}</Fact>
        <Fact name="Active">
          {enabled ? "Yes: people may sign in here" : "No: nobody may sign in here, with or without a bypass"}
        </Fact>
        <Fact name="A token is locked">{lockoutText(resource)}</Fact>
        <Fact name="A request on a phone is confirmed">
          {PUSH_CONFIRMATIONS.find(({ value }) => value === pushConfirmation)?.label ?? pushConfirmation}
        </Fact>
        <Fact name="PIN before a code is sent">{pinBeforeSending ? "Must be right" : "Not asked for"}</Fact>
        <Fact name="Built in">
          {builtIn
            ? "Yes: this resource is the console, to which administrators sign in. It cannot be disabled or deleted."
            : "No"}
        </Fact>
        <Fact name="Created">
          <Moment at={createdAt} />
        </Fact>
        <Fact name="Last change">
          <Moment at={updatedAt} />
        </Fact>
      </Facts>
    </InfoCard>
  );
}
