// The parts of a template of Terraform's language, as far as they show where its value comes from.

/** A piece of a template or of the expressions in it. */
export interface Part {
  /**
   * `text` is in the template itself, `quoted` and `number` are constants of an expression, `reference` is a variable
   * or an attribute such as `var.pin`, and `call` is the name of a function. `aside` means the part that decides about
   * the value and is not in it: a condition, a key, the path of a file.
   */
  readonly kind: "text" | "quoted" | "number" | "reference" | "call" | "aside";
  readonly value: string;
}

const REFERENCE = /[A-Za-z_][\w-]*(?:(?:\.|::)[\w*-]+)*/y;
const COMPARISON = /[=!<>]=|=>/y;
/** A bracket that finds an element of the value before it. */
const INDEX = /(?<=[\w)\]}"])\[/y;

/** Which arguments of Terraform's functions are in no value that the function returns, from 0. */
const ASIDE: ReadonlyMap<string, readonly number[]> = new Map([
  ["contains", [0, 1]],
  ["element", [1]],
  ["endswith", [0, 1]],
  ["file", [0]],
  ["filebase64", [0]],
  ["fileexists", [0]],
  ["lookup", [1]],
  ["regex", [0]],
  ["regexall", [0]],
  ["replace", [1]],
  ["slice", [1, 2]],
  ["split", [0]],
  ["startswith", [0, 1]],
  ["substr", [1, 2]],
  ["templatefile", [0]],
  ["textdecodebase64", [1]],
  ["textencodebase64", [1]],
  ["trim", [1]],
  ["trimprefix", [1]],
  ["trimsuffix", [1]],
]);

/** A function of another provider that reads a file, such as `provider::sops::file`: the path is its first argument. */
const READS_FILE = /^provider::(?!tokenplane::).*file/;

/** Whether an argument of a function is in no value that it returns. */
function isAsideIn(call: string, argument: number): boolean {
  return ASIDE.get(call)?.includes(argument) ?? (argument === 0 && READS_FILE.test(call));
}

/** The parts of a template, in order. What is not in the language is skipped. */
export function getParts(template: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;

  function matched(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const match = pattern.exec(template);
    at += match?.[0].length ?? 0;
    return match;
  }

  /** Up to the end, or to the quotation mark that ends it. */
  function text(kind: "text" | "quoted"): void {
    let value = "";
    const push = () => {
      if (value !== "") parts.push({ kind, value });
      value = "";
    };
    while (at < template.length) {
      if (kind === "quoted" && matched(/"/y) !== null) break;
      const escaped = matched(/\$\$\{|%%\{/y) ?? (kind === "quoted" ? matched(/\\./sy) : null);
      if (escaped !== null) value += escaped[0].slice(1);
      else if (matched(/[$%]\{/y) === null) value += template[at++];
      else {
        push();
        expressions("}");
      }
    }
    push();
  }

  /**
   * Up to the bracket that ends them.
   * @param isAside whether nothing of an argument is in the value.
   */
  function expressions(end: "}" | "]" | ")", isAside: (argument: number) => boolean = () => false): void {
    let argument = 0;
    let start = parts.length;
    const next = (wasAside: boolean) => {
      if (wasAside) parts.splice(start, Infinity, { kind: "aside", value: "" });
      start = parts.length;
    };
    while (at < template.length) {
      if (template[at] === end) break;
      if (matched(/"/y) !== null) text("quoted");
      else if (matched(COMPARISON) !== null) continue;
      else if (matched(/,/y) !== null) next(isAside(argument++));
      // A condition, or the key of an object.
      else if (matched(/[?=]/y) !== null) next(true);
      // The other value of a condition, or another line of an object.
      else if (matched(end === "}" ? /[:\n]/y : /:/y) !== null) next(false);
      else piece();
    }
    next(isAside(argument));
    at += 1;
  }

  function piece(): void {
    const name = matched(REFERENCE)?.[0];
    const number = name === undefined ? matched(/\d+/y)?.[0] : undefined;
    if (number !== undefined) parts.push({ kind: "number", value: number });
    else if (name === undefined) bracket();
    else if (matched(/\(/y) !== null) {
      parts.push({ kind: "call", value: name });
      expressions(")", (argument) => isAsideIn(name, argument));
    } else if (!/^(?:true|false|null)$/.test(name)) parts.push({ kind: "reference", value: name });
  }

  /** The expressions in a bracket; an attribute of the value before it, or one character, is skipped. */
  function bracket(): void {
    if (matched(INDEX) !== null) expressions("]", () => true);
    else if (matched(/\(/y) !== null) expressions(")");
    else if (matched(/\[/y) !== null) expressions("]");
    else if (matched(/\{/y) !== null) expressions("}");
    else if (matched(/\.[A-Za-z_*][\w-]*/y) === null) at += 1;
  }

  text("text");
  return parts;
}
