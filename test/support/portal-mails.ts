import assert from "node:assert/strict";
import { act, type Action } from "../../server/actions/action.js";
import { systemCaller } from "../../server/actions/actor.js";
import { type ChangeInPortal, mailPortalChange } from "../../server/messages/portal-mail.js";
import { findUser, type UserRow } from "../../server/users/user-store.js";
import { getUuid } from "./contents.js";
import type { Seed } from "./seed.js";
import type { World } from "./world.js";

type Here = Pick<World, "services">;

/** Runs work in an action of an account, as a use case of the portal does, on a server in this process. */
export function inAction<Result>(
  { services }: Here,
  { accountId }: Pick<Seed, "accountId">,
  work: (action: Action) => Promise<Result>,
): Promise<Result> {
  const now = services.clock();
  return act(services, systemCaller(getUuid(accountId), "test", now), now, work);
}

/** A user by login, as a use case has read it. */
export async function getPerson({ transaction, accountId }: Action, login: string): Promise<UserRow> {
  const person = await findUser(transaction, accountId, { login });
  assert.ok(person, `there is no ${login}`);
  return person;
}

/** Mails a user what changed, as a use case of the portal does when it has changed it. */
export function mailChange(
  here: Here,
  seed: Pick<Seed, "accountId">,
  login: string,
  changed: Pick<ChangeInPortal, "change"> & Partial<ChangeInPortal>,
): Promise<void> {
  return inAction(here, seed, async (action) => {
    const usual = { resourceName: "VPN", token: null, clientAddress: "203.0.113.9" };
    await mailPortalChange(action, await getPerson(action, login), { ...usual, ...changed });
  });
}

/** The link in a mail, which is on a line of its own. */
export function linkIn(text: string): string {
  const link = /^https?:\S+$/m.exec(text)?.[0];
  assert.ok(link, text);
  return link;
}
