// Protocol Buffers (proto3), as much as Terraform's plugin protocol uses: varints, strings, bytes, messages, repeated
// fields, maps from strings and explicit presence. A message is described once, and its TypeScript types follow. The bytes
// are written and read by protobufjs, of which only the part without reflection is loaded: a provider starts as quickly.
// https://protobuf.dev/programming-guides/encoding/
import protobuf from "protobufjs/minimal.js";
import type { Reader, Writer } from "protobufjs/minimal.js";

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const START_GROUP = 3;

/** A message that cannot be read. */
export class MalformedMessage extends Error {
  override readonly name = "MalformedMessage";
}

/** The same bytes as a Buffer, not copied. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** The tag of a field. */
function getTag(number: number, wireType: number): number {
  return number * 8 + wireType;
}

/** The next number, rounded if JavaScript cannot hold it exactly. */
function readVarint(reader: Reader): number {
  // It is a number, or a Long if that package is installed.
  const value = Number(reader.int64());
  // protobufjs accepts a number whose bytes end with the fourth, although that byte says that more follow.
  if ((reader.buf[reader.pos - 1] ?? 0x80) >= 0x80) {
    throw new MalformedMessage("the message ends within a number");
  }
  return value;
}

/** Skips a field that the description does not have: a newer peer sends it. */
function skip(reader: Reader, wireType: number): void {
  // Read instead of skipped: protobufjs skips a number of any length.
  if (wireType === VARINT) readVarint(reader);
  else if (wireType === START_GROUP) throw new MalformedMessage("proto3 has no groups");
  else reader.skipType(wireType);
}

/** Writes and reads one value. */
interface Codec<In, Out> {
  readonly wireType: number;
  readonly write: (value: In, writer: Writer) => void;
  readonly read: (reader: Reader) => Out;
}

/** A codec of a scalar. A field that is missing on the wire has its zero value. */
interface Scalar<In, Out> extends Codec<In, Out> {
  readonly zero: Out;
  readonly isZero: (value: In) => boolean;
}

export const string: Scalar<string, string> = {
  wireType: LENGTH_DELIMITED,
  // As bytes: for half a surrogate pair, `writer.string` writes bytes that are not UTF-8, and cores refuse those.
  // `reader.string` accepts a text that ends too early.
  write: (value, writer) => void writer.bytes(Buffer.from(value, "utf8")),
  read: (reader) => asBuffer(reader.bytes()).toString("utf8"),
  zero: "",
  isZero: (value) => value === "",
};

export const bytes: Scalar<Uint8Array, Buffer> = {
  wireType: LENGTH_DELIMITED,
  write: (value, writer) => void writer.bytes(value),
  read: (reader) => asBuffer(reader.bytes()),
  zero: Buffer.alloc(0),
  isZero: (value) => value.length === 0,
};

export const bool: Scalar<boolean, boolean> = {
  wireType: VARINT,
  write: (value, writer) => void writer.bool(value),
  read: (reader) => readVarint(reader) !== 0,
  zero: false,
  isZero: (value) => !value,
};

/** int32, int64, uint32 and enums: integers that a JavaScript number holds exactly. */
export const integer: Scalar<number, number> = {
  wireType: VARINT,
  write(value, writer) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that can be sent`);
    writer.int64(value);
  },
  read(reader) {
    const value = readVarint(reader);
    if (!Number.isSafeInteger(value)) throw new MalformedMessage("a number is too large");
    return value;
  },
  zero: 0,
  isZero: (value) => value === 0,
};

/** One field of a message. */
interface Field<In, Out> {
  readonly number: number;
  readonly wireType: number;
  readonly initial: () => Out;
  readonly write: (value: In, writer: Writer) => void;
  /**
   * The field's value after one more occurrence on the wire. (A method, so that fields of all types fit in one record.)
   */
  read(reader: Reader, before: Out): Out;
}

/** A scalar without presence: a zero is not sent, and a missing field is zero. */
export function field<In, Out>(number: number, codec: Scalar<In, Out>): Field<In | undefined, Out> {
  return {
    number,
    wireType: codec.wireType,
    initial: () => codec.zero,
    write: (value, writer) => {
      if (value === undefined || codec.isZero(value)) return;
      writer.uint32(getTag(number, codec.wireType));
      codec.write(value, writer);
    },
    read: (reader) => codec.read(reader),
  };
}

/** A message, an `optional` scalar, or a member of a `oneof`: undefined when it was not sent. */
export function optional<In, Out>(
  number: number,
  codec: Codec<In, Out>,
): Field<In | undefined, Out | undefined> {
  return {
    number,
    wireType: codec.wireType,
    initial: () => undefined,
    write: (value, writer) => {
      if (value === undefined) return;
      writer.uint32(getTag(number, codec.wireType));
      codec.write(value, writer);
    },
    read: (reader) => codec.read(reader),
  };
}

/** Values in their order. */
export function repeated<In, Out>(
  number: number,
  codec: Codec<In, Out>,
): Field<readonly In[] | undefined, Out[]> {
  return {
    number,
    wireType: codec.wireType,
    initial: () => [],
    write: (values, writer) => {
      for (const value of values ?? []) {
        writer.uint32(getTag(number, codec.wireType));
        codec.write(value, writer);
      }
    },
    read(reader, before) {
      before.push(codec.read(reader));
      return before;
    },
  };
}

/** A map whose keys are strings. */
export function mapped<In, Out>(
  number: number,
  codec: Codec<In, Out>,
): Field<Readonly<Record<string, In>> | undefined, Map<string, Out>> {
  const entry = message({ key: field(1, string), value: optional(2, codec) });
  return {
    number,
    wireType: LENGTH_DELIMITED,
    initial: () => new Map(),
    write: (values, writer) => {
      for (const [key, value] of Object.entries(values ?? {})) {
        writer.uint32(getTag(number, LENGTH_DELIMITED));
        entry.write({ key, value }, writer);
      }
    },
    read(reader, before) {
      const { key, value } = entry.read(reader);
      if (value !== undefined) before.set(key, value);
      return before;
    },
  };
}

/** A description that can write and read a message. */
export interface Message<In, Out> extends Codec<In, Out> {
  /** @returns the bytes of the message. @throws {RangeError} for a number that cannot be sent. */
  readonly encode: (value: In) => Buffer;
  /**
   * @returns the message, with every field. @throws {MalformedMessage} when the bytes are not such a message.
   */
  readonly decode: (bytes: Uint8Array) => Out;
}

type Fields = Readonly<Record<string, Field<never, unknown>>>;
type SentFields<F> = { readonly [K in keyof F]?: F[K] extends Field<infer I, infer _> ? I : never };
type ReceivedFields<F> = { readonly [K in keyof F]: F[K] extends Field<never, infer O> ? O : never };

/** The type of a message to send: every field may be left out. */
export type Sent<M> = M extends Message<infer I, infer _> ? I : never;
/** The type of a received message: every field exists. */
export type Received<M> = M extends Message<never, infer O> ? O : never;

/** Describes a message by its fields. */
export function message<F extends Fields>(fields: F): Message<SentFields<F>, ReceivedFields<F>> {
  const entries = Object.entries(fields) as [string, Field<unknown, unknown>][];
  const byNumber = new Map(entries.map(([name, described]) => [described.number, { name, described }]));

  const writeFields = (value: SentFields<F>, writer: Writer): Writer => {
    const given: Readonly<Record<string, unknown>> = value;
    for (const [name, described] of entries) described.write(given[name], writer);
    return writer;
  };

  const readFields = (reader: Reader): ReceivedFields<F> => {
    const read: Record<string, unknown> = {};
    for (const [name, described] of entries) read[name] = described.initial();
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag < 8) throw new MalformedMessage("a field has no number");
      const known = byNumber.get(Math.floor(tag / 8));
      // A field with another wire type than the description's is skipped, too.
      if (known === undefined || known.described.wireType !== tag % 8) skip(reader, tag % 8);
      else read[known.name] = known.described.read(reader, read[known.name]);
    }
    return read as ReceivedFields<F>;
  };

  const decode = (encoded: Uint8Array): ReceivedFields<F> => {
    try {
      return readFields(protobuf.Reader.create(asBuffer(encoded)));
    } catch (error) {
      if (error instanceof MalformedMessage || !(error instanceof Error)) throw error;
      throw new MalformedMessage(error.message, { cause: error });
    }
  };

  return {
    wireType: LENGTH_DELIMITED,
    write: (value, writer) => void writeFields(value, writer.fork()).ldelim(),
    read: (reader) => decode(reader.bytes()),
    encode: (value) => asBuffer(writeFields(value, protobuf.Writer.create()).finish()),
    decode,
  };
}

/** A message that contains itself; it is looked up when it is first needed. */
export function recursive<I, O>(find: () => Message<I, O>): Codec<I, O> {
  return {
    wireType: LENGTH_DELIMITED,
    write: (value, writer) => find().write(value, writer),
    read: (reader) => find().read(reader),
  };
}
