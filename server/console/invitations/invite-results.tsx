import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { countText } from "../lists/count-text.js";
import { csvText, download } from "../parts/csv-text.js";
import type { InviteResult } from "./use-inviting.js";

/** More rows make the dialog slow; the file that can be downloaded has them all. */
const SHOWN = 200;

/** The results of the invitations. @param left how many users were not reached yet. */
export function InviteResults({
  results,
  left,
}: {
  readonly results: readonly InviteResult[];
  readonly left: number;
}) {
  const refused = results.filter(({ why }) => why !== null);
  const invited = results.length - refused.length;
  const save = () =>
    download(
      "invitations-result.csv",
      csvText([
        ["login", "result"],
        ...results.map(({ login, why }) => [login, why === null ? "Invited" : `Not invited: ${why}`]),
      ]),
    );
  return (
    <>
      <Alert
        isInline
        isLiveRegion
        variant={refused.length === 0 && left === 0 ? "success" : "warning"}
        component="p"
        title={
          invited === 0
            ? "Nobody is invited."
            : `${countText(invited, "user")} ${invited === 1 ? "is" : "are"} invited.`
        }
      >
        {left > 0
          ? `${countText(left, "user")} ${left === 1 ? "is" : "are"} left. If you continue, nobody gets two mails.`
          : invited > 0
            ? "The page of each user shows whether the mail was sent."
            : null}
      </Alert>
      {refused.length === 0 ? null : (
        <Table aria-label="Users who are not invited" variant="compact">
          <Thead>
            <Tr>
              <Th>Not invited</Th>
              <Th>Why</Th>
            </Tr>
          </Thead>
          <Tbody className="tp-rows">
            {refused.slice(0, SHOWN).map(({ id, login, why }) => (
              <Tr key={id}>
                <Td dataLabel="Not invited" modifier="breakWord">
                  {login}
                </Td>
                <Td dataLabel="Why">{why}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {refused.length <= SHOWN ? null : (
        <Content component="p">
          {SHOWN} of {refused.length.toLocaleString("en")} users are shown. Download the result to see them
          all.
        </Content>
      )}
      {results.length === 0 ? null : (
        <p>
          <Button variant="link" isInline onClick={save}>
            Download the result (CSV)
          </Button>
        </p>
      )}
    </>
  );
}
