// What Terraform costs with Tokenplane's provider, beside the same Terraform with one that answers at once.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { newId } from "../../server/database/new-id.js";
import { createApiKey } from "../../server/access/api-key-store.js";
import { createAccount } from "../../server/accounts/account-store.js";
import { systemClock } from "../../server/clock.js";
import { readConfig } from "../../server/config.js";
import { globalId } from "../../server/global-id.js";
import { openInstallation } from "../../server/installation.js";
import type { Core } from "../support/cores.mjs";
import { Middleman } from "../support/middleman.js";
import { makePeople, writeState, type Instances } from "../support/people.js";
import { runCore, startsIn, type Cost } from "./core.js";

/** Users, fobs and assignments, about a third each of what is refreshed. */
const PEOPLE = 3_300;
/** Resources of a block: the cost of a core grows with the square of it. */
const BLOCK = 100;
const CREATED = 1_000;
const STARTS = 20;

const HEAD =
  'terraform {\n  required_providers {\n    tokenplane = { source = "tokenplane/tokenplane" }\n  }\n}\n';

/** A user with the same number has the fob that works at "VPN". */
function configuration(people: number): string {
  const blocks = Array.from({ length: people / BLOCK }, (_, block) => {
    const number = `\${${block * BLOCK} + count.index}`;
    return `
resource "tokenplane_user" "b${block}" {
  count = ${BLOCK}
  login = "u${number}"
}
resource "tokenplane_token" "b${block}" {
  count          = ${BLOCK}
  model          = "PROTECTIMUS_TWO"
  serial_number  = "F${number}"
  period_seconds = 30
  user_id        = tokenplane_user.b${block}[count.index].id
}
resource "tokenplane_assignment" "b${block}" {
  count       = ${BLOCK}
  resource_id = tokenplane_resource.vpn.id
  token_id    = tokenplane_token.b${block}[count.index].id
  user_id     = tokenplane_user.b${block}[count.index].id
}
`;
  });
  return `${HEAD}resource "tokenplane_resource" "vpn" { name = "VPN" }\n${blocks.join("")}`;
}

function creation(users: number): string {
  const blocks = Array.from(
    { length: users / BLOCK },
    (_, block) =>
      `resource "tokenplane_user" "n${block}" {\n  count = ${BLOCK}\n  login = "new\${${block * BLOCK} + count.index}"\n}\n`,
  );
  return HEAD + blocks.join("");
}

/** The same instances in blocks. */
function inBlocks(instances: Instances): Instances {
  const entries = Object.entries(instances).flatMap(([address, all]) =>
    all.length === 1
      ? [[address, all] as const]
      : Array.from({ length: all.length / BLOCK }, (_, block) => {
          const [type] = address.split(".");
          return [`${type}.b${block}`, all.slice(block * BLOCK, (block + 1) * BLOCK)] as const;
        }),
  );
  return Object.fromEntries(entries);
}

/** Makes an account with people. @returns its key and what a state says of it. */
async function makeAccount(environment: Record<string, string>) {
  const config = readConfig({ ...environment, TOKENPLANE_LOG_LEVEL: "silent" });
  const { services, close } = await openInstallation(config, systemClock, pino({ level: "silent" }));
  const { prisma } = services.database;
  const now = Date.now();
  const accountId = newId(Date.now());
  const plan = { tokens: 100_000, users: 100_000, resources: 100 };
  await createAccount(prisma, { id: accountId, name: "Terraform", kind: "TENANT", plan }, now);
  const role = "PROVISIONER";
  const { secret: key } = await createApiKey(
    prisma,
    { accountId, id: newId(Date.now()), name: "bench", role },
    now,
  );
  const resource = async (name: string) => {
    const id = newId(Date.now());
    const times = { createdAt: new Date(now), updatedAt: new Date(now) };
    const lock = { failedAttemptsBeforeLock: 5, lockMinutes: 5, allowedAddresses: [] };
    await prisma.resource.create({ data: { accountId, id, name, search: [], ...lock, ...times } });
    return globalId("Resource", id);
  };
  const people = await makePeople(services, { accountId: globalId("Account", accountId), resource }, PEOPLE);
  await services.database.script("ANALYZE");
  await close();
  return { key, people };
}

/** What was measured, with the floor of the same run. */
interface Compared {
  readonly what: string;
  readonly cost: Cost;
  readonly floor: Cost;
  readonly requests: number;
}

function row({ what, cost, floor, requests }: Compared): string {
  const { cpu, wall, memory } = cost;
  const times = (cpu / floor.cpu).toFixed(2);
  return `| ${what} | ${cpu.toFixed(1)} | ${floor.cpu.toFixed(1)} | ${times} | ${wall.toFixed(1)} | ${requests} | ${memory?.toFixed(0) ?? "?"} |`;
}

/**
 * Measures a refresh and a creation of many resources, and the start.
 * @param port of a server on this database, which is started when the account is made.
 * @returns Markdown.
 */
export async function measureTerraform(
  core: Core,
  root: string,
  environment: Record<string, string>,
  start: () => Promise<{ readonly port: number; stop(): Promise<void> }>,
): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-bench-terraform-"));
  const executable = (name: string) => {
    mkdirSync(path.join(folder, name));
    return path.join(folder, name, "terraform-provider-tokenplane");
  };
  const own = executable("own");
  copyFileSync(path.join(root, "provider/dist/terraform-provider-tokenplane"), own);
  const floor = executable("floor");
  execFileSync(process.execPath, [
    path.join(root, "provider/framework/bundle.mjs"),
    path.join(root, "test/bench/floor.ts"),
    floor,
  ]);
  const { key, people } = await makeAccount(environment);
  const server = await start();
  const middleman = await Middleman.open(`http://127.0.0.1:${server.port}`);
  const settings = { TOKENPLANE_ENDPOINT: middleman.url, TOKENPLANE_API_KEY: key };

  /** A command with both providers, each in a folder of its own. */
  async function compare(what: string, text: string, state: Instances | undefined, args: readonly string[]) {
    const once = async (provider: string) => {
      const workspace = { folder: mkdtempSync(path.join(folder, "workspace-")) };
      writeFileSync(path.join(workspace.folder, "main.tf"), text);
      if (state !== undefined) writeState(workspace, core, state, BLOCK);
      const cost = await runCore(core.command, args, workspace.folder, provider, settings);
      if (cost.code !== 0) throw new Error(`${what} ended with ${cost.code}:\n${cost.output.slice(-2_000)}`);
      return cost;
    };
    const lowest = await once(floor);
    middleman.forget();
    const cost = await once(own);
    const compared = { what, cost, floor: lowest, requests: middleman.asked.length };
    console.log(
      `${what}: ${cost.cpu.toFixed(1)} s of CPU, the floor ${lowest.cpu.toFixed(1)}; ${compared.requests} requests`,
    );
    return compared;
  }

  try {
    const refreshed = Object.values(people).flat().length.toLocaleString("en");
    const compared = [
      await compare(`refresh of ${refreshed}`, configuration(PEOPLE), inBlocks(people), [
        "plan",
        "-detailed-exitcode",
      ]),
      await compare(`${CREATED.toLocaleString("en")} creations`, creation(CREATED), undefined, [
        "apply",
        "-auto-approve",
      ]),
    ];
    const starts: number[] = [];
    for (let count = 0; count < STARTS; count += 1) starts.push(await startsIn(own));
    const median = starts.toSorted((a, b) => a - b)[STARTS / 2] ?? Number.NaN;
    return [
      `| ${core.name} ${core.version} | CPU s, core and provider | the floor | times | wall s | requests | MB of the provider |`,
      "|---|---|---|---|---|---|---|",
      ...compared.map(row),
      "",
      `The floor is the same core with a provider of the same types that answers at once. Start to handshake: ${median.toFixed(0)} ms (median of ${STARTS}).`,
    ];
  } finally {
    await middleman.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
