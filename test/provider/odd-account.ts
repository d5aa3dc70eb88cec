import { modelsWhere } from "@tokenplane/rules/models";
import { SELF_SERVICE_ACTIONS } from "@tokenplane/rules/self-service";
import type { Api } from "../support/api.js";
import { channelInput, EVERY_DRIVER } from "../support/channels.js";
import { grant, setPolicy } from "../support/bypass.js";
import { EVERY_MODEL, tokenOfModel } from "../support/every-model.js";
import type { Seed } from "../support/seed.js";
import type { World } from "../support/world.js";

/** What nothing may ever show. */
export const ODD_PIN = "730915";

/** Logins of which none may be the same as another in an identifier, or a word of a language. */
const LOGINS = [
  "alice.jones",
  "alice_jones",
  "Alice-Jones",
  "alice_jones_2",
  "007",
  'O\'Neil, "Ed" \\ ${x} %{y} $${z} %%{w}',
  "иван",
  "李明",
  "zoe\u0301@example.com",
  "ßmøller",
  "😀",
  "🙃",
  "class",
  "app",
  "users",
  "vpn",
  "tokenplane",
  "x".repeat(200),
  "te\u200dxt",
  "a ${TfToken[TOKEN.0]} #{TfToken[TOKEN.1]}",
  "String Map Token Value",
];

function openPortal(admin: Api, name: string, policy: object): Promise<unknown> {
  return admin.do("selfServicePolicySet", { resource: { name }, ...policy }, "__typename");
}

/**
 * An account with everything odd in it that a server takes: names that are no identifiers or the same ones, texts that
 * mean something in HCL or TypeScript, tokens of every model, and links, policies and bypasses of every kind.
 */
export async function oddAccount(world: World, seed: Seed): Promise<void> {
  const { admin } = seed;
  await seed.user("alice", {
    email: "alice@example.com",
    phoneNumber: "+4930123456",
    firstName: 'A "l" ${i}ce',
    lastName: "Jo\u200dnes %{ if true }",
  });
  for (const login of LOGINS) await seed.user(login);
  await seed.user("bert", { enabled: false });

  await seed.resource("VPN", { allowedAddresses: ["10.0.0.0/8"] });
  await seed.resource("vpn 2", { lockMinutes: 0, failedAttemptsBeforeLock: 3, enabled: false });
  await seed.resource('3 "com" ${a}', {
    allowedAddresses: Array.from({ length: 9 }, (_, n) => `2001:db8:${n}::/48`),
    lockMinutes: 60,
  });
  await seed.resource("Büro / 7 ☃");
  await seed.resource("alice", { pushConfirmation: "CHOICE" });
  await setPolicy(admin, "VPN", "HOURS_8", { reasonRequired: true, grantedBy: ["HELPDESK", "ADMIN"] });
  await setPolicy(admin, "vpn 2", "NONE");
  await setPolicy(admin, "default", "PERMANENT");

  await openPortal(admin, "VPN", { address: "vpn", actions: ["TOKEN_REPORT_LOST", "PASSWORD_CHANGE"] });
  await openPortal(admin, "Büro / 7 ☃", {
    address: "7-buero",
    actions: SELF_SERVICE_ACTIONS,
    models: modelsWhere(() => true),
    firstEnrolment: "MAIL_CODE",
    firstEnrolmentDays: 365,
    signIn: ["MAIL_CODE"],
    allowedAddresses: ["192.0.2.7", "2001:db8::/32"],
  });

  for (const model of EVERY_MODEL) await tokenOfModel(world, seed, model);
  const given = { secret: "31".repeat(20), secretEncoding: "HEX" };
  const suite = "OCRA-1:HOTP-SHA512-8:C-QN08-PSHA1";
  for (const model of [
    { hardware: { ultra: { ...given, serialNumber: "O/1" } } },
    { hardware: { ultra: { ...given, serialNumber: "O 1", suite, suitePin: ODD_PIN } } },
    {
      universal: {
        ...given,
        serialNumber: "${O}",
        oath: { ocra: { suite: "OCRA-1:HOTP-SHA256-7:QN08-T1M" } },
      },
    },
  ]) {
    await admin.do("tokenCreate", { model }, "__typename");
  }
  const two = { ...given, serialNumber: "12345", periodSeconds: 60 };
  await admin.do(
    "tokenCreate",
    {
      name: "Alice's spare",
      model: { hardware: { two } },
      to: { user: { login: "alice" } },
      pin: { value: ODD_PIN, position: "BEFORE_OTP" },
      enabled: false,
    },
    "__typename",
  );
  // Two that wait under one name, of one person; and some of nobody.
  const software = { googleAuthenticator: {} };
  for (const to of [{ to: { user: { login: "alice" } } }, { to: { user: { login: "alice" } } }, {}, {}]) {
    const input = { name: "Phone", model: { software }, enrolLater: true, ...to };
    await admin.do("tokenCreate", input, "__typename");
  }

  for (const driver of EVERY_DRIVER) {
    await admin.do(
      "channelCreate",
      channelInput(driver, { name: `${driver.driver} "a" \${b}` }),
      "__typename",
    );
  }
  const named = (driver: string) => ({ channel: { name: `${driver} "a" \${b}` } });
  for (const sent of [
    { push: { issuer: "${ACME}" } },
    { sms: { phoneNumber: "+491701234567" } },
    { email: { address: "alice@example.org" } },
    { bot: named("TELEGRAM") },
    { bot: { ...named("SLACK"), chatId: "U0123ABCD" } },
  ]) {
    await admin.do(
      "tokenCreate",
      { name: "Sent", model: { software: sent }, enrolLater: true },
      "__typename",
    );
  }

  const fob = await seed.fob({ of: "alice", at: ["VPN", "Büro / 7 ☃", "alice"] });
  await seed.fob({ of: "alice", at: ['3 "com" ${a}'] });
  await seed.counterFob({ of: "иван", at: ["VPN", "vpn 2"] });
  await seed.fob({ of: "李明", at: ["VPN"] });
  await seed.fob({ at: ["VPN"] });
  const reissued = await seed.fob({ of: "007", at: ["vpn 2"] });
  const fresh = { lost: false, secret: "32".repeat(20), secretEncoding: "HEX" };
  await admin.do("tokenReissue", { token: { id: reissued.id }, ...fresh }, "__typename");

  await grant(admin, fob.id, "VPN", "HOURS_8", { reason: 'A "trip" to ${somewhere} # not a \\n comment' });
  await grant(admin, fob.id, "everywhere", "PERMANENT");
  await grant(admin, reissued.id, "everywhere", "HOUR_1");
  const ended = await grant(admin, fob.id, "alice", "HOUR_1");
  await admin.do("tokenBypassRevoke", { bypass: { id: ended.id } }, "__typename");
}
