import { GraphQLError } from "graphql";

// graphql-js reports a wrong value by repeating it. The value may be a secret, a code or a key, and error
// messages end up in the logs of clients.

/** The messages of this server's own scalars. */
const OURS = [/A date and time is [^"]+\.$/, /This is not a cursor\. Use one that a list gave\.$/] as const;

/** What follows "Variable … got invalid value …", as far as it is not the value. */
const REASONS = [
  /Field "\w+" of required type "[\w![\]]+" was not provided\.$/,
  /Field "\w+" is not defined by type "\w+"\.( Did you mean [\w", ]+\?)?$/,
  /Field "\w+" must be non-null\.$/,
  /Exactly one key must be specified for OneOf type "\w+"\.$/,
  /Expected non-nullable type "[\w![\]]+" not to be null\.$/,
  /Expected type "\w+" to be an object\.$/,
  /(String|Int|Float|Boolean|ID|Enum "\w+") cannot represent [a-z0-9 -]*value(?=: )/,
  /(?<=" )does not exist in "\w+" enum/,
  ...OURS,
] as const;

function reasonOf(message: string): string {
  const reason = REASONS.map((pattern) => pattern.exec(message)?.[0]).find((found) => found !== undefined);
  if (reason === undefined) return "It does not have the declared type.";
  const sentence = reason.startsWith("does not exist") ? `The value ${reason}` : reason;
  return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : `${sentence}.`;
}

/**
 * Characters at the end of a message about a variable in which its place and the reason are looked for; the value
 * before them may be a megabyte of what such patterns are slowest at.
 */
const TAIL = 2_000;

/** A message without the value it repeats; the message itself when it repeats none. */
function withoutValue(message: string): string {
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(message)?.[1];
  if (variable !== undefined) {
    const tail = message.slice(-TAIL);
    const place = /^.* at "(?:\w+)((?:\.\w+|\[\d+\])*)"; /s.exec(tail)?.[1] ?? "";
    return `Variable "${variable}${place}" has a wrong value: ${reasonOf(tail)}`;
  }
  const literal =
    /^((?:String|Int|Float|Boolean|ID|Enum "\w+") cannot represent [a-z0-9 -]*value): /.exec(message)?.[1] ??
    /^(Expected value of type "[\w![\]]+"), found /.exec(message)?.[1] ??
    /^(Argument "\w+" has invalid value) /.exec(message)?.[1];
  if (literal !== undefined)
    return [`${literal}.`, ...OURS.flatMap((own) => own.exec(message.slice(-TAIL)) ?? [])].join(" ");
  const type = /^Value ".*" does not exist in ("\w+") enum\./s.exec(message)?.[1];
  if (type !== undefined) return `The value does not exist in ${type} enum.`;
  // A word of the document that stands in the wrong place; where, its location says.
  return message.replace(/^(Syntax Error: .*?\b(?:Name|String|BlockString|Int|Float)) ".*"(?=\.$)/s, "$1");
}

/** Characters of a message. Names of the document stand in it, and may be as long as the document. */
const LONGEST_MESSAGE = 500;

function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}

/** How another history is detected: the stored property, and the one that was found. */
export function publicError(error: GraphQLError): GraphQLError {
  const message = shortened(withoutValue(error.message));
  if (message === error.message && error.extensions["code"] !== undefined) return error;
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { code: "BAD_USER_INPUT", ...error.extensions },
  });
}
