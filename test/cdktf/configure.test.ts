// The provider's configuration, and what lives for one run alone.
import { describe, expect, it } from "vitest";
import { getApp, getBlocks, CDKTF, CDKTN, KITS, getRefusals, getTemplate } from "../support/constructs.js";

function getProvider(kit: (typeof KITS)[number], props: object = {}): unknown {
  const stack = new kit.cdk.TerraformStack(getApp(kit), "team");
  kit.tokenplane.configureTokenplane(stack, props);
  return getTemplate(kit, stack)["provider"];
}

describe.each(KITS)("configureTokenplane with $name", (kit) => {
  it("says nothing that is in the environment", () => {
    const before = { ...process.env };
    process.env["TOKENPLANE_ENDPOINT"] = "https://tokens.example.com";
    process.env["TOKENPLANE_API_KEY"] = "tp_marked";
    try {
      expect(getProvider(kit)).toEqual({ tokenplane: [{}] });
    } finally {
      process.env = before;
    }
  });

  it("writes what it is given", () => {
    expect(getProvider(kit, { endpoint: "https://tokens.example.com", alias: "second" })).toEqual({
      tokenplane: [{ endpoint: "https://tokens.example.com", alias: "second" }],
    });
  });
});

describe.each(KITS)("the network of configureTokenplane with $name", (kit) => {
  it("is written as it is given", () => {
    const files = { caCertFile: "ca.pem", clientCertFile: "client.pem", clientKeyFile: "client-key.pem" };
    const limits = { maxRetries: 3, retryTimeoutSeconds: 10, requestTimeoutSeconds: 5 };
    expect(getProvider(kit, { ...files, ...limits, httpProxy: "http://proxy.example.com:3128" })).toEqual({
      tokenplane: [
        {
          ca_cert_file: "ca.pem",
          client_cert_file: "client.pem",
          client_key_file: "client-key.pem",
          http_proxy: "http://proxy.example.com:3128",
          max_retries: 3,
          retry_timeout_seconds: 10,
          request_timeout_seconds: 5,
        },
      ],
    });
  });

  it("is refused where the provider would refuse it", () => {
    const wrong = { alias: "far", maxRetries: -1, retryTimeoutSeconds: 3_601, requestTimeoutSeconds: 0 };
    const refusals = getRefusals(
      kit,
      (_used, stack) => void kit.tokenplane.configureTokenplane(stack, wrong),
    );
    expect(refusals).toEqual([
      "[team/tokenplane-far] The number of retries is a number from 0 to 1000.",
      "[team/tokenplane-far] The time for retries, in seconds, is a number from 0 to 3600.",
      "[team/tokenplane-far] The time for a request, in seconds, is a number from 1 to 600.",
    ]);
  });
});

describe("what lives for one run", () => {
  const { EphemeralApiKey, EphemeralSecret } = CDKTN.tokenplane as unknown as EphemeralLibrary;

  it("is an API key with defaults, and one with everything", () => {
    const blocks = getBlocks(CDKTN, ({ tokenplane }, stack) => {
      const short = new EphemeralApiKey(stack, "run");
      const provider = tokenplane.configureTokenplane(stack, { alias: "short", apiKey: short.key });
      const resource = new tokenplane.ProtectedResource(stack, "vpn", { name: "VPN" });
      const props = { role: "AUDITOR", name: "Night audit", expiresIn: "15m", resource, provider };
      new EphemeralApiKey(stack, "audit", props);
    });
    expect(blocks).toEqual({
      resource: { tokenplane_resource: { vpn: { name: "VPN" } } },
      ephemeral: {
        tokenplane_api_key: {
          run: { role: "PROVISIONER" },
          audit: {
            role: "AUDITOR",
            name: "Night audit",
            expires_in: "15m",
            resource_id: "${tokenplane_resource.vpn.id}",
            provider: "tokenplane.short",
          },
        },
      },
    });
  });

  it("is a secret, which a device gets", () => {
    const blocks = getBlocks(CDKTN, ({ tokenplane }, stack) => {
      const { secret } = new EphemeralSecret(stack, "fresh");
      tokenplane.Authenticator.universal(stack, "card", { serial: "U1", secret });
    });
    expect(blocks).toEqual({
      resource: {
        tokenplane_token: {
          card: {
            model: "UNIVERSAL",
            serial_number: "U1",
            algorithm: "TOTP",
            digits: 6,
            hash: "SHA1",
            period_seconds: 30,
            secret_wo: "${ephemeral.tokenplane_secret.fresh.base32}",
            secret_wo_version: 1,
          },
        },
      },
      ephemeral: { tokenplane_secret: { fresh: {} } },
    });
  });

  it.each(["EphemeralApiKey", "EphemeralSecret"] as const)("is refused by name with cdktf: %s", (name) => {
    const refused = CDKTF.tokenplane as unknown as EphemeralLibrary;
    expect(() => getBlocks(CDKTF, (_kit, stack) => void new refused[name](stack, "run"))).toThrow(
      `[team/run] ${name} is an ephemeral resource, which CDKTF does not have. Use its successor: the same constructs are in @tokenplane/cdktn, for cdktn.`,
    );
  });
});

/** What only the package for CDK Terrain has; its own types are tried in types-cdktn.ts. */
interface EphemeralLibrary {
  readonly EphemeralApiKey: new (scope: object, id: string, props?: object) => { readonly key: string };
  readonly EphemeralSecret: new (scope: object, id: string, props?: object) => { readonly secret: string };
}
