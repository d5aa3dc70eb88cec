import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelInput, DRIVERS, EVERY_DRIVER } from "../support/channels.js";
import { grant, setPolicy } from "../support/bypass.js";
import { EVERY_MODEL, tokenOfModel } from "../support/every-model.js";
import type { Seed } from "../support/seed.js";
import {
  AttachedProvider,
  coresHere,
  knows,
  PROVIDER,
  TOKENPLANE_ALONE,
  Workspace,
} from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

/** What people call things, and what they are: names that need care in ids, in shells and in HCL. */
const RESOURCE = `Büro / 7 ☃ 50% "a" \${b}`;
const LOGIN = "Zoë/o'neil %2F";
const SERIAL = "№ 1/2 %";

interface Things {
  readonly account: string;
  readonly user: string;
  readonly resource: string;
  readonly channel: string;
  readonly token: string;
  readonly app: string;
  readonly bypass: string;
  readonly assignment: string;
}

async function make(seed: Seed): Promise<Things> {
  const { admin } = seed;
  const user = await seed.user(LOGIN, { email: "zoe@example.org", firstName: "Zoë" });
  const resource = await seed.resource(RESOURCE, { allowedAddresses: ["10.0.0.0/8"], lockMinutes: 0 });
  const { token } = await admin.do<{ token: { id: string } }>(
    "tokenCreate",
    {
      model: {
        hardware: {
          two: { serialNumber: SERIAL, secret: "31".repeat(20), secretEncoding: "HEX", periodSeconds: 60 },
        },
      },
      to: { user: { login: LOGIN } },
      pin: { value: "730915", position: "BEFORE_OTP" },
    },
    "token { id }",
  );
  const { token: app } = await admin.do<{ token: { id: string } }>(
    "tokenCreate",
    { name: "Phone", model: { software: { smart: {} } }, to: { user: { login: LOGIN } } },
    "token { id }",
  );
  const assignment = await seed.link(token.id, RESOURCE);
  const { channel } = await admin.do<{ channel: { id: string } }>(
    "channelCreate",
    channelInput(DRIVERS.smsHttp, { name: RESOURCE }),
    "channel { id }",
  );
  const bypass = await grant(admin, token.id, RESOURCE, "HOURS_8", { reason: "travel" });
  await setPolicy(admin, RESOURCE, "HOURS_12", { reasonRequired: true, grantedBy: ["ADMIN", "HELPDESK"] });
  await setPolicy(admin, "default", "HOUR_1", {});
  await admin.do(
    "selfServicePolicySet",
    {
      resource: { id: resource },
      address: "buero-7",
      actions: ["TOKEN_ENROL", "TOKEN_PIN_SET"],
      models: ["GOOGLE_AUTHENTICATOR"],
      firstEnrolment: "PASSWORD",
      firstEnrolmentDays: 30,
      signIn: ["PASSWORD", "MAIL_CODE"],
      allowedAddresses: ["10.0.0.7/8"],
    },
    "__typename",
  );
  return {
    account: seed.accountId,
    user,
    resource,
    channel: channel.id,
    token: token.id,
    app: app.id,
    bypass: bypass.id,
    assignment,
  };
}

/** A token of every model, and of every kind of OCRA suite. @returns their ids. */
async function everyToken(world: World, seed: Seed): Promise<readonly string[]> {
  const ids = [];
  for (const model of EVERY_MODEL) ids.push((await tokenOfModel(world, seed, model)).id);
  const given = { secret: "31".repeat(20), secretEncoding: "HEX" };
  const answering = [
    { hardware: { ultra: { ...given, serialNumber: "O-1" } } },
    {
      hardware: {
        ultra: {
          ...given,
          serialNumber: "O-2",
          suite: "OCRA-1:HOTP-SHA512-8:C-QN08-PSHA1",
          suitePin: "1234",
        },
      },
    },
    {
      universal: {
        ...given,
        serialNumber: "O-3",
        oath: { ocra: { suite: "OCRA-1:HOTP-SHA256-7:QN08-T1M" } },
      },
    },
  ];
  for (const model of answering) {
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { model },
      "token { id }",
    );
    ids.push(token.id);
  }
  return [...ids, ...(await everySentToken(seed))];
}

/** A token that asks on a phone, and one of each kind whose codes are sent. @returns their ids. */
async function everySentToken(seed: Seed): Promise<readonly string[]> {
  const ids = [];
  const { channel } = await seed.admin.do<{ channel: { id: string } }>(
    "channelCreate",
    channelInput(DRIVERS.telegram),
    "channel { id }",
  );
  for (const software of [
    { push: {} },
    { sms: { phoneNumber: "+491701234567" } },
    { email: { address: "zoe@example.org" } },
    { bot: { channel: { id: channel.id }, chatId: "123456789" } },
    { bot: { channel: { id: channel.id } } },
  ]) {
    const { token } = await seed.admin.do<{ token: { id: string } }>(
      "tokenCreate",
      { name: "Sent", enrolLater: true, model: { software } },
      "token { id }",
    );
    ids.push(token.id);
  }
  return ids;
}

/** Every way to name what an import takes over; a type, an id, and the id in the state. */
function waysTo(things: Things): readonly (readonly [type: string, id: string, inState: string])[] {
  const { account, user, resource, channel, token, app, bypass, assignment } = things;
  const encoded = encodeURIComponent;
  return [
    ["user", user, user],
    ["user", LOGIN, user],
    ["user", LOGIN.toUpperCase(), user],
    ["user", encoded(LOGIN), user],
    ["resource", resource, resource],
    ["resource", RESOURCE, resource],
    ["resource", encoded(RESOURCE), resource],
    ["channel", channel, channel],
    ["channel", RESOURCE, channel],
    ["channel", encoded(RESOURCE), channel],
    ["token", token, token],
    ["token", SERIAL, token],
    ["token", encoded(SERIAL), token],
    ["token", app, app],
    ["token_user", token, token],
    ["token_user", SERIAL, token],
    ["assignment", assignment, assignment],
    ["assignment", `${resource}/${user}/${token}`, assignment],
    ["assignment", [RESOURCE, LOGIN, SERIAL].map(encoded).join("/"), assignment],
    ["assignment", `${encoded(RESOURCE)}/${user}/${token}`, assignment],
    ["bypass", bypass, bypass],
    ["bypass_policy", resource, resource],
    ["bypass_policy", RESOURCE, resource],
    ["account_bypass_policy", account, account],
    ["account_bypass_policy", "account", account],
    ["self_service_policy", resource, resource],
    ["self_service_policy", RESOURCE, resource],
    ["self_service_policy", encoded(RESOURCE), resource],
  ];
}

/** By identity: a type, its attributes, and the id in the state. */
function identities(
  things: Things,
): readonly (readonly [string, Readonly<Record<string, string>>, string])[] {
  const { account, user, resource, channel, token, bypass, assignment } = things;
  return [
    ["channel", { id: channel }, channel],
    ["user", { id: user }, user],
    ["resource", { id: resource }, resource],
    ["token", { id: token }, token],
    ["token_user", { token_id: token }, token],
    ["assignment", { resource_id: resource, token_id: token }, assignment],
    ["assignment", { resource_id: resource, token_id: token, user_id: user }, assignment],
    ["bypass", { id: bypass }, bypass],
    ["bypass_policy", { resource_id: resource }, resource],
    ["account_bypass_policy", { id: account }, account],
    ["self_service_policy", { resource_id: resource }, resource],
  ];
}

/** Ids that name nothing, and words of what is said. */
function wrong({
  account,
  user,
  resource,
  token,
  app,
  bypass,
}: Things): readonly (readonly [string, string, string])[] {
  return [
    ["user", "eve", 'There is no user with the id or login "eve".'],
    ["user", token, "There is no user with the id or login"],
    ["user", "100%", 'There is no user with the id or login "100%".'],
    ["resource", "vpn", 'There is no resource with the id or name "vpn".'],
    ["channel", "mail", 'There is no channel with the id or name "mail".'],
    ["token", "F/0", 'There is no token with the id or serial number "F/0".'],
    ["token_user", "F/0", 'There is no token with the id or serial number "F/0".'],
    ["assignment", resource, "Write RESOURCE/USER/TOKEN"],
    ["assignment", `${resource}//${token}`, "Write RESOURCE/USER/TOKEN"],
    ["assignment", `${resource}/${user}/${token}/`, "Write RESOURCE/USER/TOKEN"],
    ["assignment", `vpn/${user}/${token}`, 'There is no resource with the id or name "vpn".'],
    ["assignment", `${resource}/eve/${token}`, 'There is no user with the id or login "eve".'],
    ["assignment", `${resource}/${user}/F%2F0`, 'There is no token with the id or serial number "F%2F0".'],
    ["assignment", `${resource}/${user}/${app}`, 'The token "Phone" is not assigned to'],
    ["bypass", user, "There is no running bypass with the id"],
    ["bypass_policy", "vpn", 'There is no resource with the id or name "vpn".'],
    ["account_bypass_policy", bypass, `Write ${account}, or account.`],
    ["self_service_policy", "vpn", 'There is no resource with the id or name "vpn".'],
  ];
}

/** A text in HCL. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

describe.each(coresHere())("imports with %s", (_name, core) => {
  let world: World;
  let seed: Seed;
  let things: Things;
  let provider: AttachedProvider;
  beforeAll(async () => {
    world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: "https://mfa.example.org" });
    seed = await world.seed();
    things = await make(seed);
    provider = await AttachedProvider.start(PROVIDER, {
      TOKENPLANE_ENDPOINT: world.url,
      TOKENPLANE_API_KEY: seed.admin.key,
    });
  });
  afterAll(async () => {
    await provider.end();
    await world.end();
  });

  /** Takes over what import blocks name, with the configuration that the core writes for them. */
  async function takeOver(blocks: readonly (readonly [type: string, by: string, inState: string])[]) {
    const workspace = new Workspace(core, provider.environment);
    try {
      const imports = blocks.map(
        ([type, by], index) => `import {\n  to = tokenplane_${type}.it_${index}\n  ${by}\n}\n`,
      );
      workspace.write("main.tf", `${TOKENPLANE_ALONE}${imports.join("")}`);
      const { code, output } = await workspace.run("plan", "-generate-config-out=generated.tf");
      expect(code, output).toBe(0);
      expect(output).toContain(`${blocks.length} to import, 0 to add, 0 to change, 0 to destroy`);
      await workspace.apply();
      const state = workspace.state();
      for (const [index, [type, by, inState]] of blocks.entries()) {
        expect(state[`tokenplane_${type}.it_${index}`]?.["id"], by).toBe(inState);
      }
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
      return readFileSync(path.join(workspace.folder, "generated.tf"), "utf8");
    } finally {
      workspace.clear();
    }
  }

  it("take over by id and by every name, whatever is in it, and the generated configuration changes nothing", async () => {
    const generated = await takeOver(
      waysTo(things).map(([type, id, inState]) => [type, `id = ${quoted(id)}`, inState] as const),
    );
    expect(generated).toContain(quoted(RESOURCE));
    expect(generated).not.toContain("730915");
  });

  it(
    "take over tokens of every model, and the generated configuration changes nothing",
    { tags: "deep" },
    async () => {
      const ids = await everyToken(world, seed);
      const blocks = ids.map((id) => ["token", `id = ${quoted(id)}`, id] as const);
      const generated = await takeOver(blocks);
      // Secrets and PINs are never in it: only that there are none to send.
      expect(generated.match(/secret_wo +=.*$/gm)?.every((line) => line.includes("null"))).toBe(true);
    },
  );

  it(
    "take over channels of every driver, and the generated configuration changes nothing",
    { tags: "deep" },
    async () => {
      const blocks = [];
      for (const example of EVERY_DRIVER.filter(({ driver }) => driver !== "TELEGRAM")) {
        const { channel } = await seed.admin.do<{ channel: { id: string } }>(
          "channelCreate",
          channelInput(example),
          "channel { id }",
        );
        blocks.push(["channel", `id = ${quoted(channel.id)}`, channel.id] as const);
      }
      const generated = await takeOver(blocks);
      expect(generated).toContain("smtp = {");
      expect(generated.match(/secrets_wo +=.*$/gm)?.every((line) => line.includes("null"))).toBe(true);
    },
  );

  it.runIf(knows(core, { terraform: "1.12", opentofu: "1.12" }))("take over by identity", async () => {
    const generated = await takeOver(
      identities(things).map(([type, identity, inState]) => {
        const attributes = Object.entries(identity).map(([name, value]) => `${name} = ${quoted(value)}`);
        return [type, `identity = {\n${attributes.join("\n")}\n}`, inState] as const;
      }),
    );
    expect(generated).toContain(quoted(RESOURCE));
  });

  it.runIf(knows(core, { terraform: "1.12", opentofu: "1.12" }))(
    "take an identity at its word: a name is no id",
    async () => {
      const workspace = new Workspace(core, provider.environment);
      try {
        workspace.write(
          "main.tf",
          `${TOKENPLANE_ALONE}import {\n  to = tokenplane_user.it\n  identity = { id = ${quoted(LOGIN)} }\n}\nresource "tokenplane_user" "it" { login = "x" }\n`,
        );
        const [complaint] = await workspace.complaints();
        expect(complaint?.detail).toContain("There is no user with the id ");
      } finally {
        workspace.clear();
      }
    },
  );

  it("say which forms there are when an id names nothing", { tags: "deep" }, async () => {
    const workspace = new Workspace(core, provider.environment);
    const required: Readonly<Record<string, string>> = {
      user: 'login = "x"',
      resource: 'name = "x"',
      channel: 'name = "x"\nslack = {}',
      token: 'name = "x"\nmodel = "PROTECTIMUS_SMART"',
      token_user: 'token_id = "x"\nuser_id = "x"',
      assignment: 'resource_id = "x"\ntoken_id = "x"\nuser_id = "x"',
      bypass: 'token_id = "x"\neverywhere = true\nduration = "HOUR_1"',
      bypass_policy: 'resource_id = "x"\nmaximum_duration = "NONE"',
      account_bypass_policy: 'maximum_duration = "NONE"',
      self_service_policy: 'resource_id = "x"\naddress = "vpn"\nactions = []',
    };
    try {
      for (const [type, id, words] of wrong(things)) {
        workspace.write(
          "main.tf",
          `${TOKENPLANE_ALONE}resource "tokenplane_${type}" "it" {\n${required[type]}\n}\n`,
        );
        const { code, output } = await workspace.run("import", `tokenplane_${type}.it`, id);
        expect(code).toBe(1);
        expect(output.replaceAll(/[│╷╵\s]+/g, " "), id).toContain(words);
      }
    } finally {
      workspace.clear();
    }
  });
});
