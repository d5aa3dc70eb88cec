/** Lists and objects within each other. No input is as deep; what is deeper overflows the stack of the code that walks it. */
const MAX_LEVELS = 24;

/** Lists and objects in a text. A thousand items of a bulk mutation have a few thousand. */
const MAX_CONTAINERS = 10_000;

/** Values of all lists and objects. */
const MAX_VALUES = 50_000;

/** Fields of one object. No input has as many; of one with more, GraphQL would repeat all in fifty errors. */
const MAX_FIELDS = 100;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** JSON has more levels or values than any input. The message is a sentence for the sender. */
export class JsonExcess extends Error {
  override name = "JsonExcess";
}

/** Where a string ends that begins at a place; the end of the text if it does not end. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
}

/**
 * The excess of JSON, as a sentence; undefined when there is none. The function looks at each character once, and makes nothing of the
 * text: to parse 400 kilobytes of nested lists takes forty times as long as to count them.
 */
export function jsonExcess(text: string): string | undefined {
  /** Of each open object, how many commas it has; of each open list, `null`. */
  const open: (number | null)[] = [];
  let containers = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfString(text, at);
    else if (character === OPEN_LIST || character === OPEN_OBJECT) {
      open.push(character === OPEN_OBJECT ? 0 : null);
      containers += 1;
      values += 1;
      if (open.length > MAX_LEVELS)
        return `JSON in a request has at most ${MAX_LEVELS} levels of nested lists and objects.`;
      if (containers > MAX_CONTAINERS)
        return `JSON in a request has at most ${MAX_CONTAINERS.toLocaleString("en")} lists and objects; send them in several requests.`;
    } else if (character === CLOSE_LIST || character === CLOSE_OBJECT) open.pop();
    else if (character === COMMA) {
      values += 1;
      const commas = open.at(-1);
      if (typeof commas === "number") {
        if (commas + 2 > MAX_FIELDS) return `An object in a request has at most ${MAX_FIELDS} fields.`;
        open[open.length - 1] = commas + 1;
      }
    }
    if (values > MAX_VALUES)
      return `JSON in a request has at most ${MAX_VALUES.toLocaleString("en")} values; send them in several requests.`;
  }
  return undefined;
}

/**
 * The value of JSON that somebody else wrote. Every door reads JSON with this function: its levels and values are counted before
 * anything is made of it.
 * @throws JsonExcess when it has too many. @throws SyntaxError when it is no JSON.
 */
export function parseJson(text: string): unknown {
  const excess = jsonExcess(text);
  if (excess !== undefined) throw new JsonExcess(excess);
  return JSON.parse(text);
}
