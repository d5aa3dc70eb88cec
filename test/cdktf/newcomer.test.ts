// @module-tag deep
// What the pages of both packages tell: from an empty folder to an assignment, and the common tasks on top.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Core } from "../support/cores.mjs";
import { asTerraform, follow, readGuide, type Step } from "../support/guide.js";
import { isOffline, NO_REGISTRY, npmSettings } from "../support/registry.js";
import type { Seed } from "../support/seed.js";
import { coreOfEachName } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const ROOT = path.join(import.meta.dirname, "../..");
const PAGE = path.join(ROOT, "provider/cdktf/README.md");

const isInstalling = ({ text }: Step) => text.startsWith("npm init");
const steps = readGuide(PAGE);
/** What is typed once the program ran, which is the same for both packages. */
const apply = steps.slice(steps.findIndex(({ text }) => text.includes("$host")));

/** What each page says before that. */
const PAGES = new Map<string, readonly Step[]>([
  ["cdktf", steps.slice(0, -apply.length)],
  ["cdktn", readGuide(path.join(ROOT, "provider/cdktn/README.md"))],
]);

/** What a page says from the program on. */
function getProgram(target: string): readonly Step[] {
  return PAGES.get(target)?.filter((step) => !isInstalling(step)) ?? [];
}

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

const getAssignments = async ({ admin }: Seed) => {
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
  const getProject = (target: string) => path.join(home, target);
  const environment = { PATH: process.env["PATH"], HOME: home, TOKENPLANE: ROOT, ...npmSettings() };
  let world: World;
  let offline = false;
  beforeAll(async () => {
    world = await openWorld(storeHere());
    offline = await isOffline(async () => {
      for (const [target, page] of PAGES) {
        mkdirSync(getProject(target));
        await follow(page.filter(isInstalling), getProject(target), environment);
      }
    }, "the newcomer's path is not followed");
  });
  beforeEach(({ skip }) => skip(offline, NO_REGISTRY));
  afterAll(async () => {
    await world.end();
    rmSync(home, { recursive: true, force: true });
  });

  /** A folder where a package is installed, and nothing else is. */
  function installed(target: string): string {
    const folder = mkdtempSync(path.join(home, "project-"));
    symlinkSync(path.join(getProject(target), "node_modules"), path.join(folder, "node_modules"));
    return folder;
  }

  /** Takes steps in such a folder, to an apply; the plan after it is empty. */
  async function applied(
    target: string,
    core: Core,
    some: readonly Step[],
    seed: Seed,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const folder = installed(target);
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
    expect(readdirSync(folder)).toContain("terraform.access.tfstate");
  }

  describe.each(coreOfEachName())("with %s", (_name, core) => {
    it.each(["cdktf", "cdktn"])("leads to an assignment with @tokenplane/%s", async (target) => {
      const seed = await world.seed();
      const shown = target === "cdktf" ? apply : silent(apply);
      await applied(target, core, [...getProgram(target), ...shown], seed);
      expect(await getAssignments(seed)).toEqual(["alice Corporate VPN alice-phone"]);
    });

    it("goes on with all common tasks", async () => {
      const seed = await world.seed();
      await seed.user("dave");
      await seed.resource("Bastion");
      for (const serial of ["31415926", "31415927"]) await importFob(seed, serial);
      const subsidiary = await world.seed();
      const text = programOfTasks();
      const program = getProgram("cdktf").map((step) => (step.kind === "file" ? { ...step, text } : step));
      await applied("cdktf", core, [...program, ...silent(apply)], seed, {
        TF_VAR_fob_secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        TF_VAR_subsidiary_key: subsidiary.admin.key,
      });
      expect(await getAssignments(seed)).toEqual([
        "alice Corporate VPN alice-phone",
        "alice Mail alice-phone",
        "bob Corporate VPN 31415926",
        "carol Corporate VPN 27182818",
        "dave Bastion dave-phone",
        "erin Corporate VPN Phone",
        "frank Corporate VPN 31415927",
      ]);
      const wiki = { resource: { name: "Wiki" } };
      // No two portals of a server have one address: the next core opens this one again.
      expect(await seed.admin.do("selfServicePolicyClear", wiki, "resource { name }")).toEqual(wiki);
      const { users } = await subsidiary.admin.query<{ users: { nodes: unknown[] } }>(
        "{ users { nodes { login } } }",
      );
      expect(users.nodes).toEqual([{ login: "grace" }]);
    });
  });

  it("shows a refusal as programs get it", async () => {
    const second =
      'vpn.grant(alice, Authenticator.app(stack, "alice-tablet", { owner: alice }));\napp.synth();';
    const text = mainProgram().replace("app.synth();", second);
    const refused = follow(
      [
        { kind: "file", name: "main.ts", text },
        { kind: "commands", text: "npx tsx main.ts", shows: [] },
      ],
      installed("cdktf"),
      environment,
    );
    await expect(refused).rejects.toThrow(shownRefusal());
  });
});
