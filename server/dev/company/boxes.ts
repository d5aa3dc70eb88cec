// Tokens that come in boxes: files of the vendor, which are imported, handed out, and linked.
import type { Hash } from "../../otp/hotp.js";
import type { Api } from "./api.js";
import type { Company } from "./company.js";
import type { Device } from "./devices.js";
import type { Employee } from "./names.js";

/** Where each department signs in, besides the VPN. */
const RESOURCE_OF: Readonly<Record<Employee["department"], string>> = {
  sales: "Webmail",
  engineering: "SSH gateway",
  finance: "Payroll",
  support: "Virtual desktops",
  logistics: "Webmail",
  legal: "Virtual desktops",
};

interface Box {
  readonly kind: string;
  /** In how many tokens of a hundred it is. */
  readonly percent: number;
  readonly secretBytes: number;
  readonly hash: Hash;
  readonly isCounted: boolean;
  /** Whether the codes of the tokens can be computed here. */
  readonly isOath: boolean;
  readonly file: object;
}

const TWO = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };
const BOXES: readonly Box[] = [
  { kind: "TW", percent: 70, secretBytes: 20, hash: "SHA1", isCounted: false, isOath: true, file: TWO },
  {
    kind: "SH",
    percent: 15,
    secretBytes: 32,
    hash: "SHA256",
    isCounted: false,
    isOath: true,
    file: { format: "CSV", model: "PROTECTIMUS_SHARK", periodSeconds: 30 },
  },
  {
    kind: "HO",
    percent: 10,
    secretBytes: 20,
    hash: "SHA1",
    isCounted: true,
    isOath: true,
    file: { format: "OATH_CSV" },
  },
  {
    kind: "UL",
    percent: 5,
    secretBytes: 20,
    hash: "SHA1",
    isCounted: false,
    isOath: false,
    file: { format: "CSV", model: "PROTECTIMUS_ULTRA" },
  },
];

/** Imports a file, which must be accepted whole. */
async function importRows(
  api: Api,
  name: string,
  rows: readonly (readonly string[])[],
  more: object = {},
): Promise<void> {
  if (rows.length === 0) return;
  const content = rows.map((row) => row.join(",")).join("\n");
  const { refused } = await api.do<{ refused: { line: number; message: string }[] }>(
    name,
    { ...more, content: `${content}\n` },
    "refused { line message }",
  );
  const [first] = refused;
  if (first !== undefined) throw new Error(`${name}, line ${first.line}: ${first.message}`);
}

/** Adds users by a file. */
export function importPeople(api: Api, people: readonly Employee[]): Promise<void> {
  return importRows(api, "userImport", [
    ["login", "email", "phoneNumber", "firstName", "lastName", "locale"],
    ...people.map(({ login, email, phoneNumber, firstName, lastName, locale }) => [
      login,
      email,
      phoneNumber,
      firstName,
      lastName,
      locale ?? "",
    ]),
  ]);
}

/**
 * Imports boxes, hands the tokens out to people who have none, and links them.
 * @param count of the tokens; those who are more than the people stay in the cupboard. @param from the first serial number.
 * @returns with what the people sign in.
 */
export async function handOut(
  company: Pick<Company, "api" | "random" | "handOver">,
  people: readonly Employee[],
  count: number,
  from: number,
): Promise<Device[]> {
  const { api, random } = company;
  const devices: Device[] = [];
  const given: {
    readonly serialNumber: string;
    readonly login: string;
    readonly resources: readonly string[];
  }[] = [];
  const hundredths = BOXES.flatMap((box) => Array.from({ length: box.percent }, () => box));
  const tokens = Array.from({ length: count }, (_, n) => {
    const box = random.oneOf(hundredths);
    const serialNumber = `${box.kind}-${String(from + n).padStart(6, "0")}`;
    return { box, serialNumber, secret: random.bytes(serialNumber, box.secretBytes) };
  });
  for (const box of BOXES) {
    const rows = tokens
      .filter((one) => one.box === box)
      .map(({ serialNumber, secret }) => [
        serialNumber,
        secret.toString("hex"),
        ...(box.isCounted ? ["HOTP"] : []),
      ]);
    await importRows(api, "tokenImport", rows, box.file);
  }
  for (const [n, { box, serialNumber, secret }] of tokens.entries()) {
    const owner = people[n];
    if (owner === undefined) break;
    const { login, department } = owner;
    // The department's, and for every other one the VPN, too.
    const resources = [RESOURCE_OF[department], ...(n % 2 === 0 ? ["VPN"] : [])];
    given.push({ serialNumber, login, resources });
    const { hash, isCounted } = box;
    if (box.isOath) devices.push({ login, resources, secret, hash, counter: isCounted ? 0 : null });
  }
  await company.handOver(given);
  await importRows(
    api,
    "assignmentImport",
    given.flatMap(({ serialNumber, resources }) => resources.map((resource) => [resource, serialNumber])),
  );
  return devices;
}
