import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import { InfoCard } from "../parts/info-card.js";
import { Ago } from "../times/ago.js";
import type { UserInfo } from "./user-info.js";

/** Where a user signs in, with which token. */
export function PlacesCard({ user: { assignments } }: { readonly user: UserInfo }) {
  const rest = assignments.totalCount - assignments.nodes.length;
  return (
    <InfoCard title="Resources">
      {assignments.totalCount === 0 ? (
        <Content component="p">
          No resource. Link a token of this person to one on the page of the token.
        </Content>
      ) : (
        <Table aria-label="Resources" variant="compact">
          <Thead>
            <Tr>
              <Th>Resource</Th>
              <Th>Token</Th>
              <Th>Linked</Th>
            </Tr>
          </Thead>
          <Tbody className="tp-rows">
            {assignments.nodes.map(({ id, resource, token, createdAt }) =>
              resource === null || token === null ? null : (
                <Tr key={id}>
                  <Td dataLabel="Resource">
                    <Link to="/resources/$id" params={{ id: resource.id }}>
                      {resource.name}
                    </Link>
                  </Td>
                  <Td dataLabel="Token">
                    <Link to="/tokens/$id" params={{ id: token.id }}>
                      {token.name}
                    </Link>
                  </Td>
                  <Td dataLabel="Linked">
                    <Ago at={createdAt} />
                  </Td>
                </Tr>
              ),
            )}
          </Tbody>
        </Table>
      )}
      {rest > 0 ? <Content component="small">And {rest} more.</Content> : null}
    </InfoCard>
  );
}
