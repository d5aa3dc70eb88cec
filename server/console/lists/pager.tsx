import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { FormSelect, FormSelectOption } from "@patternfly/react-core/dist/esm/components/FormSelect";
import { SIZES, type Place } from "./paging.js";

/** A page of a list, as the API describes it. */
export interface PageInfo {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Goes through the pages of a list. */
export function Pager({
  pageInfo,
  place,
  onGo,
}: {
  readonly pageInfo: PageInfo;
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}) {
  const { startCursor, endCursor, hasNextPage, hasPreviousPage } = pageInfo;
  const size = place.size === undefined ? {} : { size: place.size };
  return (
    <nav aria-label="Pages of the list" className="tp-pager">
      <Button
        variant="link"
        isDisabled={!hasPreviousPage || startCursor === null}
        onClick={() => (startCursor === null ? undefined : onGo({ ...size, before: startCursor }))}
      >
        Previous
      </Button>
      <span className="tp-page-size">
        <FormSelect
          aria-label="Rows of a page"
          value={place.size ?? SIZES[0]}
          onChange={(_event, changed) => onGo({ size: Number(changed) })}
        >
          {SIZES.map((one) => (
            <FormSelectOption key={one} value={one} label={`${one} per page`} />
          ))}
        </FormSelect>
      </span>
      <Button
        variant="link"
        isDisabled={!hasNextPage || endCursor === null}
        onClick={() => (endCursor === null ? undefined : onGo({ ...size, after: endCursor }))}
      >
        Next
      </Button>
    </nav>
  );
}
