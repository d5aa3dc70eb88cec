import { name } from "@tokenplane/rules/text";
import type { ApiKeyCreateInput } from "../generated/documents.js";
import { momentIn, NO_MOMENT } from "../times/local-text.js";
import { BOUND_TEXTS, type KeyRole } from "./roles.js";

/** The fields of a new key that show what the server refuses in them. */
export const KEY_FIELDS = ["name", "role", "resource", "expiresAt"] as const;
type KeyField = (typeof KEY_FIELDS)[number];

/** Where a key works: everywhere, or at one resource. */
export type Reach = "ALL" | "ONE";

/** A new key as it was typed. */
export interface KeyDraft {
  readonly name: string;
  readonly role: KeyRole | undefined;
  /** Of the roles that can be bound. Nothing is chosen first: a person who overlooks it would make a key that may more. */
  readonly reach: Reach | undefined;
  /** Global id; undefined while none is chosen. */
  readonly resource: string | undefined;
  /** As `localText` writes it; empty for never. */
  readonly expiresAt: string;
}

export const NO_KEY: KeyDraft = {
  name: "",
  role: undefined,
  reach: undefined,
  resource: undefined,
  expiresAt: "",
};

/** Whether keys of a role can be bound to one resource. */
export function canBeBound(role: KeyRole | undefined): role is keyof typeof BOUND_TEXTS {
  return role !== undefined && role in BOUND_TEXTS;
}

/** A new key as the API takes it, or what is wrong with its fields. */
export function readKeyDraft(
  draft: KeyDraft,
):
  | { readonly input: ApiKeyCreateInput; readonly problems: undefined }
  | { readonly input: undefined; readonly problems: Partial<Readonly<Record<KeyField, string>>> } {
  const { role, reach, resource } = draft;
  const called = draft.name.trim();
  const problems: Partial<Record<KeyField, string>> = {};
  const wrongName = name("Name")(called);
  if (wrongName !== null) problems.name = wrongName;
  if (role === undefined) problems.role = "Choose a role.";
  if (canBeBound(role) && reach === undefined) problems.resource = "Choose where the key works.";
  if (canBeBound(role) && reach === "ONE" && resource === undefined) problems.resource = "Choose a resource.";
  const expiresAt = momentIn(draft.expiresAt, null);
  if (expiresAt === undefined) problems.expiresAt = NO_MOMENT;
  if (role === undefined || expiresAt === undefined || Object.keys(problems).length > 0)
    return { input: undefined, problems };
  return {
    input: {
      name: called,
      role,
      ...(canBeBound(role) && reach === "ONE" && resource !== undefined
        ? { resource: { id: resource } }
        : {}),
      ...(expiresAt === null ? {} : { expiresAt }),
    },
    problems: undefined,
  };
}
