// Protocol Buffers (proto3), as much as Terraform's plugin protocol uses: varints, strings, bytes, messages, repeated
// fields, maps from strings and explicit presence. A message is described once, and its TypeScript types follow.
// https://protobuf.dev/programming-guides/encoding/

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** What a message cannot be read by. */
export class MalformedMessage extends Error {
  override readonly name = "MalformedMessage";
}

class Writer {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;

  #reserve(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }

  varint(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an integer that can be sent`);
    if (value < 0) {
      this.#bigVarint(BigInt.asUintN(64, BigInt(value)));
      return;
    }
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length] = (rest % 0x80) | 0x80;
      this.#length += 1;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length] = rest;
    this.#length += 1;
  }

  #bigVarint(value: bigint): void {
    this.#reserve(10);
    let rest = value;
    while (rest >= 0x80n) {
      this.#bytes[this.#length] = Number(rest & 0x7fn) | 0x80;
      this.#length += 1;
      rest >>= 7n;
    }
    this.#bytes[this.#length] = Number(rest);
    this.#length += 1;
  }

  /** Bytes with their length before them. */
  delimited(bytes: Uint8Array): void {
    this.varint(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  tag(number: number, wireType: number): void {
    this.varint(number * 8 + wireType);
  }

  finish(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** A varint of up to 64 bits, as a signed number. @throws {MalformedMessage} when a JavaScript number cannot hold it. */
  varint(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new MalformedMessage("the message ends within a number");
      this.#at += 1;
      // Most numbers are a tag or a length of one byte.
      if (shift === 0n && byte < 0x80) return byte;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        const signed = Number(BigInt.asIntN(64, value));
        if (!Number.isSafeInteger(signed)) throw new MalformedMessage("a number is too large");
        return signed;
      }
    }
    throw new MalformedMessage("a number has more than ten bytes");
  }

  delimited(): Buffer {
    const length = this.varint();
    if (length < 0 || this.#at + length > this.#bytes.length) {
      throw new MalformedMessage("the message ends within a field");
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A newer peer's number may be larger than any that is read here. */
  #skipVarint(): void {
    for (let length = 1; length <= 10; length += 1) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new MalformedMessage("the message ends within a number");
      this.#at += 1;
      if (byte < 0x80) return;
    }
    throw new MalformedMessage("a number has more than ten bytes");
  }

  /** Passes over a field that the description does not know: a newer peer sends it. */
  skip(wireType: number): void {
    if (wireType === VARINT) this.#skipVarint();
    else if (wireType === LENGTH_DELIMITED) this.delimited();
    else if (wireType === FIXED64) this.#at += 8;
    else if (wireType === FIXED32) this.#at += 4;
    else throw new MalformedMessage(`wire type ${wireType} is unknown`);
    if (this.#at > this.#bytes.length) throw new MalformedMessage("the message ends within a field");
  }
}

/** How one value is written and read. */
interface Codec<In, Out> {
  readonly wireType: number;
  readonly write: (value: In, writer: Writer) => void;
  readonly read: (reader: Reader) => Out;
}

/** A codec of a scalar, whose zero is what a missing field says. */
interface Scalar<In, Out> extends Codec<In, Out> {
  readonly zero: Out;
  readonly isZero: (value: In) => boolean;
}

export const string: Scalar<string, string> = {
  wireType: LENGTH_DELIMITED,
  write: (value, writer) => writer.delimited(Buffer.from(value, "utf8")),
  read: (reader) => reader.delimited().toString("utf8"),
  zero: "",
  isZero: (value) => value === "",
};

export const bytes: Scalar<Uint8Array, Buffer> = {
  wireType: LENGTH_DELIMITED,
  write: (value, writer) => writer.delimited(value),
  read: (reader) => reader.delimited(),
  zero: Buffer.alloc(0),
  isZero: (value) => value.length === 0,
};

export const bool: Scalar<boolean, boolean> = {
  wireType: VARINT,
  write: (value, writer) => writer.varint(value ? 1 : 0),
  read: (reader) => reader.varint() !== 0,
  zero: false,
  isZero: (value) => !value,
};

/** int32, int64, uint32 and enums: whole numbers that a JavaScript number holds exactly. */
export const integer: Scalar<number, number> = {
  wireType: VARINT,
  write: (value, writer) => writer.varint(value),
  read: (reader) => reader.varint(),
  zero: 0,
  isZero: (value) => value === 0,
};

/** One field of a message. */
interface Field<In, Out> {
  readonly number: number;
  readonly wireType: number;
  readonly initial: () => Out;
  readonly write: (value: In, writer: Writer) => void;
  /** What the field holds after one more occurrence on the wire. (A method, so that fields of all types fit in one record.) */
  read(reader: Reader, before: Out): Out;
}

/** A scalar without presence: its zero is not sent, and what is not sent is its zero. */
export function field<In, Out>(number: number, codec: Scalar<In, Out>): Field<In | undefined, Out> {
  return {
    number,
    wireType: codec.wireType,
    initial: () => codec.zero,
    write: (value, writer) => {
      if (value === undefined || codec.isZero(value)) return;
      writer.tag(number, codec.wireType);
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
      writer.tag(number, codec.wireType);
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
        writer.tag(number, codec.wireType);
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
        writer.tag(number, LENGTH_DELIMITED);
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
  /** @returns the message, every field there. @throws {MalformedMessage} when the bytes are no such message. */
  readonly decode: (bytes: Uint8Array) => Out;
}

type Fields = Readonly<Record<string, Field<never, unknown>>>;
type SentFields<F> = { readonly [K in keyof F]?: F[K] extends Field<infer I, infer _> ? I : never };
type ReceivedFields<F> = { readonly [K in keyof F]: F[K] extends Field<never, infer O> ? O : never };

/** What is sent of a message: every field may be left out. */
export type Sent<M> = M extends Message<infer I, infer _> ? I : never;
/** What is received of a message: every field is there. */
export type Received<M> = M extends Message<never, infer O> ? O : never;

/** Describes a message by its fields. */
export function message<F extends Fields>(fields: F): Message<SentFields<F>, ReceivedFields<F>> {
  const entries = Object.entries(fields) as [string, Field<unknown, unknown>][];
  const byNumber = new Map(entries.map(([name, described]) => [described.number, { name, described }]));

  const encode = (value: SentFields<F>): Buffer => {
    const writer = new Writer();
    const given: Readonly<Record<string, unknown>> = value;
    for (const [name, described] of entries) described.write(given[name], writer);
    return writer.finish();
  };

  const decode = (encoded: Uint8Array): ReceivedFields<F> => {
    const reader = new Reader(encoded);
    const read: Record<string, unknown> = {};
    for (const [name, described] of entries) read[name] = described.initial();
    while (!reader.done) {
      const tag = reader.varint();
      if (tag < 8) throw new MalformedMessage("a field has no number");
      const known = byNumber.get(Math.floor(tag / 8));
      // A field that comes in another form than the described one is a stranger too.
      if (known === undefined || known.described.wireType !== tag % 8) reader.skip(tag % 8);
      else read[known.name] = known.described.read(reader, read[known.name]);
    }
    return read as ReceivedFields<F>;
  };

  return {
    wireType: LENGTH_DELIMITED,
    write: (value, writer) => writer.delimited(encode(value)),
    read: (reader) => decode(reader.delimited()),
    encode,
    decode,
  };
}

/** A message that stands within itself, looked up when it is first needed. */
export function recursive<I, O>(find: () => Message<I, O>): Codec<I, O> {
  return {
    wireType: LENGTH_DELIMITED,
    write: (value, writer) => find().write(value, writer),
    read: (reader) => find().read(reader),
  };
}
