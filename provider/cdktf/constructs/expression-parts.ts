// The parts of a template of Terraform's language, as far as they show where its value comes from.

/** A piece of a template or of the expressions in it. */
export interface Part {
  /**
   * `text` is in the template itself, `quoted` and `number` are constants of an expression, `reference` is a variable
   * or an attribute such as `var.pin`, and `call` is the name of a function.
   */
  readonly kind: "text" | "quoted" | "number" | "reference" | "call";
  readonly value: string;
}

const REFERENCE = /[A-Za-z_][\w-]*(?:(?:\.|::)[\w*-]+)*/y;
/** The key in square brackets is not itself the value that it finds. */
const KEY = /(?<=[\w)\]"])\[\s*(?:"[^"\\$%]*"|\d+)\s*\]/y;
const LOOKUP = /lookup\(\s*([\w.-]+(?:\["[^"\\$%]*"\])*)\s*,\s*"[^"\\$%]*"/y;

/** The parts of a template, in order. What is not in the language is skipped. */
export function partsOf(template: string): readonly Part[] {
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
        expression();
      }
    }
    push();
  }

  /** Up to the brace that ends it. */
  function expression(): void {
    for (let depth = 1; depth > 0 && at < template.length;) {
      if (matched(/"/y) !== null) text("quoted");
      else if (matched(KEY) === null) depth += piece();
    }
  }

  /** @returns how many braces it opens, minus those that it closes. */
  function piece(): number {
    const looked = matched(LOOKUP);
    if (looked !== null) parts.push({ kind: "reference", value: looked[1] ?? "" });
    else {
      const name = matched(REFERENCE)?.[0];
      const number = name === undefined ? matched(/\d+/y)?.[0] : undefined;
      if (number !== undefined) parts.push({ kind: "number", value: number });
      else if (name === undefined) return matched(/\{/y) ? 1 : matched(/\}/y) ? -1 : skip();
      else if (!/^(?:true|false|null)$/.test(name)) {
        parts.push({ kind: template[at] === "(" ? "call" : "reference", value: name });
      }
    }
    return 0;
  }

  /** Skips an attribute of what stands before it, or one character. */
  function skip(): 0 {
    if (matched(/\.[A-Za-z_*][\w-]*/y) === null) at += 1;
    return 0;
  }

  text("text");
  return parts;
}
