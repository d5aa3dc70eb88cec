import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWhole } from "../support/sentence.js";
import { AttachedProvider, coresHere, PROVIDER, TOKENPLANE_ALONE, Workspace } from "../support/terraform.js";

const HEX = "3132333435363738393031323334353637383930";
const BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe.each(coresHere())("functions with %s", (_name, core) => {
  let provider: AttachedProvider;
  let workspace: Workspace;
  beforeAll(async () => {
    // No server is named: functions need none.
    provider = await AttachedProvider.start(PROVIDER);
    workspace = new Workspace(core, provider.environment);
  });
  afterAll(async () => {
    workspace.clear();
    await provider.end();
  });

  it("work in outputs, on files, and on what is known only at the apply", async () => {
    workspace.write(
      "tokens.csv",
      `Serial No.;Seed;Type;Time step;Manufacturer\n"T-1" ; "${HEX}";TOTP;60;Vendor\n`,
    );
    workspace.write(
      "main.tf",
      `${TOKENPLANE_ALONE}
      resource "terraform_data" "login" { input = "anna@example.org" }
      locals {
        uri = provider::tokenplane::otpauth_uri("Ex & Co", terraform_data.login.output, "${BASE32}", { digits = 8 })
      }
      output "uri" { value = local.uri }
      output "parsed" { value = provider::tokenplane::parse_otpauth_uri(local.uri) }
      output "tokens" { value = provider::tokenplane::parse_token_csv(file("tokens.csv"), "HEX") }
      `,
    );
    await workspace.apply();
    expect(await workspace.outputs()).toEqual({
      uri: `otpauth://totp/Ex%20%26%20Co:anna%40example.org?secret=${BASE32}&issuer=Ex%20%26%20Co&digits=8`,
      parsed: {
        type: "totp",
        issuer: "Ex & Co",
        account: "anna@example.org",
        secret: BASE32,
        algorithm: "SHA1",
        digits: 8,
        period: 30,
        counter: null,
      },
      tokens: [
        {
          serial_number: "T-1",
          secret: BASE32,
          algorithm: "TOTP",
          digits: 6,
          hash: "SHA1",
          period_seconds: 60,
          counter: null,
        },
      ],
    });
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
  });

  it("work in the console", async () => {
    // OpenTofu 1.12 knows those functions in the console that the configuration calls, too.
    const call = `provider::tokenplane::parse_otpauth_uri(provider::tokenplane::otpauth_uri("", "anna", "${BASE32}", {})).account`;
    workspace.write("main.tf", `${TOKENPLANE_ALONE}locals { account = ${call} }\n`);
    const { code, output } = await workspace.type(`${call}\n`, "console");
    expect(output.trim()).toBe('"anna"');
    expect(code).toBe(0);
  });

  it.each([
    [
      'otpauth_uri("a:b", "anna", "JBSWY3DP", {})',
      "issuer",
      "Apps read the text before a colon as the issuer",
    ],
    ['otpauth_uri("", "", "JBSWY3DP", {})', "account", "Write whose token it is"],
    ['otpauth_uri("", "anna", "secret!", {})', "secret", "letters A to Z"],
    ['otpauth_uri("", "anna", "JBSWY3DP", { digits = 5 })', "settings", "6, 7 or 8"],
    ['otpauth_uri("", null, "JBSWY3DP", {})', "account", "null"],
    ['parse_otpauth_uri("https://example.org")', "uri", "otpauth://totp/"],
    ['parse_token_csv("T-1,12", "HEX")', "csv", "Line 1: The secret has 1 bytes"],
    ['parse_token_csv("T-1,12\\nT-2,12", "HEX")', "csv", "Lines 1 and 2: The secret has 1 bytes"],
    ['parse_token_csv("2.6E+12,12", "HEX")', "csv", "Line 1: The serial number is a long number"],
    ['parse_token_csv("", "OCTAL")', "secret_encoding", "HEX, BASE32, BASE64"],
  ])("refuse %s at its argument %s", async (expression, argument, words) => {
    workspace.write(
      "main.tf",
      `${TOKENPLANE_ALONE}output "it" { value = provider::tokenplane::${expression} }\n`,
    );
    const [complaint, ...more] = await workspace.complaints();
    expect(more).toEqual([]);
    expect(complaint?.detail).toMatch(new RegExp(`^Invalid value for "${argument}" parameter: `));
    expect(complaint?.detail).toContain(words);
    // The core's own sentence around it, with one full stop for both.
    isWhole(complaint?.detail ?? "");
  });
});
