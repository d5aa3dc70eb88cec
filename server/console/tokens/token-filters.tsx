import { Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core/dist/esm/components/Toolbar";
import { useCallback } from "react";
import type { TokenModel } from "../generated/documents.js";
import { FilterSelect } from "../lists/filter-select.js";
import { SearchBox } from "../lists/search-box.js";
import { MODEL_NAMES } from "./model-names.js";
import { STATUSES, type Status, type TokenSearch } from "./token-search.js";

const STATUS_OPTIONS = Object.entries(STATUSES).map(([value, { label }]) => ({
  value: value as Status,
  label,
}));
const MODEL_OPTIONS = Object.entries(MODEL_NAMES).map(([value, label]) => ({
  value: value as TokenModel,
  label,
}));

/** A change of what is asked for; undefined takes a filter away. */
export type FilterChange = { readonly [Name in "text" | "status" | "model"]?: TokenSearch[Name] | undefined };

/** The search and the filters of the list of tokens. */
export function TokenFilters({
  search,
  onChange,
}: {
  readonly search: TokenSearch;
  readonly onChange: (change: FilterChange) => void;
}) {
  const searchText = useCallback(
    (text: string) => onChange({ text: text === "" ? undefined : text }),
    [onChange],
  );
  return (
    <Toolbar>
      <ToolbarContent>
        <ToolbarItem>
          <SearchBox
            label="Search name, serial number, user"
            value={search.text ?? ""}
            onSearch={searchText}
          />
        </ToolbarItem>
        <ToolbarItem>
          <FilterSelect
            label="Status"
            all="Every status"
            value={search.status}
            options={STATUS_OPTIONS}
            onChoose={(status) => onChange({ status })}
          />
        </ToolbarItem>
        <ToolbarItem>
          <FilterSelect
            label="Model"
            all="Every model"
            value={search.model}
            options={MODEL_OPTIONS}
            onChoose={(model) => onChange({ model })}
          />
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
