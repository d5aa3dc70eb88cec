import { Progress } from "@patternfly/react-core/dist/esm/components/Progress";
import { useQuery } from "@tanstack/react-query";
import { query } from "../data/queries.js";
import { getFailure } from "../data/read-failure.js";
import { LinkObstacleDocument } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { ReadProblem } from "../lists/read-problem.js";
import type { Selection } from "../lists/selection.js";
import { FormDialog } from "../parts/form-dialog.js";
import { InviteesSummary } from "./invitees-summary.js";
import { getObstacle } from "./invitee.js";
import { InvitingDialog } from "./inviting-dialog.js";
import { LinkObstacleAlert } from "./link-obstacle.js";
import { useInvitees } from "./use-invitees.js";
import { useInviting } from "./use-inviting.js";
import { PortalChooser } from "./portal-chooser.js";
import { usePortalChooser } from "./use-portal-chooser.js";

/** Invites many users to connect a token in a portal, or reminds them. */
export function InviteManyDialog({
  selection,
  onClose,
  onDone,
}: {
  /** Logins by ids. */
  readonly selection: Selection<string>;
  readonly onClose: () => void;
  /** Some were invited. @param left those whom nothing was sent to yet. */
  readonly onDone: (left: Selection<string>) => void;
}) {
  const { people, isComplete, problem } = useInvitees(selection);
  const portals = usePortalChooser("CONNECTING");
  const inviting = useInviting();
  const answer = useQuery(query(LinkObstacleDocument, {}));
  const failure = getFailure(answer);
  const { chosen } = portals;
  const obstacle = answer.data?.viewer?.linkObstacle ?? null;
  const invited = people.filter((person) => getObstacle(person) === null);
  if (inviting.isBegun) {
    const close = () => {
      if (inviting.results.length > 0) onDone(new Map(inviting.left.map(({ id, login }) => [id, login])));
      onClose();
    };
    const skipped = people.filter((person) => getObstacle(person) !== null);
    return <InvitingDialog inviting={inviting} skipped={skipped} onClose={close} />;
  }
  return (
    <FormDialog
      title={`Invite ${countText(selection.size, "user")}`}
      description="Each person opens a link that is mailed, and connects a token in the portal."
      action={isComplete ? `Invite ${countText(invited.length, "user")}` : "Invite"}
      problem={problem}
      isRunning={false}
      isDisabled={
        !isComplete ||
        invited.length === 0 ||
        chosen === undefined ||
        answer.data === undefined ||
        obstacle !== null
      }
      onSubmit={() => {
        if (chosen !== undefined) inviting.begin(chosen, invited);
      }}
      onClose={onClose}
    >
      {failure === undefined ? null : <ReadProblem failure={failure} />}
      {obstacle === null ? null : <LinkObstacleAlert obstacle={obstacle} />}
      <PortalChooser portals={portals} none="No resource has a portal in which users connect a token." />
      {isComplete ? (
        <InviteesSummary people={people} />
      ) : problem === undefined ? (
        <Progress
          aria-label="Reading the users"
          title="Reading the users"
          value={Math.round((100 * people.length) / selection.size)}
        />
      ) : null}
    </FormDialog>
  );
}
