import { either } from "@tokenplane/rules/either";
import { GraphQLError, isEnumType } from "graphql";
import { SCALAR_REFUSALS } from "../graphql/scalars.js";
import { schema } from "../graphql/schema.js";

// graphql-js reports a wrong value by repeating it. The value may be a secret, a code or a key, and error
// messages end up in the logs of clients.

/** The reasons that follow "Variable … got invalid value …", as far as it is not the value. */
const REASONS = [
  /Field "\w+" of required type "[\w![\]]+" was not provided\.$/,
  /Field "\w+" is not defined by type "\w+"\.( Did you mean [\w", ]+\?)?$/,
  /Field "\w+" must be non-null\.$/,
  /Exactly one key must be specified for OneOf type "\w+"\.$/,
  /Expected non-nullable type "[\w![\]]+" not to be null\.$/,
  /Expected type "\w+" to be an object\.$/,
  /(String|Int|Float|Boolean|ID) cannot represent [a-z0-9 -]*value(?=: )/,
] as const;

/** The refusal of one of this server's own scalars at the end of a message; undefined when there is none. */
function scalarRefusal(message: string): string | undefined {
  return SCALAR_REFUSALS.find((sentence) => message.endsWith(sentence));
}

function getReason(message: string): string {
  const reason =
    scalarRefusal(message) ??
    REASONS.map((pattern) => pattern.exec(message)?.[0]).find((found) => found !== undefined);
  if (reason === undefined) return "It does not have the declared type.";
  return reason.endsWith(".") || reason.endsWith("?") ? reason : `${reason}.`;
}

/** How GraphQL says that an enum has no such value, or that a value is no name at all: of a literal, of a variable. */
const NO_LITERAL = [
  /^Value ".*" does not exist in "(\w+)" enum\b/s,
  /^Enum "(\w+)" cannot represent non-enum value: /,
] as const;
const NO_VARIABLE = [
  /" does not exist in "(\w+)" enum\b/,
  /; Enum "(\w+)" cannot represent non-string value: /,
] as const;

/** Values that a sentence lists. No person reads more. */
const MAX_CHOICES = 30;

/**
 * The sentence about a wrong value of an enum: all the right ones, unless there are too many to read. Undefined when the message is
 * about something else.
 */
function enumSentence(message: string, patterns: readonly RegExp[]): string | undefined {
  const name = patterns.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  const type = name === undefined ? undefined : schema.getType(name);
  if (!isEnumType(type)) return undefined;
  const values = type.getValues().map((value) => value.name);
  const unquoted = message.startsWith("Enum ") ? ", without quotation marks" : "";
  const choices =
    values.length > MAX_CHOICES ? `one of its ${values.length} values in the schema` : either(values);
  return `The enum ${type.name} has no such value. Write ${choices}${unquoted}.`;
}

/**
 * Characters at the end of a message about a variable in which its place and the reason are looked for; the value
 * before them may be a megabyte of what such patterns are slowest at.
 */
const TAIL = 2_000;

/**
 * A message without the value it repeats; the message itself when it repeats none.
 * @returns its parts: the first may have names of the document in it, of any length.
 */
function withoutValue(message: string): readonly [string, string?] {
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(message)?.[1];
  if (variable !== undefined) {
    const tail = message.slice(-TAIL);
    const place = /^.* at "(?:\w+)((?:\.\w+|\[\d+\])*)"; /s.exec(tail)?.[1] ?? "";
    return [
      `Variable "${variable}${place}" has a wrong value:`,
      enumSentence(tail, NO_VARIABLE) ?? getReason(tail),
    ];
  }
  const ofEnum = enumSentence(message, NO_LITERAL);
  if (ofEnum !== undefined) return ["", ofEnum];
  const literal =
    /^((?:String|Int|Float|Boolean|ID) cannot represent [a-z0-9 -]*value): /.exec(message)?.[1] ??
    /^(Expected value of type "[\w![\]]+"), found /.exec(message)?.[1] ??
    /^(Argument "\w+" has invalid value) /.exec(message)?.[1];
  if (literal !== undefined) return [`${literal}. ${scalarRefusal(message) ?? ""}`.trimEnd()];
  // A word of the document that is in the wrong place; its location says where.
  return [message.replace(/^(Syntax Error: .*?\b(?:Name|String|BlockString|Int|Float)) ".*"(?=\.$)/s, "$1")];
}

/** Characters of a message. Names of the document stand in it, and may be as long as the document. */
const LONGEST_MESSAGE = 500;

function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}

/** An error of GraphQL itself, for the caller: with a code, without any value of the input, and short. */
export function publicError(error: GraphQLError): GraphQLError {
  const [text, reason = ""] = withoutValue(error.message);
  const message = `${shortened(text)} ${reason}`.trim();
  if (message === error.message && error.extensions["code"] !== undefined) return error;
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { code: "BAD_USER_INPUT", ...error.extensions },
  });
}
