import type { Role } from "../generated/documents.js";

/** A role of the keys that an account makes. */
export type KeyRole = Exclude<Role, "OPERATOR">;

/** In the order in which they are offered: the one that may least comes first. */
export const KEY_ROLES: readonly KeyRole[] = ["AUTHENTICATOR", "AUDITOR", "HELPDESK", "PROVISIONER", "ADMIN"];

/** The permissions of a key of each role, in words. */
export const ROLE_TEXTS: Readonly<Record<KeyRole, string>> = {
  AUTHENTICATOR: "Signs users in, and nothing else.",
  AUDITOR: "Reads everything, with the events, except invitations and sessions.",
  HELPDESK:
    "Reads everything except invitations and sessions. Enrols, reissues, checks, unlocks, assigns and links tokens, and grants a bypass where the policy allows it.",
  PROVISIONER:
    "Manages users, resources, tokens, links, channels and bypasses, as Terraform needs it. Reads no events.",
  ADMIN: "Does everything inside the account.",
};

/** The permissions of a key of these roles that is bound to one resource. */
export const BOUND_TEXTS = {
  AUTHENTICATOR: "Signs users in at this resource only.",
  AUDITOR:
    "Reads only the links and the events of this resource, and the tokens and users that are linked to it.",
} as const satisfies Partial<Record<KeyRole, string>>;
