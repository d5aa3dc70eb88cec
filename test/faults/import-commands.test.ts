// @module-tag deep
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api.js";
import { newPlace, openHere, stopAll } from "../support/installation.js";
import { runCommand, TOKENPLANE, Workshop, type Ended } from "../support/process.js";

const workshop = new Workshop();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
});

const HEX = "31".repeat(20);

describe("tokenplane … import", () => {
  let environment: { TOKENPLANE_ENDPOINT: string; TOKENPLANE_API_KEY: string };
  let api: Api;
  let folder: string;

  beforeAll(async () => {
    const server = await openHere(await newPlace(() => workshop.dataFolder()));
    environment = { TOKENPLANE_ENDPOINT: server.url, TOKENPLANE_API_KEY: server.firstAdminKey ?? "" };
    api = new Api(server.url, environment.TOKENPLANE_API_KEY);
    folder = workshop.dataFolder();
    mkdirSync(folder);
  });

  function run(content: string | Buffer, ...args: string[]): Promise<Ended> {
    const file = path.join(folder, "file");
    writeFileSync(file, content);
    return runCommand([...args, file], environment);
  }

  const said = (stdout: string): Ended => ({ code: 0, signal: null, stdout: `${stdout}\n`, stderr: "" });
  const refused = (...lines: string[]): Ended => ({
    code: 1,
    signal: null,
    stdout: "",
    stderr: `${lines.join("\n")}\n`,
  });

  it("looks at a file of tokens, imports it, and tells what stands in the way of it the second time", async () => {
    const two = ["tokens", "import", "--model", "protectimus-two", "--period", "60"];
    const rows = Array.from(
      { length: 3_000 },
      (_, index) => `T${index},${String(index).padStart(40, "31")}\n`,
    ).join("");
    expect(await run(rows, ...two, "--dry-run")).toEqual(
      said("All 3000 tokens can be imported. Nothing was changed."),
    );
    expect(await run(rows, ...two)).toEqual(said("3000 tokens were imported."));
    expect(await run(`T0,${HEX}\n=A,${HEX}\n`, ...two)).toEqual(
      refused(
        "line 1: Another token of the account has this serial number.",
        "line 2: The serial number begins like a formula (= + - @ or a tab), which spreadsheets would execute. Remove this character.",
        "Nothing was imported.",
      ),
    );
    const all = await run(rows, ...two);
    expect(all.stderr).toBe(
      "lines 1, 2, 3, 4, 5 and 995 more: Another token of the account has this serial number.\n… and 2000 more\nNothing was imported.\n",
    );
    const { tokens } = await api.query<{ tokens: object }>(
      "{ tokens(last: 1) { totalCount nodes { name oath { periodSeconds } } } }",
    );
    expect(tokens).toEqual({ totalCount: 3_000, nodes: [{ name: "T2999", oath: { periodSeconds: 60 } }] });
  });

  it(
    "says after a check which period tokens get for which the file names none",
    { tags: "deep" },
    async () => {
      const oath = ["tokens", "import", "--format", "oath-csv"];
      const checked = (seconds: number) =>
        said(
          `All 1 tokens can be imported. TOTP tokens without a period in the file get ${seconds} seconds. Nothing was changed.`,
        );
      expect(await run(`P1,${HEX}\n`, ...oath, "--dry-run")).toEqual(checked(30));
      expect(await run(`P1,${HEX}\n`, ...oath, "--period", "60", "--dry-run")).toEqual(checked(60));
      expect(await run(`P1,${HEX}\n`, ...oath, "--period", "60")).toEqual(said("1 tokens were imported."));
      const { token } = await api.query<{ token: object }>(
        '{ token(by: { serialNumber: "P1" }) { oath { periodSeconds } } }',
      );
      expect(token).toEqual({ oath: { periodSeconds: 60 } });
    },
  );

  it(
    "goes on looking while the server is away for a moment: another one may do the work",
    { tags: "deep" },
    async () => {
      let failures = 0;
      const way = http.createServer((request, response) => {
        const pass = async () => {
          const body = await buffer(request);
          if (body.includes("importJob(") && failures < 2) {
            failures += 1;
            response.writeHead(502).end("no server answers");
            return;
          }
          const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
            typeof value === "string" && !["host", "connection", "transfer-encoding"].includes(name)
              ? [[name, value]]
              : [],
          );
          const answer = await fetch(`${environment.TOKENPLANE_ENDPOINT}/graphql`, {
            method: "POST",
            headers,
            body,
          });
          response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
        };
        void pass();
      });
      await once(way.listen(0, "127.0.0.1"), "listening");
      const { port } = way.address() as AddressInfo;
      const file = path.join(folder, "file");
      writeFileSync(file, Array.from({ length: 5_000 }, (_, index) => `away-${index}\n`).join(""));
      const there = { ...environment, TOKENPLANE_ENDPOINT: `http://127.0.0.1:${port}` };
      expect(await runCommand(["users", "import", file], there)).toEqual(said("5000 users were imported."));
      expect(failures).toBe(2);
      way.close();
    },
  );

  it("prints a refused file as JSON whole, however slowly it is read", { tags: "deep" }, async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, Array.from({ length: 1_000 }, (_, index) => `=${index}\n`).join(""));
    // A pipe holds less than all, and its reader begins late.
    const command = '"$0" "$1" users import "$2" --json 2>/dev/null | (sleep 1.5; cat)';
    const child = spawn("sh", ["-c", command, process.execPath, TOKENPLANE, file], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { refusedCount, refused: rows } = JSON.parse(await text(child.stdout)) as {
      refusedCount: number;
      refused: unknown[];
    };
    expect(rows).toHaveLength(refusedCount);
    expect(refusedCount).toBeGreaterThanOrEqual(1_000);
  });

  it(
    "imports the other layouts, with the key of an encrypted file from the environment",
    { tags: "deep" },
    async () => {
      expect(await run(`O1,${HEX},TOTP`, "tokens", "import", "--format", "oath-csv")).toEqual(
        said("1 tokens were imported."),
      );
      const figure = path.join(import.meta.dirname, "../fixtures/pskc/figure-6.xml");
      const pskc = ["tokens", "import", "--format", "pskc", figure];
      expect(await runCommand(pskc, environment)).toEqual(
        refused(
          "line 28: The file is encrypted with a shared key; give it as TOKENPLANE_PSKC_KEY.",
          "Nothing was imported.",
        ),
      );
      const key = { TOKENPLANE_PSKC_KEY: "12345678901234567890123456789012" };
      expect(await runCommand(pskc, { ...environment, ...key })).toEqual(said("1 tokens were imported."));
    },
  );

  it("imports users, and links of tokens to resources", { tags: "deep" }, async () => {
    expect(await run("anna\nbert\n", "users", "import")).toEqual(said("2 users were imported."));
    await api.do("resourceCreate", { name: "VPN" }, "__typename");
    expect(await run(`L1,${HEX},HOTP`, "tokens", "import", "--format", "oath-csv")).toMatchObject({
      code: 0,
    });
    expect(await run("VPN,L1\n", "assignments", "import", "--dry-run")).toMatchObject({ code: 0 });
    expect(await run("VPN,L1\n", "assignments", "import")).toEqual(said("1 assignments were imported."));
    expect(await run("VPN,L1\n", "assignments", "import")).toMatchObject({ code: 1 });
  });

  it(
    "reads standard input in the place of a file, and takes what is said of all tokens",
    { tags: "deep" },
    async () => {
      const piped = (input: string, ...args: string[]) =>
        runCommand([...args, "-"], environment, undefined, input);
      const csv = ["tokens", "import", "--model", "universal"];
      const short = `STDIN-1,${"31".repeat(10)}\n`;
      expect((await piped(short, ...csv)).stderr).toContain("line 1: The secret has 10 bytes");
      expect(await piped(short, ...csv, "--accept-short-secrets")).toEqual(said("1 tokens were imported."));
      expect((await piped(`STDIN-2,${"31".repeat(32)}`, ...csv)).stderr).toContain(
        "Give the hash of the device",
      );
      expect(await piped(`STDIN-2,${"31".repeat(32)}`, ...csv, "--hash", "sha256")).toEqual(
        said("1 tokens were imported."),
      );
      await api.do("resourceCreate", { name: "Mail" }, "__typename");
      expect(await piped("carl\n", "users", "import")).toEqual(said("1 users were imported."));
      expect(await piped("Mail,STDIN-1\n", "assignments", "import")).toEqual(
        said("1 assignments were imported."),
      );
      expect(await piped("a".repeat(32_000_001), "users", "import")).toEqual(
        refused(
          "Standard input has more than 32000000 bytes; at most 32000000 are imported at once. Split it.",
        ),
      );
      expect((await piped("", "users", "import")).stderr).toContain("The file has no rows.");
    },
  );

  it("refuses with one line what cannot be sent", async () => {
    const large = await run(Buffer.alloc(32_000_001, 65), "users", "import");
    expect(large).toEqual(
      refused(
        `${path.join(folder, "file")} has 32000001 bytes; at most 32000000 are imported at once. Split it.`,
      ),
    );
    expect(await run("x", "tokens", "import", "--period", "soon")).toEqual({
      ...refused("--period takes a number of seconds: 30 or 60."),
      code: 2,
    });
    expect(await run("x", "tokens", "import")).toEqual(
      refused(
        "--model: CSV does not say which model the tokens have: give protectimus-two, protectimus-shark, protectimus-ultra or UNIVERSAL, or use oath-csv.",
      ),
    );
    expect(await run("x", "tokens", "import", "--format", "xls")).toEqual({
      ...refused('--format takes csv, oath-csv or pskc; "xls" is not one of them.'),
      code: 2,
    });
  });
});
