import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { useMutationOf } from "../data/use-mutation-of.js";
import { UserEnabledDocument } from "../generated/documents.js";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { switchEnabled } from "../lists/switch-enabled.js";
import { PageTitle } from "../parts/page-title.js";
import { useToasts } from "../parts/toasts.js";
import { useMayUse } from "../shell/viewer.js";
import { fullName } from "../users/user-name.js";
import type { UserInfo } from "./user-info.js";

/** Who a user is, and whether this person may sign in. */
export function UserHeader({ user }: { readonly user: UserInfo }) {
  const mayUse = useMayUse();
  const toasts = useToasts();
  const update = useMutationOf(UserEnabledDocument);
  const { id, login, enabled, tokens, assignments } = user;
  const setEnabled = (isEnabled: boolean) =>
    void switchEnabled(toasts, isEnabled, (changed) => update.run({ user: { id }, enabled: changed }), {
      active: `${login} may sign in.`,
      inactive: `${login} may no longer sign in anywhere.`,
    });
  const why = !enabled
    ? "Disabled: this person can sign in nowhere."
    : tokens.totalCount === 0
      ? "This person has no token, and can sign in nowhere."
      : assignments.totalCount === 0
        ? "No token of this person is linked to a resource, so this person can sign in nowhere."
        : undefined;
  return (
    <div className="tp-head">
      <div className="tp-row">
        <PageTitle title={fullName(user) === "" ? login : fullName(user)} />
        <EnabledSwitch
          id={id}
          name={login}
          isEnabled={enabled}
          isGone={false}
          mayChange={mayUse("userUpdate")}
          onChange={setEnabled}
        />
        {tokens.nodes.some(({ lock }) => lock !== null) ? <Label status="danger">Locked</Label> : null}
      </div>
      {why === undefined ? null : <Content component="p">{why}</Content>}
    </div>
  );
}
