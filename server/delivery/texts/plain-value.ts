import { isIPv6 } from "node:net";

/** UTF-16 units of a value that are looked at. Rules allow fewer; so a longer one costs no time. */
const MAX_READ = 1000;

/** The text that is put after a value that was cut. In the GSM 7 bit alphabet, unlike an ellipsis of one character. */
const CUT = "...";

/** Shown in place of a value of which nothing is left. */
const NIL_UUID = "-";

/**
 * Characters that are not seen, or change how other text looks: controls, changes of the direction of writing,
 * spaces without width, joiners, tags, halves of surrogate pairs. Line breaks and tabs are not here: they become
 * spaces.
 */
const INVISIBLE = /(?![\t-\r\u0085])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

const SPACES = /[\s\u0085]+/gu;

/** Marks on the character before: at the start of a value, they would stand on our text. */
const LEADING_MARKS = /^[\p{M}\s]+/u;

/** More marks on one character than any writing has: they would be drawn over other lines. */
const TOO_MANY_MARKS = /(\p{M}{4})\p{M}+/gu;

/** A name after @ is a mention in chats, and a host at the start of the line that SMS autofill reads. */
const MENTION = /(?<![\p{L}\p{N}_])@/gu;

/** A dot inside a word, or what resolvers and linkifiers read as one (UTS 46 §2.3: ideographic and fullwidth ones). */
const INNER_DOT = /([.\u2024\u3002\ufe52\uff0e\uff61])(?=[^\s.\u2024\u3002\ufe52\uff0e\uff61])/gu;

/** A colon after a scheme (RFC 3986 §3.1). That of a time such as 10:30 has digits on both sides. */
const INNER_COLON = /(?<!\d):(?=\S)|:(?=[^\s\d])/gu;

/** The start of a Windows share, which some mail clients open. */
const SHARE = /\\{2,}/gu;

/** A link of Markdown. */
const MARKDOWN_LINK = /\](?=\()/gu;

const GRAPHEMES = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * A name, a login or an address as it can stand in a message: one line of visible characters, and nothing that looks
 * like a link.
 *
 * Phones and mail clients make links of texts that look like one, also without a scheme (evil.example). So a
 * space comes after a dot, or a colon, inside a word: `https: //evil. example`. It can still be read, and Anna knows
 * her `anna@example. org` again. An invisible character (U+2060, U+200B) would make an SMS UCS-2, some
 * linkifiers ignore it, and who copies the value copies it too. `[.]` takes five septets in place of two. Addresses
 * get no exception: Android makes links of bare IPv4 addresses, and the person who asked for the code chose that address.
 *
 * @param longest in UTF-16 units, so that it bounds the bytes and the parts of an SMS too. A longer value is cut
 *   between two characters as people see them (grapheme clusters, UAX 29 §3), and ends with three dots.
 * @param rewrite what is done to it while it is clean, before links are taken apart.
 */
export function plainValue(
  value: string,
  longest: number,
  rewrite: (clean: string) => string = (clean) => clean,
): string {
  return shortened(withoutLinks(rewrite(visible(value))), longest);
}

/** The same for what no client makes links of: only what is not seen is taken out. */
export function visibleValue(value: string, longest: number): string {
  return shortened(visible(value), longest);
}

function visible(value: string): string {
  return value
    .slice(0, MAX_READ)
    .normalize("NFC")
    .replaceAll(INVISIBLE, "")
    .replaceAll(SPACES, " ")
    .replaceAll(TOO_MANY_MARKS, "$1");
}

function shortened(text: string, longest: number): string {
  const plain = text.replace(LEADING_MARKS, "").trim();
  return plain === "" ? NIL_UUID : cut(plain, longest);
}

function withoutLinks(text: string): string {
  const apart = text
    .replaceAll(MENTION, "")
    .replaceAll(INNER_DOT, "$1 ")
    .replaceAll(SHARE, "\\")
    .replaceAll(MARKDOWN_LINK, "] ");
  return isIPv6(text) && !text.includes("%") ? apart : apart.replaceAll(INNER_COLON, ": ");
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let kept = "";
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (kept.length + segment.length > longest - CUT.length) break;
    kept += segment;
  }
  return `${kept.replace(/[\s.:]+$/u, "")}${CUT}`;
}

/**
 * Whether a text has a character that values lose. Line breaks and tabs are none, and the text of an account may have
 * the joiners and variation selectors that Persian and emoji need.
 */
export function hasInvisible(text: string): boolean {
  return text.replaceAll(/[\u200c\u200d\p{Variation_Selector}]/gu, "").search(INVISIBLE) !== -1;
}
