import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../provider/version.js";
import { coresHere, knows, mirrored, PROVIDER, Workspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const SECOND_SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU";
const PIN = "730915";

/** Every file below a folder, as text that any byte stays in; what the provider itself is made of left out. */
function files(folder: string): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile() && !file.includes("terraform-provider-tokenplane"))
    .map((file) => ({ file, text: readFileSync(file, "latin1") }));
}

/** A token and a channel whose secrets are given, and a token whose secret is made. */
const CONFIGURATION = `terraform {
  required_providers {
    tokenplane = { source = "tokenplane/tokenplane" }
  }
}
variable "secret" {
  type      = string
  ephemeral = true
}
variable "pin" {
  type      = string
  ephemeral = true
}
variable "number" { type = number }
ephemeral "tokenplane_secret" "made" {}
resource "tokenplane_token" "given" {
  model             = "PROTECTIMUS_TWO"
  serial_number     = "S-1"
  period_seconds    = 30
  secret_wo         = var.secret
  secret_wo_version = var.number
  pin_wo            = var.pin
  pin_wo_version    = var.number
  pin_position      = "AFTER_OTP"
}
resource "tokenplane_channel" "chat" {
  name               = "Chat"
  slack              = {}
  secrets_wo         = { bot_token = var.secret }
  secrets_wo_version = var.number
}
resource "tokenplane_token" "made" {
  model          = "PROTECTIMUS_TWO"
  serial_number  = "S-2"
  period_seconds = 30
  secret_wo      = ephemeral.tokenplane_secret.made.base32
}`;

describe("secrets, PINs and keys", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it.each(coresHere())(
    "stand in no state, no plan and no log of the finest level with %s",
    async (_name, core) => {
      const { admin } = await world.seed();
      const workspace = new Workspace(core, {});
      const environment = {
        ...mirrored(workspace.folder, "tokenplane/tokenplane", VERSION, PROVIDER),
        TOKENPLANE_ENDPOINT: world.url,
        TOKENPLANE_API_KEY: admin.key,
        TF_LOG: "trace",
        TF_LOG_PATH: path.join(workspace.folder, "trace.log"),
      };
      const run = async (secret: string, version: number, ...args: readonly string[]) => {
        const { ended } = workspace.start(args, {
          ...environment,
          TF_VAR_secret: secret,
          TF_VAR_pin: PIN,
          TF_VAR_number: String(version),
        });
        return (await ended).output;
      };
      try {
        workspace.write("main.tf", CONFIGURATION);
        expect(knows(core, { terraform: "1.11", opentofu: "1.11" })).toBe(true);
        expect(await run(SECRET, 1, "init")).toContain("successfully initialized");
        expect(await run(SECRET, 1, "plan", "-out=tf.plan")).toContain("3 to add");
        const shown = [await run(SECRET, 1, "show", "-json", "tf.plan")];
        expect(await run(SECRET, 1, "apply", "tf.plan")).toContain("Resources: 3 added");
        expect(await run(SECOND_SECRET, 2, "apply", "-auto-approve")).toContain(
          "Resources: 0 added, 2 changed",
        );
        expect(await run(SECOND_SECRET, 2, "plan")).toContain("No changes.");
        shown.push(await run(SECOND_SECRET, 2, "show", "-json"));

        const written = files(workspace.folder);
        expect(written.some(({ file }) => file.endsWith("trace.log"))).toBe(true);
        expect(written.some(({ file }) => file.endsWith("terraform.tfstate"))).toBe(true);
        // The trace is of everything, so that it would be there; and of the provider's own words.
        expect(written.find(({ file }) => file.endsWith("trace.log"))?.text).toContain("TokenCreate");
        for (const marked of [SECRET, SECOND_SECRET, PIN, admin.key]) {
          expect(
            written.filter(({ text }) => text.includes(marked)).map(({ file }) => path.basename(file)),
            marked,
          ).toEqual([]);
          expect(shown.join("\n")).not.toContain(marked);
        }
      } finally {
        workspace.clear();
      }
    },
  );
});
