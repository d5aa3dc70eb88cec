// @module-tag deep
// One apply changes a token and, by another block, whose it is; or others change the token between the plan and the apply: whose
// it is stays as the last one wanted it.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Fields } from "../support/fake-core/proposed.js";
import { getId, getRefusal, Scene, SECRET, universal } from "../support/scene.js";
import { coresHere, TOKENPLANE_ALONE, getWorkspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TOKEN = "tokenplane_token";
const TOKEN_USER = "tokenplane_token_user";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
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

it.each(coresHere())(
  "a fob is changed in the apply that gives it to somebody else, with %s",
  { tags: "deep" },
  async (_name, core) => {
    const seed = await world.seed();
    const workspace = getWorkspace(core, {
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
      workspace.write("main.tf", fob("Two", "bert"));
      await workspace.apply();
      expect(await shown()).toEqual({ name: "Two", user: { login: "bert" } });
      workspace.write("main.tf", fob("Three", null));
      await workspace.apply();
      expect(await shown()).toEqual({ name: "Three", user: null });
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    } finally {
      workspace.clear();
    }
  },
);

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
    const device = await scene.seed.fob({ of: "anna" });
    const imported = await scene.core.import(TOKEN, { id: device.id });
    const config = universal(device.name, { valid_until: "2031-01-01T00:00:00Z" });
    const planned = await scene.core.plan(TOKEN, config, imported);
    expect(planned.action).toBe("update");
    await scene.admin.do(mutation, { token: { id: getId(imported) }, ...input }, "__typename");
    const changed = (await scene.core.apply(planned)) ?? expect.fail();
    const now = (await scene.core.read(TOKEN, changed)) ?? expect.fail();
    expect(now.state).toMatchObject({ ...found, valid_until: "2031-01-01T00:00:00Z" });
  },
);

/** A scene with a fob that a block gives to anna. */
async function lent() {
  const scene = await Scene.open(world);
  const [anna, bert] = [await scene.seed.user("anna"), await scene.seed.user("bert")];
  const token_id = await scene.fob();
  const block = await scene.make(TOKEN_USER, { token_id, user_id: anna });
  const owner = async () =>
    (
      await scene.admin.query<{ token: { user: { login: string } | null } }>(
        `{ token(by: { id: ${JSON.stringify(token_id)} }) { user { login } } }`,
      )
    ).token.user?.login;
  return { scene, anna, bert, token_id, block, owner };
}

it("a block that is removed takes the fob from its own user alone, not from who got it while the plan waited", async () => {
  const { scene, anna, bert, token_id, block, owner } = await lent();
  const planned = await scene.core.plan(TOKEN_USER, null, block);
  const [token, to, from] = [{ id: token_id }, { user: { id: bert } }, { id: anna }];
  await scene.admin.do("tokenAssign", { token, to, from }, "__typename");
  await scene.admin.do("tokenPinSet", { token, pin: "4711", position: "BEFORE_OTP" }, "__typename");
  expect(await scene.core.apply(planned)).toBeNull();
  expect(await owner()).toBe("bert");
  expect((await scene.core.import(TOKEN, { id: token_id })).state).toMatchObject({
    pin_position: "BEFORE_OTP",
  });
});

it("a block that is removed takes the fob from its user", async () => {
  const { scene, block, owner } = await lent();
  expect(await owner()).toBe("anna");
  expect(await scene.core.apply(await scene.core.plan(TOKEN_USER, null, block))).toBeNull();
  expect(await owner()).toBeUndefined();
});

it("a block under another name is refused while the old one has the fob, so that nobody is left without it", async () => {
  const { scene, anna, token_id, block, owner } = await lent();
  const created = await scene.core.plan(TOKEN_USER, { token_id, user_id: anna }, null);
  const destroyed = await scene.core.plan(TOKEN_USER, null, block);
  expect(await getRefusal(scene.core.apply(created))).toMatchObject({
    path: "token_id",
    summary: "It exists already",
  });
  await scene.core.apply(destroyed);
  // The error said to apply again.
  await scene.core.apply(created);
  expect(await owner()).toBe("anna");
});
