import { isCounter, MAX_COUNTER } from "@tokenplane/rules/counter";
import { moment, readMoment } from "@tokenplane/rules/moment";
import { GraphQLError, Kind, type ValueNode } from "graphql";
import { UploadedFile } from "../imports/uploaded-file.js";
import { builder } from "./builder.js";
import { bounded } from "./input-bounds.js";

const NOT_A_CURSOR = "This is not a cursor. Use a cursor from a list.";
const NOT_A_COUNTER = `A Counter is a whole number from 0 to ${MAX_COUNTER}.`;

/** The sentences in which the scalars refuse a value. None of them repeats it, so that callers may get them. */
export const SCALAR_REFUSALS: readonly string[] = [moment("") ?? "", NOT_A_CURSOR, NOT_A_COUNTER];

function parseDateTime(text: unknown): Date {
  const given = typeof text === "string" ? text : "";
  const date = readMoment(given);
  if (date !== undefined) return date;
  throw new GraphQLError(moment(given) ?? "", { extensions: { code: "BAD_USER_INPUT" } });
}

function getString(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}

builder.scalarType("DateTime", {
  description:
    "A moment, as in RFC 3339: `2026-01-31T08:00:00.000Z`. Always given out in UTC. In JSON it is a string: in GraphQL Code Generator, set `scalars: { DateTime: 'string' }`.",
  serialize: (date) => date.toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(getString(node)),
});

/** A login of 254 characters of 4 bytes each, in Base64 with all else that a cursor holds, is shorter. */
const LONGEST_CURSOR = 2_000;

function parseCursor(text: unknown): string {
  if (typeof text === "string" && text.length <= LONGEST_CURSOR && /^[A-Za-z0-9_-]+$/.test(text)) return text;
  throw new GraphQLError(NOT_A_CURSOR, {
    extensions: { code: "BAD_USER_INPUT" },
  });
}

builder.scalarType("Cursor", {
  ...bounded({ longest: LONGEST_CURSOR }),
  description:
    "An opaque position in a list. Send back a cursor that a list returned. In JSON it is a string: in GraphQL Code Generator, set `scalars: { Cursor: 'string' }`.",
  serialize: (cursor) => cursor,
  parseValue: parseCursor,
  parseLiteral: (node) => parseCursor(getString(node)),
});

function parseCounter(number: unknown): number {
  if (typeof number === "number" && isCounter(number)) return number;
  throw new GraphQLError(NOT_A_COUNTER, {
    extensions: { code: "BAD_USER_INPUT" },
  });
}

builder.scalarType("Counter", {
  description:
    "The counter of a one-time password: a whole number from 0 to 9007199254740991 (2^53 - 1), which may be larger than an Int. In JSON it is a number: in GraphQL Code Generator, set `scalars: { Counter: 'number' }`.",
  serialize: (counter) => counter,
  parseValue: parseCounter,
  parseLiteral: (node) => parseCounter(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function parseUpload(value: unknown): UploadedFile {
  if (value instanceof UploadedFile) return value;
  throw new GraphQLError(
    "A file is sent as multipart/form-data, according to the GraphQL multipart request specification.",
    {
      extensions: { code: "BAD_USER_INPUT" },
    },
  );
}

builder.scalarType("Upload", {
  description:
    "A file that is sent with the request, according to the GraphQL multipart request specification: the fields `operations` and `map`, then the file; also a header `graphql-preflight: 1`. In GraphQL Code Generator, set `scalars: { Upload: 'File' }`.",
  serialize: () => {
    throw new TypeError("a file is never returned");
  },
  parseValue: parseUpload,
  parseLiteral: () => parseUpload(undefined),
});
