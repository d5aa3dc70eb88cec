import { Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core/dist/esm/components/Toolbar";
import { useCallback } from "react";
import { FilterSelect } from "../lists/filter-select.js";
import { SearchBox } from "../lists/search-box.js";
import { EVENT_TIMES, type EventKinds, type EventSearch, type EventTime } from "./event-search.js";

const TIME_OPTIONS = Object.entries(EVENT_TIMES).map(([value, { label }]) => ({
  value: value as EventTime,
  label,
}));

/** A change of what is asked for; undefined takes a filter away. */
export type EventChange = { readonly [Name in "text" | "kind" | "time"]?: EventSearch[Name] | undefined };

/** The search and the filters of events. */
export function EventFilters({
  kinds,
  search,
  onChange,
}: {
  readonly kinds: EventKinds;
  readonly search: EventSearch;
  readonly onChange: (change: EventChange) => void;
}) {
  const searchText = useCallback(
    (text: string) => onChange({ text: text === "" ? undefined : text }),
    [onChange],
  );
  return (
    <Toolbar inset={{ default: "insetNone" }}>
      <ToolbarContent>
        <ToolbarItem>
          <SearchBox label="Search events" value={search.text ?? ""} onSearch={searchText} />
        </ToolbarItem>
        <ToolbarItem>
          <FilterSelect
            label="Type"
            all="Every type"
            value={search.kind}
            options={Object.entries(kinds).map(([value, { label }]) => ({ value, label }))}
            onChoose={(kind) => onChange({ kind })}
          />
        </ToolbarItem>
        <ToolbarItem>
          <FilterSelect
            label="Time"
            all="Any time"
            value={search.time}
            options={TIME_OPTIONS}
            onChoose={(time) => onChange({ time })}
          />
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
