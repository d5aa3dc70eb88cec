// States that earlier releases wrote are read, planned and applied by this one. `UPGRADE_FIXTURE=write` makes the present
// version leave its own: see CONTRIBUTING.md.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { provider } from "../../provider/provider.js";
import { VERSION } from "../../provider/version.js";
import type { Api } from "../support/api.js";
import { SERVICE_ACCOUNT } from "../support/channels.js";
import { stopAll } from "../support/installation.js";
import { leave, leftBy, releasesLeft, withServerOf } from "../support/release-fixture.js";
import {
  AttachedProvider,
  coreOfEachName,
  PROVIDER,
  TOKENPLANE_ALONE,
  Workspace,
} from "../support/terraform.js";
import type { Core } from "../support/cores.mjs";

/** Something of every type, of which much changes with the generation. */
const CONFIGURATION = `${TOKENPLANE_ALONE}
variable "generation" {
  type    = number
  default = 1
}

resource "tokenplane_user" "alice" {
  login        = "alice.jones"
  email        = "alice@example.com"
  phone_number = "+390600000001"
  first_name   = "Alice \${var.generation}"
}

resource "tokenplane_resource" "vpn" {
  name                        = "Office VPN"
  failed_attempts_before_lock = 2 + var.generation
  lock_minutes                = 0
  allowed_addresses           = ["192.0.2.7", "10.0.0.0/8"]
  pin_before_sending          = var.generation > 1
  timeouts                    = { create = "2m" }
}

resource "tokenplane_token" "phone" {
  name    = "Phone \${var.generation}"
  model   = "PROTECTIMUS_SMART"
  user_id = tokenplane_user.alice.id
}

resource "tokenplane_token" "device" {
  model             = "UNIVERSAL"
  serial_number     = "10001"
  algorithm         = "TOTP"
  digits            = 5 + var.generation
  hash              = "SHA256"
  period_seconds    = 30
  secret_wo         = var.generation > 1 ? "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U" : "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
  secret_wo_version = var.generation
  pin_wo            = "4711"
  pin_wo_version    = 1
  pin_position      = "AFTER_OTP"
}

resource "tokenplane_token" "answering" {
  model             = "PROTECTIMUS_ULTRA"
  serial_number     = "10002"
  secret_wo         = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
  secret_wo_version = 1
}

resource "tokenplane_channel" "texts" {
  name              = "Texts \${var.generation}"
  allowed_countries = ["DE", "AT"]
  hourly_limit      = 100 * var.generation
  sms_http = {
    url     = "https://sms.example.org/send"
    headers = { "X-Key" = "{secret:KEY}" }
    body    = jsonencode({ to = "{to}", text = "{text}" })
  }
  secrets_wo         = { KEY = var.generation > 1 ? "second" : "first" }
  secrets_wo_version = var.generation
}

resource "tokenplane_channel" "bot" {
  name       = "Bot"
  telegram   = { bot_username = "ExampleCodesBot" }
  secrets_wo = { bot_token = "123456:first" }
}

resource "tokenplane_channel" "firebase" {
  name       = "Firebase"
  enabled    = var.generation > 1
  fcm        = { project_id = "tokenplane-test" }
  secrets_wo = { service_account = ${JSON.stringify(SERVICE_ACCOUNT)} }
}

resource "tokenplane_token" "approving" {
  name    = "Approving \${var.generation}"
  model   = "PUSH"
  user_id = tokenplane_user.alice.id
}

resource "tokenplane_token" "number" {
  name         = "Number"
  model        = "SMS"
  phone_number = var.generation > 1 ? "+491701234599" : "+491701234567"
}

resource "tokenplane_token" "chat" {
  name       = "Chat"
  model      = "BOT"
  channel_id = tokenplane_channel.bot.id
}

# It was there before, and imported: its first version sends nothing.
resource "tokenplane_token" "adopted" {
  model             = "PROTECTIMUS_TWO"
  serial_number     = "10003"
  period_seconds    = 60
  secret_wo         = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"
  secret_wo_version = var.generation > 1 ? 1 : null
}

resource "tokenplane_token_user" "device" {
  token_id = tokenplane_token.device.id
  user_id  = tokenplane_user.alice.id
}

resource "tokenplane_assignment" "vpn" {
  resource_id = tokenplane_resource.vpn.id
  token_id    = tokenplane_token_user.device.token_id
  user_id     = tokenplane_token_user.device.user_id
}

resource "tokenplane_bypass" "travel" {
  token_id    = tokenplane_assignment.vpn.token_id
  resource_id = tokenplane_assignment.vpn.resource_id
  duration    = "HOURS_8"
  reason      = "travels"
  keepers     = { ticket = "42" }
}

resource "tokenplane_bypass" "everywhere" {
  token_id   = tokenplane_assignment.vpn.token_id
  everywhere = true
  duration   = "PERMANENT"
}

resource "tokenplane_bypass_policy" "vpn" {
  resource_id      = tokenplane_resource.vpn.id
  maximum_duration = "PERMANENT"
  reason_required  = var.generation > 1
  granted_by       = ["ADMIN", "PROVISIONER"]
}

resource "tokenplane_account_bypass_policy" "account" {
  maximum_duration = "PERMANENT"
  reason_required  = var.generation > 1
}

resource "tokenplane_self_service_policy" "vpn" {
  resource_id          = tokenplane_resource.vpn.id
  address              = "office-vpn"
  actions              = var.generation > 1 ? ["TOKEN_ENROL", "TOKEN_REPORT_LOST"] : ["TOKEN_ENROL"]
  models               = ["GOOGLE_AUTHENTICATOR", "PUSH"]
  first_enrolment      = "MAIL_CODE"
  first_enrolment_days = 6 + var.generation
  sign_in              = ["PASSWORD", "MAIL_CODE"]
  allowed_addresses    = ["192.0.2.7", "10.0.0.0/8"]
}
`;

async function opened(core: Core, { url, key }: Api) {
  const attached = await AttachedProvider.start(PROVIDER, {
    TOKENPLANE_ENDPOINT: url,
    TOKENPLANE_API_KEY: key,
  });
  const workspace = new Workspace(core, attached.environment);
  return { workspace, end: () => (workspace.clear(), attached.end()) };
}

async function write(core: Core): Promise<void> {
  await leave(VERSION, CONFIGURATION, async ({ admin }) => {
    const two = { serialNumber: "10003", secret: "31".repeat(20), secretEncoding: "HEX", periodSeconds: 60 };
    await admin.do("tokenCreate", { model: { hardware: { two } } }, "__typename");
    const { workspace, end } = await opened(core, admin);
    try {
      workspace.write("main.tf", CONFIGURATION);
      const { code, output } = await workspace.run("import", "tokenplane_token.adopted", "10003");
      expect(code, output).toBe(0);
      await workspace.apply();
      return readFileSync(path.join(workspace.folder, "terraform.tfstate"), "utf8");
    } finally {
      await end();
    }
  });
}

afterAll(stopAll);

it.runIf(process.env["UPGRADE_FIXTURE"] === "write")("leaves a state for the releases to come", async () => {
  const [[, core] = []] = coreOfEachName();
  if (core === undefined) throw new Error("There is no core to write a state with.");
  await write(core);
  expect(releasesLeft()).toContain(VERSION);
});

it("every release has left something of every type, this one too", () => {
  expect(releasesLeft()).toContain(VERSION);
  const { state } = leftBy(VERSION);
  for (const type of Object.keys(provider.resources)) expect(state).toContain(`"type": "tokenplane_${type}"`);
});

describe.each(coreOfEachName())("with %s", (_name, core) => {
  it.each(releasesLeft())(
    "what %s wrote is up to date, can be changed, and can be destroyed",
    { tags: "deep" },
    async (version) => {
      await withServerOf(version, async (admin) => {
        const { configuration, state } = leftBy(version);
        const { workspace, end } = await opened(core, admin);
        try {
          workspace.write("main.tf", configuration);
          // OpenTofu's own registry is another one.
          workspace.write(
            "terraform.tfstate",
            core.name === "OpenTofu"
              ? state.replaceAll("registry.terraform.io", "registry.opentofu.org")
              : state,
          );
          expect((await workspace.plan()).output).toContain("No changes");

          const second = "-var=generation=2";
          const applied = await workspace.apply(second);
          expect(applied).toMatch(/0 added, [1-9]\d* changed, 0 destroyed/);
          expect(await workspace.plan(second)).toMatchObject({ isEmpty: true });
          const { events } = await admin.query<{ events: { nodes: { token: { name: string } }[] } }>(
            "{ events(first: 10, filter: { types: [TOKEN_REISSUED] }) { nodes { token { name } } } }",
          );
          expect(events.nodes.map(({ token }) => token.name)).toEqual(["10001"]);

          const all = Object.keys(workspace.instances()).length;
          const destroyed = await workspace.run("destroy", "-auto-approve", second);
          expect(destroyed.output).toContain(`${all} destroyed`);
          expect(destroyed.code).toBe(0);
        } finally {
          await end();
        }
      });
    },
  );
});
