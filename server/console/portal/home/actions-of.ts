import { canProve, type Me, type MyToken } from "../me.js";
import { hasClock, SOURCES } from "../models.js";

/** The actions for a token, in the order in which they are offered. */
export type TokenAction =
  /** Types the code that an enrolment waits for. */
  | "GO_ON"
  /** Begins an enrolment again that is over. */
  | "START_AGAIN"
  | "CANCEL"
  | "REISSUE"
  | "SYNCHRONIZE"
  | "PIN_SET"
  | "PIN_REMOVE"
  | "UNASSIGN"
  | "REPORT_LOST";

/** The actions that need a code of the last ten minutes. */
const NEEDS_CODE: ReadonlySet<TokenAction> = new Set(["REISSUE", "PIN_SET", "PIN_REMOVE", "UNASSIGN"]);

export function needsCode(action: TokenAction): boolean {
  return NEEDS_CODE.has(action);
}

type Known = Pick<Me, "actions" | "models" | "codeProvenUntil" | "mayConnectFirst" | "recovering" | "tokens">;

/**
 * Whether another token may be connected: there is none that works, and the person may bind one; or it takes the place of a lost
 * one, after a recovery code was used.
 */
export function mayConnect(me: Known, now: number): boolean {
  const isFree = me.tokens.every(
    ({ status, enabled, validity }) => status !== "ACTIVE" || !enabled || validity === "VALIDITY_ENDED",
  );
  return me.recovering || (isFree && (me.mayConnectFirst || canProve(me, now)));
}

/** Whether the portal lets the person connect an app, a phone or an address now. */
export function mayEnrol(me: Known, now: number): boolean {
  return me.actions.includes("TOKEN_ENROL") && mayConnect(me, now);
}

/**
 * Whether an enrolment that waits for a first code may be begun again. A first token may be in the visit by a link, and not
 * when the person comes back with the password only.
 * @param token as it was before.
 */
export function mayStartAgain({ status }: Pick<MyToken, "status">, me: Known, now: number): boolean {
  return status === "ACTIVE" || mayEnrol(me, now);
}

/** Whether the person may take a device that belongs to no user. One that was lost, or never worked, makes room for it. */
export function mayTake(me: Known, now: number): boolean {
  return me.actions.includes("TOKEN_ASSIGN") && mayConnect(me, now);
}

/** The actions that the policy and the model allow for a token as it is now. @param now in milliseconds since 1970. */
export function getActions(token: MyToken, me: Known, now: number): readonly TokenAction[] {
  const { status, enabled, enrolment, model, pinPosition, connectedAlone, sentElsewhere, validity } = token;
  const may = (action: Me["actions"][number]) => me.actions.includes(action);
  const isWaiting = enrolment !== null;
  const mayGoOn = isWaiting && (may("TOKEN_ENROL") || may("TOKEN_REISSUE"));
  if (!enabled) return [];
  if (status !== "ACTIVE") {
    if (isWaiting) return mayGoOn ? ["GO_ON", "CANCEL"] : [];
    return mayEnrol(me, now) && connectedAlone ? ["START_AGAIN"] : [];
  }
  const source = SOURCES[model];
  const isSentToKnown = source === "SMS" || source === "EMAIL";
  // Codes that are sent go to what the account knows: another phone has the same number.
  const mayMove = !isSentToKnown || sentElsewhere;
  const mayReissue = connectedAlone && mayMove && me.models.includes(model) && may("TOKEN_REISSUE");
  const offered: readonly (readonly [TokenAction, boolean])[] = [
    ["GO_ON", mayGoOn],
    ["CANCEL", mayGoOn],
    ["REISSUE", mayReissue && !isWaiting],
    ["SYNCHRONIZE", may("TOKEN_SYNCHRONIZE") && hasClock(model) && validity === "VALID"],
    ["PIN_SET", may("TOKEN_PIN_SET")],
    ["PIN_REMOVE", may("TOKEN_PIN_REMOVE") && pinPosition !== null],
    ["UNASSIGN", may("TOKEN_UNASSIGN")],
    ["REPORT_LOST", may("TOKEN_REPORT_LOST")],
  ];
  return offered.flatMap(([action, isOffered]) =>
    isOffered && (!needsCode(action) || canProve(me, now)) ? [action] : [],
  );
}
