import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import type { SearchedPageFragment, ShownEventFragment } from "../generated/documents.js";
import { isFirstPage, type Place } from "../lists/paging.js";
import { Moment } from "../times/moment.js";
import { DENIAL_REASONS } from "./denial-reasons.js";

/** Events, newest first, with buttons that go through them. */
export function EventTable({
  title,
  events: { nodes, pageInfo },
  place,
  onGo,
}: {
  readonly title: string;
  readonly events: { readonly nodes: readonly ShownEventFragment[]; readonly pageInfo: SearchedPageFragment };
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}) {
  const { startCursor, endCursor, hasPreviousPage, hasNextPage, searchStopped } = pageInfo;
  return (
    <>
      {nodes.length === 0 ? (
        searchStopped ? null : isFirstPage(place) ? (
          <Content component="p">No event matches.</Content>
        ) : (
          <div className="tp-row">
            <span>No more events match.</span>
            <Button variant="link" isInline onClick={() => onGo({})}>
              To the first page
            </Button>
          </div>
        )
      ) : (
        <Table aria-label={title} variant="compact">
          <Thead>
            <Tr>
              <Th>Time</Th>
              <Th>What happened</Th>
              <Th>By</Th>
              <Th>Address</Th>
            </Tr>
          </Thead>
          <Tbody>
            {nodes.map(({ id, occurredAt, summary, reason, actor, clientAddress }) => (
              <Tr key={id}>
                <Td dataLabel="Time" modifier="nowrap">
                  <Moment at={occurredAt} />
                </Td>
                <Td dataLabel="What happened">
                  {summary} {reason === null ? null : DENIAL_REASONS[reason]}
                </Td>
                <Td dataLabel="By">{actor.name}</Td>
                <Td dataLabel="Address">{clientAddress ?? "–"}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      <nav aria-label="Pages of the events" className="tp-row tp-foot">
        <Button
          variant="link"
          isDisabled={!hasPreviousPage || startCursor === null}
          onClick={() => (startCursor === null ? undefined : onGo({ before: startCursor }))}
        >
          Newer
        </Button>
        <Button
          variant="link"
          isDisabled={!hasNextPage || endCursor === null}
          onClick={() => (endCursor === null ? undefined : onGo({ after: endCursor }))}
        >
          Older
        </Button>
      </nav>
    </>
  );
}
