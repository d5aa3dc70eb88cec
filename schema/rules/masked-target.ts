import type { SentBy } from "./models.js";

/** Dots replace what is left out. Their number is always the same, so it does not reveal the length. */
const DOTS = { phone: "•".repeat(7), email: "•".repeat(3), chat: "•".repeat(4) };

/** E.164 (ITU-T E.164 §6.2): with fewer digits than any number has, four of them would be most of it. */
const PHONE = /^\+(\d{2})\d{3,11}(\d{2})$/;

/** A top-level domain, also in its ASCII form (xn--…). */
const TOP_LEVEL = /^\p{L}[\p{L}\p{N}-]*$/u;

/**
 * Where a code went, as its owner knows it again and no other person learns it: `+49•••••••34`, `a•••@e•••.org`,
 * `••••17`. A target that is too short to leave something out is not shown at all. A phone that is woken is shown by
 * the beginning of its key's fingerprint: `phone 3f2a9c01`.
 */
export function maskedTarget(kind: SentBy | "PUSH", to: string): string {
  switch (kind) {
    case "SMS":
      return maskedPhone(to);
    case "EMAIL":
      return maskedEmail(to);
    case "BOT":
      return `${DOTS.chat}${/^.{4,}?([A-Za-z\d]{2})$/s.exec(to)?.[1] ?? ""}`;
    case "PUSH":
      return `phone ${to.slice(0, 8)}`;
  }
}

function maskedPhone(to: string): string {
  const [, first, last] = PHONE.exec(to) ?? [];
  return first === undefined || last === undefined ? `+${DOTS.phone}` : `+${first}${DOTS.phone}${last}`;
}

function maskedEmail(to: string): string {
  const at = to.lastIndexOf("@");
  const local = to.slice(0, Math.max(at, 0));
  const domain = to.slice(at + 1);
  const dot = domain.lastIndexOf(".");
  const top = domain.slice(dot + 1);
  const host = dot === -1 ? domain : domain.slice(0, dot);
  return `${initial(local)}@${initial(host)}${dot !== -1 && TOP_LEVEL.test(top) ? `.${top}` : ""}`;
}

/** The first letter or digit of a text of three characters or more, and dots. */
function initial(text: string): string {
  const [first = "", ...others] = text;
  return others.length >= 2 && /^[\p{L}\p{N}]$/u.test(first) ? `${first}${DOTS.email}` : DOTS.email;
}
