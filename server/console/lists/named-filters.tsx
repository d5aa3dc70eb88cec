import { Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core/dist/esm/components/Toolbar";
import { useCallback, type ReactNode } from "react";
import { FilterSelect } from "./filter-select.js";
import { ACTIVE_OPTIONS, type NamedSearch } from "./named-search.js";
import { SearchBox } from "./search-box.js";

/** A change of what is asked for; undefined takes a filter away. */
export type NamedChange = { readonly [Name in "text" | "active"]?: NamedSearch[Name] | undefined };

/** The search and the filters of a list of users or of resources. @param label what is searched. */
export function NamedFilters({
  label,
  search,
  onChange,
  children,
}: {
  readonly label: string;
  readonly search: NamedSearch;
  readonly onChange: (change: NamedChange) => void;
  /** More filters, each a `ToolbarItem`. */
  readonly children?: ReactNode;
}) {
  const searchText = useCallback(
    (text: string) => onChange({ text: text === "" ? undefined : text }),
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
            onChoose={(active) => onChange({ active })}
          />
        </ToolbarItem>
        {children}
      </ToolbarContent>
    </Toolbar>
  );
}
