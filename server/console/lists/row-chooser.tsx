import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { RadioField, type RadioOption } from "../fields/radio-field.js";
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
  chosen,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  /** What is searched, as in "Search login, name". */
  readonly searchLabel: string;
  readonly text: string;
  readonly onSearch: (text: string) => void;
  /** Undefined while they are loaded. */
  readonly rows: readonly RadioOption<string>[] | undefined;
  /** Undefined while they are loaded. */
  readonly pageInfo: { readonly hasNextPage: boolean; readonly searchStopped: boolean } | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const isStopped = pageInfo?.searchStopped === true;
  return (
    <>
      <SearchBox label={searchLabel} value={text} onSearch={onSearch} />
      {rows === undefined ? (
        <Spinner aria-label="Loading" />
      ) : rows.length === 0 ? (
        isStopped ? null : (
          <Content component="p">{text === "" ? "There is none yet." : "None matches."}</Content>
        )
      ) : (
        <RadioField id={id} label={label} value={chosen} options={rows} onChange={onChoose} />
      )}
      {isStopped ? (
        <Content component="p">
          The search has looked at a part of the list only, because these words are frequent. Type more of the
          name.
        </Content>
      ) : pageInfo?.hasNextPage === true ? (
        <Content component="small">There are more. Search to find them.</Content>
      ) : null}
    </>
  );
}
