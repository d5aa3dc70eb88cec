import type { Locale } from "./locale.js";

const ENTITIES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Text as it is written between tags, and in attributes with quotes (HTML Living Standard §13.1.2). */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
}

/**
 * The page of a mail: no image, no link, no color of its own. Both names of the color scheme are for mail clients that
 * would otherwise invert colors, and `format-detection` is for those that make links of numbers and names.
 */
export function htmlPage(locale: Locale, title: string, body: string): string {
  return [
    "<!doctype html>",
    `<html lang="${locale}" dir="ltr">`,
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">',
    `<title>${title}</title>`,
    "</head>",
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;margin:24px">',
    body,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}
