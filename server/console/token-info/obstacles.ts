import type { DenialReason, ObstacleFragment } from "../generated/documents.js";
import { momentText } from "../times/format.js";
import type { TokenInfo } from "./token-info.js";

const getMoment = (at: string | null, now: number) => (at === null ? "" : momentText(Date.parse(at), now));

/** The console's texts for reasons that it words differently than the server: as the page names them, and with times. */
const TEXTS: Readonly<
  Partial<Record<DenialReason, (obstacle: ObstacleFragment, token: TokenInfo, now: number) => string>>
> = {
  UNASSIGNED: () => "Not assigned",
  NOT_LINKED: () => "No resource",
  TOKEN_DISABLED: () => "Inactive",
  PENDING: () => "Pending: its enrolment is not confirmed",
  LOCKED: ({ until }, _token, now) =>
    `Locked after too many wrong codes, ${until === null ? "until someone unlocks it" : `until ${getMoment(until, now)}`}`,
  FAILURE_CEILING: () => "Locked after 100 failures in a row, until someone unlocks it",
  NOT_YET_VALID: (_obstacle, { validFrom }, now) => `Not valid before ${getMoment(validFrom, now)}`,
  VALIDITY_ENDED: (_obstacle, { validUntil }, now) => `Not valid since ${getMoment(validUntil, now)}`,
};

function getText(obstacle: ObstacleFragment, token: TokenInfo, now: number): string {
  const text = TEXTS[obstacle.reason];
  return text === undefined ? obstacle.message.replace(/\.$/, "") : text(obstacle, token, now);
}

/** The action that removes an obstacle. */
export type Fix =
  "ASSIGN" | "ENABLE_USER" | "LINK" | "ENABLE_RESOURCE" | "ACTIVATE" | "ENROL" | "UNLOCK" | "CHANGE_VALIDITY";

/** Reasons that a button on the page of a token can take away. */
export const FIXES: Readonly<Partial<Record<DenialReason, Fix>>> = {
  UNASSIGNED: "ASSIGN",
  USER_DISABLED: "ENABLE_USER",
  NOT_LINKED: "LINK",
  RESOURCE_DISABLED: "ENABLE_RESOURCE",
  TOKEN_DISABLED: "ACTIVATE",
  PENDING: "ENROL",
  LOCKED: "UNLOCK",
  FAILURE_CEILING: "UNLOCK",
  SENT_TOO_OFTEN: "UNLOCK",
  NOT_YET_VALID: "CHANGE_VALIDITY",
  VALIDITY_ENDED: "CHANGE_VALIDITY",
};

/** The obstacle that keeps people from signing in with a token, with its text. */
export interface ShownObstacle {
  readonly obstacle: ObstacleFragment;
  readonly text: string;
}

/**
 * All that keeps people from signing in with a token, as the server decides it: wherever it is linked, or at one resource.
 * An obstacle that denies only sign-ins from some addresses is not among them.
 */
export function getObstacles(token: TokenInfo, now: number): readonly ShownObstacle[] {
  return (token.signInObstacles ?? [])
    .filter(({ conditional }) => !conditional)
    .map((obstacle) => ({ obstacle, text: getText(obstacle, token, now) }));
}

/** Whether a resource that a token is linked to allows sign-ins only from some addresses. */
export function isOnlyFromSomewhere(token: TokenInfo, resourceId: string): boolean {
  return (token.signInObstacles ?? []).some(
    ({ conditional, resource }) => conditional && resource?.id === resourceId,
  );
}
