import { ToolbarItem } from "@patternfly/react-core/dist/esm/components/Toolbar";
import { FilterSelect } from "../lists/filter-select.js";
import { NamedFilters, type NamedChange } from "../lists/named-filters.js";
import { useMayUse } from "../shell/viewer.js";
import { ENROLLED_OPTIONS, INVITED_OPTIONS, type UserSearch } from "./user-search.js";

/** A change of what is asked for; undefined takes a filter away. */
export type UserFilterChange = NamedChange & {
  readonly [Name in "enrolled" | "invited"]?: UserSearch[Name] | undefined;
};

/** The search and the filters of the list of users. */
export function UserFilters({
  search,
  onChange,
}: {
  readonly search: UserSearch;
  readonly onChange: (change: UserFilterChange) => void;
}) {
  const mayUse = useMayUse();
  return (
    <NamedFilters label="Search login, name, e-mail address, phone" search={search} onChange={onChange}>
      <ToolbarItem>
        <FilterSelect
          label="Enrolment"
          all="Enrolled or not"
          value={search.enrolled}
          options={ENROLLED_OPTIONS}
          onChoose={(enrolled) => onChange({ enrolled })}
        />
      </ToolbarItem>
      {mayUse("invitations") ? (
        <ToolbarItem>
          <FilterSelect
            label="Invitation"
            all="Invited or not"
            value={search.invited}
            options={INVITED_OPTIONS}
            onChoose={(invited) => onChange({ invited })}
          />
        </ToolbarItem>
      ) : null}
    </NamedFilters>
  );
}
