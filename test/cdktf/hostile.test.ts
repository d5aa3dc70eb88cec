// @module-tag deep
// Texts from elsewhere arrive at the server as they stand: by a table, and by `literal`.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CDKTN, KITS, getStack, getTemplate } from "../support/constructs.js";
import { coreOfEachName, getWorkspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

const TEXTS = [
  "${path.module}",
  "%{ if true }yes%{ endif }",
  "$${not}",
  "$",
  'say "hi"',
  "back\\slash\\n",
  "Zoë O'Brien / 東京",
  "<b>&amp;</b>",
  "{{handlebars}} #{ruby}",
  "a ${TfToken[TOKEN.0]} of CDKTF",
  "#{TfToken[TOKEN.1]}",
  "&{TfToken[TOKEN.2]}",
  "String Map Token Value",
  "Any Map Token Value",
  "x".repeat(50),
];

// A package each is enough: both write the same.
const RUNS = coreOfEachName().map(
  ([name, core], index) => [name, KITS[index % KITS.length] ?? CDKTN, core] as const,
);

describe.each(RUNS)("with %s", (_name, kit, core) => {
  it("takes nothing in a text for an expression", { tags: "deep" }, async () => {
    const seed = await world.seed();
    const { key } = await seed.key("PROVISIONER");
    const workspace = getWorkspace(core, { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: key });
    const { Assignments, assignmentsFromRows, literal, ProtectedResource } = kit.tokenplane;
    const rows = assignmentsFromRows(
      TEXTS.map((text) => ({ login: text, resource: text, app: text, lastName: text })),
    );
    const stack = getStack(kit, (_kit, own) => {
      const resources = TEXTS.map(
        (text, index) => new ProtectedResource(own, `resource-${index}`, { name: literal(text) }),
      );
      new Assignments(own, "table", { rows, resources });
    });
    try {
      workspace.write("cdk.tf.json", JSON.stringify(getTemplate(kit, stack)));
      await workspace.apply();
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      const { assignments } = await seed.admin.query<{ assignments: { nodes: object[] } }>(
        "{ assignments(first: 50) { nodes { user { login lastName } resource { name } token { name } } } }",
      );
      expect(assignments.nodes).toHaveLength(TEXTS.length);
      expect(assignments.nodes).toEqual(
        expect.arrayContaining(
          TEXTS.map((text) => ({
            user: { login: text, lastName: text },
            resource: { name: text },
            token: { name: text },
          })),
        ),
      );
    } finally {
      workspace.clear();
    }
  });
});
