import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { DialogButton } from "../parts/dialog-button.js";
import { Fact, Facts } from "../parts/facts.js";
import { InfoCard } from "../parts/info-card.js";
import { useMayUse } from "../shell/viewer.js";
import { Ago } from "../times/ago.js";
import { EditUserDialog } from "./edit-user-dialog.js";
import { LinkUserDialog } from "./link-user-dialog.js";
import { NewUserDialog } from "./new-user-dialog.js";
import { RecoveryCodeRevokeDialog } from "./recovery-code-revoke-dialog.js";
import { personName, type TokenInfo } from "./token-info.js";
import { UnassignDialog } from "./unassign-dialog.js";

/** Whose a token is. */
export function AssignedCard({ token }: { readonly token: TokenInfo }) {
  const mayUse = useMayUse();
  const { holder } = token;
  return (
    <InfoCard
      title="Assigned To"
      actions={
        <>
          {mayUse("tokenAssign") && mayUse("userCreate") ? (
            <DialogButton variant="secondary" size="sm" label="New user">
              {(close) => <NewUserDialog token={token} onClose={close} />}
            </DialogButton>
          ) : null}
          {mayUse("tokenAssign") ? (
            <DialogButton variant="secondary" size="sm" label="Link user">
              {(close) => <LinkUserDialog token={token} onClose={close} />}
            </DialogButton>
          ) : null}
        </>
      }
    >
      {holder === null ? (
        <Content component="p">Not assigned. It cannot sign anyone in.</Content>
      ) : (
        // Of another user, all is new: a dialog that was opened for this one must not continue with that one.
        <Fragment key={holder.id}>
          <Facts label="User">
            <Fact name="User">
              <Link to="/users/$id" params={{ id: holder.id }}>
                {personName(holder)}
              </Link>{" "}
              {holder.enabled ? null : <Label color="grey">Disabled</Label>}
            </Fact>
            <Fact name="Login">{holder.login}</Fact>
            <Fact name="E-mail address">{holder.email ?? "–"}</Fact>
            <Fact name="Phone number">{holder.phoneNumber ?? "–"}</Fact>
            {holder.recoveryCodeCreatedAt === null ? null : (
              <Fact name="Recovery code">
                Made <Ago at={holder.recoveryCodeCreatedAt} />
              </Fact>
            )}
          </Facts>
          <div className="tp-row tp-foot">
            {mayUse("userUpdate") ? (
              <DialogButton variant="link" isInline label="Edit user">
                {(close) => <EditUserDialog user={holder} onClose={close} />}
              </DialogButton>
            ) : null}
            {mayUse("recoveryCodeRevoke") && holder.recoveryCodeCreatedAt !== null ? (
              <DialogButton variant="link" isInline label="Revoke recovery code">
                {(close) => <RecoveryCodeRevokeDialog user={holder} onClose={close} />}
              </DialogButton>
            ) : null}
            {mayUse("tokenUnassign") ? (
              <DialogButton variant="link" isInline isDanger label="Unassign">
                {(close) => <UnassignDialog token={token} holder={holder} onClose={close} />}
              </DialogButton>
            ) : null}
          </div>
        </Fragment>
      )}
    </InfoCard>
  );
}
