import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import { InfoCard } from "../parts/info-card.js";
import { Ago } from "../times/ago.js";
import type { ObstacleFragment } from "../generated/documents.js";
import { obstaclesAt } from "./place-state.js";
import type { UserInfo } from "./user-info.js";

/** Whether a right code is granted; if not, all that is in the way. */
function PlaceState({ obstacles }: { readonly obstacles: readonly ObstacleFragment[] }) {
  if (obstacles.length === 0) return "Possible";
  return (
    <ul className="tp-obstacles">
      {obstacles.map(({ reason, message }) => (
        <li key={reason}>{message}</li>
      ))}
    </ul>
  );
}

/** Where a user signs in, with which token. */
export function PlacesCard({ user }: { readonly user: UserInfo }) {
  const { assignments } = user;
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
              <Th>Sign-in</Th>
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
                  <Td dataLabel="Sign-in">
                    <PlaceState
                      obstacles={obstaclesAt(user, { resourceId: resource.id, tokenId: token.id })}
                    />
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
