import { Refusal } from "@tokenplane/rules/refusal";
import type { Services } from "../actions/services.js";
import { findConsole } from "../administrators/console.js";
import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import { isAddressAllowed } from "../resources/addresses.js";
import type { Visitor } from "../sessions/begin.js";

/** An account that people sign in to, and its console. */
export interface ConsoleAccount {
  readonly accountId: string;
  readonly account: string;
  readonly resourceId: string;
}

/** The accounts with an address: the one of that address; without one, the first two there are. */
function findAccounts(
  { database }: Pick<Services, "database">,
  address: string | null,
): Promise<ConsoleAccount[]> {
  const at =
    address === null ? Prisma.sql`a.address IS NOT NULL` : Prisma.sql`a.address = ${address.toLowerCase()}`;
  return database.query<ConsoleAccount>(Prisma.sql`
    SELECT a.id AS "accountId", a.name AS account, r.id AS "resourceId"
    FROM accounts AS a JOIN resources AS r ON r.account_id = a.id AND r.kind = 'CONSOLE'
    WHERE a.enabled AND ${at} ORDER BY a.created_at LIMIT 2`);
}

/**
 * The account that somebody signs in to. Addresses are public, so that a wrong one is said to be wrong.
 * @param address null where there is only one account.
 * @throws Refusal NOT_FOUND
 */
export async function accountAt(
  services: Pick<Services, "database">,
  address: string | null,
): Promise<ConsoleAccount> {
  const [account, another] = await findAccounts(services, address);
  if (account === undefined) {
    throw new Refusal(
      "NOT_FOUND",
      address === null
        ? "Nobody can sign in yet: there is no administrator."
        : "There is no account with this address.",
      ["address"],
    );
  }
  if (another !== undefined)
    throw new Refusal("VALIDATION_FAILED", "Give the address of the account.", ["address"]);
  return account;
}

/** The id of an account's console, which it has once there is an administrator. */
export async function getConsole(
  { database }: Pick<Services, "database">,
  accountId: string,
): Promise<string> {
  const console = await findConsole(database.prisma, accountId);
  if (console === null) throw new TypeError("an account with an administrator has a console");
  return console.id;
}

/** The data that the sign-in page must have before anybody types. */
export async function signInPage(
  services: Pick<Services, "database">,
): Promise<{ setUp: boolean; asksForAccount: boolean }> {
  const accounts = await findAccounts(services, null);
  return { setUp: accounts.length > 0, asksForAccount: accounts.length > 1 };
}

/**
 * Lets people in only from addresses that the console allows; before the first administrator, from everywhere.
 * @throws RequestError FORBIDDEN
 */
export async function demandAllowed(
  { database }: Pick<Services, "database">,
  accountId: string,
  { address }: Pick<Visitor, "address">,
): Promise<void> {
  const console = await findConsole(database.prisma, accountId);
  if (console === null || isAddressAllowed(console.allowedAddresses, address)) return;
  throw new RequestError("FORBIDDEN", "The console is not open to your address. Ask an administrator.");
}
