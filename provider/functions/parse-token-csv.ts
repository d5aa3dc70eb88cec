import { ColumnReader } from "@tokenplane/files/columns";
import { CsvReader } from "@tokenplane/files/csv";
import type { CsvRow } from "@tokenplane/files/csv-row";
import { FileError } from "@tokenplane/files/file-error";
import { lineList } from "@tokenplane/files/line-list";
import { refuseFormula } from "@tokenplane/files/formula";
import { TextReader } from "@tokenplane/files/text";
import { CSV_LAYOUT, OATH_LAYOUT, getOath, USUAL_PERIOD_SECONDS } from "@tokenplane/files/token-layout";
import { Refusal } from "@tokenplane/rules/refusal";
import { refuseShortenedNumber } from "@tokenplane/files/shortened-number";
import { hashFor } from "@tokenplane/files/usual-hash";
import { parseSecret } from "@tokenplane/files/secret";
import type { SecretEncoding } from "@tokenplane/rules/secret";
import { ArgumentError, defineFunction, parameter } from "../framework/function.js";
import { integer, list, nullable, object, string } from "../framework/types.js";
import { base32 } from "./base32.js";

const ENCODINGS = ["HEX", "BASE32", "BASE64"] as const satisfies SecretEncoding[];

/** How many reasons one error lists, each once for all rows that have it, and how many of their lines. */
const MAX_REPORTED = 10;
const MAX_LINES = 5;

/** A token as a list has it. In the shorter layout, the fields that only the longer one has are null. */
interface Listed {
  readonly serial_number: string;
  readonly secret: string;
  readonly algorithm: string | null;
  readonly digits: number | null;
  readonly hash: string | null;
  readonly period_seconds: number | null;
  readonly counter: number | null;
}

export const parseTokenCsv = defineFunction({
  summary: "Reads a vendor's list of tokens",
  description:
    'Reads CSV as `tokenImport` of the API does, for example from `file("tokens.csv")`: rows of `serialNumber,secret`, or of `serialNumber,secret,type,digits,period or counter,hash`, with or without a header, separated by `,` or `;`. Wrong rows are reported with their lines. Secrets of 10 to 15 bytes are refused: create such devices with `tokenImport` and `acceptShortSecrets`, and then write an `import` block. The result has secrets in Base32, as `secret_wo` accepts them, and null for everything that the list does not contain. It contains secrets: use them only for write-only attributes.',
  parameters: [
    parameter("csv", string, "The text."),
    parameter("secret_encoding", string, "How its secrets are written: `HEX`, `BASE32` or `BASE64`."),
  ],
  returns: list(
    object({
      serial_number: string,
      secret: string,
      algorithm: nullable(string),
      digits: nullable(integer),
      hash: nullable(string),
      period_seconds: nullable(integer),
      counter: nullable(integer),
    }),
  ),
  call(csv, encoding) {
    const known = ENCODINGS.find((one) => one === encoding);
    if (known === undefined) {
      // It is not repeated: the arguments may be exchanged, and then it has the secrets.
      throw new ArgumentError(
        1,
        `This is none of ${ENCODINGS.join(", ")}. Write one of them as the second argument, and the text of the list as the first one.`,
      );
    }
    const wrong = new Map<string, number[]>();
    const tokens = readTokens(csv, known, (line, message) => {
      const lines = wrong.get(message);
      if (lines === undefined) wrong.set(message, [line]);
      else lines.push(line);
    });
    if (wrong.size === 0) return tokens;
    const reasons = [...wrong].map(([message, lines]) => {
      const where = lineList(lines.slice(0, MAX_LINES), lines.length);
      return `${lines.length === 1 ? "Line" : "Lines"} ${where}: ${message}`;
    });
    const unlisted = [...wrong.values()].slice(MAX_REPORTED).flat().length;
    const more = unlisted > 0 ? [`And ${unlisted} more lines.`] : [];
    throw new ArgumentError(0, [...reasons.slice(0, MAX_REPORTED), ...more].join("\n"));
  },
});

/**
 * The tokens of a list.
 * @param report gets what is wrong with a row, in words that do not repeat its secret.
 */
function readTokens(
  csv: string,
  encoding: SecretEncoding,
  report: (line: number, message: string) => void,
): Listed[] {
  const { rows, error: unread } = readRows(csv);
  try {
    // If the first row has more cells than the short layout, it is a row, or the header, of the long layout.
    const written = rows[0]?.cells.filter((cell) => cell.trim() !== "") ?? [];
    const isLong = written.length > CSV_LAYOUT.length;
    const columns = new ColumnReader(isLong ? OATH_LAYOUT : CSV_LAYOUT);
    const lines = new Map<string, number>();
    const tokens = rows.flatMap((row) => {
      try {
        const cells = columns.read(row);
        if (cells === undefined) return [];
        const { serialNumber = "", secret = "" } = cells;
        refuseFormula(serialNumber, "serial number");
        refuseShortenedNumber(serialNumber, "serial number");
        // Serial numbers ignore case.
        const earlier = lines.get(serialNumber.toLowerCase());
        if (earlier !== undefined) {
          report(row.line, `The serial number is also on line ${earlier}.`);
          return [];
        }
        lines.set(serialNumber.toLowerCase(), row.line);
        const bytes = parseSecret({ secret, secretEncoding: encoding }, []);
        return [
          {
            serial_number: serialNumber,
            secret: base32(bytes),
            ...getSettings(isLong ? getOath(cells) : null, bytes),
          },
        ];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        report(row.line, columns.explain(row, error.message));
        return [];
      }
    });
    if (unread !== undefined) report(unread.line, unread.message);
    return tokens;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    report(error.line, error.message);
    return [];
  }
}

/** The rows of a list, up to the place from which it cannot be read, if there is one. */
function readRows(csv: string): { readonly rows: readonly CsvRow[]; readonly error: FileError | undefined } {
  const text = new TextReader();
  const reader = new CsvReader();
  const pieces: (readonly CsvRow[])[] = [];
  let error: FileError | undefined;
  try {
    pieces.push(reader.push(text.push(Buffer.from(csv))));
    pieces.push(reader.push(text.end()));
    pieces.push(reader.end());
  } catch (problem) {
    if (!(problem instanceof FileError)) throw problem;
    error = problem;
  }
  return { rows: pieces.flat(), error };
}

/** The settings for a token's codes, as far as the list contains them. @throws Refusal */
function getSettings(oath: ReturnType<typeof getOath> | null, secret: Uint8Array) {
  if (oath === null)
    return { algorithm: null, digits: null, hash: null, period_seconds: null, counter: null };
  const { algorithm, digits } = oath;
  return {
    algorithm,
    digits,
    hash: hashFor(oath.hash, secret, []),
    period_seconds: oath.algorithm === "TOTP" ? (oath.periodSeconds ?? USUAL_PERIOD_SECONDS) : null,
    counter: oath.algorithm === "HOTP" ? oath.counter : null,
  };
}
