import { REASONS } from "../events/event-types.js";
import type { SignInObstacle } from "./read-obstacles.js";

/** What is said of an obstacle: with the names of the user and the resource where that helps. */
export function obstacleText({ reason, resource, login, isConditional }: SignInObstacle): string {
  const place = resource === null ? "the resource" : resource.name;
  switch (reason) {
    case "USER_DISABLED":
      return login === null ? REASONS[reason].description : `The user ${login} is disabled.`;
    case "RESOURCE_DISABLED":
      return `The resource ${place} is disabled.`;
    case "NOT_LINKED":
      return resource === null
        ? "It is linked to no resource."
        : `No token of the sign-in is linked to ${place}.`;
    case "ADDRESS_NOT_ALLOWED":
      return isConditional
        ? `The resource ${place} allows sign-ins from some addresses alone.`
        : `The resource ${place} does not allow sign-ins from this address.`;
    case "WRONG_PASSWORD":
      return "No password is set, and the console asks for one.";
    case "SENT_TOO_OFTEN":
      return "The phone shows no requests: too many were not approved, or the person did not ask for one.";
    default:
      return REASONS[reason].description;
  }
}
