// @module-tag deep
// What people install: the packages of the library, packed, in a folder of their own.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VERSION } from "../../provider/version.js";
import { isOffline, NO_REGISTRY, npmSettings } from "../support/registry.js";

const ROOT = path.join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** Runs a command in a folder. @throws Error with all that it said when it fails. */
async function runIn(folder: string, command: string, ...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(command, args, { cwd: folder, env: { ...process.env, ...npmSettings() } });
    return stdout;
  } catch (thrown) {
    const { stdout = "", stderr = "" } = thrown as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} ended with an error:\n${stdout}${stderr}`, {
      cause: thrown,
    });
  }
}

/** What a compiled folder holds of its sources. */
function compiled(sources: string, folder: string): string[] {
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [".js", ".d.ts"].map((ending) => `${folder}/${file.replace(/\.ts$/, ending)}`));
}

/** A program that uses much of the library before the eyes of the compiler. */
function program(target: string, own: string): string {
  return `import { App, TerraformStack } from "${target}";
import {
  Assignments,
  assignmentsFromRows,
  Authenticator,
  BypassDuration,
  BypassPolicy,
  configureTokenplane,
  Person,
  ProtectedResource,
  ${own}
  type Assignment,
  type IAuthenticator,
  type PersonProps,
} from "@tokenplane/${target}";
import { User } from "@tokenplane/${target}/bindings/user";

const app = new App({ context: { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } } });
const stack = new TerraformStack(app, "access");
configureTokenplane(stack);
const bypass = BypassPolicy.temporary({ atMost: BypassDuration.HOURS_8, reasonRequired: true });
const vpn = new ProtectedResource(stack, "vpn", { name: "Corporate VPN", bypass });
const alice: PersonProps = { login: "alice", email: "alice@example.com" };
const owner = new Person(stack, "alice", alice);
const phone: IAuthenticator = Authenticator.app(stack, "alice-phone", { owner });
const granted: Assignment = vpn.grant(owner, phone);
const user: User = owner.binding;
const rows = assignmentsFromRows([{ login: "bob", resource: "Corporate VPN", app: "Phone" }]);
new Assignments(stack, "table", { rows, resources: [vpn] });
// A mistake must not pass, as it would where no types are found.
// @ts-expect-error
export const nobody = () => new Person(stack, "nobody", { email: "nobody@example.com" });
if (user.terraformResourceType.length === 0 || granted.binding.resourceId.length === 0) throw new Error("empty");
console.log("It runs.", [${own}].length);
`;
}

const STRICT = (
  "--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noImplicitOverride " +
  "--skipLibCheck false --target es2022"
).split(" ");

/** How programs are compiled. */
const PROGRAMS = [
  {
    name: "CommonJS as cdktf init sets it, by TypeScript 5",
    file: "main.ts",
    compiler: "../node_modules/typescript",
    settings: ["--module", "commonjs", "--moduleResolution", "node10"],
  },
  {
    name: "ES modules, by TypeScript 7",
    file: "main.mts",
    compiler: path.join(ROOT, "node_modules/typescript"),
    settings: ["--module", "nodenext"],
  },
];

describe.each([
  ["cdktf", "cdktf@0.21.0", ""],
  ["cdktn", "cdktn@0.24.0", "EphemeralApiKey, EphemeralSecret,"],
])("the package @tokenplane/%s", (target, core, own) => {
  const home = mkdtempSync(path.join(os.tmpdir(), "package-"));
  let files: readonly string[];
  beforeAll(async () => {
    const folder = path.join(ROOT, "provider", target);
    const reported = await runIn(folder, "npm", "pack", "--json", "--silent", "--pack-destination", home);
    const packed = JSON.parse(reported.slice(reported.indexOf("[\n"))) as { files: { path: string }[] }[];
    files = packed.flatMap((one) => one.files.map((file) => file.path));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("holds what programs need, and nothing else", () => {
    const folder = path.join(ROOT, "provider", target);
    const expected = [
      "LICENSE",
      "README.md",
      "package.json",
      "reference.md",
      ...compiled(path.join(folder, "constructs"), "dist/constructs"),
      ...compiled(path.join(folder, "bindings"), "dist/bindings"),
      ...compiled(path.join(folder, "rules"), "dist/rules"),
      // What only cdktn has.
      ...(own === "" ? [] : ["dist/ephemeral.js", "dist/ephemeral.d.ts"]),
    ];
    expect([...files].sort()).toEqual(expected.sort());
  });

  describe("installed", () => {
    let offline = false;
    beforeAll(async () => {
      writeFileSync(path.join(home, "package.json"), "{}");
      offline = await isOffline(async () => {
        // What the package builds on comes first: without a registry, npm takes that for a conflict otherwise.
        await runIn(home, "npm", "install", core, "typescript@5.9.3", "@types/node@20");
        await runIn(home, "npm", "install", `./tokenplane-${target}-${VERSION}.tgz`);
      }, `@tokenplane/${target} is not installed`);
    });
    beforeEach(({ skip }) => skip(offline, NO_REGISTRY));

    it.each(PROGRAMS)(
      "has types for strict programs in $name, which run",
      async ({ file, compiler, settings }) => {
        const folder = mkdtempSync(path.join(home, "program-"));
        writeFileSync(path.join(folder, file), program(target, own));
        await runIn(folder, process.execPath, `${compiler}/bin/tsc`, ...STRICT, ...settings, file);
        const made = file.replace(/ts$/, "js");
        expect(await runIn(folder, process.execPath, made)).toMatch(/^It runs\. [02]\n$/);
      },
    );
  });
});
