// @module-tag deep
// When the PIN of a token is sent, and when it is not.
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { RefusedChange, type Instance } from "../support/fake-core/instance.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { fobNamed, Scene, SECRET } from "../support/scene.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TOKEN = "tokenplane_token";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** Watches what the provider asks for. @param fails the operation that does not reach the server. */
function watched() {
  const watch = { operations: [] as string[], fails: "" };
  const { fetch } = globalThis;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const isProvider = (new Headers(init?.headers).get("user-agent") ?? "").startsWith("terraform-provider");
    if (!isProvider || typeof init?.body !== "string") return fetch(input, init);
    const { operationName } = JSON.parse(init.body) as { operationName: string };
    watch.operations.push(operationName);
    if (operationName !== watch.fails) return fetch(input, init);
    return Response.json({ errors: [{ message: "Not now.", extensions: { code: "INTERNAL" } }] });
  });
  onTestFinished(() => spy.mockRestore());
  return watch;
}

async function apply(scene: Scene, config: Fields, before: Instance): Promise<Instance> {
  return (await scene.core.apply(await scene.core.plan(TOKEN, config, before))) ?? expect.fail();
}

it("a PIN that was sent after an import is followed by the next one", async () => {
  const scene = await Scene.open(world);
  const config = (more: Fields) => fobNamed("F-1", { pin_position: "BEFORE_OTP", ...more });
  await scene.make(TOKEN, fobNamed("F-1"));
  const imported = await scene.core.import(TOKEN, { id: "F-1" });
  const watch = watched();
  const first = await apply(scene, config({ pin_wo: "4711" }), imported);
  expect(watch.operations).toContain("TokenPinSet");
  watch.operations.length = 0;
  await apply(scene, config({ pin_wo: "0815", pin_wo_version: 1 }), first);
  expect(watch.operations).toContain("TokenPinSet");
});

it("a PIN and a secret stay as they are when their attributes are removed, and their versions with them", async () => {
  const scene = await Scene.open(world);
  const sent = { secret_wo_version: 1, pin_wo: "4711", pin_wo_version: 1, pin_position: "BEFORE_OTP" };
  const [first, second] = [fobNamed("F-1", sent), fobNamed("F-2", sent)];
  const made = await scene.make(TOKEN, first);
  const other = await scene.make(TOKEN, second);
  const watch = watched();
  const silent = fobNamed("F-1", { secret_wo: null, pin_position: "BEFORE_OTP" });
  const removed = await apply(scene, silent, made);
  expect(removed.state).toMatchObject({
    pin_position: "BEFORE_OTP",
    pin_wo_version: null,
    secret_wo_version: null,
  });
  expect((await scene.core.plan(TOKEN, silent, removed)).action).toBe("nothing");
  await apply(scene, { ...second, secret_wo_version: null, pin_wo_version: null }, other);
  expect(watch.operations).not.toContain("TokenPinSet");
  expect(watch.operations).not.toContain("TokenReissue");
  // The numbers come back: each is another one than none.
  await apply(scene, first, removed);
  expect(watch.operations).toContain("TokenPinSet");
  expect(watch.operations).toContain("TokenReissue");
});

it("a suite's PIN is sent by the next apply when one stopped after the token moved", async () => {
  const scene = await Scene.open(world);
  const [ann, bob] = [await scene.seed.user("ann"), await scene.seed.user("bob")];
  const config = (user_id: string, pin_wo: string): Fields => ({
    model: "PROTECTIMUS_ULTRA",
    serial_number: "U-1",
    suite: "OCRA-1:HOTP-SHA1-6:QN08-PSHA1",
    secret_wo: SECRET,
    user_id,
    pin_wo,
  });
  const made = await scene.make(TOKEN, config(ann, "1234"));
  const bobs = config(bob, "5678");
  const watch = watched();
  watch.fails = "TokenUpdate";
  const stopped: unknown = await apply(scene, bobs, made).catch((thrown: unknown) => thrown);
  if (!(stopped instanceof RefusedChange) || stopped.whatIsLeft === null) throw stopped;
  const left = (await scene.core.read(TOKEN, stopped.whatIsLeft)) ?? expect.fail();
  expect(left.state).toMatchObject({ user_id: bob });

  watch.fails = "";
  watch.operations.length = 0;
  const now = await apply(scene, bobs, left);
  expect(watch.operations).toContain("TokenUpdate");
  expect((await scene.core.plan(TOKEN, bobs, now)).action).toBe("nothing");
});
