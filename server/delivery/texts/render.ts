import { chatText } from "./chat.js";
import type { Locale } from "./locale.js";
import { mail } from "./mail.js";
import type { MessageFacts, RenderedMessage, TextOverride } from "./message-facts.js";
import { smsText } from "./sms.js";

/**
 * The message for a person. The code comes first, and no name, login or address changes that, or adds a line.
 * @param override the account's own texts, as `checkOverride` accepted them; null when it has none.
 * @throws when a purpose that has a code comes without one.
 */
export function renderMessage(
  locale: Locale,
  facts: MessageFacts,
  override: TextOverride | null,
): RenderedMessage {
  switch (facts.kind) {
    case "SMS":
      return { subject: "", text: smsText(locale, facts, override?.text ?? null), html: null };
    case "BOT":
      return { subject: "", text: chatText(locale, facts, override?.text ?? null), html: null };
    case "EMAIL":
      return mail(locale, facts, override);
  }
}
