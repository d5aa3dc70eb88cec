import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { ResourceLinksDocument } from "../generated/documents.js";
import { ListBody } from "../lists/list-body.js";
import { pageArguments, readPlace, type Place } from "../lists/paging.js";
import { useList } from "../lists/use-list.js";
import { DialogButton } from "../parts/dialog-button.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayChangeLinks } from "../shell/admins-only.js";
import { useMayUse } from "../shell/viewer.js";
import { LinkTokenDialog } from "./link-token-dialog.js";
import { LinkedTokensTable } from "./linked-tokens-table.js";
import { resourceInfoRoute } from "./resource-info-route.js";
import type { ResourceInfo } from "./resource-info.js";

/** The users who sign in at a resource, with their tokens. */
export function LinkedTokensCard({ resource }: { readonly resource: ResourceInfo }) {
  const { tab, ...search } = resourceInfoRoute.useSearch();
  const navigate = resourceInfoRoute.useNavigate();
  const mayUse = useMayUse();
  const mayChangeLinks = useMayChangeLinks();
  const place = readPlace({ ...search });
  const page = useList(
    ResourceLinksDocument,
    { resource: { id: resource.id }, ...pageArguments(place) },
    (answer) => answer.resource?.assignments ?? null,
  );
  const go = (next: Place) =>
    void navigate({ search: { ...(tab === undefined ? {} : { tab }), ...next }, resetScroll: false });
  return (
    <InfoCard
      title="Users & tokens"
      actions={
        mayUse("assignmentCreate") && mayChangeLinks(resource) ? (
          <DialogButton variant="secondary" size="sm" label="Link token">
            {(close) => (
              <LinkTokenDialog
                resource={resource}
                onClose={() => {
                  close();
                  page.refresh();
                }}
              />
            )}
          </DialogButton>
        ) : null
      }
    >
      <ListBody
        one="token"
        page={page}
        place={place}
        onGo={go}
        table={(rows) => (
          <LinkedTokensTable
            rows={rows}
            resource={resource}
            mayUnlink={mayUse("assignmentDelete") && mayChangeLinks(resource)}
            onUnlinked={page.refresh}
          />
        )}
        empty={<Content component="p">No token is linked. Nobody can sign in here.</Content>}
      />
    </InfoCard>
  );
}
