import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import { InfoCard } from "../parts/info-card.js";
import { Ago } from "../times/ago.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import { TokenState } from "../tokens/token-state.js";
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
            {tokens.nodes.map((token) => (
              <Tr key={token.id}>
                <Td dataLabel="Token">
                  <Link to="/tokens/$id" params={{ id: token.id }}>
                    {token.name}
                  </Link>
                </Td>
                <Td dataLabel="Model">{MODEL_NAMES[token.model]}</Td>
                <Td dataLabel="State">
                  <TokenState token={token} bypasses={token.bypasses.nodes} />
                </Td>
                <Td dataLabel="Last used">
                  {token.lastUsedAt === null ? "Never" : <Ago at={token.lastUsedAt} />}
                </Td>
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
