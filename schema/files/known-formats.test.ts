import { describe, expect, it } from "vitest";
import { CsvReader } from "./csv.js";
import { ColumnReader } from "./columns.js";
import { FileError } from "./file-error.js";
import { TextReader } from "./text.js";
import { OATH_LAYOUT } from "./token-layout.js";

/** The beginning of a zip archive whose first file has this name. */
const zip = (name: string) => `PK\x03\x04${"\0".repeat(26)}${name}`;

/** Small samples of files of other products, and what each is called. A sample is written in Latin-1. */
const SAMPLES: readonly (readonly [called: string, sample: string])[] = [
  ["a spreadsheet (.xlsx)", zip("[Content_Types].xml")],
  ["a spreadsheet (.ods)", zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")],
  ["a zip archive or a spreadsheet", zip("tokens.csv")],
  ["a zip archive or a spreadsheet", "PK\x05\x06"],
  ["an old spreadsheet (.xls), or one with a password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["a compressed file (gzip)", "\x1f\x8b\x08\0"],
  ["a compressed file or archive", "7z\xbc\xaf\x27\x1c"],
  ["a compressed file or archive", "\xfd7zXZ\0"],
  ["a PDF document", "%PDF-1.7\n%\xe2\xe3\xcf\xd3"],
  ["a picture", "\x89PNG\r\n\x1a\n"],
  ["a picture", "\xff\xd8\xff\xe0\0\x10JFIF"],
  ["an encrypted file (OpenPGP)", "\x85\x01\x0c\x03\x12\x34\x56\x78"],
  ["an encrypted file (OpenPGP)", "\xc1\xc0\x4c\x03\x12\x34\x56\x78"],
  ["an encrypted file (OpenPGP)", "\x8c\x0d\x04\x09\x03\x02"],
  ["an encrypted file (OpenPGP)", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"],
  ["a signed text of OpenPGP", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nT1,00\n"],
  ["a key or a signature of OpenPGP", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENB\n"],
  ["a key, a signature or another file of OpenPGP", "\x99\x01\x0d\x04\x12\x34\x56\x78"],
  ["an encrypted file (age)", "age-encryption.org/v1\n-> X25519 abc\n"],
  ["an encrypted file (age)", "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n"],
  ["an encrypted file (OpenSSL)", "Salted__\x12\x34"],
  ["an encrypted mail or file (S/MIME)", "MIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n"],
  ["a binary file of certificates, or an encrypted one (PKCS #7, PKCS #12)", "0\x82\x05\x10\x06\x09"],
  ["a certificate or a key (PEM)", "-----BEGIN CERTIFICATE-----\nMIIB\n"],
  ["an HTML page", "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>"],
  ["a file of RSA SecurID", '<?xml version="1.0"?>\n<TKNBatch>\n<TKNHeader>'],
  ["a database of KeePass", "\x03\xd9\xa2\x9a\x67\xfb"],
  ["a database (SQLite)", "SQLite format 3\0"],
  ["an export of Google Authenticator", "otpauth-migration://offline?data=CjEKCkhlbGxv"],
  [
    "a list of otpauth:// addresses, as authenticator apps export them",
    "otpauth://totp/a:b?secret=JBSWY3DP\n",
  ],
  ["a log of the YubiKey Personalization Tool", "LOGGING START,1/31/2026 10:20:33 AM\nOATH-HOTP,1/31/2026 10:20:41 AM,1,ubhe12345678,,3132,,,0,0,0,6,0,0,0,0,0,0\n"], // prettier-ignore
  ["a log of the YubiKey Personalization Tool", "Yubico OTP,1/31/2026 10:20:41 AM,1,vvccc,3132,3133,,,0,0\n"],
  ["a configuration of a YubiKey", "fixed: m:\nuid: n/a\nkey: h:3132\nacc_code: h:000000000000\n"],
  ["a configuration of a YubiKey", '{"yubiProdID": 1040, "scanMap": ""}'],
  ["a file of multiOTP's own database", "multiotp-database-format-v3\nencryption_hash=\n"],
  ["a list of multiOTP without a header", "2600124809787;FT;TOTP;3132333435363738393031323334353637383930;6;30\n"], // prettier-ignore
  ["an encrypted export of Aegis", '{"version":1,"header":{"slots":[{"type":1}],"params":{}},"db":"AAAA"}'],
  ["an export of Aegis", '{"version":1,"header":{"slots":null,"params":null},"db":{"entries":[]}}'],
  ["an encrypted export of 2FAS", '{"services":[],"servicesEncrypted":"a:b:c","schemaVersion":4}'],
  ["an export of 2FAS", '{"services":[{"name":"a","secret":"JBSW"}],"groups":[],"schemaVersion":4}'],
  ["an encrypted export of Bitwarden", '{\n  "encrypted": true,\n  "passwordProtected": true'],
  ["an export of Bitwarden", '{"encrypted":false,"items":[]}'],
  ["an export of Bitwarden", "folder,favorite,type,name,notes,fields,reprompt,login_uri\n"],
  ["an encrypted export of Ente Auth", '{"version":1,"kdfParams":{"memLimit":1},"encryptedData":"a"}'],
  ["a backup of FreeOTP", "\xac\xed\0\x05sr\0\x11java.util.HashMap"],
  ["an export of FreeOTP+", '{"tokenOrder":["a"],"tokens":[{"algo":"SHA1"}]}'],
  ["an export of andOTP", '[{"secret":"JBSW","label":"a","digits":6,"type":"TOTP","thumbnail":"Default"}]'],
  ["an encrypted export of Authenticator Pro (Stratum)", "AUTHENTICATORPRO\x12\x34"],
  ["an export of LastPass", "url,username,password,totp,extra,name,grouping,fav\n"],
  ["a file of LDAP entries (LDIF)", "version: 1\n\ndn: uid=anna,ou=people\n"],
];

/** Lists that can be imported, although they begin like something else. */
const LISTS = [
  "serialNumber,secret\nT1,00",
  "2600124809787,3132333435363738393031323334353637383930,TOTP,6,30,SHA1",
  "serial_number;manufacturer;algorithm;seed;digits;interval_or_event\nT1;FT;TOTP;3132;6;30",
  "Änne,anna@example.org",
  "0815,00",
  "Yubico OTP 7;00",
];

/** The refusal of a file; undefined for one that is read. */
function getRefusal(file: Buffer): string | undefined {
  const [text, csv, columns] = [new TextReader(), new CsvReader(), new ColumnReader(OATH_LAYOUT)];
  try {
    for (const row of [...csv.push(text.push(file)), ...csv.push(text.end()), ...csv.end()])
      columns.read(row);
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
}

describe("a file of another product", () => {
  it.each(SAMPLES)("is called %s, and what to do is said", (called, sample) => {
    const message = getRefusal(Buffer.from(sample, "latin1")) ?? "";
    expect(message.slice(0, `This is ${called}.`.length + 1)).toMatch(/[. ]$/);
    expect(message).toContain(`This is ${called}`);
    expect(message).toMatch(/\. [A-Z].+\.$/);
    // The longest reason in an answer of the API.
    expect(message.length).toBeLessThanOrEqual(400);
  });

  it.each(LISTS)("is read if it is a list: %j", (list) => {
    expect(getRefusal(Buffer.from(list))).toBeUndefined();
  });
});
