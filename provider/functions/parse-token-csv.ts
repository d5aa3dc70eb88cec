import { ArgumentError, defineFunction, parameter } from "../framework/function.js";
import { list, object, string } from "../framework/types.js";
import { readBase32 } from "./base32.js";

export const parseTokenCsv = defineFunction({
  summary: "Reads a vendor's list of tokens",
  description:
    'Reads rows of `serial_number,secret` (also with `;`), the secret in Base32, such as `file("tokens.csv")` gives. A first row of names is passed over. A wrong row is told by its line. The result holds secrets: use it for write-only attributes alone.',
  parameters: [parameter("csv", string, "The text.")],
  returns: list(object({ serial_number: string, secret: string })),
  call(csv) {
    const seen = new Map<string, number>();
    return csv
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/)
      .flatMap((text, index) => {
        const line = index + 1;
        if (text.trim() === "") return [];
        const cells = text
          .split(text.includes(";") ? ";" : ",")
          .map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
        const [serial = "", secret = ""] = cells;
        if (line === 1 && /^serial/i.test(serial)) return [];
        // Secrets are never repeated: messages are shown and logged.
        if (cells.length !== 2)
          throw new ArgumentError(0, `Line ${line} has ${cells.length} cells: write serial_number,secret.`);
        if (serial === "") throw new ArgumentError(0, `Line ${line} has no serial number.`);
        const earlier = seen.get(serial);
        if (earlier !== undefined)
          throw new ArgumentError(0, `Line ${line} repeats the serial number of line ${earlier}.`);
        seen.set(serial, line);
        const plain = readBase32(secret);
        if (plain === null) throw new ArgumentError(0, `The secret of line ${line} must be in Base32.`);
        return [{ serial_number: serial, secret: plain }];
      });
  },
});
