import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import type { ManualClock } from "./clock.js";
import { EVERY_MODEL, tokenOfModel } from "./every-model.js";
import type { Api } from "./api.js";
import { Seed, type Device } from "./seed.js";

/** The lines of a backup. */
export function getLines(file: string): string[] {
  return gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");
}

/** Lines as the bytes of a file. */
export function packed(lines: readonly string[]): Buffer {
  return gzipSync(`${lines.join("\n")}\n`);
}

/** Lines of a backup with the last one, which proves that all of them are there. */
export function ended(lines: readonly string[]): string[] {
  const rows = lines.filter((line) => line.startsWith("{")).length;
  const sha256 = createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("hex");
  return [...lines, JSON.stringify(["end", { rows, sha256 }])];
}

/** An account that contains every kind of object. */
export interface Filled {
  readonly seed: Seed;
  /** Anna's fob at VPN; its current code was used. */
  readonly fob: Device;
  readonly usedCode: string;
  readonly auditor: { readonly secret: string; readonly apiKey: { readonly id: string } };
  /** A mutation that can be repeated. */
  readonly once: () => Promise<object>;
  /** Its first answer. */
  readonly answered: object;
}

/** Fills a new account. */
export async function filledAccount(operator: Api, clock: ManualClock): Promise<Filled> {
  const seed = await Seed.account(operator, clock);
  const { admin } = seed;
  await seed.resource("VPN", { allowedAddresses: ["192.0.2.0/24", "2001:db8::/32"] });
  await seed.resource('Odd "name" \\ € 🔑');
  await seed.user("anna", { firstName: "Ann'a \\N {}", email: "anna@example.com" });
  const address = { clientAddress: "192.0.2.7" };
  const fob = await seed.fob({ of: "anna", at: ["VPN"] });
  for (const model of EVERY_MODEL) {
    await tokenOfModel({ clock }, seed, model, { pin: { value: "4711", position: "BEFORE_OTP" } });
  }
  await admin.do(
    "tokenCreate",
    { name: "waits", model: { software: { googleAuthenticator: {} } } },
    "__typename",
  );
  await admin.do(
    "tokenBypassGrant",
    { token: { id: fob.id }, scope: { everywhere: true }, duration: "HOUR_1", reason: "travels" },
    "__typename",
  );
  await admin.do("tokenBypassRevoke", { bypass: { token: { id: fob.id } } }, "__typename");
  await admin.do(
    "bypassPolicySet",
    {
      scope: { accountDefault: true },
      maximumDuration: "HOURS_8",
      reasonRequired: true,
      grantedBy: ["ADMIN"],
    },
    "__typename",
  );
  const usedCode = fob.code();
  await seed.signIn({ login: "anna" }, "VPN", usedCode, address);
  await seed.signIn({ login: "anna" }, "VPN", fob.wrongCode(), address);
  const auditor = await admin.do<{ secret: string; apiKey: { id: string } }>(
    "apiKeyCreate",
    { name: "audit", role: "AUDITOR" },
    "secret apiKey { id }",
  );
  const once = () =>
    admin.do<{ user: object }>(
      "userCreate",
      { login: "once", idempotencyKey: "once" },
      "user { id createdAt }",
    );
  return { seed, fob, usedCode, auditor, once, answered: await once() };
}
