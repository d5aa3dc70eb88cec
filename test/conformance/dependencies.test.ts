import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");

/** The part of a package.json that is looked at here. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifest(workspace: string): Manifest {
  return JSON.parse(readFileSync(path.join(ROOT, workspace, "package.json"), "utf8")) as Manifest;
}

/** All source files of a workspace, in one text. */
function sources(workspace: string): string {
  return readdirSync(path.join(ROOT, workspace), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[cm]?[jt]s$/.test(file) && !/\.test\.ts$|(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => readFileSync(path.join(ROOT, workspace, file), "utf8"))
    .join("\n");
}

describe("what runs at our users' sites", () => {
  // The provider is bundled: what ends up in its file stands among its devDependencies. The libraries for CDKTF and CDK
  // Terrain are installed beside other packages of a program, and keep ranges.
  it.each([
    ["server", manifest("server").dependencies],
    ["schema/rules", manifest("schema/rules").dependencies],
    ["schema/files", manifest("schema/files").dependencies],
    ["provider/framework", manifest("provider/framework").dependencies],
    ["provider", manifest("provider").devDependencies],
  ])("has every dependency of %s in one exact version", (_workspace, dependencies = {}) => {
    const entries = Object.entries(dependencies);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it.each(["server", "schema/rules", "schema/files"])("imports every dependency of %s", (workspace) => {
    const text = sources(workspace);
    const unused = Object.keys(manifest(workspace).dependencies ?? {}).filter(
      (name) => !text.includes(`"${name}"`) && !text.includes(`"${name}/`),
    );
    expect(unused).toEqual([]);
  });
});
