import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "@tokenplane/rules/refusal";
import { FileError } from "@tokenplane/files/file-error";
import { openContainer, type PskcKeyGiven, pskcOpener } from "./pskc-decrypt.js";
import type { PskcKey } from "./pskc-document.js";
import { PskcReader } from "./pskc-reader.js";
import { SerialNumbers } from "./pskc-serial-numbers.js";
import { pskcToken, type PskcToken } from "./pskc-token.js";

const SHARED: PskcKeyGiven = {
  key: Buffer.from("12345678901234567890123456789012", "hex"),
  passphrase: null,
};
const PHRASE: PskcKeyGiven = { key: null, passphrase: "qwerty" };
const NONE: PskcKeyGiven = { key: null, passphrase: null };
const ALWAYS = { validFrom: null, validUntil: null };
const SINCE_2006 = { validFrom: new Date("2006-05-01T00:00:00Z"), validUntil: null };
const K20 = Buffer.from("12345678901234567890").toString("hex");

function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "../../test/fixtures/pskc", `${name}.xml`), "utf8");
}

function read(texts: readonly string[]): { reader: PskcReader; keys: PskcKey[] } {
  const reader = new PskcReader();
  const keys = texts.flatMap((text) => reader.push(text));
  reader.end();
  return { reader, keys };
}

async function tokens(text: string, given = NONE): Promise<PskcToken[]> {
  const { reader, keys } = read([text]);
  const [first] = keys;
  const opener = first === undefined ? null : await openContainer(reader.encryption, first, given);
  const serialNumbers = new SerialNumbers();
  return keys.map((key) => pskcToken(key, serialNumbers.of(key), opener));
}

async function refusal(text: string, given = NONE): Promise<string> {
  try {
    await tokens(text, given);
  } catch (error) {
    if (error instanceof Refusal || error instanceof FileError) return error.message;
    throw error;
  }
  throw new Error("it was read");
}

describe("PSKC, by the figures of RFC 6030,", () => {
  const hotp = { algorithm: "HOTP", digits: 8, hash: null, counter: 0 };
  const token = { serialNumber: "987654321", secret: K20, secretEncoding: "HEX", oath: hotp };

  it("gives the key of figure 3, in plain", async () => {
    expect(await tokens(fixture("figure-3"))).toEqual([{ token, drift: 0, validity: ALWAYS }]);
  });

  it("gives the key of figure 6, under a shared key, with its MAC", async () => {
    expect(await tokens(fixture("figure-6"), SHARED)).toEqual([{ token, drift: 0, validity: ALWAYS }]);
  });

  it("gives the key of figure 7, under a pass phrase, with its MAC", async () => {
    expect(await tokens(fixture("figure-7"), PHRASE)).toEqual([{ token, drift: 0, validity: ALWAYS }]);
  });

  it("gives all keys of figure 7 with more of them: each has a reference, however many these are", async () => {
    const figure = fixture("figure-7");
    const [keyPackage = ""] = /<pskc:KeyPackage>[^]*<\/pskc:KeyPackage>/.exec(figure) ?? [];
    const many = (count: number, reference: string) =>
      figure
        .replace('<xenc:DataReference URI="#ED"/>', reference.repeat(count))
        .replace(keyPackage, keyPackage.repeat(2));
    for (const count of [2, 5_000]) {
      expect(await tokens(many(count, '\n<xenc:DataReference URI="#ED"/>'), PHRASE)).toEqual([
        { token, drift: 0, validity: ALWAYS },
        { token, drift: 0, validity: ALWAYS },
      ]);
    }
    // Everything else in that place has its limit, and counts once.
    expect(await refusal(many(1_000, "<!---->"), PHRASE)).toContain("more than 1000 elements");
    expect(
      await refusal(figure.replace(/<pkcs5:PBKDF2-params>[^]*<\/pkcs5:PBKDF2-params>/, "$&$&"), PHRASE),
    ).toContain("There are two PBKDF2-params elements");
  });

  it("gives the key of figure 10 with the month in which it is valid", async () => {
    const validity = { ...SINCE_2006, validUntil: new Date("2006-05-31T00:00:00Z") };
    expect(await tokens(fixture("figure-10"))).toMatchObject([
      { token: { serialNumber: "654321" }, validity },
    ]);
  });

  it("refuses figure 2, which does not say how long a code is", async () => {
    expect(await refusal(fixture("figure-2"))).toContain("how long its codes are");
  });

  it("gives a TOTP key with its period, hash and drift", async () => {
    const oath = { algorithm: "TOTP", digits: 6, hash: "SHA256", periodSeconds: 60 };
    const totp = { ...token, serialNumber: "987654323" };
    expect(await tokens(fixture("totp"))).toEqual([
      { token: { ...totp, oath }, drift: 4, validity: SINCE_2006 },
    ]);
    const without = fixture("totp").replace(/<TimeInterval>[^]*<\/TimeInterval>/, "");
    expect(await tokens(without)).toMatchObject([
      { token: { ...totp, oath: { ...oath, periodSeconds: null } } },
    ]);
  });

  it("is the same however it is cut", () => {
    const text = fixture("figure-6");
    const whole = read([text]);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 8 }), (cuts) => {
        const places = cuts.toSorted((a, b) => a - b);
        const parts = [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
        const { reader, keys } = read(parts);
        expect(keys).toEqual(whole.keys);
        expect(reader.encryption).toEqual(whole.reader.encryption);
      }),
    );
  });
});

const FIGURE_6 = fixture("figure-6");
const PLAIN = "<PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue>";
const ENCRYPTED = /<EncryptedValue>[^]*<\/EncryptedValue>/.exec(FIGURE_6)?.[0] ?? "";
const VALUE_MAC = /<ValueMAC>[^]*?<\/ValueMAC>/.exec(FIGURE_6)?.[0] ?? "";

/** Changes that are refused: what they are, what is replaced, by what, why it is refused, and what is removed first. */
const CHANGED_FILES: [
  what: string,
  from: string | RegExp,
  to: string,
  why: string,
  ...without: (string | RegExp)[],
][] = [
  ["a plain secret before the encrypted one", "<EncryptedValue>", `${PLAIN}<EncryptedValue>`, "twice"],
  ["a plain secret behind it", "</EncryptedValue>", `</EncryptedValue>${PLAIN}`, "twice"],
  ["an empty plain secret beside it", "</EncryptedValue>", "</EncryptedValue><PlainValue/>", "twice"],
  ["a plain secret instead, its MAC left", ENCRYPTED, PLAIN, "MAC proves nothing"],
  ["a plain secret instead", ENCRYPTED, PLAIN, "not encrypted, although the file is", VALUE_MAC],
  [
    "a plain secret instead, in a file that says nothing",
    ENCRYPTED,
    PLAIN,
    "the file is not encrypted",
    VALUE_MAC,
    /<EncryptionKey>[^]*<\/MACMethod>/,
  ],
  ["two secrets", "</Secret>", `</Secret><Secret>${PLAIN}</Secret>`, "There are two Secret elements"],
  [
    "two secrets, one of another namespace",
    "<Secret>",
    `<x:Secret xmlns:x="urn:x">${PLAIN}</x:Secret><Secret>`,
    "There are two Secret elements",
  ],
  ["two encrypted values", ENCRYPTED, ENCRYPTED + ENCRYPTED, "There are two EncryptedValue elements"],
  [
    "two cipher values",
    "</xenc:CipherData>",
    "<xenc:CipherValue>AA==</xenc:CipherValue></xenc:CipherData>",
    "There are two CipherValue elements",
  ],
  ["two MACs", VALUE_MAC, VALUE_MAC + VALUE_MAC, "There are two ValueMAC elements"],
  ["two Data", "</Data>", "</Data><Data/>", "There are two Data elements"],
  ["two keys in one package", "</Key>", '</Key><Key Id="2"/>', "There are two Key elements"],
  [
    "two serial numbers",
    "</SerialNo>",
    "</SerialNo><SerialNo>2</SerialNo>",
    "There are two SerialNo elements",
  ],
  ["two devices", "</DeviceInfo>", "</DeviceInfo><DeviceInfo/>", "There are two DeviceInfo elements"],
  [
    "two MAC methods",
    "</MACMethod>",
    '</MACMethod><MACMethod Algorithm="x"/>',
    "There are two MACMethod elements",
  ],
  ["two MAC keys", "</MACKey>", "</MACKey><MACKey/>", "There are two MACKey elements"],
  [
    "two encryption keys",
    "</EncryptionKey>",
    "</EncryptionKey><EncryptionKey/>",
    "There are two EncryptionKey elements",
  ],
  [
    "a counter in plain and encrypted",
    "<Counter>",
    `<Counter>${ENCRYPTED}`,
    "The file contains the Counter twice",
  ],
  [
    "an encrypted counter without a MAC",
    /<Counter>[^]*<\/Counter>/,
    `<Counter>${ENCRYPTED}</Counter>`,
    "encrypted Counter has no MAC",
  ],
  [
    "an encrypted counter with another MAC",
    /<Counter>[^]*<\/Counter>/,
    `<Counter>${ENCRYPTED}<ValueMAC>AAAA</ValueMAC></Counter>`,
    "MAC of the Counter does not match",
  ],
  [
    "a plain counter with a MAC",
    "</PlainValue>",
    "</PlainValue><ValueMAC>AAAA</ValueMAC>",
    "Counter has a MAC",
  ],
  [
    "an encrypted value that is elsewhere",
    /<xenc:CipherData>\s*<xenc:CipherValue>\s*AAE[^]*?<\/xenc:CipherData>/,
    "<xenc:CipherData><xenc:CipherReference URI='x'/></xenc:CipherData>",
    "not in Base64",
  ],
];

describe("an encrypted key", () => {
  const changed = (from: string | RegExp, to: string) => {
    const text = FIGURE_6.replace(from, to);
    expect(text).not.toBe(FIGURE_6);
    return text;
  };

  it("needs the shared key or the pass phrase, and the right one", async () => {
    expect(await refusal(FIGURE_6)).toContain("give it as pskcKey");
    expect(await refusal(FIGURE_6, PHRASE)).toContain("give it as pskcKey");
    expect(await refusal(fixture("figure-7"))).toContain("give it as pskcPassphrase");
    expect(await refusal(fixture("figure-7"), { key: null, passphrase: "qwertz" })).toMatch(
      /cannot be decrypted|MAC/,
    );
    expect(await refusal(FIGURE_6, { key: Buffer.alloc(16, 7), passphrase: null })).toMatch(
      /cannot be decrypted|MAC/,
    );
    expect(await refusal(FIGURE_6, { key: Buffer.alloc(32, 7), passphrase: null })).toContain(
      "key of 16 bytes",
    );
  });

  it("needs its MAC, and the right one", async () => {
    expect(await refusal(changed(/<ValueMAC>[^]*<\/ValueMAC>/, ""), SHARED)).toContain("has no MAC");
    expect(await refusal(changed(/<MACMethod[^]*<\/MACMethod>/, ""), SHARED)).toContain("MACMethod");
    expect(await refusal(changed("#hmac-sha1", "#sha1"), SHARED)).toContain("MACMethod");
    expect(await refusal(changed("Su+N", "Tu+N"), SHARED)).toContain("MAC of the secret does not match");
    expect(await refusal(changed("AAECAwQ", "AAECAwU"), SHARED)).toContain(
      "MAC of the secret does not match",
    );
  });

  it.each(CHANGED_FILES)("is refused with %s", async (_what, from, to, why, ...without) => {
    const text = without.reduce<string>((cut, part) => cut.replace(part, ""), changed(from, to));
    expect(await refusal(text, SHARED)).toContain(why);
    // Without the key, no reader takes the plain value for the secret either.
    if (without.length < 2) expect(await refusal(text)).not.toBe("");
  });

  it("keeps a plain counter beside an encrypted secret, as RFC 6030 shows it", async () => {
    expect(await tokens(changed("<PlainValue>0<", "<PlainValue>7<"), SHARED)).toMatchObject([
      { token: { secret: K20, oath: { counter: 7 } } },
    ]);
  });

  it("is not what a plain file holds: a key that is given with one is refused", async () => {
    for (const given of [SHARED, PHRASE]) {
      expect(await refusal(fixture("figure-3"), given)).toContain("the file is not encrypted");
    }
  });

  it("needs a MAC key that nobody can guess", async () => {
    const key = Buffer.alloc(16, 1);
    const cipher = createCipheriv("aes-128-cbc", key, Buffer.alloc(16));
    const cipherValue = Buffer.concat([Buffer.alloc(16), cipher.final()]).toString("base64");
    const macKey = { algorithm: "http://www.w3.org/2001/04/xmlenc#aes128-cbc", cipherValue };
    const mac = { algorithm: "http://www.w3.org/2000/09/xmldsig#hmac-sha1", key: macKey };
    await expect(pskcOpener({ mac }, { key, passphrase: null })).rejects.toThrow("The MAC key has 0 bytes");
  });

  it("is refused in words when it is encrypted in a way that is not read", async () => {
    const des = changed(/(EncryptedValue>[^]*?)aes128-cbc/, "$1tripledes-cbc");
    expect(await refusal(des, SHARED)).toContain("AES in CBC mode");
    const certificate = changed(/<ds:KeyName>.*<\/ds:KeyName>/, "<ds:X509Data/>");
    expect(await refusal(certificate, SHARED)).toContain("certificate");
  });

  it("takes no more than a million rounds of PBKDF2, and parameters that it knows", async () => {
    const derived = fixture("figure-7");
    for (const rounds of ["1000001", "999999999999", "0", "-1", "1e3", ""]) {
      expect(await refusal(derived.replace(">1000<", `>${rounds}<`), PHRASE)).toContain(
        "1 to 1,000,000 rounds",
      );
    }
    expect(await refusal(derived.replace(">16<", ">17<"), PHRASE)).toContain("16, 24 or 32 bytes");
    expect(await refusal(derived.replace(/(<Specified>)[^<]*/, `$1${"QUFB".repeat(50)}`), PHRASE)).toContain(
      "salt has more than 128 bytes",
    );
    expect(await refusal(derived.replace("#pbkdf2", "#scrypt"), PHRASE)).toContain(
      "Only PBKDF2 is supported.",
    );
    for (const prf of ['<PRF Algorithm="urn:md5"/>', "<PRF>urn:md5</PRF>"]) {
      expect(await refusal(derived.replace("<PRF/>", prf), PHRASE)).toContain("HMAC with SHA");
    }
  });

  it.each([16, 24, 32])(
    "is under a derived key of %i bytes, as its algorithm needs, where the parameters do not say it",
    async (size) => {
      const key = pbkdf2Sync("qwerty", Buffer.from("Ej7/PEpyEpw=", "base64"), 1_000, size, "sha1");
      const seal = (plain: Buffer) => {
        const iv = randomBytes(16);
        const cipher = createCipheriv(`aes-${size * 8}-cbc`, key, iv);
        return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
      };
      const secret = seal(Buffer.from(K20, "hex"));
      const macKey = randomBytes(20);
      const mac = (under: Buffer) => createHmac("sha1", under).update(secret).digest("base64");
      const file = (length: string, under: Buffer) =>
        fixture("figure-7")
          .replace("<KeyLength>16</KeyLength>", length)
          .replaceAll("aes128-cbc", `aes${size * 8}-cbc`)
          .replace(/2GTTnLwM3I4[^<]*/, seal(macKey).toString("base64"))
          .replace(/oTvo\+S22nsm[^<]*/, secret.toString("base64"))
          .replace(/LP6xMvjtyp[^<]*/, mac(under));
      const expected = [{ token: { secret: K20 } }];
      expect(await tokens(file("", macKey), PHRASE)).toMatchObject(expected);
      expect(await tokens(file(`<KeyLength>${size}</KeyLength>`, macKey), PHRASE)).toMatchObject(expected);
      // Without a key of its own, the MAC is under the derived one.
      const withoutMacKey = file("", key).replace(/<pskc:MACKey>[^]*<\/pskc:MACKey>/, "");
      expect(await tokens(withoutMacKey, PHRASE)).toMatchObject(expected);
      const unknown = withoutMacKey.replace(`aes${size * 8}-cbc`, "tripledes-cbc");
      expect(await refusal(unknown, PHRASE)).toContain("The first value is encrypted with an algorithm");
      const plain = withoutMacKey.replace(
        /<pskc:EncryptedValue[^]*<\/pskc:ValueMAC>/,
        "<pskc:PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</pskc:PlainValue>",
      );
      expect(await refusal(plain, PHRASE)).toContain("its first key has no encrypted value");
    },
  );

  it("is derived with the function that PRF names, in each spelling that is in use", async () => {
    const derived = fixture("figure-7");
    const spelled = (uri: string) => [
      `<PRF Algorithm="${uri}"/>`,
      `<xenc11:PRF xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" Algorithm="${uri}"/>`,
      `<p:PRF xmlns:p="http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#" p:Algorithm="${uri}"/>`,
      `<PRF>${uri}</PRF>`,
    ];
    for (const uri of [
      "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
      "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#hmac-sha-1",
      "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5#hmacWithSHA1",
      "HMAC-SHA1",
    ]) {
      for (const prf of spelled(uri)) {
        expect(await tokens(derived.replace("<PRF/>", prf), PHRASE), prf).toMatchObject([
          { token: { secret: K20 } },
        ]);
      }
    }
    // Another function makes another key.
    for (const uri of [
      "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
      "http://www.w3.org/2001/04/xmldsig-more#hmac-SHA-512",
      "hmacWithSHA384",
    ]) {
      for (const prf of spelled(uri)) {
        expect(await refusal(derived.replace("<PRF/>", prf), PHRASE), prf).toMatch(/MAC|cannot be decrypted/);
      }
    }
  });

  it("round-trips: any secret under any key, of every size, with its own MAC key or without", async () => {
    const secrets = fc.uint8Array({ minLength: 1, maxLength: 70 });
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.constantFrom(16, 24, 32),
        fc.boolean(),
        async (secret, size, ownMacKey) => {
          const key = randomBytes(size);
          const method = `http://www.w3.org/2001/04/xmlenc#aes${size * 8}-cbc`;
          const seal = (plain: Uint8Array) => {
            const iv = randomBytes(16);
            const cipher = createCipheriv(`aes-${size * 8}-cbc`, key, iv);
            return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString("base64");
          };
          const macKey = ownMacKey ? randomBytes(32) : key;
          const cipherValue = seal(secret);
          const computeMac = createHmac("sha256", macKey)
            .update(Buffer.from(cipherValue, "base64"))
            .digest("base64");
          const mac = { algorithm: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256" };
          const opener = await pskcOpener(
            { mac: ownMacKey ? { ...mac, key: { algorithm: method, cipherValue: seal(macKey) } } : mac },
            { key, passphrase: null },
          );
          const value = { encrypted: { algorithm: method, cipherValue }, mac: computeMac };
          expect(opener(value, "secret")).toEqual(Buffer.from(secret));
        },
      ),
    );
  });
});

describe("a PSKC file", () => {
  const figure = fixture("figure-3");
  const totp = fixture("totp");

  it.each([
    ['<!DOCTYPE KeyContainer [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "DOCTYPE"],
    ['<!DOCTYPE KeyContainer SYSTEM "http://example.org/x.dtd">', "DOCTYPE"],
  ])("with %s is refused", async (declaration, why) => {
    const text = figure.replace("?>\n", `?>\n${declaration}\n`).replace("987654321", "&x;");
    expect(await refusal(text)).toContain(why);
  });

  it("that is not well-formed, not whole, nested too deeply or of another root is refused", async () => {
    expect(await refusal(figure.replace("987654321", "&x;"))).toContain("well-formed");
    expect(await refusal(figure.replace("</Key>", ""))).toContain("well-formed");
    expect(await refusal(figure.slice(0, 500))).toContain("well-formed");
    expect(await refusal("serialNumber,secret\n1,2\n")).toContain("This is not XML");
    expect(await refusal("<KeyContainer/>")).toContain("not a PSKC file");
    expect(await refusal(figure.replace("<Issuer>", "<a>".repeat(40)))).toContain("nested more than 16 deep");
    expect(await refusal(figure.replace("987654321", "9".repeat(30_000)))).toContain(
      "more than 20000 characters",
    );
  });

  it.each([
    [
      "attributes",
      (many: number) => `<a ${Array.from({ length: many }, (_, at) => `a${at}=""`).join(" ")}/>`,
      33,
    ],
    [
      "attributes",
      (many: number) => `<a ${Array.from({ length: many }, (_, at) => `xmlns:a${at}="u"`).join(" ")}/>`,
      33,
    ],
    ["characters", (many: number) => `<a b="${"x".repeat(many)}"/>`, 2_001],
    ["characters", (many: number) => `<${"a".repeat(many)}/>`, 101],
    ["characters", (many: number) => `<a ${"b".repeat(many)}=""/>`, 101],
    ["characters", (many: number) => `<a b="${"x".repeat(many)}`, 50_000],
    ["characters", (many: number) => `<${"a".repeat(many)}`, 50_000],
    ["characters", (many: number) => `<a${" ".repeat(many)}/>`, 50_000],
    ["characters", (many: number) => `<!--${"x".repeat(many)}`, 50_000],
    ["characters", (many: number) => `<?x ${"x".repeat(many)}`, 50_000],
    ["characters", (many: number) => `&${"x".repeat(many)}`, 50_000],
    ["characters", (many: number) => `<![CDATA[${"x".repeat(many)}`, 50_000],
    ["elements", (many: number) => "<a/>".repeat(many), 1_001],
    ["elements", (many: number) => "<!---->".repeat(many), 1_001],
    ["elements", (many: number) => "<?x?>".repeat(many), 1_001],
    ["elements", (many: number) => "<![CDATA[]]>".repeat(many), 1_001],
    ["elements", (many: number) => "<a>&amp;</a>".repeat(many), 501],
  ] as const)("with too many %s is refused before they are stored: row %#", async (what, hostile, many) => {
    for (const place of ["<Issuer>", "<KeyPackage>"]) {
      const why = await refusal(figure.replace(place, `${hostile(many)}${place}`));
      expect(why).toMatch(new RegExp(`more than [^]* ${what}`));
    }
  });

  it("of many keys is bounded key by key", async () => {
    const [, key = ""] = /(<KeyPackage>[^]*<\/KeyPackage>)/.exec(figure) ?? [];
    const { keys } = read([figure.replace(key, key.repeat(200))]);
    expect(keys).toHaveLength(200);
  });

  it.each([
    ['<KeyContainer xmlns="urn:ietf:params:xml:ns:keyprov:pskc:1.0"/>', "a draft of PSKC"],
    ['<KeyContainer xmlns="urn:ietf:params:xml:ns:keyprov:container:1.0"/>', "a draft of PSKC"],
    ['<x:SecretContainer xmlns:x="http://www.openauthentication.org/OATH/2006/10/PSKC"/>', "a draft of PSKC"],
    ['<SecretContainer version="1.0"/>', "a draft of PSKC"],
    ['<html xmlns="http://www.w3.org/1999/xhtml"/>', "an HTML page"],
    ['<KeyPackage xmlns="urn:ietf:params:xml:ns:keyprov:pskc"/>', "not a PSKC file"],
  ])("that is %s is called what it is", async (text, what) => {
    expect(await refusal(text)).toContain(what);
  });

  it.each([
    ["<StartDate>2006-05-01T00:00:00Z</StartDate>", "<StartDate>soon</StartDate>", "StartDate"],
    ["<KeyUsage>OTP</KeyUsage>", "<ExpiryDate>2030-01-31</ExpiryDate>", "ExpiryDate is not a date and time"],
    [
      "<KeyUsage>OTP</KeyUsage>",
      "<ExpiryDate>2030-02-30T00:00:00Z</ExpiryDate>",
      "ExpiryDate is not a date and time",
    ],
    ["<KeyUsage>OTP</KeyUsage>", "<ExpiryDate/>", "ExpiryDate is not a date and time"],
    ["<KeyUsage>OTP</KeyUsage>", "<ExpiryDate>2006-05-01T00:00:00Z</ExpiryDate>", "later than its StartDate"],
    ["<KeyUsage>OTP</KeyUsage>", "<KeyUsage>CR</KeyUsage>", "KeyUsage"],
    ["<KeyUsage>OTP</KeyUsage>", "<KeyUsage>Encrypt</KeyUsage>", "KeyUsage"],
    ["<KeyUsage>OTP</KeyUsage>", "<NumberOfTransactions>4</NumberOfTransactions>", "NumberOfTransactions"],
    ['PINUsageMode="Local"', 'PINUsageMode="Prepend"', "PINPolicy"],
    ['PINUsageMode="Local"', "", "PINPolicy"],
    ["<KeyUsage>OTP</KeyUsage>", "<Weekdays/>", "does not know"],
    [
      "<KeyUsage>OTP</KeyUsage>",
      "<KeyUsage>OTP</KeyUsage><x:Only xmlns:x='urn:x'>noon</x:Only>",
      "does not know",
    ],
  ])("whose policy has %s as %s is refused", async (from, to, why) => {
    expect(totp).toContain(from);
    expect(await refusal(totp.replace(from, to))).toContain(why);
  });

  it.each([
    [/<Secret>[^]*<\/Secret>/, "", "no secret"],
    [/<Secret>[^]*<\/Secret>/, "<Secret><KeyReference>K</KeyReference></Secret>", "no secret"],
    ["<AlgorithmParameters>", "<KeyProfileId>P</KeyProfileId><AlgorithmParameters>", "profile"],
    ["pskc:totp", "pskc:pin", "HOTP, TOTP or OCRA"],
    ["pskc:totp", "pskc:ocra", "A suite has three parts"],
    ["pskc:totp", "pskc#OCRA-1:HOTP-SHA1-6:QN08", "two suites"],
    ["HMAC-SHA256", "HMAC-MD5", "SHA1, SHA256 or SHA512"],
    ['Encoding="DECIMAL"', 'Encoding="HEXADECIMAL"', "decimal digits"],
    ['Encoding="DECIMAL"', 'Encoding="DECIMAL" CheckDigits="true"', "decimal digits"],
    ["<PlainValue>4<", "<PlainValue>1001<", "1001 steps off"],
    ["<PlainValue>4<", "<PlainValue>9007199254740993<", "too large"],
    ["<PlainValue>0<", "<PlainValue>1400000000<", "a moment other than 1970"],
    ["<PlainValue>60<", "<PlainValue>a minute<", "not an integer"],
    ["MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "MTIzNDU2*", "Base64"],
  ] as const)("that has %s as %s is refused", async (from, to, why) => {
    const text = totp.replace(from, to);
    expect(text).not.toBe(totp);
    expect(await refusal(text)).toContain(why);
  });

  it("gives from when until when a key is valid: by its policy and by its device, whichever is narrower", async () => {
    const policy = "<StartDate>2006-05-01T00:00:00Z</StartDate>";
    const validity = async (ofDevice: string, ofPolicy: string) => {
      const text = totp.replace("</SerialNo>", `</SerialNo>${ofDevice}`).replace(policy, ofPolicy);
      const [token] = await tokens(text);
      return [token?.validity.validFrom, token?.validity.validUntil].map((at) => at?.toISOString());
    };
    const start = (text: string) => `<StartDate>${text}</StartDate>`;
    const end = (text: string) => `<ExpiryDate>${text}</ExpiryDate>`;
    expect(await validity("", "")).toEqual([undefined, undefined]);
    expect(await validity("", end("2031-01-01T00:00:00+02:00"))).toEqual([
      undefined,
      "2030-12-31T22:00:00.000Z",
    ]);
    // Canonical moments have no offset, and mean UTC.
    expect(await validity(start("2007-01-01T00:00:00") + end("2031-12-31T23:59:59.5"), "")).toEqual([
      "2007-01-01T00:00:00.000Z",
      "2031-12-31T23:59:59.500Z",
    ]);
    const [early, late] = ["2007-01-01T00:00:00Z", "2031-01-01T00:00:00Z"];
    const wide = start("2000-01-01T00:00:00Z") + end("2040-01-01T00:00:00Z");
    const narrow = [early, late].map((text) => text.replace("Z", ".000Z"));
    expect(await validity(wide, start(early) + end(late))).toEqual(narrow);
    expect(await validity(start(early) + end(late), wide)).toEqual(narrow);
  });

  it("gives the dates of a device to its own keys alone", () => {
    const dates = "<StartDate>2007-01-01T00:00:00Z</StartDate>";
    const two = totp
      .replace("</SerialNo>", `</SerialNo>${dates}`)
      .replace(
        "</KeyContainer>",
        '<KeyPackage><Key Id="2" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp"/></KeyPackage></KeyContainer>',
      );
    expect(read([two]).keys.map(({ device }) => device.length)).toEqual([1, 0]);
  });

  it("is refused when something stands behind the keys that it is about: they would not have it", async () => {
    const device = /<DeviceInfo>[^]*<\/DeviceInfo>/.exec(figure)?.[0] ?? "";
    const behind = figure.replace(device, "").replace("</Key>", `</Key>${device}`);
    expect(await refusal(behind)).toBe("The DeviceInfo comes after the Key element; it must come before it.");
    const encrypted = fixture("figure-6");
    for (const name of ["EncryptionKey", "MACMethod"]) {
      const part = new RegExp(`<${name}[^]*</${name}>`).exec(encrypted)?.[0] ?? "";
      const late = encrypted.replace(part, "").replace("</KeyContainer>", `${part}</KeyContainer>`);
      expect(late).not.toBe(encrypted);
      expect(await refusal(late, SHARED)).toBe(
        `The ${name} comes after a KeyPackage element; it must come before it.`,
      );
    }
  });

  it("gives drift as far as a synchronization finds, and counters up to 2^53 - 1", async () => {
    const drift = async (text: string) =>
      (await tokens(totp.replace("<PlainValue>4<", `<PlainValue>${text}<`)))[0]?.drift;
    expect(await drift("-1000")).toBe(-1_000);
    expect(await drift("1000")).toBe(1_000);
    const counter = async (text: string) => tokens(figure.replace("<PlainValue>0<", `<PlainValue>${text}<`));
    expect(await counter("9007199254740991")).toMatchObject([
      { token: { oath: { counter: 9_007_199_254_740_991 } } },
    ]);
    expect(await refusal(figure.replace("<PlainValue>0<", "<PlainValue>9007199254740992<"))).toContain(
      "Counter is too large",
    );
  });

  describe("with keys that answer challenges", () => {
    const key = (suite: string, { more = "", usage = "CR", data = "", algorithm = "pskc:ocra" } = {}) =>
      totp
        .replace("pskc:totp", algorithm)
        .replace(
          /<AlgorithmParameters>[^]*<\/AlgorithmParameters>/,
          `<AlgorithmParameters>${suite}${more}</AlgorithmParameters>`,
        )
        .replace(/<Time>[^]*<\/TimeDrift>/, data)
        .replace("<KeyUsage>OTP", `<KeyUsage>${usage}`);
    const suite = (text: string) => `<Suite>${text}</Suite>`;
    const datum = (name: string, value: string) => `<${name}><PlainValue>${value}</PlainValue></${name}>`;
    const QN08 = '<ChallengeFormat Encoding="DECIMAL" Min="4" Max="8"/>';
    const SIX = '<ResponseFormat Encoding="DECIMAL" Length="6"/>';

    it.each([
      ["OCRA-1:HOTP-SHA1-6:QN08", {}, { counter: 0, hasTime: false }, 0],
      ["OCRA-1:HOTP-SHA1-6:QN08", { usage: "OTP", more: QN08 + SIX }, { counter: 0 }, 0],
      ["OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1", { data: datum("Counter", "41") }, { counter: 41 }, 0],
      [
        "OCRA-1:HOTP-SHA512-8:QA10-T1M",
        { data: datum("TimeInterval", "60") + datum("TimeDrift", "-7") },
        { hasTime: true },
        -7,
      ],
    ] as const)("takes suite %s, %j", async (text, more, oath, drift) => {
      expect(await tokens(key(suite(text), more))).toMatchObject([
        { token: { oath: { algorithm: "OCRA", suite: text, ...oath } }, drift },
      ]);
    });

    it("takes a suite that the algorithm's name has", async () => {
      const algorithm = "pskc#OCRA-1:HOTP-SHA1-6:QN08";
      expect(await tokens(key("", { algorithm }))).toMatchObject([
        { token: { oath: { suite: "OCRA-1:HOTP-SHA1-6:QN08" } } },
      ]);
    });

    it.each([
      ["", {}, "does not name its OCRA suite"],
      [suite("OCRA-1:HOTP-SHA1-6:QN08-S064"), {}, "session"],
      [suite("OCRA-1:HOTP-SHA1-6:QN08"), { usage: "Encrypt" }, "not for challenges"],
      [suite("OCRA-1:HOTP-SHA1-8:QN08"), { more: SIX }, "ResponseFormat"],
      [suite("OCRA-1:HOTP-SHA1-6:QA08"), { more: QN08 }, "ChallengeFormat"],
      [suite("OCRA-1:HOTP-SHA1-6:QN10"), { more: QN08 }, "ChallengeFormat"],
      [suite("OCRA-1:HOTP-SHA1-6:QN08"), { data: datum("Counter", "1") }, "has none"],
      [suite("OCRA-1:HOTP-SHA1-6:C-QN08"), { data: datum("Counter", "-1") }, "negative"],
      [suite("OCRA-1:HOTP-SHA1-6:QN08-T1M"), { data: datum("TimeInterval", "30") }, "TimeInterval"],
      [suite("OCRA-1:HOTP-SHA1-6:QN08"), { data: datum("TimeInterval", "30") }, "TimeInterval"],
    ] as const)("refuses %s, %j", async (parameters, more, why) => {
      expect(await refusal(key(parameters, more))).toContain(why);
    });
  });

  it("is read with the serial number of each package, or the id of a key without", () => {
    const both = figure.replace(
      "</KeyContainer>",
      '<KeyPackage><Key Id="only an id" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:hotp"/></KeyPackage></KeyContainer>',
    );
    const { keys } = read([both]);
    expect(keys.map(({ serialNumber, id, line }) => [serialNumber, id, line])).toEqual([
      ["987654321", "12345678", 14],
      [undefined, "only an id", 32],
    ]);
    // Also where a line ends behind the name of the tag.
    const broken = both.replaceAll("<Key ", "<Key\r\n");
    expect(read([broken]).keys.map(({ line }) => line)).toEqual([14, 33]);
    expect(read([...broken]).keys.map(({ line }) => line)).toEqual([14, 33]);
  });
});
