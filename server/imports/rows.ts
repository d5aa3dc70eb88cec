import { Refusal } from "@tokenplane/rules/refusal";
import { type Cells, ColumnReader, type Layout } from "@tokenplane/files/columns";
import { CsvReader } from "@tokenplane/files/csv";
import type { CsvRow } from "@tokenplane/files/csv-row";
import { FileError } from "@tokenplane/files/file-error";
import { LateError } from "@tokenplane/files/late-error";
import type { GivenRow, RowReader, RowRefusal } from "./importer.js";
import { openContainer, type PskcKeyGiven, type PskcOpener } from "./pskc-decrypt.js";
import type { PskcKey } from "./pskc-document.js";
import { PskcReader } from "./pskc-reader.js";
import { SerialNumbers } from "./pskc-serial-numbers.js";
import { pskcToken } from "./pskc-token.js";
import { type FileSettings, importedToken } from "./token-row.js";
import { tokenRow } from "./tokens.js";

function getRefusal(line: number, error: unknown): RowRefusal {
  if (!(error instanceof Refusal)) throw error;
  return { line, code: error.code, message: error.message };
}

/** Reads CSV of a layout. @param getRow makes a row of its cells, or throws a Refusal. */
export function csvRows(layout: Layout, getRow: (line: number, cells: Cells) => GivenRow): RowReader {
  const csv = new CsvReader();
  const columns = new ColumnReader(layout);
  const read = (rows: readonly CsvRow[]) =>
    rows.flatMap((row): (GivenRow | RowRefusal)[] => {
      try {
        const cells = columns.read(row);
        return cells === undefined ? [] : [getRow(row.line, cells)];
      } catch (error) {
        const { line, code, message } = getRefusal(row.line, error);
        return [{ line, code, message: columns.explain(row, message) }];
      }
    });
  return {
    push: async (text) => read(csv.push(text)),
    end: async () => read(csv.end()),
  };
}

/** Reads the tokens of PSKC. */
export function pskcRows(settings: FileSettings, given: PskcKeyGiven): RowReader {
  const pskc = new PskcReader();
  const late = new LateError();
  const serialNumbers = new SerialNumbers();
  let opener: PskcOpener | null | undefined;
  const read = async (keys: readonly PskcKey[]) => {
    const rows: (GivenRow | RowRefusal)[] = [];
    for (const key of keys) {
      try {
        opener ??= await openContainer(pskc.encryption, key, given);
      } catch (error) {
        late.keep(error instanceof Refusal ? new FileError(error.message, key.line) : error, rows.length > 0);
        return rows;
      }
      try {
        const { token, drift, validity } = pskcToken(key, serialNumbers.of(key), opener);
        rows.push(tokenRow(key.line, importedToken(token, settings), drift, validity));
      } catch (error) {
        rows.push(getRefusal(key.line, error));
      }
    }
    return rows;
  };
  return {
    push: async (text) => {
      late.check();
      return read(pskc.push(text));
    },
    end: async () => {
      late.check();
      pskc.end();
      return [];
    },
  };
}
