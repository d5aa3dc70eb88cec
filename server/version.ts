import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The version in the package this file belongs to, whether it is compiled or not. */
function readVersion(): string {
  let file = path.join(import.meta.dirname, "package.json");
  while (!existsSync(file)) file = path.join(path.dirname(path.dirname(file)), "package.json");
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  const version: unknown =
    typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "version") : undefined;
  if (typeof version !== "string") throw new TypeError("package.json has no version");
  return version;
}

/** Version of this build, as in 1.2.3. */
export const VERSION = readVersion();
