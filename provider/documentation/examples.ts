// Examples: files that the tests apply, and that pages show as they are.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A folder of examples. */
export class Examples {
  constructor(private readonly folder: string) {}

  /** An example as a page shows it. @throws {Error} when there is no such file. */
  block(file: string): string {
    const shown = this.find(file);
    if (shown === undefined) throw new Error(`Write an example: provider/examples/${file}.`);
    return shown;
  }

  /** The same; undefined when there is no such file. */
  find(file: string): string | undefined {
    const whole = path.join(this.folder, file);
    if (!existsSync(whole)) return undefined;
    const language = file.endsWith(".sh") ? "shell" : "terraform";
    return `\`\`\`${language}\n${readFileSync(whole, "utf8").trimEnd()}\n\`\`\``;
  }
}
