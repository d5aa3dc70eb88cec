import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import type { ResourceLinkFragment } from "../generated/documents.js";
import { DialogButton } from "../parts/dialog-button.js";
import { Ago } from "../times/ago.js";
import { UnlinkDialog } from "../token-info/unlink-dialog.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import { TokenState } from "../tokens/token-state.js";
import { nameAndLogin } from "../users/user-name.js";

interface Place {
  readonly id: string;
  readonly name: string;
}

type LinkedToken = NonNullable<ResourceLinkFragment["token"]>;

/** The bypasses of a token that count at a resource. */
function bypassesAt({ bypasses }: LinkedToken, { id }: Place) {
  return bypasses.nodes.filter(({ everywhere, resource }) => everywhere || resource?.id === id);
}

/** The rows of the list of tokens that are linked to a resource. */
export function LinkedTokensTable({
  rows,
  resource,
  mayUnlink,
  onUnlinked,
}: {
  readonly rows: readonly { readonly row: ResourceLinkFragment; readonly isGone: boolean }[];
  readonly resource: Place;
  readonly mayUnlink: boolean;
  /** A dialog that unlinks is closed. */
  readonly onUnlinked: () => void;
}) {
  return (
    <Table aria-label="Users & tokens" variant="compact">
      <Thead>
        <Tr>
          <Th>User</Th>
          <Th>Token</Th>
          <Th>Model</Th>
          <Th>State</Th>
          <Th>Linked</Th>
          {mayUnlink ? <Th screenReaderText="Unlink" /> : null}
        </Tr>
      </Thead>
      <Tbody className="tp-rows">
        {rows.map(({ row: { id, token, user, createdAt }, isGone }) =>
          token === null ? null : (
            <Tr key={id} {...(isGone ? { className: "tp-gone" } : {})}>
              <Td dataLabel="User">
                <span className="tp-row">
                  {user === null ? (
                    "Unassigned"
                  ) : (
                    <Link to="/users/$id" params={{ id: user.id }}>
                      {nameAndLogin(user)}
                    </Link>
                  )}
                  {user?.enabled === false ? <Label color="grey">Disabled</Label> : null}
                </span>
              </Td>
              <Td dataLabel="Token">
                <span className="tp-row">
                  <Link to="/tokens/$id" params={{ id: token.id }}>
                    {token.name}
                  </Link>
                  {isGone ? <Label>No longer in this list</Label> : null}
                </span>
              </Td>
              <Td dataLabel="Model">{MODEL_NAMES[token.model]}</Td>
              <Td dataLabel="State">
                {isGone ? "–" : <TokenState token={token} bypasses={bypassesAt(token, resource)} />}
              </Td>
              <Td dataLabel="Linked">
                <Ago at={createdAt} />
              </Td>
              {mayUnlink ? (
                <Td isActionCell>
                  <DialogButton
                    variant="link"
                    isInline
                    isDanger
                    isDisabled={isGone}
                    label="Unlink"
                    aria-label={`Unlink ${token.name}`}
                  >
                    {(close) => (
                      <UnlinkDialog
                        link={id}
                        token={token}
                        holder={user}
                        resource={resource}
                        hasBypass={token.bypasses.nodes.some((bypass) => bypass.resource?.id === resource.id)}
                        onClose={() => {
                          close();
                          onUnlinked();
                        }}
                      />
                    )}
                  </DialogButton>
                </Td>
              ) : null}
            </Tr>
          ),
        )}
      </Tbody>
    </Table>
  );
}
