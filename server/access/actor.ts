import type { Role } from "./permissions.js";

/** The caller of an operation. */
export interface Actor {
  readonly kind: "API_KEY" | "SYSTEM";
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly accountId: string;
  /** The resource the key is bound to, or null. */
  readonly resourceId: string | null;
  /** When the key expires, or null. */
  readonly expiresAt: Date | null;
}
