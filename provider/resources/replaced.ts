// Checks before a replacement: the old object is deleted first, so the new one must not be refused then.
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { importCommand } from "../client/commands.js";
import { TokenBy } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";

/** A value of a plan. If it is not known yet, nothing is checked. */
type Planned = string | null | Unknown;

/** The attribute that names an object of each type. */
const NAMED = { User: "user_id", Token: "token_id", Resource: "resource_id" } as const;

/** Checks that an object exists. */
export async function checkThere(
  { reads }: Tokenplane,
  type: keyof typeof NAMED,
  id: Planned,
): Promise<Diagnostic[]> {
  if (id === null || isUnknown(id) || (await reads.row(type, id)) !== null) return [];
  const attribute = NAMED[type];
  return [
    error(
      [attribute],
      "Not found",
      `There is no such ${type.toLowerCase()}. Set ${attribute} to the id of one that exists in the account.`,
    ),
  ];
}

/** Checks that no other token has a serial number. */
export async function checkSerial({ client }: Tokenplane, serialNumber: Planned): Promise<Diagnostic[]> {
  if (serialNumber === null || isUnknown(serialNumber)) return [];
  const { token } = await client.ask(TokenBy, { by: { serialNumber } });
  if (token === null) return [];
  return [
    error(
      ["serial_number"],
      "It exists already",
      `Another token has the serial number ${JSON.stringify(serialNumber)}. Delete that one first, or manage it here by a block of its own:${importCommand("tokenplane_token", serialNumber)}`,
    ),
  ];
}
