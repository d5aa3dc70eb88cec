import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Device } from "../support/seed.js";
import {
  AttachedProvider,
  coresHere,
  knows,
  PROVIDER,
  TOKENPLANE_ALONE,
  Workspace,
} from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** Two secrets, the token of the first one, and what stands for a vault: a file outside of the configuration. */
function configuration(vault: string): string {
  return `${TOKENPLANE_ALONE}
  variable "number" { type = number }
  ephemeral "tokenplane_secret" "first" {}
  ephemeral "tokenplane_secret" "second" {}
  resource "tokenplane_token" "fob" {
    model             = "PROTECTIMUS_TWO"
    serial_number     = "F-1"
    period_seconds    = 30
    secret_wo         = ephemeral.tokenplane_secret.first.base32
    secret_wo_version = var.number
  }
  resource "terraform_data" "vault" {
    triggers_replace = [var.number]
    provisioner "local-exec" {
      command     = "printf '%s\\n' \\"$FIRST\\" \\"$SECOND\\" >> ${vault}"
      environment = {
        FIRST  = "\${ephemeral.tokenplane_secret.first.base32} \${ephemeral.tokenplane_secret.first.hex}"
        SECOND = "\${ephemeral.tokenplane_secret.second.base32} \${ephemeral.tokenplane_secret.second.hex}"
      }
    }
  }
  `;
}

/**
 * A file as text, also what is packed in it as a zip, which a saved plan is, and what is in Base64, as what a provider
 * keeps for itself is in a state.
 */
function getText(file: string): string {
  const bytes = readFileSync(file);
  const texts = [bytes.toString("latin1")];
  for (let at = bytes.indexOf("PK\x03\x04"); at !== -1; at = bytes.indexOf("PK\x03\x04", at + 1)) {
    const isPacked = bytes.readUInt16LE(at + 8) === 8;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (isPacked) texts.push(inflateRawSync(bytes.subarray(start)).toString("latin1"));
  }
  const encoded = texts.flatMap((text) => text.match(/[A-Za-z0-9+/]{32,}={0,2}/g) ?? []);
  return [...texts, ...encoded.map((one) => Buffer.from(one, "base64").toString("latin1"))].join("\n");
}

describe.each(coresHere())("the ephemeral secret with %s", (_name, core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  it(
    "is 20 bytes, another one each time, works in a token, and is in no state and no plan",
    { tags: "deep" },
    async () => {
      expect(knows(core, { terraform: "1.11", opentofu: "1.11" })).toBe(true);
      const { admin } = await world.seed();
      const provider = await AttachedProvider.start(PROVIDER, {
        TOKENPLANE_ENDPOINT: world.url,
        TOKENPLANE_API_KEY: admin.key,
      });
      const workspace = new Workspace(core, provider.environment);
      const elsewhere = mkdtempSync(path.join(os.tmpdir(), "tokenplane-vault-"));
      const vault = path.join(elsewhere, "vault.txt");
      const kept = () => readFileSync(vault, "utf8").trimEnd().split("\n");
      try {
        workspace.write("main.tf", configuration(vault));
        for (const number of [1, 2]) {
          const saved = await workspace.run("plan", `-out=${number}.plan`, `-var=number=${number}`);
          expect(saved.code, saved.output).toBe(0);
          const applied = await workspace.run("apply", `${number}.plan`);
          expect(applied.code, applied.output).toBe(0);
          if (number > 1) continue;
          const [[, hex = ""] = []] = kept().map((line) => line.split(" "));
          const oath = { digits: 6, hash: "SHA1", periodSeconds: 30 } as const;
          const device = new Device("", "F-1", world.clock, Buffer.from(hex, "hex"), oath);
          const input = { token: { serialNumber: "F-1" }, passcode: device.code() };
          expect(await admin.do("tokenCheckOtp", input, "valid")).toEqual({ valid: true });
        }
        const secrets = kept().map((line) => line.split(" "));
        expect(secrets).toHaveLength(4);
        expect(new Set(secrets.map(([base32]) => base32)).size).toBe(4);
        for (const [base32, hex] of secrets) {
          expect(base32).toMatch(/^[A-Z2-7]{32}$/);
          expect(hex).toMatch(/^[0-9a-f]{40}$/);
        }

        const files = readdirSync(workspace.folder, { recursive: true, encoding: "utf8" })
          .map((file) => path.join(workspace.folder, file))
          .filter((file) => statSync(file).isFile());
        const texts = files.map(getText);
        // The configuration is in the plans, packed, so that a secret would be found there, too.
        expect(texts.filter((text) => text.includes('ephemeral "tokenplane_secret"'))).toHaveLength(3);
        const shown = await Promise.all(
          [["1.plan"], ["2.plan"], []].map((which) => workspace.run("show", "-json", ...which)),
        );
        const everything = [...texts, ...shown.map(({ output }) => output)].join("\n");
        for (const spelling of secrets.flat()) expect(everything).not.toContain(spelling);
        expect(await workspace.plan("-var=number=2")).toMatchObject({ isEmpty: true });
      } finally {
        workspace.clear();
        await provider.end();
        rmSync(elsewhere, { recursive: true });
      }
    },
  );
});
