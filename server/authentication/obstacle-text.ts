import { type Reason, REASONS } from "../events/event-types.js";
import type { SignInObstacle } from "./read-obstacles.js";

/** Texts of reasons that differ from the text of the event: with the names of the user and the resource, or without a code. */
const TEXTS: Readonly<Partial<Record<Reason, (obstacle: SignInObstacle) => string>>> = {
  USER_DISABLED: ({ login }) => `The user ${login} is disabled.`,
  RESOURCE_DISABLED: ({ resource }) => `The resource ${resource?.name} is disabled.`,
  NOT_LINKED: ({ resource }) =>
    resource === null ? "No token is linked to a resource." : `No token is linked to ${resource.name}.`,
  ADDRESS_NOT_ALLOWED: ({ resource, isConditional }) =>
    isConditional
      ? `The resource ${resource?.name} allows sign-ins from some addresses alone.`
      : `The resource ${resource?.name} does not allow sign-ins from this address.`,
  WRONG_PASSWORD: () => "No password is set, and the console asks for one.",
  COUNTRY_NOT_ALLOWED: () =>
    "No code is sent: no channel of the account may send to the country of the phone number.",
  NO_CHANNEL: () => "No code is sent: the account has no enabled channel of this kind.",
  SENT_TOO_OFTEN: () =>
    "The phone shows no requests: too many in a row were not approved, or the person did not ask for one.",
};

/** The text of an obstacle. */
export function obstacleText(obstacle: SignInObstacle): string {
  const text = TEXTS[obstacle.reason];
  return text === undefined ? REASONS[obstacle.reason].description : text(obstacle);
}
