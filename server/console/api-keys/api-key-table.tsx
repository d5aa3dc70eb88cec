import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table/dist/esm/components/Table";
import { Link } from "@tanstack/react-router";
import { useAskAgainAfter } from "../data/use-ask-again.js";
import type { ApiKeyRowFragment } from "../generated/documents.js";
import { DialogButton } from "../parts/dialog-button.js";
import { useMayUse } from "../shell/viewer.js";
import { Ago } from "../times/ago.js";
import { Moment } from "../times/moment.js";
import { nameAndLogin } from "../users/user-name.js";
import { STATE_NAMES } from "./key-search.js";
import { RevokeKeyDialog } from "./revoke-key-dialog.js";

/** The label of the button of a key, by the key's state. */
const REVOKE = { VALID: "Revoke", REVOKED: "Revoke what it made" } as const;

/** The creator of a key; empty where it is not known, as of the first key, which the server makes. */
function Creator({ apiKey: { createdBy, createdByUser } }: { readonly apiKey: ApiKeyRowFragment }) {
  if (createdByUser !== null) {
    return (
      <>
        {" "}
        by{" "}
        <Link to="/users/$id" params={{ id: createdByUser.id }}>
          {nameAndLogin(createdByUser)}
        </Link>
      </>
    );
  }
  return createdBy === null ? null : ` by the key ${createdBy.name}`;
}

/** Where a key works, if not everywhere. */
function Reach({ apiKey: { bound, resource } }: { readonly apiKey: ApiKeyRowFragment }) {
  if (!bound) return null;
  if (resource === null) return " at a resource that was deleted";
  return (
    <>
      {" "}
      at{" "}
      <Link to="/resources/$id" params={{ id: resource.id }}>
        {resource.name}
      </Link>
    </>
  );
}

/** Whether a key works. */
function KeyState({ apiKey: { state, revokedAt, expiresAt } }: { readonly apiKey: ApiKeyRowFragment }) {
  useAskAgainAfter([state === "VALID" ? expiresAt : null]);
  return (
    <span className="tp-row">
      <Label color={state === "VALID" ? "green" : "grey"}>{STATE_NAMES[state]}</Label>
      {revokedAt === null ? null : <Ago at={revokedAt} />}
    </span>
  );
}

/** The rows of the list of API keys. @param onClosed what comes after a dialog of a key is closed. */
export function ApiKeyTable({
  rows,
  onClosed,
}: {
  readonly rows: readonly { readonly row: ApiKeyRowFragment; readonly isGone: boolean }[];
  readonly onClosed: () => void;
}) {
  const mayRevoke = useMayUse()("apiKeyRevoke");
  return (
    <Table aria-label="API keys" variant="compact">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Created</Th>
          <Th modifier="nowrap">Last used</Th>
          <Th modifier="nowrap">Expires</Th>
          <Th>State</Th>
          {mayRevoke ? <Th screenReaderText="Actions" /> : null}
        </Tr>
      </Thead>
      <Tbody className="tp-rows">
        {rows.map(({ row: apiKey, isGone }) => (
          <Tr key={apiKey.id} {...(isGone ? { className: "tp-gone" } : {})}>
            <Td dataLabel="Name" modifier="breakWord">
              <span className="tp-row">
                {apiKey.name}
                <code>{apiKey.prefix}…</code>
                {isGone ? <Label>No longer in this list</Label> : null}
              </span>
            </Td>
            <Td dataLabel="Role" modifier="breakWord">
              <span>
                {apiKey.role}
                <Reach apiKey={apiKey} />
              </span>
            </Td>
            <Td dataLabel="Created" modifier="breakWord">
              <span>
                <Ago at={apiKey.createdAt} />
                <Creator apiKey={apiKey} />
              </span>
            </Td>
            <Td dataLabel="Last used">
              {apiKey.lastUsedAt === null ? "Never" : <Ago at={apiKey.lastUsedAt} />}
            </Td>
            <Td dataLabel="Expires">
              {apiKey.expiresAt === null ? "Never" : <Moment at={apiKey.expiresAt} />}
            </Td>
            <Td dataLabel="State">{isGone ? "–" : <KeyState apiKey={apiKey} />}</Td>
            {mayRevoke ? (
              <Td dataLabel="Actions">
                {/* A key that has expired made none that works longer. */}
                {apiKey.state === "EXPIRED" ? null : (
                  <DialogButton
                    variant="link"
                    isInline
                    isDisabled={isGone}
                    aria-label={`${REVOKE[apiKey.state]}: ${apiKey.name}`}
                    label={REVOKE[apiKey.state]}
                  >
                    {(close) => (
                      <RevokeKeyDialog
                        apiKey={apiKey}
                        onClose={() => {
                          close();
                          onClosed();
                        }}
                      />
                    )}
                  </DialogButton>
                )}
              </Td>
            ) : null}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
