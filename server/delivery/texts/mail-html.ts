// The HTML that a mail may have: a list of tags, attributes and properties. All else is removed.
import sanitizeHtml from "sanitize-html";

type Attributes = Readonly<Record<string, string>>;

const TAGS =
  "a abbr address article b bdi bdo big blockquote body br caption center cite code col colgroup dd del div dl dt em font footer h1 h2 h3 h4 h5 h6 head header hr html i img ins kbd li main mark meta ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time title tr u ul wbr".split(
    " ",
  );

const SIZES = ["width", "height", "align", "valign", "bgcolor"];

const ATTRIBUTES = {
  "*": ["align", "aria-hidden", "aria-label", "class", "dir", "id", "lang", "role", "style", "title"],
  a: ["href", "name", "rel", "target"],
  body: ["bgcolor"],
  col: [...SIZES, "span"],
  colgroup: [...SIZES, "span"],
  font: ["color", "face", "size"],
  hr: [...SIZES, "color", "noshade", "size"],
  html: [{ name: "xmlns", values: ["http://www.w3.org/1999/xhtml"] }],
  img: [...SIZES, "alt", "border", "src"],
  // Of what a header can say, only the encoding: a mail must not reload or lead elsewhere by itself.
  meta: ["charset", "content", "name", { name: "http-equiv", values: ["Content-Type", "content-type"] }],
  ol: ["start", "type"],
  table: [...SIZES, "border", "cellpadding", "cellspacing"],
  tbody: SIZES,
  td: [...SIZES, "colspan", "nowrap", "rowspan"],
  th: [...SIZES, "colspan", "nowrap", "rowspan", "scope"],
  time: ["datetime"],
  tr: SIZES,
  ul: ["type"],
};

/** A list of words, each of which may be followed by one of `endings`. */
function words(text: string, endings: readonly string[] = [""]): string[] {
  return text.split(" ").flatMap((word) => endings.map((ending) => `${word}${ending}`));
}

const SIDES = ["-top", "-right", "-bottom", "-left"];

/** Properties of a `style` attribute: how text looks. None moves a part over another one. */
const PROPERTIES = [
  ...words("background background-color color direction display font letter-spacing line-height"),
  ...words("font", ["-family", "-size", "-style", "-variant", "-weight"]),
  ...words("border", ["", "-collapse", "-color", "-radius", "-spacing", "-style", "-width"]),
  ...words(
    "border",
    SIDES.flatMap((side) => [side, `${side}-color`, `${side}-style`, `${side}-width`]),
  ),
  ...words("margin padding", ["", ...SIDES]),
  ...words("width height max-width max-height min-width min-height opacity table-layout unicode-bidi"),
  ...words("text-align text-decoration text-indent text-transform vertical-align white-space"),
  ...words("list-style list-style-type overflow-wrap word-break word-spacing word-wrap"),
];

/** Words, numbers, and the functions of colors and of arithmetic: nothing is loaded. */
const PROPERTY_VALUE = /^(?:[\w\s.,%#'"+*/-]|(?<=\b(?:rgba?|hsla?|calc))\([\w\s.,%+*/-]*\))+$/i;

const LINK = /^(?:https?:\/\/|mailto:|tel:)/i;
const PICTURE = /^https:\/\//i;

/** The options that the two ways of writing have in common, so that they differ only in what is not allowed. */
const SAME = {
  nonBooleanAttributes: [],
  allowVulnerableTags: true,
  textFilter: (text: string) => text.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
};

/** Removes an address that does not say how it begins: without a page around it, it leads nowhere. */
function withAddress(name: string, attributes: Attributes) {
  const isKept = ([attribute, value]: readonly [string, string]) =>
    (attribute !== "href" || LINK.test(value)) && (attribute !== "src" || PICTURE.test(value));
  return { tagName: name, attribs: Object.fromEntries(Object.entries(attributes).filter(isKept)) };
}

/** HTML with nothing removed, as the package writes it. */
function whole(html: string): string {
  return sanitizeHtml(html, {
    ...SAME,
    allowedTags: false,
    allowedAttributes: false,
    allowedSchemesAppliedToAttributes: [],
  });
}

/** HTML with what a mail may have, and with nothing else. */
function allowed(html: string): string {
  return sanitizeHtml(html, {
    ...SAME,
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedStyles: { "*": Object.fromEntries(PROPERTIES.map((name) => [name, [PROPERTY_VALUE]])) },
    allowedSchemes: ["https", "http", "mailto", "tel"],
    allowedSchemesByTag: { img: ["https"] },
    allowProtocolRelative: false,
    transformTags: { a: withAddress, img: withAddress },
  });
}

/** The HTML of a mail as it is sent: what is not on the list is left out. */
export function sentHtml(html: string): string {
  const [doctype = ""] = /^\s*<!doctype[^>]*>/i.exec(html) ?? [];
  return `${doctype}${allowed(html)}`;
}

interface Tag {
  readonly name: string;
  readonly attributes: Attributes;
}

function getTags(html: string): Tag[] {
  const tags: Tag[] = [];
  sanitizeHtml(html, {
    allowedTags: [],
    allowedAttributes: {},
    onOpenTag: (name, attributes) => void tags.push({ name, attributes: { ...attributes } }),
  });
  return tags;
}

/** The declarations of a `style` attribute. */
function getDeclarations(style: string): string[] {
  return style
    .split(";")
    .map((declaration) => declaration.trim())
    .filter((declaration) => declaration !== "");
}

const REMOVE = "which is not allowed in mails; remove it.";

/** The fault of an attribute that is not kept as it is. */
function attributeFault(tag: string, name: string, value: string, kept: string | undefined): string {
  if (name === "href") {
    return `a link in <${tag}> that does not begin with https://, http://, mailto: or tel:; correct it.`;
  }
  if (name === "src" && tag === "img") {
    return "an address of a picture in <img> that does not begin with https://; correct it.";
  }
  const of = getDeclarations(kept ?? "");
  const declaration = name === "style" ? getDeclarations(value).find((one) => !of.includes(one)) : undefined;
  return declaration === undefined
    ? `the attribute ${name} in <${tag}>, ${REMOVE}`
    : `the style "${declaration.slice(0, 60)}" in <${tag}>, ${REMOVE}`;
}

/** The part that is in the first of two texts, and not in the second, which is made from it. */
function getDifference(given: string, kept: string): string {
  const left = getTags(kept);
  for (const [at, { name, attributes }] of getTags(given).entries()) {
    const same = left[at];
    if (same?.name !== name) return `<${name}>, ${REMOVE}`;
    for (const [attribute, value] of Object.entries(attributes)) {
      const keptValue = same.attributes[attribute];
      if (keptValue !== value) return attributeFault(name, attribute, value, keptValue);
    }
  }
  return `text in a tag, ${REMOVE}`;
}

/**
 * The part of an HTML text that would not be sent, as the end of a sentence that begins with "The HTML text has"; null when all of it
 * is sent. It names the tag, and the attribute or the style in it.
 */
export function htmlFault(html: string): string | null {
  if (/<\?|<!(?!doctype\b)/i.test(html)) return `a comment or an instruction (<! or <?), ${REMOVE}`;
  if (/<[a-z/][^<>]*$/i.test(html))
    return "a tag at its end that is not closed by >; close it, or remove it.";
  const given = whole(html);
  const kept = allowed(html);
  return given === kept ? null : getDifference(given, kept);
}
