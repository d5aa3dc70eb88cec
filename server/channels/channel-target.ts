import { chatId } from "@tokenplane/rules/channel";
import { USER } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import { checkForm } from "../actions/validation.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import { mobileObjection } from "../delivery/phone-number.js";

const RULES = { SMS: USER.phoneNumber, EMAIL: USER.email, BOT: chatId } as const;

/** Checks where codes are to be sent: a phone number, an e-mail address, or the id of a chat. @throws Refusal */
export function checkTarget(kind: DeliveryKind, target: string, path: readonly string[]): string {
  checkForm(target, RULES[kind], path);
  const objection = kind === "SMS" ? mobileObjection(target) : null;
  if (objection !== null) throw new Refusal("VALIDATION_FAILED", objection, path);
  return target;
}

/** How the codes of a stored token are sent; null for one whose codes are not sent. */
export function getSentBy({ sentBy }: { readonly sentBy: string | null }): DeliveryKind | null {
  return sentBy === "SMS" || sentBy === "EMAIL" || sentBy === "BOT" ? sentBy : null;
}
