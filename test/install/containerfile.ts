// deploy/Containerfile, read line by line.
import { readPage } from "../support/pages.js";

/** What the Containerfile says. */
export interface Containerfile {
  /** What it copies: files or folders, where to, and with which permissions. */
  readonly copies: readonly {
    readonly from: readonly string[];
    readonly to: string;
    readonly mode: string | undefined;
  }[];
  /** Commands of its build. */
  readonly runs: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly volume: string;
  readonly health: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

const KNOWN = /^(?:ARG|FROM|COPY|RUN|ENV|USER|WORKDIR|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD) /;

/** Reads it. @throws Error when it has an instruction that tests do not know. */
export function containerfile(): Containerfile {
  const lines = readPage("deploy/Containerfile")
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line !== "");
  const unknown = lines.find((line) => !KNOWN.test(line));
  if (unknown !== undefined) throw new Error(`deploy/Containerfile has an unknown instruction: ${unknown}`);
  const all = (name: string) =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const only = (name: string) => {
    const [value, ...more] = all(name);
    if (value === undefined || more.length > 0) throw new Error(`deploy/Containerfile needs one ${name}`);
    return value;
  };
  const list = (text: string) => JSON.parse(text.slice(text.indexOf("["))) as string[];
  return {
    copies: all("COPY").map((line) => {
      const [, mode, rest = ""] = /^(?:--chmod=(\d+) +)?(.+)$/.exec(line) ?? [];
      const names = rest.split(/ +/);
      return { from: names.slice(0, -1), to: names.at(-1) ?? "", mode };
    }),
    runs: all("RUN"),
    environment: Object.fromEntries(
      only("ENV")
        .split(/ +/)
        .map((pair) => {
          const [name = "", value = ""] = pair.split("=");
          return [name, value];
        }),
    ),
    user: only("USER"),
    volume: only("VOLUME"),
    health: list(only("HEALTHCHECK")),
    entrypoint: list(only("ENTRYPOINT")),
    command: list(only("CMD")),
  };
}
