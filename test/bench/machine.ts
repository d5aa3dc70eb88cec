// What runs on this machine, as Linux tells it; elsewhere nothing is known, and no measurement is thrown away.
import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";

/** Clock ticks in a second, in /proc, on every Linux there is. */
const TICKS = 100;

/** What others may take of all processors while something is measured. */
const MAX_SHARE_OF_OTHERS = 0.06;

interface Status {
  readonly parent: number;
  /** CPU time so far, in microseconds: its own, and with that of its ended children. */
  readonly own: number;
  readonly withEnded: number;
}

function getStatus(pid: number): Status | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const time = (from: number, to: number) =>
      (fields.slice(from, to).reduce((sum, field) => sum + Number(field), 0) / TICKS) * 1e6;
    return { parent: Number(fields[1]), own: time(11, 13), withEnded: time(11, 15) };
  } catch {
    return undefined;
  }
}

/** CPU time of a process, in microseconds; NaN where the system does not tell. */
export function getCpu(pid: number | undefined): number {
  return (pid === undefined ? undefined : getStatus(pid)?.own) ?? Number.NaN;
}

/** CPU time of a process and of all processes that it started, in microseconds; NaN where the system does not tell. */
export function cpuOfTree(root: number): number {
  const first = getStatus(root);
  if (first === undefined) return Number.NaN;
  const children = readdirSync("/proc")
    .map((name) => (/^\d+$/.test(name) ? getStatus(Number(name)) : undefined))
    .filter((status) => status?.parent === root);
  return children.reduce((sum, child) => sum + (child?.own ?? 0), first.withEnded);
}

/** CPU time that is not idle, of all processors together, in microseconds; NaN where the system does not tell. */
function busy(): number {
  try {
    const line = readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "";
    const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0, steal = 0] = line
      .split(/\s+/)
      .slice(1)
      .map(Number);
    return ((user + nice + system + irq + soft + steal) / TICKS) * 1e6;
  } catch {
    return Number.NaN;
  }
}

/** Notes what others took of the machine while something ran. */
export interface Watch {
  /** The share of all processors that others took since then; NaN where the system does not tell. */
  others(): number;
}

/** @param ours the CPU time so far of all that is measured or measures, in microseconds. */
export function watch(ours: () => number): Watch {
  const [began, before, oursBefore] = [performance.now(), busy(), ours()];
  return {
    others() {
      const there = (performance.now() - began) * 1_000 * os.cpus().length;
      return (busy() - before - (ours() - oursBefore)) / there;
    },
  };
}

/** Whether a measurement counts. */
export function wasQuiet(others: number): boolean {
  return Number.isNaN(others) || others < MAX_SHARE_OF_OTHERS;
}
