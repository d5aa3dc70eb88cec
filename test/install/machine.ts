// A Linux machine with systemd, made of Debian's packages and booted in a container: where root may do that.
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { works } from "../support/released.js";

/** The files of such a machine. */
export const ROOT_FILE_SYSTEM = {
  /** Makes them in a folder, in some twenty seconds. @returns why that is not possible here; null when it was done. */
  make(folder: string): string | null {
    if (process.getuid?.() !== 0) return "only root can make a machine";
    if (!works("mmdebstrap", "--version")) return "there is no mmdebstrap to make a machine";
    const packages = "systemd,systemd-sysv,dbus,libstdc++6,curl";
    const made = spawnSync(
      "mmdebstrap",
      ["--quiet", "--variant=essential", `--include=${packages}`, "bookworm", folder],
      { encoding: "utf8" },
    );
    return made.status === 0 ? null : `a machine could not be made: ${made.stderr.trim().split("\n").at(-1)}`;
  },
};

/** The process that was started first in a machine. */
function getFirst(parent: number): number | undefined {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").trim();
  return children === "" ? undefined : Number(children.split(" ")[0]);
}

/** A machine that runs. It uses the network of this one. */
export class Machine {
  private constructor(
    readonly booted: ChildProcess,
    readonly first: number,
  ) {}

  /** Whether machines can be booted here, as far as can be known before. */
  static isHere(): boolean {
    return works("systemd-nspawn", "--version") && works("nsenter", "--version");
  }

  /** Boots a root file system, and waits until it has. */
  static async boot(folder: string): Promise<Machine> {
    const booted = spawn(
      "systemd-nspawn",
      ["--directory", folder, "--boot", "--register=no", "--keep-unit"],
      {
        // This machine may have the older hierarchy of control groups.
        env: { ...process.env, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: "0" },
        stdio: "ignore",
      },
    );
    for (let attempt = 0; attempt < 600; attempt++) {
      await setTimeout(500);
      const { pid } = booted;
      if (pid === undefined || booted.exitCode !== null) break;
      const first = getFirst(pid);
      if (first === undefined) continue;
      const machine = new Machine(booted, first);
      if (machine.answers()) return machine;
    }
    booted.kill("SIGKILL");
    throw new Error("the machine did not boot");
  }

  private answers(): boolean {
    const { stdout } = spawnSync(
      "nsenter",
      ["--target", `${this.first}`, "--all", "systemctl", "is-system-running"],
      { encoding: "utf8" },
    );
    return /running|degraded/.test(stdout);
  }

  /** Runs commands as root, in its home folder. @returns what they print. @throws Error when one fails. */
  run(commands: string): string {
    return execFileSync(
      "nsenter",
      ["--target", `${this.first}`, "--all", "/bin/bash", "-euc", `cd /root\n${commands}`],
      { encoding: "utf8", env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" }, stdio: ["ignore", "pipe", "pipe"] },
    );
  }

  /** Switches it off. */
  async halt(): Promise<void> {
    const over = new Promise((resolve) => this.booted.once("close", resolve));
    if (this.booted.exitCode !== null) return;
    // SIGRTMIN+4 asks systemd to switch off; the kernel ends what is left with the first process.
    spawnSync("kill", ["-s", "RTMIN+4", `${this.first}`]);
    await Promise.race([over, setTimeout(20_000)]);
    if (this.booted.exitCode === null) this.booted.kill("SIGKILL");
    await over;
  }
}
