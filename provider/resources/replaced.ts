// Checks before a replacement: the old object is deleted first, so the new one must not be refused then.
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { importCommand } from "../client/commands.js";
import { TokenBy } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";

/** A value of a plan. If it is not known yet, nothing is checked. */
type Planned = string | null | Unknown;

/** Checks that a user exists. */
export async function checkUser({ reads }: Tokenplane, id: Planned): Promise<Diagnostic[]> {
  if (id === null || isUnknown(id) || (await reads.row("User", id)) !== null) return [];
  return [
    error(
      ["user_id"],
      "Not found",
      "There is no such user. Set user_id to the id of one that exists in the account.",
    ),
  ];
}

/** Checks that a token exists. */
export async function checkToken({ reads }: Tokenplane, id: Planned): Promise<Diagnostic[]> {
  if (id === null || isUnknown(id) || (await reads.row("Token", id)) !== null) return [];
  return [
    error(
      ["token_id"],
      "Not found",
      "There is no such token. Set token_id to the id of one that exists in the account.",
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
