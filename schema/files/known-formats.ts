// Files of other products and in other formats, by how they begin: what each is called, and what to import instead.

/** A file that cannot be imported as it is. */
interface KnownFormat {
  /** The name of the format, behind "This is". */
  readonly called: string;
  /** The advice, as one or two sentences. */
  readonly instead: string;
}

/** One that is recognised by its bytes, before they are read as text. */
interface BinaryFormat extends KnownFormat {
  /** Over bytes in hexadecimal. */
  readonly bytes: RegExp;
}

/** One that is recognised by its text, without spaces before it. */
interface TextFormat extends KnownFormat {
  readonly text: RegExp;
}

const AS_CSV = "Save it as CSV, as text in UTF-8.";
const UNPACK = "Unpack it, and import the file that is in it.";
const DECRYPT = "Decrypt it, and import what comes out.";
const COLUMNS =
  "Write a CSV file with the columns serialNumber,secret,type,digits,period,counter,hash, and import it with the format OATH_CSV.";
const OF_APP = `${COLUMNS} The secrets of apps are in Base32.`;
const WITHOUT_PASSWORD = `Export it again without encryption. ${OF_APP}`;

/** Bytes in hexadecimal. The console has this file too, and browsers have no Buffer. */
function getHex(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A text of ASCII in hexadecimal. */
function hex(text: string): string {
  return getHex(new TextEncoder().encode(text));
}

/** The beginning of a zip archive whose first file has a name that begins like this. */
function zip(name: string): RegExp {
  return new RegExp(`^504b0304.{52}${hex(name)}`);
}

const BINARY: readonly BinaryFormat[] = [
  {
    called: "a spreadsheet (.ods)",
    bytes: zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
    instead: AS_CSV,
  },
  { called: "a spreadsheet (.xlsx)", bytes: zip("[Content_Types].xml"), instead: AS_CSV },
  { called: "a zip archive or a spreadsheet", bytes: /^504b0[35]/, instead: AS_CSV },
  {
    called: "an old spreadsheet (.xls), or one with a password",
    bytes: /^d0cf11e0/,
    instead: `Open it in the spreadsheet. ${AS_CSV}`,
  },
  { called: "a compressed file (gzip)", bytes: /^1f8b/, instead: UNPACK },
  // 7z, RAR, bzip2, xz, Zstandard
  {
    called: "a compressed file or archive",
    bytes: /^(?:377abcaf|526172211a|425a683.314159|fd377a585a|28b52ffd)/,
    instead: UNPACK,
  },
  {
    called: "a PDF document",
    bytes: new RegExp(`^${hex("%PDF-")}`),
    instead: "Ask whoever sent it for the same list as CSV or PSKC.",
  },
  // PNG, JPEG, GIF
  {
    called: "a picture",
    bytes: /^(?:89504e47|ffd8ff|47494638)/,
    instead: "If it shows QR codes, ask for the same secrets as CSV or PSKC.",
  },
  // Packets for a key, and for a pass phrase, in the old and the new form, with their versions (RFC 9580 §5.1, §5.3).
  {
    called: "an encrypted file (OpenPGP)",
    bytes: /^(?:84..03|85....03|c1(?:[cd]...|[0-9abef].)0[36]|(?:8c|c3)(?:0[d-f]|[1-3].|40)0[4-6])/,
    instead: DECRYPT,
  },
  {
    called: "a key, a signature or another file of OpenPGP",
    bytes: /^(?:88..04|89....04|(?:94|98)..0[3-6]|(?:95|99)....0[3-6]|900d03|a30[1-3])/,
    instead: "Import the list of tokens itself.",
  },
  {
    called: "a binary file of certificates, or an encrypted one (PKCS #7, PKCS #12)",
    bytes: /^308[0-3]/,
    instead: DECRYPT,
  },
  {
    called: "a backup of FreeOTP",
    bytes: /^aced0005/,
    instead: `Its secrets are encrypted. ${OF_APP}`,
  },
  { called: "a database of KeePass", bytes: /^03d9a29a/, instead: OF_APP },
  {
    called: "a database (SQLite)",
    bytes: new RegExp(`^${hex("SQLite format 3")}`),
    instead: "Export its rows as CSV.",
  },
];

/** A key of JSON, anywhere in the beginning of a file. */
function hasKey(key: string): string {
  return `(?=[^]*"${key}"\\s*:)`;
}

const TEXT: readonly TextFormat[] = [
  { called: "an encrypted file (OpenPGP)", text: /^-----BEGIN PGP MESSAGE/, instead: DECRYPT },
  {
    called: "a signed text of OpenPGP",
    text: /^-----BEGIN PGP SIGNED/,
    instead: "Check the signature (gpg --decrypt), and import what comes out.",
  },
  {
    called: "a key or a signature of OpenPGP",
    text: /^-----BEGIN PGP /,
    instead: "Import the list of tokens itself.",
  },
  {
    called: "an encrypted file (age)",
    text: /^(?:age-encryption\.org\/v1|-----BEGIN AGE ENCRYPTED FILE)/,
    instead: DECRYPT,
  },
  { called: "an encrypted file (OpenSSL)", text: /^(?:Salted__|U2FsdGVkX1)/, instead: DECRYPT },
  { called: "an encrypted file (Ansible Vault)", text: /^\$ANSIBLE_VAULT/, instead: DECRYPT },
  {
    called: "an encrypted mail or file (S/MIME)",
    text: /^(?:-----BEGIN (?:PKCS7|CMS)|MIME-Version:|Content-Type:)/i,
    instead: DECRYPT,
  },
  {
    called: "a certificate or a key (PEM)",
    text: /^-----BEGIN /,
    instead: "Import the list of tokens itself.",
  },
  {
    called: "an HTML page",
    text: /^<(?:!doctype\s+html|html|head|body|table)\b/i,
    instead: "A page to sign in is often downloaded by mistake. Download the file itself, as CSV or PSKC.",
  },
  {
    called: "a file of RSA SecurID",
    text: /^(?:<\?xml[^>]*>\s*)?<TKNBatch\b/,
    instead:
      "Codes of RSA SecurID are computed by a method of RSA, so these tokens cannot be used here. Only tokens for OATH can.",
  },
  {
    called: "a database of KeePass",
    text: /^(?:<\?xml[^>]*>\s*)?<KeePassFile\b/,
    instead: OF_APP,
  },
  {
    called: "an export of Google Authenticator",
    text: /^otpauth-migration:/i,
    instead: `Its secrets are packed into one address. ${OF_APP}`,
  },
  {
    called: "a list of otpauth:// addresses, as authenticator apps export them",
    text: /^"?otpauth:\/\//i,
    instead: `Each address has a secret behind secret=. ${OF_APP}`,
  },
  {
    called: "a log of the YubiKey Personalization Tool",
    text: /^(?:LOGGING START\s*,|(?:Yubico OTP|OATH-HOTP|Challenge-Response|Static Password)[^,\n]*,)/i,
    instead:
      "In the settings of that tool, choose the log format PSKC, and write the YubiKeys again. Or write its lines of OATH-HOTP as serialNumber,secret,HOTP,digits,counter, and import them as OATH_CSV. Yubico OTP and static passwords cannot be used.",
  },
  {
    called: "a configuration of a YubiKey",
    text: new RegExp(String.raw`^(?:fixed:\s|\{(?=[^]*"(?:yubi[A-Z]\w*|targetConfig)"\s*:))`),
    instead: `It says how one YubiKey is set up. ${COLUMNS}`,
  },
  {
    called: "a file of multiOTP's own database",
    text: /^multiotp-database-format/i,
    instead: `Its secrets may be encrypted. ${COLUMNS}`,
  },
  {
    called: "an encrypted export of Aegis",
    text: new RegExp(String.raw`^\{(?=[^]*"slots"\s*:\s*\[)${hasKey("header")}`),
    instead: WITHOUT_PASSWORD,
  },
  {
    called: "an export of Aegis",
    text: new RegExp(`^\\{${hasKey("slots")}${hasKey("header")}`),
    instead: OF_APP,
  },
  {
    called: "an encrypted export of 2FAS",
    text: /^\{(?=[^]*"servicesEncrypted"\s*:\s*"[^"])/,
    instead: WITHOUT_PASSWORD,
  },
  {
    called: "an export of 2FAS",
    text: new RegExp(`^\\{${hasKey("services")}(?=[^]*"(?:schemaVersion|appVersionCode)"\\s*:)`),
    instead: OF_APP,
  },
  {
    called: "an encrypted export of Bitwarden",
    text: /^\{\s*"encrypted"\s*:\s*true/,
    instead: WITHOUT_PASSWORD,
  },
  {
    called: "an export of Bitwarden",
    text: /^(?:\{\s*"encrypted"\s*:\s*false|folder,favorite,type,name,)/,
    instead: OF_APP,
  },
  {
    called: "an encrypted export of Ente Auth",
    text: new RegExp(`^\\{${hasKey("kdfParams")}${hasKey("encryptedData")}`),
    instead: WITHOUT_PASSWORD,
  },
  { called: "an export of FreeOTP+", text: new RegExp(`^\\{${hasKey("tokenOrder")}`), instead: OF_APP },
  {
    called: "an export of andOTP",
    text: new RegExp(`^\\[\\s*\\{${hasKey("secret")}(?=[^]*"(?:last_used|used_frequency|thumbnail)"\\s*:)`),
    instead: OF_APP,
  },
  {
    called: "an encrypted export of Authenticator Pro (Stratum)",
    text: /^AUTHENTICATORPRO/i,
    instead: WITHOUT_PASSWORD,
  },
  {
    called: "an export of LastPass",
    text: new RegExp(`^(?:url,username,password,|\\{${hasKey("localDeviceId")})`),
    instead: OF_APP,
  },
  {
    called: "an export of 1Password",
    text: /^"?Title"?,"?Url"?,"?Username"?,"?Password"?/i,
    instead: OF_APP,
  },
  {
    called: "a file of LDAP entries (LDIF)",
    text: /^(?:version:\s*1\s+)?dn:/i,
    instead: "Export the entries as CSV.",
  },
  { called: "a file of contacts (vCard)", text: /^BEGIN:VCARD/i, instead: "Export the contacts as CSV." },
];

function getSentence(format: KnownFormat | undefined): string | undefined {
  return format === undefined ? undefined : `This is ${format.called}. ${format.instead}`;
}

/** How many bytes are enough to recognise any format. */
const MAX_BYTES = 128;

/** The format of a file and the advice, if its first bytes show that it is no text. */
export function knownBytes(first: Uint8Array): string | undefined {
  const written = getHex(first.subarray(0, MAX_BYTES));
  return getSentence(BINARY.find(({ bytes }) => bytes.test(written)));
}

/** The format of a file and the advice, if its first text shows another product. @param text without spaces before it. */
export function knownText(text: string): string | undefined {
  return getSentence(TEXT.find((format) => format.text.test(text)));
}
