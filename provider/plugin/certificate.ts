// A self-signed certificate for one connection on this machine. In go-plugin's mutual TLS, both sides make one, and
// each trusts only the other's. X.509 (RFC 5280) in DER. It is written here because a library for it takes too long to
// load: a core starts a provider three times for each plan.
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT_IDENTIFIER = 0x06;
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const hex = (digits: string) => Buffer.from(digits, "hex");
const identifier = (digits: string) => der(OBJECT_IDENTIFIER, hex(digits));

const ECDSA_WITH_SHA256 = der(SEQUENCE, identifier("2a8648ce3d040302"));
const COMMON_NAME = identifier("550403");
const BASIC_CONSTRAINTS = identifier("551d13");
const KEY_USAGE = identifier("551d0f");
const EXTENDED_KEY_USAGE = identifier("551d25");
const SUBJECT_ALTERNATIVE_NAME = identifier("551d11");
const CRITICAL = der(BOOLEAN, hex("ff"));

/** `YYMMDDhhmmssZ` until 2049, and `YYYYMMDDhhmmssZ` from then on, as X.509 asks. */
function validityTime(time: Date): Buffer {
  const digits = time.toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return time.getUTCFullYear() < 2050
    ? der(UTC_TIME, Buffer.from(digits.slice(2)))
    : der(GENERALIZED_TIME, Buffer.from(digits));
}

const HOUR = 3_600_000;
const TEN_YEARS = 10 * 365 * 24 * HOUR;

/** A certificate and its key. */
export interface Certificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM (PKCS #8). */
  readonly privateKey: string;
  /** DER. */
  readonly der: Buffer;
}

/**
 * Makes a certificate for "localhost" (P-256, ECDSA with SHA-256). It is valid from an hour ago, for ten years.
 * @param now the current time.
 */
export function selfSignedCertificate(now: Date): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from("localhost")))),
  );
  const serial = randomBytes(16);
  // The number is positive, and does not begin with a zero byte, which DER would omit.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const extension = (id: Buffer, critical: boolean, value: Buffer) =>
    der(SEQUENCE, id, ...(critical ? [CRITICAL] : []), der(OCTET_STRING, value));
  const extensions = der(
    SEQUENCE,
    extension(BASIC_CONSTRAINTS, true, der(SEQUENCE, CRITICAL)),
    // Digital signature, key encipherment, key agreement, certificate signing.
    extension(KEY_USAGE, true, der(BIT_STRING, hex("02ac"))),
    // Extended key usage: server and client.
    extension(
      EXTENDED_KEY_USAGE,
      false,
      der(SEQUENCE, identifier("2b06010505070301"), identifier("2b06010505070302")),
    ),
    extension(SUBJECT_ALTERNATIVE_NAME, false, der(SEQUENCE, der(0x82, Buffer.from("localhost")))),
  );
  const toBeSigned = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, hex("02"))),
    der(INTEGER, serial),
    ECDSA_WITH_SHA256,
    name,
    der(
      SEQUENCE,
      validityTime(new Date(now.getTime() - HOUR)),
      validityTime(new Date(now.getTime() + TEN_YEARS)),
    ),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = sign("sha256", toBeSigned, privateKey);
  const encoded = der(SEQUENCE, toBeSigned, ECDSA_WITH_SHA256, der(BIT_STRING, hex("00"), signature));
  const base64 = encoded.toString("base64").replaceAll(/.{1,64}/g, "$&\n");
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${base64}-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    der: encoded,
  };
}
