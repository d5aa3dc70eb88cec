// Several configurations of the provider in one, and one that is known only when it is applied.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Api } from "../support/api.js";
import type { Core } from "../support/cores.mjs";
import { AttachedProvider, coreOfEachName, PROVIDER, Workspace, getWorkspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TERRAFORM = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
`;

const logins = async (api: Api) => {
  const { users } = await api.query<{ users: { nodes: { login: string }[] } }>(
    "{ users(first: 100) { nodes { login } } }",
  );
  return users.nodes.map(({ login }) => login).toSorted();
};

describe.each(coreOfEachName())("with %s", (_name, core: Core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  function open(environment: Readonly<Record<string, string>>): Workspace {
    const workspace = getWorkspace(core, { TOKENPLANE_ENDPOINT: world.url, ...environment });
    onTestFinished(() => workspace.clear());
    return workspace;
  }

  it("two accounts are managed side by side, each with its own key", { tags: "deep" }, async () => {
    const [one, other] = [await world.seed(), await world.seed()];
    const workspace = open({ TF_VAR_one: one.admin.key, TF_VAR_other: other.admin.key });
    workspace.write(
      "main.tf",
      `${TERRAFORM}
      variable "one" { sensitive = true }
      variable "other" { sensitive = true }
      provider "tokenplane" {
        api_key = var.one
      }
      provider "tokenplane" {
        alias   = "other"
        api_key = var.other
      }
      resource "tokenplane_user" "here" {
        count = 25
        login = "user\${count.index}"
      }
      resource "tokenplane_user" "there" {
        provider = tokenplane.other
        count    = 25
        login    = "user\${count.index}"
        enabled  = false
      }
      resource "tokenplane_user" "mirrored" {
        provider = tokenplane.other
        login    = "copy of \${tokenplane_user.here[0].login}"
      }
      data "tokenplane_account" "here" {}
      data "tokenplane_account" "there" { provider = tokenplane.other }
      output "accounts" {
        value = [data.tokenplane_account.here.id, data.tokenplane_account.there.id]
      }`,
    );
    await workspace.apply();
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    expect(await workspace.outputs()).toEqual({ accounts: [one.accountId, other.accountId] });
    expect(await logins(one.admin)).toHaveLength(25);
    expect(await logins(other.admin)).toHaveLength(26);
    expect(await logins(other.admin)).toContain("copy of user0");

    // Nothing of one account is reached with the key of the other.
    const id = String(workspace.instances()["tokenplane_user.there[0]"]?.["id"]);
    expect((await workspace.run("state", "rm", "tokenplane_user.here[0]")).code).toBe(0);
    const { code, output } = await workspace.run("import", "tokenplane_user.here[0]", id);
    expect(code).toBe(1);
    expect(output).toContain("No such user");
  });

  it("one provider that runs in debug mode serves several configurations at a time", async () => {
    const seeds = await Promise.all([world.seed(), world.seed(), world.seed()]);
    const provider = await AttachedProvider.start(PROVIDER, { TOKENPLANE_ENDPOINT: world.url });
    onTestFinished(async () => void (await provider.end()));
    const workspace = new Workspace(core, provider.environment);
    onTestFinished(() => workspace.clear());
    const accounts = seeds.map(
      ({ admin }, index) => `
      provider "tokenplane" {
        alias   = "of${index}"
        api_key = "${admin.key}"
      }
      resource "tokenplane_user" "of${index}" {
        provider = tokenplane.of${index}
        login    = "user${index}"
      }`,
    );
    workspace.write("main.tf", `${TERRAFORM}${accounts.join("")}`);
    await workspace.apply();
    for (const [index, { admin }] of seeds.entries()) expect(await logins(admin)).toEqual([`user${index}`]);
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
  });

  it("an endpoint that the same apply makes is waited for", { tags: "deep" }, async () => {
    const { admin } = await world.seed();
    const workspace = open({ TOKENPLANE_API_KEY: admin.key });
    workspace.write(
      "main.tf",
      `${TERRAFORM}
      variable "url" {}
      resource "terraform_data" "server" { input = var.url }
      provider "tokenplane" { endpoint = terraform_data.server.output }
      resource "tokenplane_user" "one" { login = "one" }`,
    );
    const variable = `-var=url=${world.url}`;
    const planned = await workspace.plan(variable);
    expect(planned.output).toContain("2 to add, 0 to change, 0 to destroy");
    await workspace.apply(variable);
    expect(await logins(admin)).toEqual(["one"]);
    expect(await workspace.plan(variable)).toMatchObject({ isEmpty: true });

    // Where it moves, what there is cannot be refreshed before: one sentence says what to do.
    const moved = await workspace.run("plan", `${variable}/`);
    expect(moved.code).toBe(1);
    expect(moved.output.replaceAll(/\s+/g, " ")).toContain(
      "First apply the resources that create it, with -target",
    );
    expect(moved.output.match(/^Error: /gm)).toHaveLength(1);
    const first = await workspace.run(
      "apply",
      "-auto-approve",
      "-target=terraform_data.server",
      `${variable}/`,
    );
    expect(first.code, first.output).toBe(0);
    await workspace.apply(`${variable}/`);
    expect(await workspace.plan(`${variable}/`)).toMatchObject({ isEmpty: true });
  });
});
