import { isIPv6 } from "node:net";
import { decode } from "../../global-id.js";
import { isSuccess, getMeaning } from "./meanings.js";
import { cut, getIp, plain } from "./plain.js";
import type { Format } from "./shown-event.js";

/** Severities of CEF: 0 to 3 are low, to 6 medium, to 8 high. */
export const CEF_SEVERITIES = { INFORMATIONAL: 1, LOW: 3, MEDIUM: 5, HIGH: 8 } as const;

/** The longest values, in characters: CEF's own bounds. Keys that are not here have up to 1,023. */
const LIMITS: Readonly<Record<string, number>> = {
  cs1: 4000,
  cs2: 4000,
  cs3: 4000,
  cs4: 4000,
  cs5: 4000,
  cs6: 4000,
  externalId: 40,
  act: 63,
  outcome: 63,
};
const LIMIT = 1_023;

function getLimit(key: string): number {
  return LIMITS[key] ?? LIMIT;
}

/** A part of the header. */
function header(text: string): string {
  return plain(text).replaceAll(/[\\|]/g, "\\$&");
}

/** A value of the extension. Line ends stand in it as `\n` and `\r`. */
function value(text: string): string {
  return plain(
    text.replaceAll("\\", "\\\\").replaceAll("=", "\\=").replaceAll("\n", "\\n").replaceAll("\r", "\\r"),
  );
}

/**
 * An event as a line of the Common Event Format, version 0. What CEF has no key for has a key of Tokenplane's own, as CEF
 * allows: they begin with `Tokenplane`.
 */
export const asCef: Format = (event, { account, version }, isShort = false) => {
  const { name, severity, ocsf } = getMeaning(event);
  const [className] = ocsf;
  const source = getIp(event.clientAddress) ?? getIp(event.callerAddress);
  const isV6 = source !== undefined && isIPv6(source);
  const labelled = (
    key: string,
    label: string,
    text: string | null | undefined,
  ): [string, string | null | undefined][] =>
    text == null || text === ""
      ? []
      : [
          [`${key}Label`, label],
          [key, text],
        ];
  const fields: readonly (readonly [string, string | null | undefined])[] = [
    ["rt", String(Date.parse(event.occurredAt))],
    // The global id is longer than CEF allows here.
    ["externalId", decode(event.id)?.id ?? event.id],
    ["cat", className],
    ["act", event.type],
    ["outcome", isSuccess(event) ? "success" : "failure"],
    ["reason", event.reason],
    ["msg", event.summary],
    ["suser", event.actor.name],
    ["suid", event.actor.id],
    ["spriv", event.actor.kind],
    ["duser", event.userLogin],
    ["duid", event.userId],
    ["src", isV6 ? null : source],
    ...labelled("c6a2", "Source IPv6 Address", isV6 ? source : null),
    ["destinationServiceName", event.resourceName],
    ...labelled("cs1", "method", event.method),
    ...labelled("cs2", "token", event.tokenName),
    ...labelled("cs3", "changes", event.changes.length === 0 ? null : JSON.stringify(event.changes)),
    ...labelled("cs4", "callerAddress", event.callerAddress),
    ...labelled("cs5", "correlationId", event.correlationId),
    ...labelled("cs6", "cursor", event.cursor),
    ["TokenplaneEventId", event.id],
    ["TokenplaneTokenId", event.tokenId],
    ["TokenplaneResourceId", event.resourceId],
    ["TokenplaneSubjectHmac", event.subjectHmac],
    ["TokenplaneAccountId", account],
  ];
  const present = fields.flatMap(([key, text]) =>
    text == null || text === "" ? [] : [[key, text] as const],
  );
  const isCut = isShort || present.some(([key, text]) => text.length > getLimit(key));
  const extension = [...present, ...(isCut ? [["TokenplaneShortened", "true"] as const] : [])].map(
    ([key, text]) => `${key}=${value(cut(text, getLimit(key)))}`,
  );
  const head = [
    "CEF:0",
    "Tokenplane",
    "Tokenplane",
    version,
    event.type,
    name,
    String(CEF_SEVERITIES[severity]),
  ];
  return `${head.map(header).join("|")}|${extension.join(" ")}`;
};
