import { ColumnReader, type Layout } from "@tokenplane/files/columns";
import { CsvReader } from "@tokenplane/files/csv";
import { FileError } from "@tokenplane/files/file-error";
import { CSV_LAYOUT, OATH_LAYOUT, getOath } from "@tokenplane/files/token-layout";
import { Refusal } from "@tokenplane/rules/refusal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Blueprint } from "../tokens/blueprint.js";
import { toBase32 } from "../tokens/token-secret.js";
import { type FileSettings, importedToken, type ImportModel } from "./token-row.js";

const SECRET = "3132333435363738393031323334353637383930";

/** The result of each row of a file: a token, or the refusal. */
function rows(
  layout: Layout,
  text: string,
  model: ImportModel,
  encoding: "HEX" | "BASE32" | "BASE64" = "HEX",
  said: Partial<FileSettings> = {},
) {
  const periodSeconds = model === "UNIVERSAL" ? null : 30;
  const settings = { model, periodSeconds, hash: null, acceptShortSecrets: false, ...said };
  const reader = new CsvReader();
  const columns = new ColumnReader(layout);
  return [...reader.push(text), ...reader.end()].flatMap((row): (Blueprint | string)[] => {
    try {
      const cells = columns.read(row);
      if (cells === undefined) return [];
      const { serialNumber = "", secret = "" } = cells;
      const oath = layout === OATH_LAYOUT ? getOath(cells) : null;
      return [importedToken({ serialNumber, secret, secretEncoding: encoding, oath }, settings)];
    } catch (error) {
      if (error instanceof Refusal || error instanceof FileError) return [error.message];
      throw error;
    }
  });
}

const universal = (row: string) => rows(OATH_LAYOUT, row, "UNIVERSAL")[0];
const fob = (row: string) => rows(CSV_LAYOUT, row, "PROTECTIMUS_TWO")[0];

describe("a row of serial number and secret", () => {
  it("becomes a fob of the file's model and period, with or without a header, in either order", () => {
    const token = {
      kind: "OATH",
      model: "PROTECTIMUS_TWO",
      serialNumber: "T1",
      secret: Buffer.from(SECRET, "hex"),
      algorithm: "TOTP",
      digits: 6,
      hash: "SHA1",
      periodSeconds: 30,
      lastStep: -1,
      issuer: null,
    };
    expect(rows(CSV_LAYOUT, `T1,${SECRET}`, "PROTECTIMUS_TWO")).toEqual([token]);
    expect(rows(CSV_LAYOUT, `serialNumber,secret\nT1,${SECRET}`, "PROTECTIMUS_TWO")).toEqual([token]);
    expect(rows(CSV_LAYOUT, `Secret Key; Serial No.\n${SECRET}; T1\n`, "PROTECTIMUS_TWO")).toEqual([token]);
    expect(rows(CSV_LAYOUT, `T1,${SECRET}`, "PROTECTIMUS_SHARK")).toMatchObject([{ hash: "SHA256" }]);
  });

  it("keeps any secret of 16 bytes and more in every encoding", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 128 }), (bytes) => {
        const secret = Buffer.from(bytes);
        const forms = {
          HEX: secret.toString("hex"),
          BASE32: toBase32(secret),
          BASE64: secret.toString("base64"),
        } as const;
        for (const encoding of ["HEX", "BASE32", "BASE64"] as const) {
          const [token] = rows(CSV_LAYOUT, `T1,${forms[encoding]}`, "PROTECTIMUS_TWO", encoding);
          expect(token).toMatchObject({ secret });
        }
      }),
    );
  });

  it.each([
    ["T1", "The secret is missing."],
    ["T1,", "The secret is missing."],
    [`,${SECRET}`, "The serialNumber is missing."],
    ["T1,31323334", "The secret has 4 bytes; it needs 16 to 128."],
    [
      "T1,xyz",
      "The secret is not written in HEX. HEX has two hexadecimal digits (0 to 9, A to F) for each byte, and no spaces.",
    ],
    [`T1,${SECRET},TOTP`, "The row has 3 cells, but there are only 2 columns: serialNumber, secret."],
    [`${"x".repeat(51)},${SECRET}`, "Serial number has 1 to 50 characters."],
  ])("%s is refused: %s", (row, why) => {
    expect(fob(row)).toBe(why);
  });

  it.each(["=1+1", "+49", "-1", "@SUM(A1)", "\tT1", " =1"])(
    "is refused when the serial number is %j",
    (serial) => {
      expect(fob(`"${serial}",${SECRET}`)).toContain("begins like a formula");
    },
  );

  it("is refused with a header that names a column twice, or one that is not there", () => {
    for (const header of ["serial,secret,colour", "serial,secret,seed"]) {
      expect(fob(`${header}\nT1,${SECRET},x`)).toContain("Column 3 of the header is unknown or repeated");
    }
  });
});

describe("a row of the OATH layout", () => {
  it("says how its codes are made", () => {
    const totp = { algorithm: "TOTP", digits: 8, hash: "SHA512", periodSeconds: 60, lastStep: -1 };
    expect(universal(`T1, ${SECRET}, TOTP, 8, 60, SHA512`)).toMatchObject(totp);
    expect(universal(`T1,${SECRET},totp,8,60,hmac-sha-512`)).toMatchObject(totp);
    const hotp = { algorithm: "HOTP", digits: 6, hash: "SHA1", periodSeconds: null };
    expect(universal(`T1,${SECRET},hotp`)).toMatchObject({ ...hotp, lastStep: -1 });
    expect(universal(`T1,${SECRET},hotp,6,41`)).toMatchObject({ ...hotp, lastStep: 40 });
    expect(universal(`T1,${SECRET},totp`)).toMatchObject({ digits: 6, hash: "SHA1", periodSeconds: 30 });
    expect(universal(`type,counter,secret,serial\nHOTP,7,${SECRET},T1`)).toMatchObject({
      ...hotp,
      lastStep: 6,
    });
  });

  it("takes from columns of a period and of a counter only what its type has", () => {
    const hotp = { algorithm: "HOTP", periodSeconds: null };
    const totp = { algorithm: "TOTP", lastStep: -1 };
    const named = (columns: string, row: string) =>
      universal(`serial,secret,${columns}\nT1,${SECRET},${row}`);
    // Many products write the period into every row.
    for (const name of ["period", "Interval", "time_step", "Period (seconds)"]) {
      expect(named(`type,${name}`, "HOTP,30"), name).toMatchObject({ ...hotp, lastStep: -1 });
      expect(named(`type,${name}`, "TOTP,60"), name).toMatchObject({ ...totp, periodSeconds: 60 });
      expect(named(name, "60"), name).toMatchObject({ ...totp, periodSeconds: 60 });
    }
    const both = "type,digits,period,counter,hash";
    expect(named(both, "HOTP,6,30,41,SHA1")).toMatchObject({ ...hotp, lastStep: 40 });
    expect(named(both, "HOTP,6,,41,")).toMatchObject({ ...hotp, lastStep: 40 });
    expect(named(both, "TOTP,6,60,0,SHA1")).toMatchObject({ ...totp, periodSeconds: 60 });
    expect(named(both, "TOTP,6,,0,")).toMatchObject({ ...totp, periodSeconds: 30 });
    const unclear = "Set the type, so that it is clear whether this is a period (TOTP) or a counter (HOTP).";
    expect(named("counter", "41")).toBe(unclear);
    expect(named("period,counter", "30,0")).toBe(unclear);
    const twice = "type,periodOrCounter,period,counter";
    expect(named(twice, "HOTP,7,30,")).toMatchObject({ ...hotp, lastStep: 6 });
    expect(named(twice, "HOTP,7,,7")).toBe("The row has two values for the counter. Keep only one.");
    expect(named(twice, "TOTP,60,30,")).toBe("The row has two values for the period. Keep only one.");
    // They have no place in rows without a header.
    expect(universal(`T1,${SECRET},HOTP,6,41,SHA1,30`)).toBe(
      "The row has 7 cells, but there are only 6 columns: serialNumber, secret, type, digits, periodOrCounter, hash.",
    );
  });

  it("has the period that is given with the file where it does not say one", () => {
    const read = (row: string, model: ImportModel, periodSeconds: number | null) =>
      rows(OATH_LAYOUT, row, model, "HEX", { periodSeconds })[0];
    for (const model of ["UNIVERSAL", "PROTECTIMUS_TWO", "PROTECTIMUS_SHARK"] as const) {
      for (const row of [`T1,${SECRET}`, `T1,${SECRET},totp,6,`]) {
        expect(read(row, model, null)).toMatchObject({ periodSeconds: 30 });
        expect(read(row, model, 60)).toMatchObject({ periodSeconds: 60 });
      }
      expect(read(`T1,${SECRET},totp,6,30`, model, 60)).toMatchObject({ periodSeconds: 30 });
    }
    expect(read(`T1,${SECRET},hotp`, "UNIVERSAL", 60)).toMatchObject({ periodSeconds: null, lastStep: -1 });
  });

  it("needs nothing but the secret: the rest is as usual", () => {
    const usual = { algorithm: "TOTP", digits: 6, hash: "SHA1", periodSeconds: 30, lastStep: -1 };
    const forms = [`T1,${SECRET}`, `T1,${SECRET},,,,`, `serial;seed;\nT1;${SECRET};`, `T1,${SECRET},totp`];
    for (const form of forms) expect(universal(form)).toMatchObject(usual);
    expect(rows(CSV_LAYOUT, `T1,${SECRET}`, "UNIVERSAL")).toMatchObject([usual]);
    const said = { hash: "SHA512", periodSeconds: 60 } as const;
    expect(rows(CSV_LAYOUT, `T1,${SECRET}`, "UNIVERSAL", "HEX", said)).toMatchObject([{ ...usual, ...said }]);
    expect(universal(`T1,${SECRET},hotp`)).toMatchObject({ algorithm: "HOTP", lastStep: -1 });
    expect(universal(`T1,${SECRET},,8`)).toMatchObject({ ...usual, digits: 8 });
    expect(universal(`T1,${SECRET},,,41`)).toBe(
      "Set the type, so that it is clear whether this is a period (TOTP) or a counter (HOTP).",
    );
  });

  it("asks for the hash of a secret that is as long as SHA256 and SHA512 make it, where any is possible", () => {
    for (const [bytes, likely] of [
      [32, "SHA256"],
      [64, "SHA512"],
    ] as const) {
      const secret = "ab".repeat(bytes);
      const why = `The secret has ${bytes} bytes, like secrets for ${likely}. Give the hash of the device: ${likely} or SHA1.`;
      for (const row of [`T1,${secret}`, `T1,${secret},hotp`, `T1,${secret},totp,6,30,`]) {
        expect(universal(row)).toBe(why);
        expect(rows(OATH_LAYOUT, row, "UNIVERSAL", "HEX", { hash: likely })).toMatchObject([
          { hash: likely },
        ]);
      }
      expect(rows(CSV_LAYOUT, `T1,${secret}`, "UNIVERSAL")).toEqual([why]);
      expect(universal(`T1,${secret},totp,6,30,SHA1`)).toMatchObject({ hash: "SHA1" });
      // These models have one hash, whatever the secret.
      expect(fob(`T1,${secret}`)).toMatchObject({ hash: "SHA1" });
      expect(rows(OATH_LAYOUT, `T1,${secret},totp`, "PROTECTIMUS_SHARK")).toMatchObject([{ hash: "SHA256" }]);
    }
  });

  it("takes secrets of 10 to 15 bytes when that is said by name, and no shorter ones", () => {
    const of = (bytes: number, model: ImportModel, acceptShortSecrets: boolean) =>
      rows(CSV_LAYOUT, `T1,${"ab".repeat(bytes)}`, model, "HEX", { acceptShortSecrets })[0];
    for (const model of ["UNIVERSAL", "PROTECTIMUS_TWO", "PROTECTIMUS_SHARK"] as const) {
      for (const bytes of [10, 15]) {
        expect(of(bytes, model, true)).toMatchObject({ secret: Buffer.alloc(bytes, 0xab) });
        expect(of(bytes, model, false)).toBe(
          `The secret has ${bytes} bytes; it needs 16 to 128. If the device's secret is that short, set acceptShortSecrets to true.`,
        );
      }
      expect(of(9, model, true)).toBe("The secret has 9 bytes; it needs 10 to 128.");
      expect(of(9, model, false)).toBe("The secret has 9 bytes; it needs 16 to 128.");
    }
  });

  it.each([
    [`T1,${SECRET},yotp`, "The type is HOTP or TOTP."],
    [
      `T1,${SECRET},ocra`,
      "Import tokens that answer challenges (OCRA) from PSKC, which contains their suites. Or create each of them with tokenCreate.",
    ],
    [`T1,${SECRET},totp,9`, "Digits is a number from 6 to 8."],
    [`T1,${SECRET},totp,six`, "The digits is not an integer."],
    [`T1,${SECRET},totp,6,9`, "Period seconds is a number from 10 to 86400."],
    [`T1,${SECRET},hotp,6,-1`, "The counter is not an integer."],
    [`T1,${SECRET},hotp,6,9007199254740992`, "Counter is a number from 0 to 9007199254740991."],
    [`T1,${SECRET},totp,6,30,MD5`, "The hash is SHA1, SHA256 or SHA512."],
  ])("%s is refused: %s", (row, why) => {
    expect(universal(row)).toBe(why);
  });

  it("is refused when a fob of the stated model makes its codes in another way", () => {
    const two = (row: string) => rows(OATH_LAYOUT, row, "PROTECTIMUS_TWO")[0];
    expect(two(`T1,${SECRET},totp,6,60,SHA1`)).toMatchObject({ model: "PROTECTIMUS_TWO", periodSeconds: 60 });
    for (const oath of ["hotp,6,0,SHA1", "totp,8,30,SHA1", "totp,6,30,SHA256"]) {
      expect(two(`T1,${SECRET},${oath}`)).toContain(
        "A token of model PROTECTIMUS_TWO computes TOTP codes of 6 digits",
      );
    }
    expect(two(`T1,${SECRET}`)).toMatchObject({ hash: "SHA1", periodSeconds: 30 });
    expect(two(`T1,${SECRET},totp,6,45`)).toBe("Period seconds is 30 or 60.");
  });
});
