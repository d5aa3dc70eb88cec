import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** A browser that the tests of pages need. */
export interface WantedBrowser {
  readonly title: string;
  /** The environment variable that says where it is. */
  readonly variable: string;
  /** The names of its executable. */
  readonly names: readonly string[];
  /** Where it is on macOS. */
  readonly applications: readonly string[];
  /** Its packages in Debian: the first that there is will do. */
  readonly debian: readonly string[];
}

function installed({ variable, names, applications }: WantedBrowser): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [process.env[variable] ?? "", ...onPath, ...applications].find(
    (file) => file !== "" && existsSync(file),
  );
}

/** Where a browser is: an installed one, or the system's package if it may be installed. */
export function findBrowser(wanted: WantedBrowser): string | undefined {
  const found = installed(wanted);
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log(`${wanted.title} is not installed; taking it from the system's packages …`);
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  const install = () =>
    wanted.debian.some(
      (name) =>
        spawnSync("apt-get", ["install", "-y", "--no-install-recommends", name], options).status === 0,
    );
  if (!install()) {
    spawnSync("apt-get", ["update"], options);
    install();
  }
  return installed(wanted);
}

/** The error for a missing browser. */
export function missingBrowser({ title, variable }: WantedBrowser): Error {
  return new Error(
    `There is no ${title} for the tests of pages. Install it, or set ${variable} to where it is.`,
  );
}
