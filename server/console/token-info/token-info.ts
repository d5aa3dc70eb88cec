import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import type { HolderFragment, TokenInfoFragment } from "../generated/documents.js";
import { fullName } from "../users/user-name.js";

/** A token as its page shows it. */
export type TokenInfo = TokenInfoFragment;

/** The props of every dialog about a token. */
export interface TokenDialogProps {
  readonly token: TokenInfo;
  readonly onClose: () => void;
}

/** How codes of a token come about, for what its dialogs ask. */
export type CodeSource = "DEVICE" | "QUESTION" | "SENT" | "PHONE";

/** Where a token's codes come from. */
export function getCodeSource({ model, oath, delivery }: TokenInfo): CodeSource {
  if (model === "PUSH") return "PHONE";
  if (delivery !== null) return "SENT";
  return oath?.algorithm === "OCRA" ? "QUESTION" : "DEVICE";
}

/** The suite of which the answers of an OCRA token are computed; undefined for other tokens. */
function getSuite({ oath }: TokenInfo): Suite | undefined {
  return oath?.ocraSuite == null ? undefined : parseSuite(oath.ocraSuite);
}

/** Whether the codes of a token depend on a clock, which its synchronization finds. */
export function hasClock(token: TokenInfo): boolean {
  return token.oath?.algorithm === "TOTP" || (getSuite(token)?.stepSeconds ?? null) !== null;
}

/** Whether the codes of a token depend on a counter. */
export function hasCounter(token: TokenInfo): boolean {
  return token.oath?.algorithm === "HOTP" || getSuite(token)?.counter === true;
}

/** Whether a device has a clock or a counter that can be off. */
export function canSynchronize(token: TokenInfo): boolean {
  return hasClock(token) || hasCounter(token);
}

/** Whether each answer of an OCRA token contains a PIN that its holder types into the device. */
export function hasSuitePin(token: TokenInfo): boolean {
  return (getSuite(token)?.pin ?? null) !== null;
}

/** The settings of a token and of its codes, in a line. */
export function settingsText({ oath, delivery, device }: TokenInfo): string | undefined {
  if (oath !== null) {
    const { algorithm, hash, digits, periodSeconds, ocraSuite } = oath;
    if (ocraSuite !== null) return ocraSuite;
    const period = periodSeconds === null ? "" : `, ${periodSeconds} s`;
    return `${algorithm} ${hash}, ${digits} digits${period}`;
  }
  if (delivery !== null) return `Codes are sent to ${delivery.sentTo ?? "nowhere yet"}`;
  return device === null ? "No phone yet" : undefined;
}

/** The name by which people know a user: the name, else the login. */
export function personName(user: Pick<HolderFragment, "login" | "firstName" | "lastName">): string {
  const name = fullName(user);
  return name === "" ? user.login : name;
}

/** As in "VPN, Mail and 3 others". @param total of which the names are the first. */
export function namesText(names: readonly string[], total: number): string {
  const rest = total - names.length;
  if (rest > 0) return `${names.join(", ")} and ${rest === 1 ? "1 other" : `${rest} others`}`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Where a token is linked, in words; undefined when it is linked nowhere. */
export function placesText({ links }: TokenInfo): string | undefined {
  const names = links.nodes.flatMap(({ resource }) => resource?.name ?? []);
  return links.totalCount === 0 ? undefined : namesText(names, links.totalCount);
}
