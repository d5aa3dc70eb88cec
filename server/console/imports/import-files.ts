import type { What } from "./import-route.js";

/** The properties of a kind of file. */
export interface FileKind {
  readonly title: string;
  /** The object that a row becomes, as in "token". */
  readonly one: string;
  /** The field of the API that imports it. */
  readonly field: "tokenImport" | "userImport" | "assignmentImport";
  /** The column that people know a row by: what the table calls it, its names in headers, and where it is without one. */
  readonly known: { readonly title: string; readonly names: readonly string[]; readonly index: number };
  readonly sample: readonly (readonly string[])[];
}

const SERIAL_NUMBER = ["serialnumber", "serial", "serialno", "sn", "token"];

export const FILE_KINDS: Readonly<Record<What, FileKind>> = {
  tokens: {
    title: "Tokens",
    one: "token",
    field: "tokenImport",
    known: { title: "Serial number", names: SERIAL_NUMBER, index: 0 },
    sample: [
      ["serialNumber", "secret"],
      ["TP100231", "3132333435363738393031323334353637383930"],
      ["TP100232", "3031393837363534333231303938373635343332"],
    ],
  },
  users: {
    title: "Users",
    one: "user",
    field: "userImport",
    known: { title: "Login", names: ["login", "username", "user", "account"], index: 0 },
    sample: [
      ["login", "email", "phoneNumber", "firstName", "lastName"],
      ["anna", "anna@example.org", "", "Anna", "Weber"],
    ],
  },
  links: {
    title: "Links to resources",
    one: "link",
    field: "assignmentImport",
    known: { title: "Serial number", names: SERIAL_NUMBER, index: 1 },
    sample: [
      ["resource", "serialNumber"],
      ["VPN", "TP100231"],
    ],
  },
};

/** The sample of a file whose rows say how the codes of each token are computed. */
export const OATH_SAMPLE = [
  ["serialNumber", "secret", "type", "digits", "periodOrCounter", "hash"],
  ["TP100231", "3132333435363738393031323334353637383930", "TOTP", "6", "30", "SHA1"],
  ["TP100232", "3031393837363534333231303938373635343332", "HOTP", "6", "0", "SHA1"],
] as const;
