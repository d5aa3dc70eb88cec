import { parseShortIds, shortIds } from "../short-ids.js";

/** Where the addresses for receipts begin. */
export const RECEIPTS_PATH = "/receipts/";

/** Which channel's receipts an address is for. */
export interface ReceiptAddress {
  readonly accountId: string;
  readonly channelId: string;
}

/** The path to which a gateway reports. It is short, because Vonage takes addresses of at most 100 characters. */
export function receiptPath({ accountId, channelId }: ReceiptAddress): string {
  return `${RECEIPTS_PATH}${shortIds([accountId, channelId])}`;
}

/** The channel of a path, with or without a query; null when it is none of ours. */
export function parseReceiptPath(path: string): ReceiptAddress | null {
  if (!path.startsWith(RECEIPTS_PATH)) return null;
  const ids = path.slice(RECEIPTS_PATH.length).split("?", 1)[0] ?? "";
  const [accountId, channelId] = parseShortIds(ids, 2) ?? [];
  return accountId === undefined || channelId === undefined ? null : { accountId, channelId };
}
