import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Example } from "../support/example.js";
import { coreOfEachName, knows } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

interface Key {
  readonly name: string;
  readonly role: string;
  readonly revokedAt: string | null;
}

/** What is in an archive, as one text: a kept plan is one. */
function unzipped(archive: Buffer): string {
  const texts: string[] = [];
  for (
    let entry = archive.indexOf("PK\u0001\u0002");
    entry !== -1;
    entry = archive.indexOf("PK\u0001\u0002", entry + 4)
  ) {
    const length = archive.readUInt32LE(entry + 20);
    const header = archive.readUInt32LE(entry + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const packed = archive.subarray(start, start + length);
    const isPacked = archive.readUInt16LE(entry + 10) === 8;
    texts.push((isPacked ? inflateRawSync(packed) : packed).toString("latin1"));
  }
  return texts.join("\n");
}

/** Every file of a folder that a core or a program wrote, as text. */
function written(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.includes("node_modules") && !file.startsWith("registry"))
    .filter((file) => statSync(path.join(folder, file)).isFile());
  return new Map(
    files.map((file) => {
      const bytes = readFileSync(path.join(folder, file));
      return [file, bytes.subarray(0, 2).toString() === "PK" ? unzipped(bytes) : bytes.toString("latin1")];
    }),
  );
}

describe("the example pipeline", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it.for(coreOfEachName())(
    "lives from apply to destroy with %s",
    { tags: "deep" },
    async ([, core], { skip }) => {
      if (!knows(core, { terraform: "1.11", opentofu: "1.11" })) skip("it has no ephemeral resources");
      const example = await Example.open(world, core, "pipeline");
      const { admin } = example.seed;
      /** Keys that runs had: all of them are revoked. Nothing that was written has one. */
      const expectNoKey = async () => {
        const { apiKeys } = await admin.query<{ apiKeys: { nodes: Key[] } }>(
          "{ apiKeys(first: 100) { nodes { name role revokedAt } } }",
        );
        const ofRuns = apiKeys.nodes.filter(({ name }) => name === "Pipeline run");
        expect(ofRuns.length).toBeGreaterThan(0);
        for (const { role, revokedAt } of ofRuns) {
          expect(role).toBe("PROVISIONER");
          expect(revokedAt).not.toBeNull();
        }
        const files = written(example.workspace.folder);
        expect([...files.keys()]).toEqual(
          expect.arrayContaining(["planned", "cdk.tf.json", "example/terraform.pipeline.tfstate"]),
        );
        expect(files.get("planned")).toContain("Package registry");
        for (const [file, text] of files) expect(text, file).not.toMatch(/tp_[0-9A-Za-z]{10}/);
      };
      /** Whose key did what is newest. */
      const newest = async (type: string) => {
        const { events } = await admin.query<{ events: { nodes: { actor: { name: string } }[] } }>(
          "query ($filter: EventFilter) { events(first: 1, filter: $filter) { nodes { actor { name } } } }",
          { filter: { types: [type] } },
        );
        return events.nodes.map(({ actor }) => actor.name);
      };
      try {
        expect(await example.planned()).toHaveLength(4);
        await example.applyPlanned();
        await expectNoKey();
        expect(await newest("TOKEN_LINKED")).toEqual(["Pipeline run"]);
        expect(await example.planned()).toEqual([]);
        expect(await example.assignments()).toEqual(["mira.novak, Package registry, Mira's phone"]);

        await example.edit("main.ts", "mira.novak@example.com", "mira@example.com");
        expect(await example.planned()).toEqual(["update tokenplane_user.mira email"]);
        await example.applyPlanned();
        expect(await newest("USER_UPDATED")).toEqual(["Pipeline run"]);
        expect(await example.planned()).toEqual([]);

        await example.destroy();
        await expectNoKey();
        expect(await example.counts()).toEqual({ users: 0, resources: 0, tokens: 0, assignments: 0 });
      } finally {
        example.end();
      }
    },
  );
});
