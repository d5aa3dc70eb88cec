// What the pages of both packages tell: from an empty folder to an assignment, and the common tasks on top.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Core } from "../support/cores.mjs";
import { asTerraform, follow, readGuide, type Step } from "../support/guide.js";
import { isOffline, NO_REGISTRY, npmSettings } from "../support/registry.js";
import type { Seed } from "../support/seed.js";
import { coreOfEachName } from "../support/terraform.js";
import { openWorld, type World } from "../support/world.js";

const ROOT = path.join(import.meta.dirname, "../..");
const PAGE = path.join(ROOT, "provider/cdktf/README.md");

const isOfCore = ({ kind, text }: Step) => kind === "commands" && text.includes("$host");
const steps = readGuide(PAGE);
/** Where the provider is put in place, and what is typed from there on: the same for both packages. */
const apply = steps.slice(steps.findIndex(isOfCore));

const PAGES: readonly (readonly [string, readonly Step[]])[] = [
  ["cdktf", steps.slice(0, -apply.length)],
  ["cdktn", readGuide(path.join(ROOT, "provider/cdktn/README.md"))],
];

/** The page's program. */
function mainProgram(): string {
  const [main] = steps.flatMap((step) => (step.kind === "file" ? [step.text] : []));
  if (main === undefined) throw new Error("the page has no program");
  return main;
}

/** The page's program, with all tasks that the page shows beside it. */
function programOfTasks(): string {
  const page = readFileSync(PAGE, "utf8");
  const tasks = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
  const names = new Map<string, Set<string>>();
  const imports = /^import \{(.*?)\} from "(.*?)";\n/gms;
  for (const [, some = "", from = ""] of [mainProgram(), ...tasks].join("\n").matchAll(imports)) {
    const all = names.get(from) ?? new Set();
    for (const [name] of some.matchAll(/\w+/g)) all.add(name);
    names.set(from, all);
  }
  return [
    ...[...names].map(([from, some]) => `import { ${[...some].join(", ")} } from "${from}";\n`),
    mainProgram().replaceAll(imports, "").replace("app.synth();\n", ""),
    ...tasks.map((task) => `{\n${task.replaceAll(imports, "")}}\n`),
    "app.synth();\n",
  ].join("");
}

/** Steps without what the page shows after them, for another program than the page's. */
function silent(some: readonly Step[]): Step[] {
  return some.map((step) => (step.kind === "file" ? step : { ...step, shows: [] }));
}

/** What the page shows as a refusal, for the second authenticator that this test calls a tablet. */
function shownRefusal(): string {
  const [, shown = ""] = /^```\n(\[access[\s\S]*?)\n```$/m.exec(readFileSync(PAGE, "utf8")) ?? [];
  return shown.replaceAll("\n", " ");
}

/** A fob that came in by an import. */
async function importFob({ admin }: Seed, serialNumber: string): Promise<void> {
  const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  const universal = {
    serialNumber,
    secret,
    secretEncoding: "BASE32",
    oath: { totp: { digits: 6, hash: "SHA1", periodSeconds: 30 } },
  };
  await admin.do("tokenCreate", { model: { universal } }, "token { id }");
}

const assignmentsOf = async ({ admin }: Seed) => {
  const { assignments } = await admin.query<{
    assignments: {
      nodes: {
        user: { login: string };
        token: { name: string; serialNumber: string | null };
        resource: { name: string };
      }[];
    };
  }>(
    "{ assignments(first: 100) { nodes { user { login } token { name serialNumber } resource { name } } } }",
  );
  return assignments.nodes
    .map(({ user, token, resource }) => `${user.login} ${resource.name} ${token.serialNumber ?? token.name}`)
    .sort();
};

// The page names the folder of this platform.
describe.skipIf(process.platform !== "linux" || process.arch !== "x64")("the newcomer's path", () => {
  const home = mkdtempSync(path.join(os.tmpdir(), "newcomer-"));
  const projectOf = (target: string) => path.join(home, target);
  const environment = { PATH: process.env["PATH"], HOME: home, TOKENPLANE: ROOT, ...npmSettings() };
  let world: World;
  let offline = false;
  beforeAll(async () => {
    world = await openWorld("PGlite");
    offline = await isOffline(async () => {
      for (const [target, page] of PAGES) {
        mkdirSync(projectOf(target));
        await follow(page, projectOf(target), environment);
      }
    }, "the newcomer's path is not followed");
  }, 300_000);
  beforeEach(({ skip }) => skip(offline, NO_REGISTRY));
  afterAll(async () => {
    await world.end();
    rmSync(home, { recursive: true, force: true });
  });

  /** Applies what a program wrote, as the page says; the plan after it is empty. */
  async function applyWith(
    core: Core,
    seed: Seed,
    project: string,
    some: readonly Step[],
    variables: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const folder = mkdtempSync(path.join(home, "core-"));
    cpSync(path.join(project, "cdktf.out"), path.join(folder, "cdktf.out"), { recursive: true });
    const { key } = await seed.key("PROVISIONER");
    const around = {
      ...environment,
      ...asTerraform(core, folder),
      HOME: folder,
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: key,
      ...variables,
    };
    await follow(some, folder, around);
    const plan = {
      kind: "commands",
      text: "terraform plan -detailed-exitcode",
      shows: ["No changes."],
    } as const;
    await follow([plan], path.join(folder, "cdktf.out/stacks/access"), around);
  }

  describe.each(coreOfEachName())("with %s", (_name, core) => {
    it("leads to an assignment with CDKTF", async () => {
      const seed = await world.seed();
      await applyWith(core, seed, projectOf("cdktf"), apply);
      expect(await assignmentsOf(seed)).toEqual(["alice Corporate VPN alice-phone"]);
    });

    it("leads to an assignment with CDK Terrain", async () => {
      const seed = await world.seed();
      await applyWith(core, seed, projectOf("cdktn"), silent(apply));
      expect(await assignmentsOf(seed)).toEqual(["alice Corporate VPN alice-phone"]);
    });

    it("goes on with all common tasks", async () => {
      const seed = await world.seed();
      await seed.user("dave");
      await seed.resource("Bastion");
      for (const serial of ["31415926", "31415927"]) await importFob(seed, serial);
      const subsidiary = await world.seed();
      const project = mkdtempSync(path.join(home, "tasks-"));
      symlinkSync(path.join(projectOf("cdktf"), "node_modules"), path.join(project, "node_modules"));
      const program = { kind: "file", name: "main.ts", text: programOfTasks() } as const;
      await follow([program, ...steps.filter(({ text }) => text.includes("npx tsx"))], project, environment);
      await applyWith(core, seed, project, silent(apply), {
        TF_VAR_fob_secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        TF_VAR_subsidiary_key: subsidiary.admin.key,
      });
      expect(await assignmentsOf(seed)).toEqual([
        "alice Corporate VPN alice-phone",
        "alice Mail alice-phone",
        "bob Corporate VPN 31415926",
        "carol Corporate VPN 27182818",
        "dave Bastion dave-phone",
        "erin Corporate VPN Phone",
        "frank Corporate VPN 31415927",
      ]);
      const { users } = await subsidiary.admin.query<{ users: { nodes: unknown[] } }>(
        "{ users { nodes { login } } }",
      );
      expect(users.nodes).toEqual([{ login: "grace" }]);
    }, 120_000);
  });

  it("shows a refusal as programs are told it", async () => {
    const project = mkdtempSync(path.join(home, "refused-"));
    symlinkSync(path.join(projectOf("cdktf"), "node_modules"), path.join(project, "node_modules"));
    const second =
      'vpn.grant(alice, Authenticator.app(stack, "alice-tablet", { owner: alice }));\napp.synth();';
    const text = mainProgram().replace("app.synth();", second);
    const refused = follow(
      [
        { kind: "file", name: "main.ts", text },
        { kind: "commands", text: "npx tsx main.ts", shows: [] },
      ],
      project,
      environment,
    );
    await expect(refused).rejects.toThrow(shownRefusal());
  });
});
