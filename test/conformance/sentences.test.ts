import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";
import { isNotDoubled, isWhole } from "../support/sentence.js";

// The sentences that users read are written in many files. Nothing here is listed by hand: every sentence of an error is found by
// how it is written, so that none is forgotten.

/** What is made of other files, or by another program. */
const MADE =
  /node_modules|\/dist\/|\/generated\/|\.test\.tsx?$|\.d\.ts$|\/bindings\/|\/cdktn\/constructs|\/rules\/rules/;

/** The calls that take a sentence for users: errors that are thrown, refusals, diagnostics. */
const CALLS =
  /(?:Error|Refusal)$|^(?:error|warning|refus\w*|report|unauthenticated|notAccepted|unknown|Failure)$/;

/** The properties and variables that hold such a sentence, or a description. */
const NAMES = /^(?:message|refusal|sentence|failure|summary|description|help|UNKNOWN|LOST)$/;

/** For programmers, and what is caught by us before anybody sees it. */
const NOT_FOR_USERS = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "JobEndedError",
  "UnusableConnectionError",
  "showHelpAfterError",
]);

interface Said {
  readonly place: string;
  readonly text: string;
  /** A diagnostic has one before its sentence. */
  readonly isHeadline: boolean;
}

interface Node extends Record<string, unknown> {
  readonly type: string;
  readonly start: number;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function* nodesIn(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  if (isNode(value)) yield value;
  for (const child of Object.values(value)) yield* nodesIn(child);
}

/** The texts that an expression may be; `…` stands in a template for what is known only when it runs. */
function textsOf(expression: unknown): readonly string[] {
  if (!isNode(expression)) return [];
  const { type, value, quasis, consequent, alternate, left, right } = expression;
  if (type === "Literal") return typeof value === "string" ? [value] : [];
  if (type === "ConditionalExpression") return [...textsOf(consequent), ...textsOf(alternate)];
  if (type === "LogicalExpression") return [...textsOf(left), ...textsOf(right)];
  if (type !== "TemplateLiteral" || !Array.isArray(quasis)) return [];
  const parts = quasis.map((part: { readonly value: { readonly cooked: string } }) => part.value.cooked);
  return [parts.join("…")];
}

function nameOf(callee: unknown): string {
  if (!isNode(callee)) return "";
  const { name, property } = callee;
  return typeof name === "string" ? name : nameOf(property);
}

function saidIn(file: string): Said[] {
  const source = readFileSync(file, "utf8");
  const { program } = parseSync(file, source);
  // Diagnostics, and the descriptions of functions.
  const hasHeadlines = /^(?:provider|examples)\//.test(file);
  // Names, codes and paths have no spaces, and parts of a sentence that is put together begin with a small letter.
  const isSentence = (text: string) => / .* /.test(text) && !/^[a-z]/.test(text);
  return [...nodesIn(program)].flatMap(({ type, callee, arguments: given, start, key, id, value, init }) => {
    const lineOf = () => `${file}:${source.slice(0, start).split("\n").length}`;
    if (/^(?:Property|VariableDeclarator)$/.test(type)) {
      if (!NAMES.test(nameOf(key ?? id))) return [];
      const texts = textsOf(value ?? init).filter(isSentence);
      const isHeadline = hasHeadlines && nameOf(key ?? id) === "summary";
      return texts.map((text) => ({ place: lineOf(), text, isHeadline }));
    }
    const call = nameOf(callee);
    const isLog = isNode(callee) && nameOf(callee["object"]) === "log";
    if (isLog || !/^(?:Call|New)Expression$/.test(type) || !CALLS.test(call) || NOT_FOR_USERS.has(call))
      return [];
    const place = lineOf();
    return (Array.isArray(given) ? given : []).flatMap((argument, index) => {
      const isHeadline = hasHeadlines && /^(?:error|warning)$/.test(call) && index === 1;
      const texts = textsOf(argument).filter(isSentence);
      return texts.map((text) => ({ place, text, isHeadline }));
    });
  });
}

const all = ["provider", "server", "schema/rules", "schema/files", "examples", "release"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.m?tsx?$/.test(file) && !MADE.test(file))
    .flatMap(saidIn),
);

/** @returns what is not as it should be. */
function without(check: (text: string) => void, said: readonly Said[]): readonly Said[] {
  return said.filter(({ text }) => {
    try {
      check(text);
      return false;
    } catch {
      return true;
    }
  });
}

describe("a sentence that users read", () => {
  it("ends with one full stop, a question mark, or what is known only when it runs; nothing is doubled", () => {
    const sentences = all.filter(({ isHeadline }) => !isHeadline);
    expect(sentences.length).toBeGreaterThan(2_500);
    const isRight = (text: string) => (/[…:]$/.test(text) ? isNotDoubled(text) : isWhole(text));
    expect(without(isRight, sentences)).toEqual([]);
  });

  it("has no full stop where it is a diagnostic's headline", () => {
    const headlines = all.filter(({ isHeadline }) => isHeadline);
    expect(headlines.length).toBeGreaterThan(50);
    expect(headlines.filter(({ text }) => !/^[A-Z][^.]+$/.test(text))).toEqual([]);
  });
});
