import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Busy } from "../lists/busy.js";
import { ChangePill } from "../lists/change-pill.js";
import { EmptyList, EmptyPage } from "../lists/empty-list.js";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { FilterSelect } from "../lists/filter-select.js";
import { ListBody } from "../lists/list-body.js";
import { ListFoot } from "../lists/list-foot.js";
import { ListTitle } from "../lists/list-title.js";
import { LockedLabel } from "../lists/locked-label.js";
import { MoreRows } from "../lists/more-rows.js";
import { NamedFilters } from "../lists/named-filters.js";
import { ReadProblem } from "../lists/read-problem.js";
import { RowChooser } from "../lists/row-chooser.js";
import { SearchStopped } from "../lists/search-stopped.js";
import { SelectPage, SelectRow } from "../lists/select-cells.js";
import { SelectedRows } from "../lists/selected-rows.js";
import type { Selection } from "../lists/selection.js";
import type { ListPage } from "../lists/use-list.js";
import { FormDialog } from "../parts/form-dialog.js";
import { Kept } from "./kept.js";
import { LONG, LONG_SENTENCE, nothing, type Specimen } from "./specimen.js";

interface Row {
  readonly id: string;
  readonly name: string;
}

const ROWS: readonly Row[] = [
  { id: "1", name: "Anna" },
  { id: "2", name: LONG },
];

const PAGE_INFO = {
  startCursor: "a",
  endCursor: "b",
  hasNextPage: true,
  hasPreviousPage: false,
  searchStopped: false,
};

const failure = { error: new Error("The server does not answer. Check your connection."), retry: nothing };

const full: ListPage<Row> = {
  list: { nodes: ROWS, pageInfo: PAGE_INFO, totalCount: 20_000, totalCountIsExact: true },
  steady: { rows: ROWS.map((row, n) => ({ row, isGone: n === 1 })), pageInfo: PAGE_INFO, changes: 3 },
  isOld: false,
  failure: undefined,
  refresh: nothing,
};

const noRows: ListPage<Row> = {
  ...full,
  list: { nodes: [], pageInfo: PAGE_INFO, totalCount: 0, totalCountIsExact: true },
  steady: { rows: [], pageInfo: { ...PAGE_INFO, hasNextPage: false }, changes: 0 },
};

/** The pages of a list, by their states. */
const PAGES: Readonly<Record<string, ListPage<Row>>> = {
  "with rows": full,
  "loads the next page": { ...full, isOld: true },
  "loads for the first time": { ...full, list: null, steady: undefined },
  "could not be read": { ...full, failure },
  "without rows": noRows,
};

function table(rows: readonly { readonly row: Row; readonly isGone: boolean }[]) {
  return (
    <Kept<Selection<unknown>> first={new Map([["1", true]])}>
      {(selection) => (
        <Table aria-label="Users" className="tp-rows" gridBreakPoint="grid-md">
          <Thead>
            <Tr>
              <SelectPage rows={ROWS} selection={selection} onSelect={nothing} />
              <Th>Name</Th>
              <Th>Active</Th>
              <Th>State</Th>
            </Tr>
          </Thead>
          <Tbody>
            {rows.map(({ row, isGone }) => (
              <Tr key={row.id} className={isGone ? "tp-gone" : ""}>
                <SelectRow
                  row={row}
                  name={row.name}
                  isGone={isGone}
                  selection={selection}
                  onSelect={nothing}
                />
                <Td dataLabel="Name">{row.name}</Td>
                <Td dataLabel="Active">
                  <EnabledSwitch
                    id={row.id}
                    name={row.name}
                    isEnabled
                    isGone={isGone}
                    mayChange
                    onChange={nothing}
                  />
                </Td>
                <Td dataLabel="State">
                  <LockedLabel locks={[{ until: null }]} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Kept>
  );
}

const empty = <EmptyList title="No user matches." action={{ label: "Clear filters", run: nothing }} />;

const chooser = {
  label: "Users",
  searchLabel: "Search login, name",
  text: "",
  onSearch: nothing,
  isBusy: false,
  failure: undefined,
  chosen: "1",
  onChoose: nothing,
} as const;

const options = ROWS.map(({ id, name }) => ({ value: id, label: name }));

/** A chooser of rows, by its states. */
const CHOOSERS: Readonly<Record<string, Omit<Parameters<typeof RowChooser>[0], "id">>> = {
  "with rows": {
    ...chooser,
    rows: options,
    pageInfo: { hasNextPage: true, searchStopped: false },
  },
  "loads others": { ...chooser, rows: options, pageInfo: undefined, isBusy: true },
  "loads for the first time": { ...chooser, rows: undefined, pageInfo: undefined },
  "finds nothing": { ...chooser, text: "zz", rows: [], pageInfo: undefined },
  "could not be read": { ...chooser, rows: undefined, pageInfo: undefined, failure },
};

const noPart = () => Promise.resolve({ rows: [], pageInfo: undefined });

export const lists: readonly Specimen[] = [
  {
    of: ["ListTitle"],
    state: "with a button",
    shown: (
      <ListTitle
        title="Users"
        create={{
          label: "Create user",
          dialog: (close) => (
            <FormDialog
              title="Create user"
              action="Create"
              isRunning={false}
              onSubmit={close}
              onClose={close}
            />
          ),
        }}
        onClosed={nothing}
      />
    ),
  },
  {
    of: ["NamedFilters", "FilterSelect", "SearchBox"],
    state: "narrowed",
    shown: (
      <NamedFilters label="Search login, name" search={{ text: LONG, active: "NO" }} onChange={nothing} />
    ),
  },
  {
    of: ["FilterSelect"],
    state: "all",
    shown: (
      <FilterSelect
        label="Model"
        all="All models"
        value={undefined}
        options={[{ value: "A", label: LONG }]}
        onChoose={nothing}
      />
    ),
  },
  ...Object.entries(PAGES).map(([state, page]): Specimen => ({
    of: ["ListBody", "SelectPage", "SelectRow", "EnabledSwitch", "LockedLabel", "ListFoot", "Pager"],
    state,
    shown: <ListBody one="user" page={page} place={{}} onGo={nothing} table={table} empty={empty} />,
  })),
  { of: ["EmptyPage"], state: "behind the last row", shown: <EmptyPage many="users" onFirst={nothing} /> },
  { of: ["EmptyList"], state: "nothing to do", shown: <EmptyList title="No alarms." action={undefined} /> },
  {
    of: ["EnabledSwitch"],
    state: "may not be changed",
    shown: (
      <EnabledSwitch
        id="x"
        name="Anna"
        isEnabled={false}
        isGone={false}
        mayChange={false}
        onChange={nothing}
      />
    ),
  },
  {
    of: ["Busy"],
    state: "busy",
    shown: (
      <Busy isBusy label="Loading the users">
        {LONG_SENTENCE}
      </Busy>
    ),
  },
  {
    of: ["ChangePill"],
    state: "a change",
    shown: <ChangePill changes={1} label="1 change · Refresh" onRefresh={nothing} />,
  },
  {
    of: ["ListFoot", "Pager"],
    state: "the last page",
    shown: (
      <ListFoot
        count="at least 10,001 tokens"
        changes={0}
        onRefresh={nothing}
        pageInfo={{ ...PAGE_INFO, hasNextPage: false, hasPreviousPage: true }}
        place={{ after: "a" }}
        onGo={nothing}
      />
    ),
  },
  {
    of: ["SearchStopped"],
    state: "stopped",
    shown: (
      <SearchStopped pageInfo={{ ...PAGE_INFO, searchStopped: true }} isBackward={false} onGo={nothing} />
    ),
  },
  { of: ["ReadProblem"], state: "could not be read", shown: <ReadProblem failure={failure} /> },
  {
    of: ["MoreRows"],
    state: "stopped",
    shown: <MoreRows pageInfo={{ hasNextPage: true, searchStopped: true }} />,
  },
  {
    of: ["SelectedRows"],
    state: "two of many",
    shown: (
      <SelectedRows
        label="Selected users"
        selection={new Map([["1", true]])}
        total={20_000}
        view=""
        readMatching={noPart}
        onSelect={nothing}
      >
        <Button variant="secondary">Disable</Button>
      </SelectedRows>
    ),
  },
  ...Object.entries(CHOOSERS).map(([state, props], n): Specimen => ({
    of: ["RowChooser", "MoreRows"],
    state,
    isInForm: true,
    shown: <RowChooser id={`chooser-${n}`} {...props} />,
  })),
];
