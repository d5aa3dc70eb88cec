import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { DialogButton } from "../parts/dialog-button.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayUse } from "../shell/viewer.js";
import { AddressesDialog } from "./addresses-dialog.js";
import type { ResourceInfo } from "./resource-info.js";

/** From where people may sign in at a resource. */
export function AddressesCard({ resource }: { readonly resource: ResourceInfo }) {
  const mayUse = useMayUse();
  const { allowedAddresses } = resource;
  return (
    <InfoCard
      title="Addresses"
      actions={
        mayUse("resourceUpdate") ? (
          <DialogButton variant="secondary" size="sm" label="Change the addresses">
            {(close) => <AddressesDialog resource={resource} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {allowedAddresses.length === 0 ? (
        <Content component="p">People can sign in from every address.</Content>
      ) : (
        <>
          <Content component="p">People can sign in only from these addresses:</Content>
          <Content component="ul">
            {allowedAddresses.map((block) => (
              <Content component="li" key={block}>
                {block}
              </Content>
            ))}
          </Content>
        </>
      )}
    </InfoCard>
  );
}
