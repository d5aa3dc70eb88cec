import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeCore } from "../support/fake-core.js";
import { callsHere, configuring, fobNamed, isForUsers, KEY, getRefusal, Scene } from "../support/scene.js";
import { openWorld, storeHere, type World } from "../support/world.js";

describe("a key", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  const MAKE = "tokenplane api-key create --name terraform --role PROVISIONER";

  it("at an endpoint with a path of its own is not even looked at", async () => {
    expect(await configuring(`${world.url}/graphql`)).toMatchObject({
      path: "endpoint",
      detail: expect.stringContaining("Write the endpoint without a path."),
    });
  });

  it("that is wrong, malformed, revoked or expired is refused with the reason", async () => {
    const seed = await world.seed();
    const revoked = await seed.key("PROVISIONER");
    const { apiKeys } = await seed.admin.query<{ apiKeys: { nodes: { id: string; role: string }[] } }>(
      "{ apiKeys(first: 10) { nodes { id role } } }",
    );
    const id = apiKeys.nodes.find(({ role }) => role === "PROVISIONER")?.id;
    await seed.admin.do("apiKeyRevoke", { apiKey: id }, "__typename");
    const expiresAt = new Date(world.clock.now() + 60_000).toISOString();
    const over = await seed.key("PROVISIONER", { expiresAt });
    const used = await FakeCore.start(callsHere(), { endpoint: world.url, api_key: over.key });
    const planned = await used.plan("tokenplane_user", { login: "anna" }, null);
    world.clock.pass(60);
    for (const [key, why] of [
      [
        `${revoked.key.slice(0, -4)}${revoked.key.endsWith("AAAA") ? "BBBB" : "AAAA"}`,
        /no valid API key|no such API key/,
      ],
      ["tp_wrong", /^The Authorization header contains no valid API key/],
      [revoked.key, /^The API key was revoked\./],
      [over.key, /^The API key has expired\./],
    ] as const) {
      expect(await configuring(world.url, key)).toMatchObject({
        path: "api_key",
        summary: "The API key is not valid",
        detail: expect.stringMatching(why),
      });
      expect((await configuring(world.url, key)).detail).toContain(MAKE);
    }
    // In the block of a resource there is no api_key to point at.
    expect(await getRefusal(used.apply(planned))).toMatchObject({
      path: "",
      summary: "The API key is not valid",
    });
  });

  it.each([`${KEY}\n`, "hunter2", `${KEY} `, `tp_café`])(
    "such as %j is not even sent, and not repeated",
    async (key) => {
      const { path, detail } = await configuring(world.url, key);
      expect(path).toBe("api_key");
      expect(detail).toContain("use trimspace().");
      expect(detail).not.toContain(key.trim());
    },
  );

  it("of a disabled account is refused with the reason", async () => {
    const seed = await world.seed();
    await world.operator.do("accountDisable", { account: seed.accountId }, "__typename");
    expect(await configuring(world.url, seed.admin.key)).toMatchObject({
      path: "api_key",
      summary: "The account cannot be used",
      detail: "The account is disabled. The operator of this server can enable it.",
    });
  });

  it("that reads no account is refused", async () => {
    const { key } = await (await world.seed()).key("AUTHENTICATOR");
    for (const [of, role] of [
      [key, "AUTHENTICATOR"],
      [world.operator.key, "OPERATOR"],
    ] as const) {
      expect(await configuring(world.url, of)).toMatchObject({
        path: "api_key",
        detail: expect.stringMatching(`^Its role is ${role}\\. Use a key of role PROVISIONER`),
      });
    }
  });

  it.each(["HELPDESK", "AUDITOR"])(
    "of role %s reads, and the error names what it may not change",
    async (role) => {
      const scene = await Scene.open(world, { role });
      await scene.seed.user("bert");
      const imported = await scene.core.import("tokenplane_user", { id: "bert" });
      for (const work of [
        () => scene.make("tokenplane_user", { login: "anna" }),
        () => scene.make("tokenplane_token", fobNamed("F-1")),
        async () => scene.core.apply(await scene.core.plan("tokenplane_user", { login: "bertha" }, imported)),
        async () => scene.core.apply(await scene.core.plan("tokenplane_user", null, imported)),
      ]) {
        const reported = await getRefusal(work());
        isForUsers({ ...reported, detail: reported.detail.replaceAll(/may not use \w+/g, "may not") });
        expect(reported).toMatchObject({ path: "", summary: "The API key has no permission for this" });
        expect(reported.detail).toContain(`A key of role ${role} may not use `);
        expect(reported.detail).toContain(` Create one, and set api_key or TOKENPLANE_API_KEY:\n\n  ${MAKE}`);
      }
    },
  );
});
