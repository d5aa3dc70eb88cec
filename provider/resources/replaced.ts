// What is asked before something is replaced: the old one goes first, and the new one must not be refused then.
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { importCommand } from "../client/commands.js";
import { TokenBy } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";

/** A value of a plan that may not be known yet; then nobody is asked. */
type Planned = string | null | Unknown;

/** Whether a user is there. */
export async function checkUser({ reads }: Tokenplane, id: Planned): Promise<Diagnostic[]> {
  if (id === null || isUnknown(id) || (await reads.row("User", id)) !== null) return [];
  return [
    error(
      ["user_id"],
      "Not found",
      "There is no such user. Set user_id to the id of a user that exists in the account.",
    ),
  ];
}

/** Whether a token is there. */
export async function checkToken({ reads }: Tokenplane, id: Planned): Promise<Diagnostic[]> {
  if (id === null || isUnknown(id) || (await reads.row("Token", id)) !== null) return [];
  return [
    error(
      ["token_id"],
      "Not found",
      "There is no such token. Set token_id to the id of a token that exists in the account.",
    ),
  ];
}

/** Whether a serial number is free. */
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
