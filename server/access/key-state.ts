import { Prisma } from "../database/generated/client.js";

/** The state of a key. Only a VALID key works. */
export type KeyState = "VALID" | "EXPIRED" | "REVOKED";

/** The state of a key. @param now in milliseconds since 1970. */
export function getKeyState(
  { revokedAt, expiresAt }: { readonly revokedAt: Date | null; readonly expiresAt: Date | null },
  now: number,
): KeyState {
  if (revokedAt !== null) return "REVOKED";
  return expiresAt !== null && expiresAt.getTime() <= now ? "EXPIRED" : "VALID";
}

/** The same as a condition on `api_keys`. @param now in milliseconds since 1970. */
export function isInState(state: KeyState, now: number): Prisma.Sql {
  const isExpired = Prisma.sql`coalesce(api_keys.expires_at <= ${new Date(now)}, false)`;
  switch (state) {
    case "REVOKED":
      return Prisma.sql`api_keys.revoked_at IS NOT NULL`;
    case "EXPIRED":
      return Prisma.sql`api_keys.revoked_at IS NULL AND ${isExpired}`;
    case "VALID":
      return Prisma.sql`api_keys.revoked_at IS NULL AND NOT ${isExpired}`;
  }
}
