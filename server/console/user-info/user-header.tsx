import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { EnabledSwitch } from "../lists/enabled-switch.js";
import { LockedLabel } from "../lists/locked-label.js";
import { PageTitle } from "../parts/page-title.js";
import { useMayUse } from "../shell/viewer.js";
import { useUserEnabled } from "../users/use-user-enabled.js";
import { fullName } from "../users/user-name.js";
import { obstaclesAt } from "./place-state.js";
import type { UserInfo } from "./user-info.js";

/** Why a user can sign in nowhere; undefined when the user can somewhere. */
function getObstacle(user: UserInfo): string | undefined {
  const { enabled, tokens, assignments } = user;
  if (!enabled) return "Disabled: this person can sign in nowhere.";
  if (tokens.totalCount === 0) return "This person has no token, and can sign in nowhere.";
  if (assignments.totalCount === 0)
    return "No token of this person is linked to a resource, so this person can sign in nowhere.";
  const isOpen = assignments.nodes.some(
    ({ resource, token }) =>
      resource !== null &&
      token !== null &&
      obstaclesAt(user, { resourceId: resource.id, tokenId: token.id }).every(
        ({ conditional }) => conditional,
      ),
  );
  // Of more links than are shown, nothing is known.
  if (isOpen || assignments.totalCount > assignments.nodes.length) return undefined;
  return "This person can sign in nowhere. The reasons are beside each resource.";
}

/** The name of a user, and whether this person may sign in. */
export function UserHeader({ user }: { readonly user: UserInfo }) {
  const mayUse = useMayUse();
  const setEnabled = useUserEnabled();
  const { id, login, enabled, tokens } = user;
  const why = getObstacle(user);
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
          onChange={(isEnabled) => void setEnabled(user, isEnabled)}
        />
        <LockedLabel locks={tokens.nodes.map(({ lock }) => lock)} />
      </div>
      {why === undefined ? null : <Content component="p">{why}</Content>}
    </div>
  );
}
