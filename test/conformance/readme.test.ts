import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../server/clock.js";
import { readConfig, settings } from "../../server/config.js";
import { startServer, type RunningServer } from "../../server/main.js";

const readme = readFileSync(path.join(import.meta.dirname, "../../README.md"), "utf8");

/** The text between two lines of the README. */
function between(start: string, end: string): string {
  const from = readme.indexOf(start);
  expect(from, start).toBeGreaterThan(-1);
  return readme.slice(from + start.length, readme.indexOf(end, from + start.length));
}

describe("the README", () => {
  let folder: string;
  let server: RunningServer;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-readme-"));
    const config = readConfig({ PORT: "0", TOKENPLANE_DATA_DIR: path.join(folder, "data") });
    server = await startServer(config, systemClock, pino({ level: "silent" }));
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("leads from the first key to the first sign-in, and to that by an answer, line by line", async () => {
    const parts = [
      between("## The first sign-in", "\n## "),
      between("**Tokens that answer challenges (OCRA).**", "\n**Bypass.**"),
    ];
    const blocks = parts.flatMap((part) =>
      [...part.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, code]) => code),
    );
    // What a person types is made by an authenticator of another maker: otplib, a process of its own.
    const authenticator = (offset: number) =>
      `$(node --input-type=module -e 'import { generateSync } from "otplib";
        const secret = JSON.parse(process.argv[1]).data.tokenCreate.enrolment.secretBase32;
        console.log(generateSync({ secret, epoch: Number(process.argv[2]) + ${offset} }))' -- "$CREATED" "$NOW")`;
    // RFC 6287 once more, as short as it can be for a question of digits.
    const device = `$(node -e 'const question = JSON.parse(process.argv[1]).data.challengeCreate.challenge.question;
        const hexadecimal = BigInt(question).toString(16).padEnd(256, "0");
        const message = Buffer.concat([Buffer.from("OCRA-1:HOTP-SHA1-6:QN08\\0"), Buffer.from(hexadecimal, "hex")]);
        const mac = crypto.createHmac("sha1", "12345678901234567890").update(message).digest();
        const number = (mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000;
        console.log(String(number).padStart(6, "0"))' -- "$ASKED")`;
    // The second code follows the first, however long the lines between them take.
    const script = ["NOW=$(date +%s)", ...blocks]
      .join("\n")
      .replaceAll("http://127.0.0.1:4000", server.url)
      .replace('read -r -p "API key: " KEY', `KEY=${server.firstAdminKey}`)
      .replace('read -r -p "Code: " CODE', `CODE=${authenticator(0)}`)
      .replace('read -r -p "Next code: " CODE', `CODE=${authenticator(30)}`)
      .replace('read -r -p "Answer: " ANSWER', `ANSWER=${device}`);
    expect(script).not.toContain("read -r");
    const run = await promisify(execFile)("bash", ["--norc", "-euo", "pipefail", "-c", script], {
      cwd: import.meta.dirname,
      timeout: 30_000,
    });
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain('"granted":true,"method":"OTP"');
    expect(run.stdout).toContain("anna signed in at VPN with token Anna phone.");
    expect(run.stdout).toMatch(/"ocraSuite":"OCRA-1:HOTP-SHA1-6:QN08"[\s\S]*"granted":true\}/);
    expect(run.stdout).not.toContain("message");
  });

  it("has the command that it names: npx tokenplane", async () => {
    const command = path.join(import.meta.dirname, "../../node_modules/.bin/tokenplane");
    const { stdout } = await promisify(execFile)(command, ["--help"]);
    expect(stdout).toContain("api-key");
  });

  it("lists every setting with its default and meaning", () => {
    const rows = between("<!-- settings -->", "<!-- /settings -->")
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) =>
        line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(rows).toEqual(
      Object.values(settings).map(({ name, default: fallback, description }) => [
        `\`${name}\``,
        fallback === undefined || fallback === "" ? "" : `\`${fallback}\``,
        description,
      ]),
    );
  });
});
