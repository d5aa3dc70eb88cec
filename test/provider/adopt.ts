// Does what a person does when an apply says that objects exist already: runs the commands in the errors.
import { execFileSync } from "node:child_process";
import type { Workspace } from "../support/terraform.js";

/** An import that an apply advises. */
interface Advice {
  readonly address: string;
  /** The last word of the command, as a shell reads it. */
  readonly id: string;
}

/** The import commands in the errors of an apply, with their resources. */
export function advised(output: string): readonly Advice[] {
  return output.split(/^(?=Error: )/m).flatMap((complaint) => {
    const address = /^ {2}with (\S+),$/m.exec(complaint)?.[1];
    const command = /^ {2}(terraform import \S+\.NAME .+)$/m.exec(complaint)?.[1];
    if (address === undefined || command === undefined) return [];
    const words = execFileSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" })
      .trimEnd()
      .split("\n");
    return [{ address, id: words.slice(3).join("\n") }];
  });
}

/**
 * Applies, and imports as the errors say, until there are no more errors: for each type the first time by the command,
 * then by import blocks, which are faster.
 * @returns the types of which something was imported.
 */
export async function applyWithAdvice(workspace: Workspace): Promise<ReadonlySet<string>> {
  const types = new Set<string>();
  for (let round = 0; round < 8; round += 1) {
    const { code, output } = await workspace.run("apply", "-auto-approve");
    workspace.write("imports.tf", "");
    if (code === 0) return types;
    const all = advised(output);
    if (all.length === 0 || all.length !== output.split(/^Error: /m).length - 1) {
      throw new Error(`not everything has advice: ${output}`);
    }
    const blocks: string[] = [];
    for (const { address, id } of all) {
      const [type = ""] = address.split(".");
      if (types.has(type)) {
        blocks.push(`import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n`);
        continue;
      }
      types.add(type);
      const imported = await workspace.run("import", address, id);
      if (imported.code !== 0) throw new Error(imported.output);
    }
    workspace.write("imports.tf", blocks.join(""));
  }
  throw new Error("it never came to an end");
}
