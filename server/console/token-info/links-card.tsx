import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { TokenLinksDocument, type LinkFragment } from "../generated/documents.js";
import { EmptyPage } from "../lists/empty-list.js";
import { Pager } from "../lists/pager.js";
import { pageArguments, type Place } from "../lists/paging.js";
import { ReadProblem } from "../lists/read-problem.js";
import { lockoutText } from "../resources/lockout-text.js";
import { DialogButton } from "../parts/dialog-button.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayChangeLinks } from "../shell/admins-only.js";
import { useMayUse } from "../shell/viewer.js";
import { LinkResourceDialog } from "./link-resource-dialog.js";
import { isOnlyFromSomewhere } from "./obstacles.js";
import { policyText } from "./resource-text.js";
import { NewResourceDialog } from "./new-resource-dialog.js";
import type { TokenInfo } from "./token-info.js";
import { UnlinkDialog } from "./unlink-dialog.js";

/** The resources that a token's user signs in to with it. */
export function LinksCard({ token }: { readonly token: TokenInfo }) {
  const mayUse = useMayUse();
  const [place, setPlace] = useState<Place>({});
  const answer = useQuery(query(TokenLinksDocument, { token: { id: token.id }, ...pageArguments(place) }));
  const failure = getFailure(answer);
  const links = answer.data?.token?.assignments;
  return (
    <InfoCard
      title="Token Resources"
      actions={
        mayUse("assignmentCreate") ? (
          <>
            {mayUse("resourceCreate") ? (
              <DialogButton variant="secondary" size="sm" label="New resource">
                {(close) => <NewResourceDialog token={token} onClose={close} />}
              </DialogButton>
            ) : null}
            <DialogButton variant="secondary" size="sm" label="Link resource">
              {(close) => <LinkResourceDialog token={token} onClose={close} />}
            </DialogButton>
          </>
        ) : null
      }
    >
      {token.links.totalCount === 0 ? (
        <Content component="p">Not linked. It cannot sign anyone in anywhere.</Content>
      ) : failure !== undefined ? (
        <ReadProblem failure={failure} />
      ) : answer.data === undefined ? (
        <Spinner aria-label="Loading the resources" />
      ) : links?.nodes.length === 0 ? (
        <EmptyPage many="resources" onFirst={() => setPlace({})} />
      ) : (
        <LinkTable token={token} links={links?.nodes ?? []} />
      )}
      {links !== undefined && (links.pageInfo.hasNextPage || links.pageInfo.hasPreviousPage) ? (
        <Pager pageInfo={links.pageInfo} place={place} onGo={setPlace} />
      ) : null}
    </InfoCard>
  );
}

function LinkTable({ token, links }: { readonly token: TokenInfo; readonly links: readonly LinkFragment[] }) {
  const mayUse = useMayUse();
  const mayChangeLinks = useMayChangeLinks();
  return (
    <Table aria-label="Token Resources" variant="compact">
      <Thead>
        <Tr>
          <Th>Resource</Th>
          <Th>Lock-out</Th>
          <Th>Bypass policy</Th>
          <Th screenReaderText="Unlink" />
        </Tr>
      </Thead>
      <Tbody className="tp-rows">
        {links.map(({ id, resource }) =>
          resource === null ? null : (
            <Tr key={id}>
              <Td dataLabel="Resource">
                <Link to="/resources/$id" params={{ id: resource.id }}>
                  {resource.name}
                </Link>{" "}
                {resource.enabled ? null : <Label color="grey">Disabled</Label>}{" "}
                {isOnlyFromSomewhere(token, resource.id) ? (
                  <Label color="grey">From some addresses only</Label>
                ) : null}
              </Td>
              <Td dataLabel="Lock-out">{lockoutText(resource)}</Td>
              <Td dataLabel="Bypass policy">{policyText(resource.effectiveBypassPolicy)}</Td>
              <Td isActionCell>
                {mayUse("assignmentDelete") && mayChangeLinks(resource) ? (
                  <DialogButton
                    variant="link"
                    isInline
                    isDanger
                    label="Unlink"
                    aria-label={`Unlink from ${resource.name}`}
                  >
                    {(close) => (
                      <UnlinkDialog
                        link={id}
                        token={token}
                        holder={token.holder}
                        resource={resource}
                        hasBypass={token.bypasses.nodes.some((bypass) => bypass.resource?.id === resource.id)}
                        onClose={close}
                      />
                    )}
                  </DialogButton>
                ) : null}
              </Td>
            </Tr>
          ),
        )}
      </Tbody>
    </Table>
  );
}
