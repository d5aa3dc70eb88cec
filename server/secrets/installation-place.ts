import { NIL_UUID } from "../nil-uuid.js";
import { DecryptionError, type Place, type SecretBox } from "./secret-box.js";

/** The place where a secret of the installation itself is stored. */
export function installationPlace(
  column: "master_key_check" | "hmac_key" | "pin_pepper" | "seal_key" | "vapid_key",
): Place {
  return { account: NIL_UUID, table: "installation", column, row: "1" };
}

/** Whether the master keys are those of the installation that this known text was encrypted for. */
export function belongsTo(secrets: SecretBox, masterKeyCheck: Uint8Array): boolean {
  try {
    secrets.decrypt(masterKeyCheck, installationPlace("master_key_check"));
    return true;
  } catch (error) {
    if (error instanceof DecryptionError) return false;
    throw error;
  }
}
