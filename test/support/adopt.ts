// What a person does whose apply says that things exist already: runs the commands that it shows.
import { execFileSync } from "node:child_process";
import type { Workspace } from "./terraform.js";

/** An import that an apply advises. */
interface Advice {
  readonly address: string;
  /** What a shell makes of the command's last word. */
  readonly id: string;
}

/** The commands in what an apply complained of, for the resources that they are about. */
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
 * Applies, and does what the complaints say, until nobody complains: the first time for each type by the command, then
 * by import blocks, which take less time.
 * @returns of which types something was imported.
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
