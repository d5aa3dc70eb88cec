import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { countText } from "../lists/count-text.js";
import { OBSTACLES, getObstacle, wasInvited, type Invitee, type Obstacle } from "./invitee.js";

/** Maximum number of logins that are shown. */
const NAMES = 5;

/** The first logins, as in "anna, bert and 3 others". */
function loginsText(people: readonly Invitee[]): string {
  const others = people.length - NAMES;
  const first = people.slice(0, NAMES).map(({ login }) => login);
  return `${first.join(", ")}${others > 0 ? ` and ${countText(others, "other")}` : ""}`;
}

/** Before anything is sent: how many users get a mail, and who gets none. */
export function InviteesSummary({ people }: { readonly people: readonly Invitee[] }) {
  const invited = people.filter((person) => getObstacle(person) === null);
  const before = invited.filter(wasInvited).length;
  const open = invited.filter(({ user }) => user?.lastInvitation?.state === "OPEN").length;
  const obstacles = (Object.keys(OBSTACLES) as Obstacle[]).flatMap((obstacle) => {
    const those = people.filter((person) => getObstacle(person) === obstacle);
    return those.length === 0 ? [] : [{ obstacle, those }];
  });
  return (
    <Content>
      <p>
        {invited.length === 0
          ? "None of the selected users can be invited."
          : `${countText(invited.length, "user")} ${invited.length === 1 ? "gets" : "get"} a mail with a link. It works once, for 24 hours, and nobody else sees it.`}
      </p>
      {before === 0 ? null : (
        <p>
          {before === 1 ? "1 of them was" : `${before.toLocaleString("en")} of them were`} invited before:
          this is a reminder. It contains a new link, which replaces the previous one
          {open === 0
            ? ""
            : `; ${open.toLocaleString("en")} of the previous links still ${open === 1 ? "works" : "work"}`}
          .
        </p>
      )}
      {obstacles.length === 0 ? null : (
        <>
          <p>Not invited, and named in the result:</p>
          <ul>
            {obstacles.map(({ obstacle, those }) => (
              <li key={obstacle}>
                {those.length.toLocaleString("en")} {OBSTACLES[obstacle].many[those.length === 1 ? 0 : 1]}:{" "}
                {loginsText(those)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        A person gets at most three links in an hour. To give a person the link yourself, invite the user on
        the page of the user.
      </p>
    </Content>
  );
}
