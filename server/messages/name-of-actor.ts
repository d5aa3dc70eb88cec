import type { Action } from "../actions/action.js";

/**
 * The name of an actor, as the person who reads of it knows them: a person by the names, or by the login where there are none. The
 * name of an API key says something to administrators only: what a program did, the account did.
 */
export async function nameOfActor({ transaction, accountId, actor }: Action): Promise<string> {
  const person =
    actor.kind === "ADMINISTRATOR" || actor.kind === "USER"
      ? await transaction.user.findUnique({ where: { accountId_id: { accountId, id: actor.id } } })
      : null;
  if (person !== null) {
    return [person.firstName, person.lastName].filter((name) => name !== null).join(" ") || person.login;
  }
  return (await transaction.account.findUniqueOrThrow({ where: { id: accountId } })).name;
}
