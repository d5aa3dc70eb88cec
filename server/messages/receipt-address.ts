import { parse, validate } from "uuid";

/** Where the addresses for receipts begin. */
export const RECEIPTS_PATH = "/receipts/";

/** Which channel's receipts an address is for. */
export interface ReceiptAddress {
  readonly accountId: string;
  readonly channelId: string;
}

/** The path to which a gateway reports. It is short, because Vonage takes addresses of at most 100 characters. */
export function receiptPath({ accountId, channelId }: ReceiptAddress): string {
  const bytes = Buffer.concat([parse(accountId), parse(channelId)]);
  return `${RECEIPTS_PATH}${bytes.toString("base64url")}`;
}

/** The channel of a path; null when it is none of ours. */
export function parseReceiptPath(path: string): ReceiptAddress | null {
  if (!path.startsWith(RECEIPTS_PATH)) return null;
  const bytes = Buffer.from(path.slice(RECEIPTS_PATH.length, RECEIPTS_PATH.length + 64), "base64url");
  if (bytes.length !== 32) return null;
  const [accountId, channelId] = [hexadecimal(bytes.subarray(0, 16)), hexadecimal(bytes.subarray(16))];
  if (!validate(accountId) || !validate(channelId)) return null;
  const address = { accountId, channelId };
  return receiptPath(address) === path ? address : null;
}

function hexadecimal(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
