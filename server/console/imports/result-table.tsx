import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { type ResultRow, shownResults } from "./result-rows.js";

/** More rows make the page slow; the file that can be downloaded has them all. */
const SHOWN = 200;

/** The results of the rows of a file. @param known the heading of the column by which people know a row. */
export function ResultTable({
  rows,
  known,
}: {
  readonly rows: readonly ResultRow[];
  readonly known: string;
}) {
  const refused = rows.filter(({ isRefused }) => isRefused);
  // Where not all can be shown, the refused ones are what matters.
  const results = rows.length > SHOWN && refused.length > 0 ? refused : rows;
  const groups = shownResults(results);
  const shown = groups.slice(0, SHOWN);
  const isCut = results.length < rows.length || shown.length < groups.length;
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
          {shown.map(({ lines, names, result, isRefused }) => (
            <Tr key={`${lines} ${result}`}>
              <Td dataLabel="Line">{lines === "" ? "–" : lines}</Td>
              <Td dataLabel={known}>{names === "" ? "–" : names}</Td>
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
      {isCut ? (
        <p>
          Not all of {rows.length.toLocaleString("en")} rows are shown. Download the result to see them all.
        </p>
      ) : null}
    </>
  );
}
