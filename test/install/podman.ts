// Podman with a store of its own, as tests can use it: without a network of containers, a session of systemd, and
// registries of images.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandHere, works } from "../support/released.js";

/** What stands before every command. crun refuses the older hierarchy of control groups, which runc takes. */
function everyCommand(folder: string): string {
  const runtime = commandHere("runc");
  return [
    `--root ${folder}/store --runroot ${folder}/run --storage-driver vfs --cgroup-manager cgroupfs`,
    ...(runtime === undefined ? [] : [`--runtime ${runtime}`]),
  ].join(" ");
}

/** Without systemd, nobody would ask for the health of a container; Podman then refuses to start one. */
const NO_TIMERS = existsSync("/run/systemd/private") ? "" : "--no-healthcheck";

/** Runs commands in which \`podman\` is one with a store of its own. */
export class Podman {
  readonly #folder: string;

  /**
   * @param folder for the store. @param base a folder with a root file system, of which the base image is made.
   * @param port at which the server listens: its containers use the network of this machine.
   */
  constructor(folder: string, base: string, port: number) {
    this.#folder = folder;
    mkdirSync(path.join(folder, "bin"), { recursive: true });
    const podman = `${commandHere("podman") ?? ""} ${everyCommand(folder)}`;
    const file = path.join(folder, "bin/podman");
    writeFileSync(
      file,
      `#!/bin/sh
command=$1
shift
case $command in
  build) set -- --layers=false --isolation chroot --build-arg BASE=localhost/base "$@" ;;
  run) set -- --network host --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 ${NO_TIMERS} --env PORT=${port} "$@" ;;
esac
exec ${podman} "$command" "$@"
`,
    );
    chmodSync(file, 0o755);
    this.shell(
      `tar -C ${base} --exclude=./proc --exclude=./sys --exclude=./dev -c . | podman import - localhost/base`,
      folder,
    );
  }

  /** Whether Podman can build and run here. */
  static isHere(): boolean {
    return process.getuid?.() === 0 && works("podman", "--version");
  }

  /** Runs commands. @returns what they print to standard output. @throws Error with what they print to standard error. */
  shell(commands: string, cwd: string): string {
    return execFileSync("/bin/sh", ["-euc", commands], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PATH: `${this.#folder}/bin:${process.env["PATH"] ?? ""}` },
    });
  }

  /** Ends the containers, and removes everything. */
  clear(): void {
    this.shell("podman rm --all --force --time 5 || true", this.#folder);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
