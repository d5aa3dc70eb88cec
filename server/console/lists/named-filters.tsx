import { Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core/dist/esm/components/Toolbar";
import { useCallback } from "react";
import { FilterSelect } from "./filter-select.js";
import { ACTIVE_OPTIONS, readNamedSearch, type NamedSearch } from "./named-search.js";
import { withoutPlace } from "./paging.js";
import { SearchBox } from "./search-box.js";

/** What a list of users or of resources is searched and filtered by. @param label what is searched. */
export function NamedFilters({
  label,
  search,
  onChange,
}: {
  readonly label: string;
  readonly search: NamedSearch;
  readonly onChange: (change: (before: NamedSearch) => NamedSearch) => void;
}) {
  const searchText = useCallback(
    (text: string) => onChange((before) => readNamedSearch({ ...withoutPlace(before), text })),
    [onChange],
  );
  return (
    <Toolbar>
      <ToolbarContent>
        <ToolbarItem>
          <SearchBox label={label} value={search.text ?? ""} onSearch={searchText} />
        </ToolbarItem>
        <ToolbarItem>
          <FilterSelect
            label="Status"
            all="Active and inactive"
            value={search.active}
            options={ACTIVE_OPTIONS}
            onChoose={(active) => onChange((before) => readNamedSearch({ ...withoutPlace(before), active }))}
          />
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
