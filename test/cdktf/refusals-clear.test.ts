// Secrets, PINs and keys that would stand in what is synthesised are refused, however they get there; references are not.
import { describe, expect, it } from "vitest";
import { KITS, getRefusals, refuses, type Kit, type Program, type Stack } from "../support/constructs.js";

const GIVE =
  "Give a TerraformVariable with sensitive = true, or another reference, so that it is written to no file.";
const THERE = "Remove it there, and give it when Terraform runs.";
const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** A device whose secret is made by a program. */
function card(secret: (kit: Kit, stack: Stack) => string): Program {
  return (kit, stack) =>
    void kit.tokenplane.Authenticator.universal(stack, "card", { serial: "U1", secret: secret(kit, stack) });
}

/** An app whose PIN is made by a program. */
function app(pin: (kit: Kit, stack: Stack) => string): Program {
  return (kit, stack) =>
    void kit.tokenplane.Authenticator.app(stack, "app", { pin: pin(kit, stack), name: "App" });
}

/** A channel whose secret is made by a program. */
function channel(serviceAccount: (kit: Kit, stack: Stack) => string): Program {
  return (kit, stack) =>
    void kit.tokenplane.Channel.fcm(stack, "phones", {
      projectId: "acme-push",
      serviceAccount: serviceAccount(kit, stack),
    });
}

/** A provider whose key is made by a program. */
function account(apiKey: (kit: Kit, stack: Stack) => string): Program {
  return (kit, stack) =>
    void kit.tokenplane.configureTokenplane(stack, { alias: "other", apiKey: apiKey(kit, stack) });
}

function variable({ cdk }: Kit, stack: Stack, config: object = {}) {
  return new cdk.TerraformVariable(stack, "given", { sensitive: true, ...config });
}

/** Ways in which a text gets into a file, with what is said of each, and the same way without it. */
const WAYS: readonly {
  readonly what: string;
  readonly said: string;
  readonly wrong: (text: string) => (kit: Kit, stack: Stack) => string;
  readonly right: (kit: Kit, stack: Stack) => string;
}[] = [
  {
    what: "as it is",
    said: `is written as plain text. ${GIVE}`,
    wrong: (text) => () => text,
    right: (kit, stack) => variable(kit, stack).stringValue,
  },
  {
    what: "in front of a reference",
    said: `is written as plain text. ${GIVE}`,
    wrong: (text) => (kit, stack) => `${text}${variable(kit, stack).stringValue}`,
    right: (kit, stack) => {
      const { stringValue } = variable(kit, stack);
      return `${stringValue}${stringValue}`;
    },
  },
  {
    what: "behind a reference, in part",
    said: `is written as plain text. ${GIVE}`,
    wrong: (text) => (kit, stack) => `${variable(kit, stack).stringValue}${text.slice(0, 2)}`,
    right: (kit, stack) => variable(kit, stack).stringValue,
  },
  {
    what: "when it is resolved",
    said: `is written as plain text. ${GIVE}`,
    wrong:
      (text) =>
      ({ cdk }) =>
        cdk.Lazy.stringValue({ produce: () => text }),
    right: (kit, stack) => {
      const { stringValue } = variable(kit, stack);
      return kit.cdk.Lazy.stringValue({ produce: () => stringValue });
    },
  },
  {
    what: "as a constant expression",
    said: `is written as plain text within an expression. ${GIVE}`,
    wrong: (text) => () => `\${"${text}"}`,
    right: () => "${var.given}",
  },
  {
    what: "as a constant that is put together",
    said: `is written as plain text within an expression. ${GIVE}`,
    wrong:
      (text) =>
      ({ cdk }) =>
        cdk.Fn.join("", [text.slice(0, 2), text.slice(2)]),
    right: (kit, stack) => kit.cdk.Fn.join("", [variable(kit, stack).stringValue, ""]),
  },
  {
    what: "encoded",
    said: `is written as plain text within an expression. ${GIVE}`,
    wrong:
      (text) =>
      ({ cdk }) =>
        cdk.Fn.base64decode(Buffer.from(text).toString("base64")),
    right: (kit, stack) => kit.cdk.Fn.base64decode(variable(kit, stack).stringValue),
  },
  {
    what: "in a function beside a reference",
    said: `is written as plain text within an expression. ${GIVE}`,
    wrong: (text) => (kit, stack) => kit.cdk.Fn.coalesce([variable(kit, stack).stringValue, text]),
    right: (kit, stack) => kit.cdk.Fn.coalesce([variable(kit, stack).stringValue, "none"]),
  },
  {
    what: "in a text beside a reference within a function",
    said: `is written as plain text within an expression. ${GIVE}`,
    wrong: (text) => (kit, stack) => kit.cdk.Fn.trimspace(`${text}${variable(kit, stack).stringValue}`),
    right: (kit, stack) => kit.cdk.Fn.trimspace(variable(kit, stack).stringValue),
  },
  {
    what: "as a default of a lookup",
    said: `is written as plain text within an expression. ${GIVE}`,
    wrong: (text) => (kit, stack) => kit.cdk.Fn.lookup(variable(kit, stack).value, "alice", text) as string,
    right: (kit, stack) => kit.cdk.Fn.lookup(variable(kit, stack).value, "alice", "none") as string,
  },
  {
    what: "as the default of a variable",
    said: `is written as plain text, as the default of the variable team/given. ${THERE}`,
    wrong: (text) => (kit, stack) => variable(kit, stack, { default: text }).stringValue,
    right: (kit, stack) => variable(kit, stack, { default: "" }).stringValue,
  },
  {
    what: "in the default of a variable that is a map",
    said: `is written as plain text, as the default of the variable team/given. ${THERE}`,
    wrong: (text) => (kit, stack) =>
      kit.cdk.Fn.lookup(variable(kit, stack, { default: { alice: text } }).value, "alice") as string,
    right: (kit, stack) => kit.cdk.Fn.lookup(variable(kit, stack, { default: {} }).value, "alice") as string,
  },
  {
    what: "as a local",
    said: `is written as plain text, as the local team/known. ${THERE}`,
    wrong: (text) => (kit, stack) => new kit.cdk.TerraformLocal(stack, "known", text).asString,
    right: (kit, stack) =>
      new kit.cdk.TerraformLocal(stack, "known", variable(kit, stack).stringValue).asString,
  },
  {
    what: "as a local behind another",
    said: `is written as plain text, as the local team/known. ${THERE}`,
    wrong: (text) => (kit, stack) => {
      const known = new kit.cdk.TerraformLocal(stack, "known", { alice: { card: text } });
      return new kit.cdk.TerraformLocal(stack, "all", known.expression).asString;
    },
    right: (kit, stack) => {
      const all = new kit.cdk.TerraformLocal(stack, "all", { alice: variable(kit, stack).value });
      return new kit.cdk.TerraformLocal(stack, "again", all.expression).asString;
    },
  },
  {
    what: "as the default of a variable behind a local",
    said: `is written as plain text, as the default of the variable team/given. ${THERE}`,
    wrong: (text) => (kit, stack) =>
      new kit.cdk.TerraformLocal(stack, "known", variable(kit, stack, { default: text }).value).asString,
    right: (kit, stack) => new kit.cdk.TerraformLocal(stack, "known", variable(kit, stack).value).asString,
  },
];

for (const [what, text, path, program] of [
  ["The secret", SECRET, "team/card", card],
  ["The PIN", "4711", "team/app", app],
  ["The API key", "tp_4711", "team/tokenplane-other", account],
] as const) {
  refuses(
    `${what} in clear`,
    WAYS.map((way) => ({
      what: way.what,
      wrong: program(way.wrong(text)),
      refused: [`[${path}] ${what} ${way.said}`],
      right: program(way.right),
    })),
  );
}

refuses("numbers that are a PIN", [
  {
    what: "as a number in an expression",
    wrong: app(({ cdk }) => cdk.Fn.format("%d", [4711])),
    refused: [`[team/app] The PIN is written as plain text within an expression. ${GIVE}`],
    right: app((kit, stack) => kit.cdk.Fn.format("%04d", [variable(kit, stack).numberValue])),
  },
  {
    what: "as the default of a variable",
    wrong: app((kit, stack) => variable(kit, stack, { default: 4711 }).stringValue),
    refused: [
      `[team/app] The PIN is written as plain text, as the default of the variable team/given. ${THERE}`,
    ],
    right: app((kit, stack) => variable(kit, stack, { default: 0 }).stringValue),
  },
  {
    what: "as a local",
    wrong: app((kit, stack) => new kit.cdk.TerraformLocal(stack, "known", 4711).asString),
    refused: [`[team/app] The PIN is written as plain text, as the local team/known. ${THERE}`],
    right: app(
      (kit, stack) => new kit.cdk.TerraformLocal(stack, "known", variable(kit, stack).value).asString,
    ),
  },
]);

const IN_CHANNEL = `[team/phones] The secret service_account is written as plain text within an expression. ${GIVE}`;

refuses("secrets of channels beside what only finds them", [
  {
    what: "what a template is filled with",
    wrong: channel(({ cdk }) => cdk.Fn.templatefile("account.json", { private_key: "hunter22" })),
    refused: [IN_CHANNEL],
    right: channel((kit, stack) =>
      kit.cdk.Fn.templatefile("account.json", { private_key: variable(kit, stack).stringValue }),
    ),
  },
  {
    what: "what another text is replaced by",
    wrong: channel((kit, stack) => kit.cdk.Fn.replace(variable(kit, stack).stringValue, "none", "hunter22")),
    refused: [IN_CHANNEL],
    right: channel((kit, stack) => kit.cdk.Fn.replace(variable(kit, stack).stringValue, "Bearer ", "")),
  },
  {
    what: "what something is cut away from",
    wrong: channel(({ cdk }) => cdk.Fn.trimprefix("Bearer hunter22", "${var.given}")),
    refused: [IN_CHANNEL],
    right: channel((kit, stack) => kit.cdk.Fn.trimprefix(variable(kit, stack).stringValue, "Bearer ")),
  },
  {
    what: "a value of a condition",
    wrong: channel(() => '${var.stage == "production" ? "hunter22" : var.given}'),
    refused: [IN_CHANNEL],
    right: channel(() => '${var.stage == "production" ? file("production.json") : var.given}'),
  },
  {
    what: "a value of a condition behind a condition",
    wrong: channel(() => '${var.a == 1 ? "hunter22" : var.b == "test" ? var.given : var.other}'),
    refused: [IN_CHANNEL],
    right: channel(() => '${var.a == 1 ? var.given : var.b == "test" ? var.given : var.other}'),
  },
  {
    what: "a value of an object",
    wrong: channel(() => '${{ live = "hunter22"\n test = var.given }["live"]}'),
    refused: [IN_CHANNEL],
    right: channel(() => '${{ live = var.given\n "tested" = var.given }["live"]}'),
  },
  {
    what: "a member of a list",
    wrong: channel(() => '${["hunter22", var.given][0]}'),
    refused: [IN_CHANNEL],
    right: channel(() => "${[var.given, var.given][1000]}"),
  },
  {
    what: "an argument of a function that reads none",
    wrong: channel(() => '${provider::corefunc::str_kebab("hunter22")}'),
    refused: [IN_CHANNEL],
    right: channel(() => '${provider::sops::file("secrets.enc.yaml").data["service_account"]}'),
  },
]);

refuses("what functions of this provider compute", [
  {
    what: "the secret of an address for apps",
    wrong: card(
      () => `\${provider::tokenplane::parse_otpauth_uri("otpauth://totp/a?secret=${SECRET}").secret}`,
    ),
    refused: [`[team/card] The secret is written as plain text within an expression. ${GIVE}`],
    right: card(() => "${provider::tokenplane::parse_otpauth_uri(var.given).secret}"),
  },
]);

refuses("the blocks underneath", [
  {
    what: "an attribute that is set",
    wrong: (kit, stack) => {
      const fob = kit.tokenplane.Authenticator.app(stack, "app");
      fob.binding.pinWo = "4711";
      fob.binding.secretWo = SECRET;
    },
    refused: [
      `[team/app] The secret is written as plain text. ${GIVE}`,
      `[team/app] The PIN is written as plain text. ${GIVE}`,
    ],
    right: (kit, stack) => {
      const fob = kit.tokenplane.Authenticator.app(stack, "app");
      fob.binding.pinWo = variable(kit, stack).stringValue;
    },
  },
  {
    what: "an attribute that is overridden",
    wrong: (kit, stack) => {
      app((_kit, within) => variable(kit, within).stringValue)(kit, stack);
      kit.tokenplane.Authenticator.app(stack, "other").binding.addOverride("pin_wo", 4711);
      const other = kit.tokenplane.configureTokenplane(stack, { alias: "other" });
      other.addOverride("api_key", "tp_4711");
    },
    refused: [
      `[team/other] The PIN is written as plain text. ${GIVE}`,
      `[team/tokenplane-other] The API key is written as plain text. ${GIVE}`,
    ],
    right: (kit, stack) => {
      const { binding } = kit.tokenplane.Authenticator.app(stack, "app", { pin: "4711" });
      binding.addOverride("pin_wo", "${var.given}");
    },
  },
  {
    what: "an attribute that an aspect sets",
    wrong: ({ cdk, tokenplane }, stack) => {
      const { binding } = tokenplane.Authenticator.app(stack, "app");
      cdk.Aspects.of(binding).add({
        visit: () => {
          binding.pinWo = "4711";
        },
      });
      // Aspects run at synthesis: `Testing.synth` does that before it validates.
    },
    refused: [`[team/app] The PIN is written as plain text. ${GIVE}`],
    right: (kit, stack) => {
      const { binding } = kit.tokenplane.Authenticator.app(stack, "app");
      const { stringValue } = variable(kit, stack);
      kit.cdk.Aspects.of(binding).add({
        visit: () => {
          binding.pinWo = stringValue;
        },
      });
    },
  },
]);

describe.each(KITS)("what is allowed with $name", (kit) => {
  it.each<[string, Program]>([
    ["a key of digits that finds a PIN", app((_kit, stack) => lookedUp(stack, "10000001"))],
    [
      "a key of digits with a default",
      app((_kit, stack) => kit.cdk.Fn.lookup(pins(stack), "10000001", "x") as string),
    ],
    ["a key like a secret", card((_kit, stack) => lookedUp(stack, "maximilianmustermann"))],
    ["a number of a list", app((_kit, stack) => kit.cdk.Fn.element(pins(stack), 1))],
    ["a file where Terraform runs", card(({ cdk }) => cdk.Fn.file("secrets/fob-10000001"))],
    ["a file of digits where Terraform runs", app(({ cdk }) => cdk.Fn.file("/etc/pins/${var.stage}/4711"))],
    ["a file with the secret of a channel", channel(({ cdk }) => cdk.Fn.file("service-account.json"))],
    [
      "a file beside the module",
      channel(({ cdk }) => cdk.Fn.file(cdk.Fn.join("/", ["${path.module}", "service-account.json"]))),
    ],
    [
      "a file whose path is a local",
      channel((_kit, stack) =>
        kit.cdk.Fn.file(new kit.cdk.TerraformLocal(stack, "where", "secrets/account.json").asString),
      ),
    ],
    [
      "a file that is decoded",
      channel(
        ({ cdk }) =>
          cdk.Fn.lookup(cdk.Fn.jsondecode(cdk.Fn.file("accounts.json")), "service_account") as string,
      ),
    ],
    [
      "a file with a key for DKIM",
      ({ cdk, tokenplane }, stack) =>
        void tokenplane.Channel.smtp(stack, "mail", {
          host: "mail.example.org",
          from: "codes@example.org",
          dkim: { domain: "example.org", selector: "mail", privateKey: cdk.Fn.file("dkim.pem") },
        }),
    ],
    [
      "a text in an encoding",
      channel((_kit, stack) => kit.cdk.Fn.textdecodebase64(variable(kit, stack).stringValue, "UTF-16LE")),
    ],
    ["a part of a reference", card(() => '${split(",", var.given)[1000]}')],
    ["a condition between references", app(() => "${var.given == null ? local.no : var.given.pin}")],
    ["a block of another provider", card(() => '${data.vault_kv_secret_v2.fob.data["secret"]}')],
    ["a braced expression", app(() => '${jsondecode("{}${var.given}").pin}')],
  ])("%s", (_what, program) => {
    expect(getRefusals(kit, program)).toEqual([]);
  });

  function pins(stack: Stack): string[] {
    return variable(kit, stack).listValue;
  }
  function lookedUp(stack: Stack, key: string): string {
    return kit.cdk.Fn.lookup(variable(kit, stack).value, key) as string;
  }
});
