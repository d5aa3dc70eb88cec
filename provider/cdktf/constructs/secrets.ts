// Secrets and PINs are never written to what is synthesised: only references to them are.
import {
  DefaultTokenResolver,
  StringConcat,
  Tokenization,
  TerraformVariable,
  type TerraformLocal,
  type TerraformProvider,
  type TerraformResource,
} from "cdktf";
import type { IConstruct } from "constructs";
import { getPath } from "./common.js";
import { getParts, type Part } from "./expression-parts.js";
import { valueNamed } from "./survey.js";

/** A value that only its owner may know. */
export interface Confidential {
  /** Its name in sentences, as in "The PIN". */
  readonly what: string;
  /** Whether a text could be such a value. If so, it must not be inside an expression either. */
  readonly couldBe: (text: string) => boolean;
}

/** A token's secret: Base32 or hexadecimal, of at least 80 bits. */
export const SECRET: Confidential = {
  what: "The secret",
  couldBe: (text) => /^(?:[A-Z2-7]{16,}=*|[0-9A-F]{20,})$/i.test(text.replaceAll(/[\s-]/g, "")),
};

/** A PIN. */
export const PIN: Confidential = { what: "The PIN", couldBe: (text) => /^\d{4,12}$/.test(text) };

/** A secret of a channel: a password, or what a gateway gave. @param name its name; empty for all of them. */
export function channelSecret(name: string): Confidential {
  return {
    what: name === "" ? "The secrets" : `The secret ${name}`,
    couldBe: (text) => text.length >= 4,
  };
}

/** A key of the API. */
export const API_KEY: Confidential = { what: "The API key", couldBe: (text) => text.startsWith("tp_") };

const WHERE_FROM =
  "Give a TerraformVariable with sensitive = true, or another reference, so that it is written to no file";

/** Functions whose values come from the machine that runs Terraform. Those of this provider compute from what they get. */
const READS = /^(?:file|filebase64|templatefile|provider::(?!tokenplane::).*)$/;

function resolved(construct: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, {
    scope: construct,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as unknown;
}

/** The parts of all texts in a value. */
function* partsIn(value: unknown): Iterable<Part> {
  if (typeof value === "string") yield* getParts(value);
  else if (typeof value === "number") yield { kind: "number", value: String(value) };
  else if (typeof value === "object" && value !== null)
    for (const one of Object.values(value)) yield* partsIn(one);
}

function isConstant({ kind }: Part): boolean {
  return kind === "text" || kind === "quoted" || kind === "number";
}

/** The value that the program itself gives a variable or a local. */
function givenIn(element: TerraformVariable | TerraformLocal): unknown {
  const { locals, variable } = element.toTerraform() as {
    readonly locals?: unknown;
    readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
  };
  return locals ?? Object.values(variable ?? {}).map((one) => one.default);
}

/**
 * Where the program has the value of a variable or local that an expression uses; undefined when it has none.
 */
function writtenAt(
  construct: IConstruct,
  couldBe: (text: string) => boolean,
  parts: readonly Part[],
  seen = new Set<string>(),
): string | undefined {
  for (const { kind, value: reference } of parts) {
    const name = /^(?:var|local)\.[\w-]+/.exec(reference)?.[0];
    if (kind !== "reference" || name === undefined || seen.has(name)) continue;
    seen.add(name);
    const element = valueNamed(construct, name);
    if (element === undefined) continue;
    const inside = [...partsIn(resolved(construct, givenIn(element)))];
    if (inside.some((part) => isConstant(part) && couldBe(part.value))) {
      const what = element instanceof TerraformVariable ? "the default of the variable" : "the local";
      return `${what} ${getPath(element)}`;
    }
    const further = writtenAt(construct, couldBe, inside, seen);
    if (further !== undefined) return further;
  }
  return undefined;
}

/**
 * Why a confidential value would be written to what is synthesised, and what to do; empty when it is a reference.
 * @param value as it would be synthesised; undefined for none.
 */
export function* inClear(
  construct: IConstruct,
  { what, couldBe }: Confidential,
  value: unknown,
): Iterable<string> {
  const expression = resolved(construct, value);
  if (expression === undefined || expression === null) return;
  const parts = [...partsIn(expression)];
  const isReferring = parts.some(({ kind, value: name }) =>
    kind === "call" ? READS.test(name) : kind === "reference",
  );
  if (parts.some(({ kind }) => kind === "text") || typeof expression !== "string" || parts.length === 0) {
    yield `${what} is written as plain text. ${WHERE_FROM}.`;
  } else if (!isReferring || parts.some((part) => isConstant(part) && couldBe(part.value))) {
    yield `${what} is written as plain text within an expression. ${WHERE_FROM}.`;
  } else {
    const where = writtenAt(construct, couldBe, parts);
    if (where !== undefined) {
      yield `${what} is written as plain text, as ${where}. Remove it there, and give it when Terraform runs.`;
    }
  }
}

/** The same of confidential values by their names. @param of gets a name; an empty one for all of them at once. */
export function* mapInClear(
  construct: IConstruct,
  of: (name: string) => Confidential,
  value: unknown,
): Iterable<string> {
  const map = resolved(construct, value);
  if (typeof map !== "object" || map === null) yield* inClear(construct, of(""), map);
  else for (const [name, one] of Object.entries(map)) yield* inClear(construct, of(name), one);
}

/** An attribute of a block as it would be synthesised, overridden or not. */
export function getAttribute(block: TerraformResource | TerraformProvider, name: string): unknown {
  const json = block.toTerraform() as Readonly<Record<"resource" | "provider", Blocks | undefined>>;
  const all = Object.values(json.resource ?? json.provider ?? {}).flatMap((named) => Object.values(named));
  return all.find((attributes) => attributes[name] !== undefined)?.[name];
}

/** Blocks by type, and by name or number. */
type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
