import { PageSection } from "@patternfly/react-core/dist/esm/components/Page";
import { PlusIcon } from "@patternfly/react-icons/dist/esm/icons/plus-icon";
import type { ReactNode } from "react";
import { DialogButton } from "../parts/dialog-button.js";
import { PageTitle } from "../parts/page-title.js";

/** The heading of a page with a list, and the button by which a row is created. */
export function ListTitle({
  title,
  create,
  onClosed,
}: {
  readonly title: string;
  /** The label of the button, and its dialog; undefined for a user who may create nothing. */
  readonly create:
    { readonly label: string; readonly dialog: (onClose: () => void) => ReactNode } | undefined;
  /** The dialog is closed. */
  readonly onClosed: () => void;
}) {
  return (
    <PageSection>
      <div className="tp-row tp-between">
        <PageTitle title={title} />
        {create === undefined ? null : (
          <DialogButton icon={<PlusIcon />} aria-keyshortcuts="c" label={create.label}>
            {(close) =>
              create.dialog(() => {
                close();
                onClosed();
              })
            }
          </DialogButton>
        )}
      </div>
    </PageSection>
  );
}
