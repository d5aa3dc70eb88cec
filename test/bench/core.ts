// A Terraform core with a provider, and what both together cost.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a command of a core cost. */
export interface Cost {
  readonly code: number | null;
  readonly output: string;
  /** Of core and provider together, in seconds. */
  readonly cpu: number;
  /** In seconds. */
  readonly wall: number;
  /** The most that the provider had, in megabytes; undefined where the system does not tell. */
  readonly memory: number | undefined;
}

/** How often the provider's memory is looked at, in milliseconds. */
const LOOK = 50;

/** The most memory that a process of this executable has had, in kilobytes. */
function peak(executable: string): number {
  let most = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(executable)) continue;
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (/^Name:\s+node/m.test(status))
        most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // It ended meanwhile.
    }
  }
  return most;
}

/**
 * Runs a command of a core, and waits until it ends.
 * @param folder with the configuration. @param executable of the provider, which lies alone in a folder.
 */
export async function runCore(
  core: string,
  args: readonly string[],
  folder: string,
  executable: string,
  environment: Readonly<Record<string, string>>,
): Promise<Cost> {
  const rc = path.join(folder, "core.rc");
  const override = `"tokenplane/tokenplane" = ${JSON.stringify(path.dirname(executable))}`;
  writeFileSync(rc, `provider_installation {\n  dev_overrides { ${override} }\n  direct {}\n}\n`);
  const begin = performance.now();
  // The shell tells the CPU of all that ended below it, which Node.js does not.
  const child = spawn(
    "bash",
    ["-c", 'TIMEFORMAT="cpu %U %S"; time "$@"', "bash", core, ...args, "-no-color"],
    {
      cwd: folder,
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        CHECKPOINT_DISABLE: "1",
        TF_INPUT: "0",
        TF_CLI_CONFIG_FILE: rc,
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  const collect = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding("utf8").on("data", collect);
  child.stderr.setEncoding("utf8").on("data", collect);
  const canLook = process.platform === "linux";
  let most = 0;
  const looking = canLook ? setInterval(() => (most = Math.max(most, peak(executable))), LOOK) : undefined;
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(looking);
  const [, user = "", system = ""] = /cpu (\S+) (\S+)\s*$/.exec(output) ?? [];
  return {
    code,
    output,
    cpu: Number(user) + Number(system),
    wall: (performance.now() - begin) / 1_000,
    memory: canLook ? most / 1_024 : undefined,
  };
}

/** Milliseconds from the start of a provider to its handshake. */
export function startsIn(executable: string): Promise<number> {
  const begin = performance.now();
  const child = spawn(executable, [], {
    env: {
      PATH: process.env["PATH"],
      TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
      PLUGIN_PROTOCOL_VERSIONS: "5,6",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (line: string) => {
      child.kill("SIGKILL");
      if (line.startsWith("1|6|")) resolve(performance.now() - begin);
      else reject(new Error(`no handshake, but ${JSON.stringify(line)}`));
    });
  });
}
