import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { systemClock } from "../../server/clock.js";
import { EXIT, reportFailure } from "../../server/commands/exit.js";
import { firstAccess } from "../../server/commands/first-access.js";
import { readConfig, settings } from "../../server/config.js";
import { startServer } from "../../server/main.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { prepareFolder } from "../support/prepared.js";
import { failToStart, Workshop } from "../support/process.js";
import { isWhole } from "../support/sentence.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

type Environment = Readonly<Record<string, string>>;

let folder: string;
let data: string;
beforeAll(() => {
  data = prepareFolder(workshop.dataFolder());
  folder = path.dirname(data);
  mkdirSync(path.join(folder, "a-folder"));
  writeFileSync(path.join(folder, "a-file"), "neither JSON nor a key.");
});

/** What stands in a row for the folder of the test. */
const IN = "IN/";

/** A folder in which nobody can create anything. Node.js 20 would try for ever. */
const NO_PLACE = "/proc/x";

/** A wrong value of each setting: one that is wrong as it is written, or that only the machine shows to be wrong. */
const WRONG: Readonly<Record<keyof typeof settings, readonly string[]>> = {
  host: ["192.0.2.1"],
  port: ["http", "65536"],
  databaseUrl: ["localhost/tokenplane", "postgresql://localhost/x?target_session_attrs=standby"],
  databaseUrlFile: [`${IN}nothing`, `${IN}a-file`],
  dataDir: [NO_PLACE, `${IN}a-file`, `${IN}a-file/data`],
  firstAccessFile: [
    `${IN}nothing/first-access.txt`,
    `${IN}a-file/first-access.txt`,
    `${NO_PLACE}/key`,
    `${IN}a-folder`,
  ],
  masterKey: ["abc", newMasterKey()],
  masterKeyFile: [`${IN}nothing`, `${IN}a-file`, `${IN}a-folder`],
  backupFolder: [`${IN}nothing`, `${IN}a-file`, NO_PLACE],
  backupHours: ["0"],
  backupKeep: ["-1"],
  poolSize: ["1"],
  databaseSeconds: ["0.5"],
  databaseLongSeconds: ["9"],
  totpWindow: ["2"],
  enrolmentMinutes: ["never"],
  codeMinutes: ["11"],
  hourlyCodes: ["1"],
  smtpUrl: ["mail.example.org"],
  smtpUrlFile: [`${IN}nothing`, `${IN}a-file`],
  smtpFrom: ["nobody", "codes@example.org"],
  publicUrl: ["http://mfa.example.org"],
  outgoingAllow: ["10.0.0.0/33"],
  senders: ["0"],
  trustedProxies: ["proxy.example."],
  keyRate: ["x"],
  addressRate: ["x"],
  addressFailures: ["x"],
  connections: ["1"],
  streamsPerKey: ["0"],
  allowedOrigins: ["https://dashboard.example/"],
  graphiql: ["maybe"],
  documents: [`${IN}nothing`, `${IN}a-file`, `${IN}a-folder`],
  documentsOnly: ["yes", "maybe"],
  requestSeconds: ["0"],
  sealSeconds: ["0"],
  eventMonths: ["-1"],
  checkpoints: [`${IN}nothing/checkpoints`, `${IN}a-folder`, `${NO_PLACE}/checkpoints`],
  metricsPort: ["x"],
  metricsHost: ["192.0.2.1"],
  drainSeconds: ["x"],
  shutdownSeconds: ["x"],
  logLevel: ["trace"],
  logFormat: ["xml"],
};

/** What a setting is nothing without. */
const BESIDES: Readonly<Partial<Record<keyof typeof settings, Environment>>> = {
  metricsHost: { TOKENPLANE_METRICS_PORT: "0" },
  smtpUrl: { TOKENPLANE_SMTP_FROM: "codes@example.org" },
  smtpUrlFile: { TOKENPLANE_SMTP_FROM: "codes@example.org" },
};

/** Starts a server in this process, which must be refused. @returns its exit code and what it said. */
async function refused(environment: Environment): Promise<readonly [code: number, said: string]> {
  const said: string[] = [];
  vi.spyOn(console, "error").mockImplementation((...words) => void said.push(words.join(" ")));
  const log = pino({ level: "silent" });
  try {
    const config = readConfig({ PORT: "0", TOKENPLANE_DATA_DIR: data, ...environment });
    const server = await startServer(config, systemClock, log, firstAccess(config, false, log));
    await server.stop();
    return [EXIT.done, "the server started"];
  } catch (error) {
    return [reportFailure(error), said.join("\n")];
  } finally {
    vi.restoreAllMocks();
  }
}

/** What is wrong with a refusal; null when it names the setting, in whole sentences of one line. */
function getFault([code, said]: readonly [number, string], name: string): string | null {
  try {
    expect(code).toBe(EXIT.usage);
    expect(said).not.toContain("\n");
    // DATABASE_URL is refused as what it is: a part of other names, too.
    expect(said).toMatch(new RegExp(`\\b${name}\\b`));
    isWhole(said);
    return null;
  } catch (error) {
    return `${said} (${String(error).split("\n")[0]})`;
  }
}

it("a wrong value of any setting ends the start with exit code 2, and a sentence that names the setting", async () => {
  const faults: string[] = [];
  for (const [key, values] of Object.entries(WRONG)) {
    const setting = key as keyof typeof settings;
    const { name } = settings[setting];
    for (const value of values) {
      const given = value.replace(IN, `${folder}/`);
      const answer = await refused({ ...BESIDES[setting], [name]: given });
      // That the key of the database is another one is known only of the database.
      const named = setting === "masterKey" && value !== "abc" ? "master key" : name;
      const fault = getFault(answer, named);
      if (fault !== null) faults.push(`${name}=${given}: ${fault}`);
    }
  }
  expect(faults).toEqual([]);
});

it.skipIf(inject("postgresUrl") === undefined)(
  "an address of PostgreSQL that PostgreSQL refuses is a wrong setting, and one that nobody answers is not",
  async () => {
    const url = await makeDatabase();
    const key = { TOKENPLANE_MASTER_KEY: newMasterKey() };
    const other = new URL(url);
    other.pathname = "/nothing";
    expect(getFault(await refused({ ...key, DATABASE_URL: other.href }), "DATABASE_URL")).toBeNull();
    const certificate = `${url}${url.includes("?") ? "&" : "?"}sslrootcert=/nothing.pem`;
    expect(getFault(await refused({ ...key, DATABASE_URL: certificate }), "DATABASE_URL")).toBeNull();
    const [code] = await refused({ ...key, DATABASE_URL: "postgresql://127.0.0.1:1/nothing" });
    expect(code).toBe(EXIT.unreachable);
  },
);

it("the process says it on standard error alone", async () => {
  const { code, stdout, stderr } = await failToStart({ TOKENPLANE_DATA_DIR: NO_PLACE });
  expect([code, stdout]).toEqual([EXIT.usage, ""]);
  expect(stderr).toMatch(
    /^The data folder \/proc\/x cannot be created .* Set TOKENPLANE_DATA_DIR to .*\.\n$/,
  );
});
