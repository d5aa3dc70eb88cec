import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AttachedProvider, coresHere, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const TERRAFORM = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
`;

/** A configuration, and what its user reads when it is refused. */
interface Read {
  readonly config: string;
  readonly command: "plan" | "apply";
  readonly output: string;
}

const READ: readonly Read[] = [
  {
    config:
      'resource "tokenplane_bypass" "it" {\n  token_id   = "x"\n  everywhere = true\n  duration   = "HOURS_2"\n}',
    command: "plan",
    output: `Error: No such value

  with tokenplane_bypass.it,
  on main.tf line 9, in resource "tokenplane_bypass" "it":
   9:   duration   = "HOURS_2"

This is "HOURS_2". Write one of HOUR_1, HOURS_8, HOURS_12, HOURS_24,
PERMANENT.
`,
  },
  {
    config: `resource "terraform_data" "it" {\n  input = "HOURS_2"\n}
resource "tokenplane_bypass" "it" {\n  token_id   = "x"\n  everywhere = true\n  duration   = terraform_data.it.output\n}`,
    command: "apply",
    output: `Error: No such value

  with tokenplane_bypass.it,
  on main.tf line 12, in resource "tokenplane_bypass" "it":
  12:   duration   = terraform_data.it.output

This is "HOURS_2". Write one of HOUR_1, HOURS_8, HOURS_12, HOURS_24,
PERMANENT.
`,
  },
  {
    config:
      'resource "tokenplane_resource" "it" {\n  name              = "VPN"\n  allowed_addresses = ["10.0.0.0/8", "10.0.0.300"]\n}',
    command: "plan",
    output: `Error: This value is not valid

  with tokenplane_resource.it,
  on main.tf line 8, in resource "tokenplane_resource" "it":
   8:   allowed_addresses = ["10.0.0.0/8", "10.0.0.300"]

This is "10.0.0.300". An address block is written as 10.0.0.0/8, 192.0.2.7 or
2001:db8::/32.
`,
  },
  {
    config: 'provider "tokenplane" {\n  api_key = "wrong"\n}\ndata "tokenplane_users" "all" {}',
    command: "plan",
    output: `  on main.tf line 7, in provider "tokenplane":
   7:   api_key = "wrong"

An API key begins with tp_, and has no spaces or line breaks. If you read the
key from a file, use trimspace().
`,
  },
  {
    config: `resource "terraform_data" "it" {\n  input = "https://mfa.example.com"\n}
provider "tokenplane" {\n  endpoint = terraform_data.it.output\n}
data "tokenplane_users" "all" {}`,
    command: "plan",
    output: `Error: The server is not known yet

  with data.tokenplane_users.all,
  on main.tf line 12, in data "tokenplane_users" "all":
  12: data "tokenplane_users" "all" {}

The provider's endpoint or api_key is created by the same apply. First apply
the resources that create it, with -target, or move them into a separate
configuration.
`,
  },
];

describe.each(coresHere())("what a user of %s reads", (_name, core) => {
  let world: World;
  let attached: AttachedProvider;
  let workspace: Workspace;
  beforeAll(async () => {
    world = await openWorld(storeHere());
    const seed = await world.seed();
    await seed.user("Anna O'Brien");
    const { key } = await seed.key("PROVISIONER");
    attached = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: key,
    });
    workspace = new Workspace(core, attached.environment);
  });
  afterAll(async () => {
    workspace.clear();
    await attached.end();
    await world.end();
  });

  it.each(READ)("of a refused $command points at the line and says what to do: $config", async (read) => {
    workspace.write("main.tf", `${TERRAFORM}${read.config}\n`);
    const args = read.command === "apply" ? ["apply", "-auto-approve"] : ["plan"];
    const { code, output } = await workspace.run(...args);
    expect(code).toBe(1);
    expect(output).toContain(read.output);
  });

  it("of what exists already is one line, which imports it", async () => {
    workspace.write(
      "main.tf",
      `${TERRAFORM}resource "tokenplane_user" "it" {\n  login = "Anna O'Brien"\n}\n`,
    );
    const { code, output } = await workspace.run("apply", "-auto-approve");
    expect(code).toBe(1);
    expect(output).toContain("Another user has this login. If this block was renamed, write a moved block.");
    const [, id] = /^ {2}terraform import tokenplane_user\.NAME "(.*)"$/m.exec(output) ?? [];
    expect(id).toBe("Anna O'Brien");
    const imported = await workspace.run("import", "tokenplane_user.it", id ?? "");
    expect(imported.code, imported.output).toBe(0);
    const { isEmpty, output: planned } = await workspace.plan();
    expect(isEmpty, planned).toBe(true);
  });
});
