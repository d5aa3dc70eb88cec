// An example after its folder was copied: a core works in the copy, with an account of its own.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { mirrorProvider } from "../../examples/run/core.js";
import { copyExample, prepare, synthesise } from "../../examples/run/program.js";
import type { ManualClock } from "./clock.js";
import type { Core } from "./cores.mjs";
import { Device, type Seed } from "./seed.js";
import { Workspace } from "./terraform.js";
import type { World } from "./world.js";

const NEVER = new AbortController().signal;

/** The planned change of a resource. */
interface Change {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

export class Example {
  private constructor(
    /** The copy of the example's folder. */
    readonly folder: string,
    readonly workspace: Workspace,
    readonly seed: Seed,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly clock: ManualClock,
  ) {}

  /** Copies an example, and synthesises it. @param variables what its program reads from the environment. */
  static async open(
    world: World,
    core: Core,
    name: string,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<Example> {
    const seed = await world.seed();
    const { key } = await seed.key("PROVISIONER");
    const workspace = new Workspace(core, {});
    const mirror = path.join(workspace.folder, "registry");
    mkdirSync(mirror);
    const server = { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: key };
    const { TF_CLI_CONFIG_FILE = "" } = mirrorProvider(mirror);
    workspace.with({ TF_CLI_CONFIG_FILE, ...server });
    const folder = copyExample(name, path.join(workspace.folder, "example"));
    const { PATH } = process.env;
    const example = new Example(folder, workspace, seed, { PATH, ...variables }, world.clock);
    await prepare(folder, NEVER, { PATH, ...server });
    await example.synthesise();
    const { code, output } = await workspace.run("init");
    assert.equal(code, 0, output);
    return example;
  }

  /** Makes the configuration from the files in the folder. */
  async synthesise(): Promise<void> {
    const configuration = await synthesise(this.folder, NEVER, this.environment);
    const file = configuration === this.folder ? "main.tf" : "cdk.tf.json";
    this.workspace.write(file, readFileSync(path.join(configuration, file), "utf8"));
  }

  /** Changes a text in one of the files, and makes the configuration again. */
  async edit(file: string, from: string, to: string): Promise<void> {
    const whole = path.join(this.folder, file);
    const text = readFileSync(whole, "utf8");
    assert.equal(text.split(from).length, 2, `${file} has ${JSON.stringify(from)} not once`);
    writeFileSync(
      whole,
      text.replace(from, () => to),
    );
    await this.synthesise();
  }

  /**
   * The planned changes: the action, the address, and for an update the attributes, as in `update
   * tokenplane_resource.vpn name`. The plan is stored for `applyPlanned`.
   */
  async planned(): Promise<readonly string[]> {
    const { isEmpty } = await this.workspace.plan("-out=planned");
    if (isEmpty) return [];
    const { code, output } = await this.workspace.run("show", "-json", "planned");
    assert.equal(code, 0, output);
    const { resource_changes: changes = [] } = JSON.parse(output) as { resource_changes?: readonly Change[] };
    return changes
      .filter(({ mode, change }) => mode === "managed" && change.actions.join(" ") !== "no-op")
      .map(({ type, name, change: { actions, before, after } }) => {
        const changed = Object.keys(after ?? {}).filter(
          (attribute) => JSON.stringify(before?.[attribute]) !== JSON.stringify(after?.[attribute]),
        );
        // CDKTF appends a hash of the construct's path to a name.
        const address = `${type}.${name.replace(/_[0-9A-F]{8}$/, "")}`;
        return [actions.join(" "), address, ...(before && after ? changed : [])].join(" ");
      })
      .sort();
  }

  /** Applies what was planned. */
  async applyPlanned(): Promise<void> {
    const { code, output } = await this.workspace.run("apply", "planned");
    assert.equal(code, 0, output);
  }

  async destroy(): Promise<void> {
    const { code, output } = await this.workspace.run("destroy", "-auto-approve");
    assert.equal(code, 0, output);
  }

  /** The assignments in the API, as text: `login, resource, token`. */
  async assignments(): Promise<readonly string[]> {
    const { assignments } = await this.seed.admin.query<{
      assignments: {
        nodes: {
          user: { login: string } | null;
          resource: { name: string };
          token: { name: string };
        }[];
      };
    }>("{ assignments(first: 100) { nodes { user { login } resource { name } token { name } } } }");
    return assignments.nodes
      .map(({ user, resource, token }) => [user?.login, resource.name, token.name].join(", "))
      .sort();
  }

  /** Enrols every app that waits for it, as its owner does. */
  async enrol(): Promise<void> {
    const { admin } = this.seed;
    const { tokens } = await admin.query<{
      tokens: { nodes: { id: string; name: string; status: string }[] };
    }>("{ tokens(first: 100) { nodes { id name status } } }");
    for (const { id, name } of tokens.nodes.filter(({ status }) => status === "PENDING")) {
      const { enrolment } = await admin.do<{ enrolment: { secretHex: string } }>(
        "tokenEnrolmentStart",
        { token: { id } },
        "enrolment { secretHex }",
      );
      const app = this.device(name, enrolment.secretHex);
      await admin.do("tokenEnrolmentConfirm", { token: { id }, otp: app.code() }, "__typename");
    }
  }

  /** A fob or an app as a device. @param secret in hexadecimal. */
  device(name: string, secret: string): Device {
    const oath = { digits: 6, hash: "SHA1", periodSeconds: 30 } as const;
    return new Device("", name, this.clock, Buffer.from(secret, "hex"), oath);
  }

  /** How many users, resources, tokens and assignments the account has. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const found = await this.seed.admin.query<Record<string, { totalCount: number }>>(
      "{ users { totalCount } resources { totalCount } tokens { totalCount } assignments { totalCount } }",
    );
    return Object.fromEntries(Object.entries(found).map(([kind, { totalCount }]) => [kind, totalCount]));
  }

  end(): void {
    this.workspace.clear();
  }
}
