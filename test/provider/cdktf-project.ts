// The files next to a program that `export --cdktf` wrote, after its user has run `npm install` and `cdktf get`.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(import.meta.dirname, "../..");

/** The strict settings of `cdktf init`, and more. */
const SETTINGS = {
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    skipLibCheck: true,
    types: [],
  },
  include: ["*.ts"],
};

/** Compiles a program and runs it, as the entry of the folder `main.ts`. @returns what it synthesises. */
export function synthesized(folder: string): string {
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  cpSync(path.join(ROOT, "provider/cdktf/dist/bindings"), path.join(folder, ".gen/providers/tokenplane"), {
    recursive: true,
  });
  writeFileSync(path.join(folder, "package.json"), "{}");
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(SETTINGS));
  const compiler = path.join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", folder], { stdio: ["ignore", 2, "inherit"] });
  execFileSync(process.execPath, ["main.js"], { cwd: folder, stdio: "inherit" });
  return readFileSync(path.join(folder, "cdktf.out/stacks/tokenplane/cdk.tf.json"), "utf8");
}
