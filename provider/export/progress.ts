// Shows people the progress of an export.
import type { Count } from "./write.js";

/** How many blocks are written between two updates on a terminal. */
const STEP = 100;

/** Shows the growing counts, only on a terminal. */
export function getProgress(stream: NodeJS.WriteStream) {
  let width = 0;
  const clear = () => {
    if (width > 0) stream.write(`\r${" ".repeat(width)}\r`);
    width = 0;
  };
  return {
    show({ section, things }: Count): void {
      if (!stream.isTTY || things % STEP !== 0) return;
      const line = `${things.toLocaleString("en")} ${section}`;
      clear();
      stream.write(line);
      width = line.length;
    },
    end: clear,
  };
}

/**
 * A summary of the export in one line.
 * @param folder with the files; undefined for standard output.
 */
export function getSummary(counts: readonly Count[], folder: string | undefined): string {
  const parts = counts
    .filter(({ things }) => things > 0)
    .map(({ section, things }) => `${section} ${things.toLocaleString("en")}`);
  const written = parts.length === 0 ? "The account is empty" : `Written: ${parts.join(", ")}`;
  const place = folder === undefined ? "" : ` (in ${folder})`;
  const comments = counts.reduce((sum, count) => sum + count.comments, 0);
  const unsaid = comments === 0 ? "" : ` Links that no block can express are in comments: ${comments}.`;
  return `${written}${place}.${unsaid}\n`;
}
