// @module-tag deep
// What a provider writes to the logs of a real core.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Core } from "../support/cores.mjs";
import { coreOfEachName, getWorkspace } from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";
import { byTier } from "../support/tier.js";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
/** So long that no number in a log has it by chance, such as the microseconds of its times. */
const PIN = "730915284067";
/** A PIN that the server refuses, with words of its own. */
const WRONG_PIN = "73o915284067";

interface Line {
  readonly "@level": string;
  readonly "@message": string;
  readonly "@module": string;
  readonly "@timestamp": string;
  readonly operation?: string;
  readonly ms?: number;
}

describe.each(coreOfEachName())("with %s", (_name, core: Core) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(storeHere());
  });
  afterAll(() => world.end());

  /** Applies a token with a PIN. @returns the log, what was shown, and the key that must be in neither. */
  async function applied(environment: Readonly<Record<string, string>>, pin: string) {
    const { admin } = await world.seed();
    const workspace = getWorkspace(core, { TOKENPLANE_ENDPOINT: world.url });
    onTestFinished(() => workspace.clear());
    workspace.write(
      "main.tf",
      `terraform {
        required_providers {
          tokenplane = { source = "tokenplane/tokenplane" }
        }
      }
      provider "tokenplane" {
        api_key = var.key
      }
      variable "key" {
        type      = string
        sensitive = true
      }
      variable "secret" {
        type      = string
        ephemeral = true
      }
      variable "pin" {
        type      = string
        ephemeral = true
      }
      resource "tokenplane_token" "fob" {
        model          = "PROTECTIMUS_TWO"
        serial_number  = "F-1"
        period_seconds = 30
        secret_wo      = var.secret
        pin_wo         = var.pin
        pin_position   = "AFTER_OTP"
      }`,
    );
    const file = path.join(workspace.folder, "log");
    const { ended } = workspace.start(["apply", "-auto-approve"], {
      TF_VAR_key: admin.key,
      TF_VAR_secret: SECRET,
      TF_VAR_pin: pin,
      TF_LOG_PATH: file,
      ...environment,
    });
    const { code, output } = await ended;
    const log = existsSync(file) ? readFileSync(file, "utf8") : "";
    for (const marked of [admin.key, SECRET, pin]) {
      expect(log).not.toContain(marked);
      expect(output).not.toContain(marked);
    }
    return { code, output, log };
  }

  it("TF_LOG=JSON: lines with level, module, time and the operation", { tags: "deep" }, async () => {
    const { code, log } = await applied({ TF_LOG: "JSON" }, PIN);
    expect(code).toBe(0);
    const lines = log
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line)
      .filter((line) => line["@module"] === "provider.tokenplane");
    const requests = lines.filter((line) => line["@message"] === "request");
    // Of the plan, and of the apply.
    expect(requests.map(({ operation }) => operation)).toEqual(["Viewer", "Viewer", "TokenCreate"]);
    for (const line of requests) {
      expect(line).toMatchObject({ "@level": "debug", ms: expect.any(Number) as number });
    }
    expect(lines.filter((line) => line["@level"] === "info").map((line) => line["@message"])).toEqual([
      "connected",
      "connected",
    ]);
  });

  it.each<[Record<string, string>, boolean]>([
    [{ TF_LOG_PROVIDER: "DEBUG" }, true],
    ...byTier<[Record<string, string>, boolean][]>(
      [],
      [
        [{ TF_LOG: "TRACE", TF_LOG_PROVIDER: "WARN" }, false],
        [{ TF_LOG: "TRACE" }, true],
        [{ TF_LOG_PROVIDER: "INFO" }, false],
      ],
    ),
  ])("%j: requests are logged: %s", async (environment, isReported) => {
    const { log } = await applied(environment, PIN);
    const reported = log.split("\n").filter((line) => line.includes("operation=TokenCreate"));
    expect(reported).toHaveLength(isReported ? 1 : 0);
    for (const line of reported) {
      expect(line).toMatch(
        /^\d{4}-\d\d-\d\dT\S+ \[DEBUG\] +provider\.terraform-provider-tokenplane: request: /,
      );
      expect(line).toContain("@module=provider.tokenplane");
    }
  });

  it.each<Record<string, string>>([
    {},
    ...byTier<Record<string, string>[]>([], [{ TF_LOG: "" }, { TF_LOG_CORE: "TRACE" }, { TF_LOG: "OFF" }]),
  ])("%j: the provider says nothing", async (environment) => {
    const { code, output, log } = await applied(environment, PIN);
    expect(code).toBe(0);
    expect(log).not.toContain("@module");
    expect(output).not.toContain("@level");
    if (!("TF_LOG_CORE" in environment)) expect(log).toBe("");
  });

  it("a value that is refused is in no log either", async () => {
    const { code, output, log } = await applied({ TF_LOG: "TRACE" }, WRONG_PIN);
    expect(code).toBe(1);
    expect(output).toContain("pin_wo");
    // It is refused before anything is sent.
    expect(log).not.toContain("operation=TokenCreate");
  });
});
