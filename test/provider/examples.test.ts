// Every example of the provider's documentation, applied as it stands.
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { example, exampleFiles, opened } from "./examples.js";
import { coreOfEachName, knows, type Workspace } from "../support/terraform.js";
import { byTier } from "../support/tier.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const SINCE = {
  // What OpenTofu has none of.
  query: { terraform: "1.14", opentofu: null },
  action: { terraform: "1.14", opentofu: null },
  identity: { terraform: "1.12", opentofu: "1.12" },
};

const FILES = exampleFiles().filter((file) => !file.startsWith("guides/"));
const CONFIGURATIONS = FILES.filter(
  (file) => file.endsWith(".tf") && !path.basename(file).startsWith("import"),
);
const ofFolder = (folder: string) => CONFIGURATIONS.filter((file) => file.startsWith(`${folder}/`));

/** The words of a command line that has double quotes alone. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** The ids that documentation shows are nobody's: they become those that a state says of the same types. */
function withRealIds(text: string, state: Readonly<Record<string, unknown>>): string {
  const getType = (id: string) => Buffer.from(id, "base64").toString().split(":")[0];
  return text.replaceAll(/[A-Za-z0-9+]{40,}={0,2}/g, (shown) => {
    const real = Object.values(state).find(
      (value) => typeof value === "string" && getType(value) === getType(shown),
    );
    expect(real, `an id of ${getType(shown)}`).toBeTypeOf("string");
    return String(real);
  });
}

async function applyAndPlan(workspace: Workspace): Promise<string> {
  await workspace.apply();
  return (await workspace.plan()).output;
}

it("every type has an example of each sort, and no file is shown nowhere", () => {
  const kinds = FILES.map((file) => file.replace(/\/[^/]+\//, "/*/"));
  expect(new Set(kinds)).toEqual(
    new Set([
      "provider/provider.tf",
      "resources/*/resource.tf",
      "resources/*/import.sh",
      "resources/*/import-by-string-id.tf",
      "resources/*/import-by-identity.tf",
      "data-sources/*/data-source.tf",
      "ephemeral-resources/*/ephemeral-resource.tf",
      "list-resources/*/list-resource.tfquery.hcl",
      "actions/*/action.tf",
      "functions/*/function.tf",
    ]),
  );
  expect(kinds.filter((kind) => kind === "resources/*/import.sh")).toHaveLength(ofFolder("resources").length);
});

describe.each(coreOfEachName())("with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it.each(["data-sources", "ephemeral-resources", "functions"].flatMap((folder) => ofFolder(folder)))(
    "%s applies, and then nothing is left to do",
    { tags: "deep" },
    async (file) => {
      const { workspace, end } = await opened(world, core);
      try {
        workspace.write("main.tf", example(file, world.url));
        expect(await applyAndPlan(workspace)).toContain("No changes");
      } finally {
        await end();
      }
    },
  );

  it("provider/provider.tf applies, and then nothing is left to do", async () => {
    const { workspace, end } = await opened(world, core);
    try {
      workspace.write("versions.tf", example("provider/provider.tf", world.url));
      expect(await applyAndPlan(workspace)).toContain("No changes");
    } finally {
      await end();
    }
  });

  it.each(ofFolder("resources").slice(0, byTier(1, Infinity)))(
    "%s applies, and is imported in every way that is shown",
    async (file) => {
      const folder = path.dirname(file);
      const type = path.basename(folder);
      const shown = (name: string) => example(`${folder}/${name}`, world.url);
      const { workspace, end } = await opened(world, core);
      try {
        workspace.write("main.tf", example(file, world.url));
        expect(await applyAndPlan(workspace)).toContain("No changes");

        const address = /\bto = (\S+)/.exec(shown("import-by-string-id.tf"))?.[1] ?? "";
        expect(address).toMatch(new RegExp(`^${type}\\.`));
        const before = workspace.state()[address] ?? {};
        const forget = async () => {
          const { code, output } = await workspace.run("state", "rm", address);
          expect(code, output).toBe(0);
        };

        const blocks = [
          "import-by-string-id.tf",
          ...(knows(core, SINCE.identity) ? ["import-by-identity.tf"] : []),
        ];
        await forget();
        for (const block of blocks) {
          workspace.write("import.tf", withRealIds(shown(block), before));
          expect((await workspace.plan()).output).toMatch(
            /1 to import, 0 to add, [01] to change, 0 to destroy/,
          );
        }
        workspace.write("import.tf", "");

        const commands = shown("import.sh")
          .split("\n")
          .filter((line) => line !== "" && !line.startsWith("#"));
        expect(commands.length).toBeGreaterThan(0);
        for (const [index, command] of commands.entries()) {
          if (index > 0) await forget();
          const [program, ...args] = words(withRealIds(command, before));
          expect(program).toBe("terraform");
          const { code, output } = await workspace.run(...args);
          expect(code, output).toBe(0);
          expect(workspace.state()[address]?.["id"]).toBe(before["id"]);
        }
        expect(await applyAndPlan(workspace)).toContain("No changes");
      } finally {
        await end();
      }
    },
  );

  // In the default tier, actions.test.ts and listing.test.ts show actions and queries.
  it.for(ofFolder("actions"))("%s is invoked as it says", { tags: "deep" }, async (file, { skip }) => {
    if (!knows(core, SINCE.action)) skip("it has no actions");
    const { workspace, end } = await opened(world, core);
    try {
      const text = example(file, world.url);
      workspace.write("main.tf", text);
      await workspace.apply();
      const commands = [...text.matchAll(/^# terraform apply (-invoke=\S+)$/gm)].map(
        ([, option]) => option ?? "",
      );
      expect(commands).toHaveLength(1);
      for (const command of commands) {
        expect(await workspace.apply(command)).toMatch(/Action complete|Actions: 1 invoked/);
      }
    } finally {
      await end();
    }
  });

  it.for(FILES.filter((file) => file.endsWith(".tfquery.hcl")))(
    "%s finds something",
    { tags: "deep" },
    async (file, { skip }) => {
      const { workspace, end } = await opened(world, core);
      try {
        const text = example(file, world.url);
        workspace.write("main.tf", 'provider "tokenplane" {}\n');
        workspace.write("all.tfquery.hcl", text);
        // A core that has no queries leaves such files alone.
        expect((await workspace.run("validate")).code).toBe(0);
        if (!knows(core, SINCE.query)) skip("it has no query");
        const options = [...text.matchAll(/^# terraform query ?(.*)$/gm)].map(([, option]) => option ?? "");
        expect(options).toHaveLength(1);
        for (const option of options) {
          const { code, output } = await workspace.run("query", "-json", ...words(option));
          expect(code, output).toBe(0);
          expect(output).toContain('"type":"list_resource_found"');
        }
      } finally {
        await end();
      }
    },
  );
});
