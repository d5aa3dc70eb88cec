// @module-tag deep
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AttachedProvider, coresHere, knows, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TERRAFORM = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
`;

describe.each(coresHere())("with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  /** An account where Alice's token is locked and has two bypasses, and a folder. */
  async function opened() {
    const seed = await world.seed();
    const { admin } = seed;
    await seed.user("alice");
    await seed.resource("VPN", { failedAttemptsBeforeLock: 3, lockMinutes: 0 });
    await seed.resource("Mail");
    const fob = await seed.fob({ of: "alice", at: ["VPN", "Mail"] });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await seed.signIn({ login: "alice" }, "VPN", fob.wrongCode())).toBe(false);
    }
    const grants = [];
    for (const name of ["VPN", "Mail"]) {
      grants.push(
        await admin.do<{ bypass: { id: string } }>(
          "tokenBypassGrant",
          { token: { id: fob.id }, scope: { resource: { name } }, duration: "HOUR_1" },
          "bypass { id }",
        ),
      );
    }
    const provider = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: (await seed.key("PROVISIONER")).key,
    });
    const workspace = new Workspace(core, provider.environment);
    const locked = async () =>
      (
        await admin.query<{ token: { lock: object | null } }>(
          "query ($id: ID!) { token(by: { id: $id }) { lock { reason } } }",
          {
            id: fob.id,
          },
        )
      ).token.lock;
    const running = async () =>
      (
        await admin.query<{ bypasses: { nodes: { id: string }[] } }>(
          "{ bypasses(first: 10, filter: { running: true }) { nodes { id } } }",
        )
      ).bypasses.nodes.map(({ id }) => id);
    return {
      fob,
      workspace,
      locked,
      running,
      bypasses: grants.map(({ bypass }) => bypass.id),
      end: () => (workspace.clear(), provider.end()),
    };
  }

  it(
    "unlocks a token; where nothing is locked there is nothing to do",
    { tags: "deep" },
    async ({ skip }) => {
      if (!knows(core, { terraform: "1.14", opentofu: null })) skip("it has no actions");
      const { fob, workspace, locked, end } = await opened();
      try {
        workspace.write(
          "main.tf",
          `${TERRAFORM}
        action "tokenplane_unlock" "alice" {
          config { token_id = "${fob.id}" }
        }`,
        );
        expect(await locked()).not.toBeNull();
        const { code, output } = await workspace.run(
          "apply",
          "-auto-approve",
          "-invoke=action.tokenplane_unlock.alice",
        );
        expect(code, output).toBe(0);
        expect(output).toContain("The token may be used.");
        expect(await locked()).toBeNull();
        // Once more there is nothing to do, and it is no error.
        expect(
          (await workspace.run("apply", "-auto-approve", "-invoke=action.tokenplane_unlock.alice")).code,
        ).toBe(0);
      } finally {
        await end();
      }
    },
  );

  it(
    "ends one bypass, or all of a token, also after a change of another block",
    { tags: "deep" },
    async ({ skip }) => {
      if (!knows(core, { terraform: "1.14", opentofu: null })) skip("it has no actions");
      const { fob, workspace, running, bypasses, end } = await opened();
      const [first, second] = bypasses;
      try {
        expect(await running()).toHaveLength(2);
        workspace.write(
          "main.tf",
          `${TERRAFORM}
        action "tokenplane_revoke_bypass" "one" {
          config { bypass_id = "${first}" }
        }
        action "tokenplane_revoke_bypass" "all" {
          config { token_id = "${fob.id}" }
        }
        resource "tokenplane_resource" "vault" {
          name = "Vault"
          lifecycle {
            action_trigger {
              events  = [after_create]
              actions = [action.tokenplane_revoke_bypass.all]
            }
          }
        }`,
        );
        const one = await workspace.run(
          "apply",
          "-auto-approve",
          "-invoke=action.tokenplane_revoke_bypass.one",
        );
        expect(one.output).toContain("Bypasses ended: 1.");
        expect(await running()).toEqual([second]);
        await workspace.apply();
        expect(await running()).toEqual([]);
      } finally {
        await end();
      }
    },
  );

  it("says what is wrong with an action, before anything is done and when the server refuses it", async ({
    skip,
  }) => {
    if (!knows(core, { terraform: "1.14", opentofu: null })) skip("it has no actions");
    const { workspace, bypasses, running, end } = await opened();
    try {
      workspace.write(
        "main.tf",
        `${TERRAFORM}
        action "tokenplane_revoke_bypass" "which" {
          config {}
        }`,
      );
      expect((await workspace.run("validate")).output).toContain(
        "Write bypass_id, or token_id for all bypasses of a token",
      );
      workspace.write(
        "main.tf",
        `${TERRAFORM}
        action "tokenplane_unlock" "nobody" {
          config { token_id = "${bypasses[0]}" }
        }`,
      );
      const { code, output } = await workspace.run(
        "apply",
        "-auto-approve",
        "-invoke=action.tokenplane_unlock.nobody",
      );
      expect(code).toBe(1);
      expect(output).toMatch(/Not found|refused/);
      expect(await running()).toHaveLength(2);
    } finally {
      await end();
    }
  });
});
