import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import type { ReadFailure } from "../data/read-failure.js";
import { RadioField, type RadioOption } from "../fields/radio-field.js";
import { Busy } from "./busy.js";
import { MoreRows, type MoreInfo } from "./more-rows.js";
import { ReadProblem } from "./read-problem.js";
import { SearchBox } from "./search-box.js";

/** Chooses one of many rows, of which the first that match a search are shown. */
export function RowChooser({
  id,
  label,
  searchLabel,
  text,
  onSearch,
  rows,
  pageInfo,
  isBusy,
  failure,
  chosen,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  /** The label of the search, as in "Search login, name". */
  readonly searchLabel: string;
  readonly text: string;
  readonly onSearch: (text: string) => void;
  /** Undefined while they are loaded. */
  readonly rows: readonly RadioOption<string>[] | undefined;
  /** Undefined while they are loaded. */
  readonly pageInfo: MoreInfo | undefined;
  /** Whether the rows are still those of another search. */
  readonly isBusy: boolean;
  /** Why there are none. */
  readonly failure: ReadFailure | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <>
      <SearchBox label={searchLabel} value={text} onSearch={onSearch} />
      {failure !== undefined ? (
        <ReadProblem failure={failure} />
      ) : rows === undefined ? (
        <Spinner aria-label="Loading" />
      ) : rows.length === 0 ? (
        pageInfo?.searchStopped === true ? null : (
          <Content component="p">{text === "" ? "There is none yet." : "None matches."}</Content>
        )
      ) : (
        <Busy isBusy={isBusy} label="Loading">
          <RadioField id={id} label={label} value={chosen} options={rows} onChange={onChoose} />
        </Busy>
      )}
      <MoreRows pageInfo={pageInfo} />
    </>
  );
}
