// The examples of the provider's documentation, and an account with the objects that they name.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Core } from "../support/cores.mjs";
import type { Seed } from "../support/seed.js";
import { AttachedProvider, PROVIDER, TOKENPLANE_ALONE, Workspace } from "../support/terraform.js";
import type { World } from "../support/world.js";

export const EXAMPLES = path.join(import.meta.dirname, "../../provider/examples");

/** The server's address in the examples. */
const ENDPOINT = "https://mfa.example.com";

/** Secrets, the first in Base32 and in hexadecimal. */
export const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const SECRET_HEX = "3132333435363738393031323334353637383930";

/** The variables of the examples. */
const VARIABLES = {
  TF_VAR_secret: SECRET,
  TF_VAR_fob_secret: SECRET,
  TF_VAR_fob_pin: "4711",
  TF_VAR_mail_password: "a password of a mail server",
  TF_VAR_gateway_key: "akeyofagateway",
  TF_VAR_gateway_token: "atokenofagateway",
  TF_VAR_bot_token: "123456:AtokenOfaBot",
  TF_VAR_address: `otpauth://totp/Vendor:10001?secret=${SECRET}&issuer=Vendor`,
  TF_VAR_box: `30001,${SECRET_HEX},TOTP,6,30,SHA1\n30002,${SECRET_HEX},TOTP,6,30,SHA1\n`,
  TF_VAR_serial_numbers: '["30001"]',
};

/** The files of all examples, by their addresses. */
export function exampleFiles(): readonly string[] {
  return readdirSync(EXAMPLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(EXAMPLES, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** An example unchanged, except for the server's address. */
export function example(file: string, url: string): string {
  return readFileSync(path.join(EXAMPLES, file), "utf8").replaceAll(ENDPOINT, url);
}

/** How many portals were opened: no two of a server have one address. */
let portals = 0;

/**
 * Bert has the fob 20001 for the bastion host and a bypass there; nobody has the fob 20002. The bastion host has
 * a portal. Codes are sent by the company's chat.
 */
async function fill(seed: Seed): Promise<void> {
  const { admin } = seed;
  await seed.user("bert.miller", { email: "bert.miller@example.com" });
  await seed.user("carla.former", { enabled: false });
  await seed.resource("Bastion host");
  const mattermost = { url: "https://chat.example.com", botToken: "atokenofabot" };
  await admin.do("channelCreate", { name: "Company chat", driver: { mattermost } }, "__typename");
  for (const serialNumber of ["20001", "20002"]) {
    const two = { serialNumber, secret: SECRET_HEX, secretEncoding: "HEX", periodSeconds: 30 };
    await admin.do("tokenCreate", { model: { hardware: { two } } }, "__typename");
  }
  const token = { serialNumber: "20001" };
  const bastion = { resource: { name: "Bastion host" } };
  await admin.do("tokenAssign", { token, to: { user: { login: "bert.miller" } } }, "__typename");
  await admin.do("assignmentCreate", { token, to: bastion }, "__typename");
  await admin.do("tokenBypassGrant", { token, scope: bastion, duration: "HOURS_8" }, "__typename");
  await admin.do(
    "bypassPolicySet",
    { scope: bastion, maximumDuration: "HOURS_24", reasonRequired: false },
    "__typename",
  );
  portals += 1;
  await admin.do(
    "selfServicePolicySet",
    { ...bastion, address: `bastion-${portals}`, actions: ["TOKEN_SYNCHRONIZE"] },
    "__typename",
  );
}

/** A new folder, and an account of its own with the objects that the examples name. */
export async function opened(world: World, core: Core) {
  const seed = await world.seed();
  await fill(seed);
  const { secret } = await seed.admin.do<{ secret: string }>(
    "apiKeyCreate",
    { name: "terraform", role: "PROVISIONER" },
    "secret",
  );
  const server = { TOKENPLANE_ENDPOINT: world.url, TOKENPLANE_API_KEY: secret };
  const provider = await AttachedProvider.start(PROVIDER, server);
  const environment = { ...provider.environment, ...VARIABLES };
  const workspace = new Workspace(core, environment);
  workspace.write("versions.tf", TOKENPLANE_ALONE);
  return { seed, server, workspace, environment, end: () => (workspace.clear(), provider.end()) };
}
