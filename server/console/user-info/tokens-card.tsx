import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import { InfoCard } from "../parts/info-card.js";
import { Ago } from "../times/ago.js";
import { BypassLabel } from "../tokens/bypass-label.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import type { UserInfo } from "./user-info.js";

/** The tokens of a user. */
export function TokensCard({ user: { tokens } }: { readonly user: UserInfo }) {
  const rest = tokens.totalCount - tokens.nodes.length;
  return (
    <InfoCard title="Tokens">
      {tokens.totalCount === 0 ? (
        <Content component="p">No token. This person cannot sign in.</Content>
      ) : (
        <Table aria-label="Tokens" variant="compact">
          <Thead>
            <Tr>
              <Th>Token</Th>
              <Th>Model</Th>
              <Th>State</Th>
              <Th>Last used</Th>
            </Tr>
          </Thead>
          <Tbody className="tp-rows">
            {tokens.nodes.map(({ id, name, model, enabled, status, lock, bypasses, lastUsedAt }) => (
              <Tr key={id}>
                <Td dataLabel="Token">
                  <Link to="/tokens/$id" params={{ id }}>
                    {name}
                  </Link>
                </Td>
                <Td dataLabel="Model">{MODEL_NAMES[model]}</Td>
                <Td dataLabel="State">
                  <div className="tp-row">
                    <Label color={enabled ? "green" : "grey"}>{enabled ? "Active" : "Inactive"}</Label>
                    {status === "PENDING" ? <Label status="info">Pending</Label> : null}
                    {lock === null ? null : <Label status="danger">Locked</Label>}
                    <BypassLabel bypasses={bypasses.nodes} />
                  </div>
                </Td>
                <Td dataLabel="Last used">{lastUsedAt === null ? "Never" : <Ago at={lastUsedAt} />}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {rest > 0 ? (
        <Content component="small">And {rest} more: search the tokens for the login.</Content>
      ) : null}
    </InfoCard>
  );
}
