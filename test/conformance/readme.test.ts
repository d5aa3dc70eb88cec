import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../server/clock.js";
import { readConfig } from "../../server/config.js";
import { startServer, type RunningServer } from "../../server/main.js";
import { getBlocks, readPage, getSection } from "../support/pages.js";
import { prepareFolder } from "../support/prepared.js";

describe("the README and the tasks after it", () => {
  let folder: string;
  let server: RunningServer;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-readme-"));
    const config = readConfig({ PORT: "0", TOKENPLANE_DATA_DIR: prepareFolder(path.join(folder, "data")) });
    server = await startServer(config, systemClock, pino({ level: "silent" }));
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("lead from the first key to the first sign-in, to a lost phone, and to a sign-in by an answer, line by line", async () => {
    const blocks = [getSection("README.md", "## The first sign-in"), readPage("docs/tasks.md")].flatMap(
      (text) => getBlocks(text, "bash"),
    );
    // What a person types is made by an authenticator of another maker: otplib, a process of its own.
    const authenticator = (epoch: string) =>
      `$(node --input-type=module -e 'import { generateSync } from "otplib";
        const secret = JSON.parse(process.argv[1]).data.tokenCreate.enrolment.secretBase32;
        const then = Number(process.argv[2]);
        console.log(generateSync({ secret, epoch: ${epoch} }))' -- "$CREATED" "$THEN")`;
    // RFC 6287 once more, as short as it can be for a question of digits.
    const device = `$(node -e 'const question = JSON.parse(process.argv[1]).data.challengeCreate.challenge.question;
        const hexadecimal = BigInt(question).toString(16).padEnd(256, "0");
        const message = Buffer.concat([Buffer.from("OCRA-1:HOTP-SHA1-6:QN08\\0"), Buffer.from(hexadecimal, "hex")]);
        const mac = crypto.createHmac("sha1", "12345678901234567890").update(message).digest();
        const number = (mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000;
        console.log(String(number).padStart(6, "0"))' -- "$ASKED")`;
    const mailbox = `$(TOKENPLANE_API_KEY="$KEY" npx tokenplane outbox --json | node -e 'let text = "";
        process.stdin.on("data", (part) => (text += part));
        process.stdin.on("end", () => console.log(/\\b\\d{6}\\b/.exec(JSON.parse(text)[0].text)[0]));')`;
    // The second code follows the first, however long the lines between them take.
    const script = blocks
      .join("\n")
      .replaceAll("http://127.0.0.1:4000", server.url)
      .replace("printf 'API key: '; read -r KEY", `KEY=${server.firstAdminKey}`)
      .replace("printf 'Code: '; read -r CODE", `THEN=$(date +%s); CODE=${authenticator("then")}`)
      .replace(
        "printf 'Next code: '; read -r CODE",
        `CODE=${authenticator("Math.max(then + 30, Math.floor(Date.now() / 1_000))")}`,
      )
      .replace("printf 'Answer: '; read -r ANSWER", `ANSWER=${device}`)
      .replaceAll("printf 'Code in the mail: '; read -r CODE", `CODE=${mailbox}`);
    expect(script).not.toContain("read -r");
    const run = await promisify(execFile)("bash", ["--norc", "-euo", "pipefail", "-c", script], {
      cwd: import.meta.dirname,
      // Now and then, npx would say that there is a newer npm.
      env: { ...process.env, TOKENPLANE_ENDPOINT: server.url, npm_config_update_notifier: "false" },
    });
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain('"granted":true,"method":"OTP"');
    expect(run.stdout).toContain("anna signed in at VPN with token Anna phone.");
    expect(run.stdout).toMatch(/"tokenReissue":\{"enrolment":\{[^}]*\},"token":\{"status":"PENDING"\}/);
    expect(run.stdout).toMatch(/"ocraSuite":"OCRA-1:HOTP-SHA1-6:QN08"[\s\S]*"granted":true\}/);
    expect(run.stdout).toContain("berta@example.org");
    expect(run.stdout).toMatch(/"kind":"CODE","sentTo":"b•••@e•••\.org"[\s\S]*"granted":true,"method":"OTP"/);
    expect(run.stdout).not.toContain('"message"');
  });

  it("have the command that they name: npx tokenplane", async () => {
    const command = path.join(import.meta.dirname, "../../node_modules/.bin/tokenplane");
    const { stdout } = await promisify(execFile)(command, ["--help"]);
    expect(stdout).toContain("api-key");
  });
});
