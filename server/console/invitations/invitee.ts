import { email } from "@tokenplane/rules/text";
import type { InviteeFragment } from "../generated/documents.js";

/** Somebody who is to be invited. */
export interface Invitee {
  readonly id: string;
  /** As it was when the user was selected. */
  readonly login: string;
  /** null for a user who was deleted meanwhile. */
  readonly user: InviteeFragment | null;
}

/** Why somebody is not invited: as it is counted before, and as the result says it of each. */
export const OBSTACLES = {
  NO_ADDRESS: {
    many: ["has no e-mail address", "have no e-mail address"],
    why: "The user has no e-mail address. Enter one on the page of the user, and invite the user then.",
  },
  ODD_ADDRESS: {
    many: [
      "has an e-mail address that mails cannot be sent to",
      "have an e-mail address that mails cannot be sent to",
    ],
    why: "Mails cannot be sent to the user's e-mail address. Enter another one on the page of the user, and invite the user then.",
  },
  HAS_ROLE: {
    many: ["has a role in the console", "have a role in the console"],
    why: "The user has a role, and signs in to the console, not to a portal.",
  },
  HAS_TOKEN: {
    many: ["has a token that works", "have a token that works"],
    why: "The user has a token that works, and needs no invitation.",
  },
  COMING_TOKEN: {
    many: ["has a token that is not valid yet", "have a token that is not valid yet"],
    why: "The user has a token that is not valid yet. Change its validity, or wait.",
  },
  DISABLED: {
    many: ["is disabled", "are disabled"],
    why: "The user is disabled. Enable the user first.",
  },
  GONE: {
    many: ["was deleted", "were deleted"],
    why: "The user was deleted.",
  },
} as const satisfies Record<
  string,
  { readonly many: readonly [one: string, others: string]; readonly why: string }
>;
export type Obstacle = keyof typeof OBSTACLES;

/** The obstacle that prevents the invitation of a user, as far as it is known before; null for none. */
export function getObstacle({ user }: Invitee): Obstacle | null {
  if (user === null) return "GONE";
  if (user.administrator !== null) return "HAS_ROLE";
  if (user.working.totalCount > 0) return "HAS_TOKEN";
  if (user.outside?.nodes.some(({ validFrom }) => validFrom !== null && Date.parse(validFrom) > Date.now())) {
    return "COMING_TOKEN";
  }
  if (!user.enabled) return "DISABLED";
  if (user.email === null) return "NO_ADDRESS";
  return email(user.email) === null ? null : "ODD_ADDRESS";
}

/** Whether somebody was invited before: then another invitation is a reminder. */
export function wasInvited({ user }: Invitee): boolean {
  return user?.lastInvitation != null;
}
