import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { RowChooser } from "../lists/row-chooser.js";
import type { usePortalChooser } from "./use-portal-chooser.js";

/** Chooses the portal of a resource. @param none what is said where there is no portal to choose. */
export function PortalChooser({
  portals: { text, onSearch, onChoose, rows, chosen, pageInfo, isBusy, failure },
  none,
}: {
  readonly portals: ReturnType<typeof usePortalChooser>;
  readonly none: string;
}) {
  if (rows?.length === 0 && text === "" && pageInfo?.hasNextPage === false) {
    return (
      <Alert
        isInline
        variant="info"
        component="p"
        title={`${none} An administrator opens one on the page of a resource.`}
      />
    );
  }
  return (
    <RowChooser
      id="portal"
      label="Portal of"
      searchLabel="Search the name of a resource"
      text={text}
      onSearch={onSearch}
      rows={rows}
      pageInfo={pageInfo}
      isBusy={isBusy}
      failure={failure}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
