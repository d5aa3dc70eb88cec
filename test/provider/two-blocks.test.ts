// One apply changes a token and, by another block, whose it is; or others change the token between the plan and the apply.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Fields } from "../support/fake-core/proposed.js";
import { idOf, Scene, SECRET, universal } from "../support/refusals/scene.js";
import { coresHere, TOKENPLANE_ALONE, workspaceOf } from "../support/terraform.js";
import { openWorld, storeOfTier, type World } from "../support/world.js";

const TOKEN = "tokenplane_token";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeOfTier());
});
afterAll(() => world.end());

/** A fob that a block of its own gives to somebody. @param of null for nobody. */
const fob = (name: string, of: string | null) => `${TOKENPLANE_ALONE}
resource "tokenplane_user" "all" {
  for_each = toset(["alice", "bert"])
  login    = each.key
}
resource "tokenplane_token" "fob" {
  name           = "${name}"
  model          = "PROTECTIMUS_TWO"
  serial_number  = "F-1"
  period_seconds = 30
  secret_wo      = "${SECRET}"
}
${
  of === null
    ? ""
    : `resource "tokenplane_token_user" "fob" {
  token_id = tokenplane_token.fob.id
  user_id  = tokenplane_user.all["${of}"].id
}`
}
`;

it.each(coresHere())("a fob is changed in the apply that gives it to somebody else, with %s", async (_name, core) => {
  const seed = await world.seed();
  const workspace = workspaceOf(core, {
    TOKENPLANE_ENDPOINT: world.url,
    TOKENPLANE_API_KEY: (await seed.key("PROVISIONER")).key,
  });
  const shown = async () =>
    (
      await seed.admin.query<{ token: { name: string; user: { login: string } | null } }>(
        '{ token(by: { serialNumber: "F-1" }) { name user { login } } }',
      )
    ).token;
  try {
    workspace.write("main.tf", fob("One", "alice"));
    await workspace.apply();
    // A refresh finds out whose the fob is.
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    await workspace.apply();
    workspace.write("main.tf", fob("Two", "bert"));
    await workspace.apply();
    expect(await shown()).toEqual({ name: "Two", user: { login: "bert" } });
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });

    workspace.write("main.tf", fob("Three", null));
    await workspace.apply();
    expect(await shown()).toEqual({ name: "Three", user: null });
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
  } finally {
    workspace.clear();
  }
});

interface Meanwhile {
  readonly what: string;
  readonly mutation: string;
  readonly input: object;
  /** What the next refresh finds. */
  readonly found: Fields;
}

const MEANWHILE: readonly Meanwhile[] = [
  { what: "is reported as lost", mutation: "tokenDisable", input: {}, found: { enabled: false } },
  { what: "gets another name", mutation: "tokenUpdate", input: { name: "Lost" }, found: { name: "Lost" } },
  {
    what: "gets a PIN",
    mutation: "tokenPinSet",
    input: { pin: "0815", position: "AFTER_OTP" },
    found: { pin_position: "AFTER_OTP" },
  },
  {
    what: "gets a first moment",
    mutation: "tokenUpdate",
    input: { validFrom: "2026-01-01T00:00:00Z" },
    found: { valid_from: "2026-01-01T00:00:00.000Z" },
  },
  { what: "is taken from its user", mutation: "tokenUnassign", input: {}, found: { user_id: null } },
];

it.each(MEANWHILE)(
  "a token that $what while a plan waits is changed by that plan, and the next refresh finds the rest",
  async ({ mutation, input, found }) => {
    const scene = await Scene.open(world);
    await scene.seed.user("anna");
    const imported = await scene.core.import(TOKEN, { id: await scene.fob("anna") });
    const config = universal(String(imported.state["serial_number"]), { valid_until: "2031-01-01T00:00:00Z" });
    const planned = await scene.core.plan(TOKEN, config, imported);
    expect(planned.action).toBe("update");
    await scene.admin.do(mutation, { token: { id: idOf(imported) }, ...input }, "__typename");
    const changed = (await scene.core.apply(planned)) ?? expect.fail();
    const now = (await scene.core.read(TOKEN, changed)) ?? expect.fail();
    expect(now.state).toMatchObject({ ...found, valid_until: "2031-01-01T00:00:00Z" });
  },
);
