import type { ApiKeyRow } from "../access/store.js";
import type { AccountRow } from "../accounts/store.js";
import type { AssignmentRow } from "../assignments/store.js";
import type { BypassRow } from "../bypass/store.js";
import type { EventRow } from "../events/store.js";
import type { ImportJobRow } from "../imports/job-store.js";
import type { ResourceRow } from "../resources/store.js";
import type { TokenRow } from "../tokens/store.js";
import type { UserRow } from "../users/store.js";

/** The rows behind the node types, so that a room can name another room's type without importing it. */
export interface Objects {
  Account: AccountRow;
  ApiKey: ApiKeyRow;
  Assignment: AssignmentRow;
  Bypass: BypassRow;
  Event: EventRow;
  ImportJob: ImportJobRow;
  Resource: ResourceRow;
  Token: TokenRow;
  User: UserRow;
}

const NODES: Readonly<Record<keyof Objects, true>> = {
  Account: true,
  ApiKey: true,
  Assignment: true,
  Bypass: true,
  Event: true,
  ImportJob: true,
  Resource: true,
  Token: true,
  User: true,
};

/** Whether a type's name is that of a node. */
export function isNodeName(name: string): name is keyof Objects {
  return Object.hasOwn(NODES, name);
}
