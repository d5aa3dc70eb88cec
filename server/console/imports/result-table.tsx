import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import type { ResultRow } from "./result-rows.js";

/** More rows make the page slow; the file that can be downloaded has them all. */
const SHOWN = 200;

/** What came of the rows of a file. @param known what the column is called by which people know a row. */
export function ResultTable({
  rows,
  known,
}: {
  readonly rows: readonly ResultRow[];
  readonly known: string;
}) {
  const refused = rows.filter(({ isRefused }) => isRefused);
  // Where not all can be shown, the refused ones are what matters.
  const shown = (rows.length > SHOWN && refused.length > 0 ? refused : rows).slice(0, SHOWN);
  return (
    <>
      <Table aria-label="Result of each row" variant="compact">
        <Thead>
          <Tr>
            <Th>Line</Th>
            <Th modifier="nowrap">{known}</Th>
            <Th>Result</Th>
          </Tr>
        </Thead>
        <Tbody className="tp-rows">
          {shown.map(({ line, name, result, isRefused }) => (
            <Tr key={`${line} ${result}`}>
              <Td dataLabel="Line">{line ?? "–"}</Td>
              <Td dataLabel={known}>{name === "" ? "–" : name}</Td>
              <Td dataLabel="Result">
                <span className="tp-row">
                  {isRefused ? <Label status="danger">Refused</Label> : null}
                  {result}
                </span>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {shown.length < rows.length ? (
        <p>
          {shown.length} of {rows.length.toLocaleString("en")} rows are shown. Download the result to see them
          all.
        </p>
      ) : null}
    </>
  );
}
