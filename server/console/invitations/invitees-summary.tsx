import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { countText } from "../lists/count-text.js";
import { OBSTACLES, obstacleOf, wasInvited, type Invitee, type Obstacle } from "./invitee.js";

/** So many logins are shown. */
const NAMES = 5;

/** The first logins, as in "anna, bert and 3 others". */
function loginsText(people: readonly Invitee[]): string {
  const others = people.length - NAMES;
  const first = people.slice(0, NAMES).map(({ login }) => login);
  return `${first.join(", ")}${others > 0 ? ` and ${countText(others, "other")}` : ""}`;
}

/** Before anything is sent: how many users get a mail, and who gets none. */
export function InviteesSummary({ people }: { readonly people: readonly Invitee[] }) {
  const invited = people.filter((person) => obstacleOf(person) === null);
  const before = invited.filter(wasInvited).length;
  const obstacles = (Object.keys(OBSTACLES) as Obstacle[]).flatMap((obstacle) => {
    const those = people.filter((person) => obstacleOf(person) === obstacle);
    return those.length === 0 ? [] : [{ obstacle, those }];
  });
  return (
    <>
      <Content component="p">
        {invited.length === 0
          ? "None of the selected users can be invited."
          : `${countText(invited.length, "user")} ${invited.length === 1 ? "gets" : "get"} a mail with a link. It works once, for 24 hours, and nobody else sees it.`}
      </Content>
      {before === 0 ? null : (
        <Content component="p">
          {before === 1 ? "1 of them was" : `${before.toLocaleString("en")} of them were`} invited before:
          this reminds {before === 1 ? "this user" : "those users"}. A reminder is another invitation, and
          makes the link before void.
        </Content>
      )}
      {obstacles.length === 0 ? null : (
        <>
          <Content component="p">Not invited, and named in the result:</Content>
          <Content component="ul">
            {obstacles.map(({ obstacle, those }) => (
              <Content key={obstacle} component="li">
                {those.length.toLocaleString("en")} {OBSTACLES[obstacle].many[those.length === 1 ? 0 : 1]}:{" "}
                {loginsText(those)}
              </Content>
            ))}
          </Content>
        </>
      )}
    </>
  );
}
