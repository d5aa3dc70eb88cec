import { Refusal } from "@tokenplane/rules/refusal";
import {
  SELF_SERVICE,
  readSelfService,
  type SelfServiceAction,
  type SelfServicePolicy,
} from "@tokenplane/rules/self-service";
import type { Action } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inTransaction } from "../database/transaction.js";
import { RequestError } from "../request-error.js";
import { isAddressAllowed } from "../resources/addresses.js";

/** The portal of a resource, which is open. */
export interface Portal {
  readonly accountId: string;
  /** The account's name. */
  readonly account: string;
  readonly resource: { readonly id: string; readonly name: string };
  /** Whether people sign in to the resource. While it is disabled, little may be done in its portal. */
  readonly isResourceEnabled: boolean;
  /** Whether the resource asks for a token's PIN before a code is sent. */
  readonly pinBeforeSending: boolean;
  readonly policy: SelfServicePolicy;
}

/** The columns of a portal, of `resources AS r JOIN accounts AS a`. */
const COLUMNS = Prisma.sql`r.account_id AS "accountId", a.name AS account, r.id AS "resourceId", r.name AS "resourceName", r.enabled AS "isResourceEnabled",
  r.self_service AS "selfService", r.portal_address AS "portalAddress", r.pin_before_sending AS "pinBeforeSending"`;

interface Row {
  readonly accountId: string;
  readonly account: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly isResourceEnabled: boolean;
  readonly selfService: unknown;
  readonly portalAddress: string | null;
  readonly pinBeforeSending: boolean;
}

function portalOfRow(row: Row | undefined): Portal | null {
  if (row === undefined) return null;
  const policy = readSelfService(row.selfService, row.portalAddress);
  if (policy === null) return null;
  const { accountId, account, resourceId: id, resourceName: name, isResourceEnabled, pinBeforeSending } = row;
  return { accountId, account, resource: { id, name }, isResourceEnabled, pinBeforeSending, policy };
}

/** The portal with an address. Addresses are public, so that a wrong one is said to be wrong. @throws Refusal NOT_FOUND */
export async function portalAt({ database }: Pick<Services, "database">, address: string): Promise<Portal> {
  const written = address.toLowerCase();
  // PostgreSQL takes no NUL character, which a query string may have.
  const rows =
    SELF_SERVICE.address(written) === null
      ? await database.query<Row>(Prisma.sql`
          SELECT ${COLUMNS} FROM resources AS r JOIN accounts AS a ON a.id = r.account_id AND a.enabled
          WHERE r.portal_address = ${written}`)
      : [];
  const portal = portalOfRow(rows[0]);
  if (portal === null) {
    throw new Refusal(
      "NOT_FOUND",
      "There is no portal with this address. Ask the person who gave you the address.",
      ["address"],
    );
  }
  return portal;
}

/**
 * The portal of a resource; null when it was closed, or the resource deleted.
 * @param then whether it may be closed right after, or stays open until the transaction ends.
 */
export async function getPortal(
  { query }: Pick<Database, "query">,
  accountId: string,
  resourceId: string,
  then: "MAY_CLOSE" | "STAYS_OPEN" = "MAY_CLOSE",
): Promise<Portal | null> {
  const [row] = await query<Row>(Prisma.sql`
    SELECT ${COLUMNS} FROM resources AS r JOIN accounts AS a ON a.id = r.account_id AND a.enabled
    WHERE r.account_id = ${accountId}::uuid AND r.id = ${resourceId}::uuid
    ${then === "STAYS_OPEN" ? Prisma.sql`FOR SHARE OF r` : Prisma.empty}`);
  return portalOfRow(row);
}

/** Whether a portal is open, and stays open until the action ends: a session that begins meanwhile ends when it is closed. */
export async function staysOpen({ transaction, accountId }: Action, { resource }: Portal): Promise<boolean> {
  return (await getPortal(inTransaction(transaction), accountId, resource.id, "STAYS_OPEN")) !== null;
}

/**
 * The actions that the policy allows now. While the resource is disabled, only a loss is reported: what else is done would be about a
 * way in that no user has.
 */
export function allowedActions({
  policy,
  isResourceEnabled,
}: Pick<Portal, "policy" | "isResourceEnabled">): readonly SelfServiceAction[] {
  return policy.actions.filter((action) => isResourceEnabled || action === "TOKEN_REPORT_LOST");
}

/** The error for a user who is known to a portal, while its resource is disabled. */
export function resourceClosed({ resource }: Portal): RequestError {
  return new RequestError(
    "SIGN_IN_REFUSED",
    `${resource.name} is closed at the moment: nobody signs in. Try again later, or ask the helpdesk.`,
    // Pages that say it in another language know it by this.
    { reason: "RESOURCE_DISABLED" },
  );
}

/**
 * Lets people in only from addresses that the portal's policy allows.
 * @param from where they are; an unknown address is allowed only where all are. @throws RequestError FORBIDDEN
 */
export function demandAllowed(
  { policy, resource }: Portal,
  { address }: { readonly address: string | null },
): void {
  if (isAddressAllowed(policy.allowedAddresses, address)) return;
  throw new RequestError(
    "FORBIDDEN",
    `The portal of ${resource.name} is not open to your address. Ask your administrator.`,
  );
}
