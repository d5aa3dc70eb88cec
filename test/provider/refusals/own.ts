// What the provider refuses by itself when something is applied or imported.
import { UNKNOWN } from "../../../provider/plugin/cty/value.js";
import type { Fields } from "../../support/fake-core/proposed.js";
import { askedRows, idToWrite } from "./links.js";
import { gateway, slack, twilio } from "./channels.js";
import type { Row } from "./row.js";
import { fobNamed, getId, SECRET, type Scene } from "../../support/scene.js";

const CHANNEL = "tokenplane_channel";
const TOKEN = "tokenplane_token";
const PORTAL = "tokenplane_self_service_policy";
const TOKEN_USER = "tokenplane_token_user";

/** A refusal that needs no server. */
type OwnRow = Omit<Row, "refusal">;

/** An import of something that does not exist. @param id of it; by default one that names nothing. */
function noImport(
  type: string,
  says: string,
  id: (scene: Scene) => string | Promise<string> = () => "nothing",
  when = "nothing has the id",
): OwnRow {
  return {
    when: `${type} is imported, and ${when}`,
    happens: async (scene) => scene.core.import(type, { id: await id(scene) }),
    at: "",
    says,
  };
}

/** As somebody does elsewhere. */
function openPortal({ admin }: Scene, id: string, address: string): Promise<unknown> {
  return admin.do("selfServicePolicySet", { resource: { id }, address, actions: [] }, "__typename");
}

const anothers = "it is the id of something else";

/** A configuration of a channel that is refused at plan. */
function noChannel(when: string, config: Fields, at: string, says: string): OwnRow {
  return {
    when: `a channel ${when}`,
    happens: ({ core }) => core.plan(CHANNEL, config, null),
    at,
    says,
  };
}

/** Creates something and plans a change of it, which is refused then already: nothing is done. */
async function changeIsPlanned(scene: Scene, type: string, before: Fields, after: Fields) {
  return scene.core.plan(type, after, await scene.make(type, before));
}

const PINNED = { pin_wo: "4711", pin_position: "BEFORE_OTP" };
const MAIL = { host: "mail.example.org", from: "codes@example.org" };

const channelRows: readonly OwnRow[] = [
  {
    when: "a channel is to send by another server, and its secret is not written",
    happens: (scene) =>
      scene.change(
        CHANNEL,
        slack("Chat"),
        slack("Chat", { slack: { url: "https://chat.example.org" }, secrets_wo: null }),
      ),
    at: "secrets_wo",
    says: "The channel needs the secret bot_token: write it.",
  },
  {
    when: "a channel gets another driver, and its secret is not written",
    happens: (scene) =>
      scene.change(CHANNEL, slack("Chat"), { name: "Chat", telegram: { bot_username: "ExampleBot" } }),
    at: "secrets_wo",
    says: "The channel needs the secret bot_token: write it.",
  },
  noChannel(
    "of Firebase has no service account",
    { name: "Firebase", fcm: { project_id: "tokenplane-test" } },
    "secrets_wo",
    "The channel needs the secret service_account: write it.",
  ),
  noChannel("has no driver", { name: "Chat" }, "", "Write one of smtp, twilio, vonage, sms_http, telegram,"),
  noChannel(
    "has two drivers",
    slack("Chat", { mattermost: { url: "https://chat.example.org" } }),
    "mattermost",
    "A channel has one driver. Remove mattermost or slack.",
  ),
  noChannel(
    "for SMS has no countries",
    twilio({ allowed_countries: null }),
    "allowed_countries",
    "sends only to the countries in allowed_countries: write it.",
  ),
  noChannel(
    "of a bot has countries",
    slack("Chat", { allowed_countries: ["DE"] }),
    "allowed_countries",
    "Only a channel for SMS has allowed countries; remove them.",
  ),
  noChannel(
    "of Twilio has no sender",
    twilio({}, { from: null }),
    "twilio.from",
    "Give either from or messaging_service_sid",
  ),
  noChannel(
    "of Twilio has two senders",
    twilio({}, { messaging_service_sid: `MG${"1b".repeat(16)}` }),
    "twilio.from",
    "Give either from or messaging_service_sid",
  ),
  noChannel(
    "of a mail server has another security and no port",
    { name: "Mail", smtp: { ...MAIL, security: "TLS" } },
    "smtp.port",
    "write port, which usually is 465.",
  ),
  noChannel(
    "of a mail server signs mails by half",
    { name: "Mail", smtp: { ...MAIL, dkim_domain: "example.org" } },
    "smtp.dkim_selector",
    "Set both, or neither.",
  ),
  noChannel(
    "of a gateway sends nothing",
    gateway({ body: '{"to": "{to}"}' }),
    "bot_http.body",
    "Write {text} or {code} into the body",
  ),
  noChannel(
    "has no secret",
    slack("Chat", { secrets_wo: null }),
    "secrets_wo",
    "The channel needs the secret bot_token: write it.",
  ),
  noChannel(
    "of a gateway lacks a secret that its template names",
    gateway({ headers: { "X-Key": "{secret:KEY}" } }),
    "secrets_wo",
    "The channel needs the secret KEY: write it.",
  ),
  noChannel(
    "has a secret that its driver does not know",
    slack("Chat", { secrets_wo: { bot_token: "xoxb-1", token: "x" } }),
    'secrets_wo["token"]',
    "A channel with slack has no secret of this name. Its secrets: bot_token.",
  ),
  noChannel(
    "of a gateway has a secret that nothing uses",
    gateway({}, { secrets_wo: { KEY: "x" } }),
    'secrets_wo["KEY"]',
    "Write {secret:KEY} into a header",
  ),
  noChannel(
    "of a mail server has a password for nobody",
    { name: "Mail", smtp: MAIL, secrets_wo: { password: "x" } },
    'secrets_wo["password"]',
    "set username, or remove the password.",
  ),
  ...(["SMS phone_number", "EMAIL address", "BOT channel_id"] as const).map((of): OwnRow => {
    const [model = "", at = ""] = of.split(" ");
    return {
      when: `a token of model ${model} has no ${at}`,
      happens: ({ core }) => core.plan(TOKEN, { model, name: "It" }, null),
      at,
      says: `A token of model ${model} is created with ${at}, which says where its codes are sent`,
    };
  }),
  {
    when: "an app has a phone number",
    happens: ({ core }) =>
      core.plan(TOKEN, { model: "PROTECTIMUS_SMART", name: "Phone", phone_number: "+491701234567" }, null),
    at: "phone_number",
    says: "A token of model PROTECTIMUS_SMART has no phone_number. Remove it.",
  },
  {
    when: "a phone that is asked has a length of codes",
    happens: ({ core }) => core.plan(TOKEN, { model: "PUSH", name: "Phone", digits: 6 }, null),
    at: "digits",
    says: "A token of model PUSH has no digits. Remove it.",
  },
];

export const ownRows: readonly OwnRow[] = [
  ...askedRows,
  ...channelRows,
  {
    when: "another token has the serial number that a token is to have",
    async happens(scene) {
      await scene.make(TOKEN, fobNamed("F-2"));
      await scene.core.plan(TOKEN, fobNamed("F-2"), await scene.make(TOKEN, fobNamed("F-1")));
    },
    at: "serial_number",
    says: "terraform import tokenplane_token.NAME F-2",
  },
  {
    when: "a token is to be replaced, and there is no user with the id",
    happens: async (scene) =>
      scene.core.plan(
        TOKEN,
        fobNamed("F-2", { user_id: "nobody" }),
        await scene.make(TOKEN, fobNamed("F-1")),
      ),
    at: "user_id",
    says: "There is no such user.",
  },
  ...(["token_id", "user_id"] as const).map((part): OwnRow => {
    return {
      when: `a token is to be taken from its user, and ${part} is of nothing`,
      async happens(scene) {
        const ids = { token_id: await scene.fob(), user_id: await scene.seed.user("anna") };
        await scene.core.plan(TOKEN_USER, { ...ids, [part]: "nothing" }, await scene.make(TOKEN_USER, ids));
      },
      at: part,
      says: idToWrite(part),
    };
  }),
  {
    when: "an assignment is of a user who does not have the token",
    async happens(scene) {
      const ids = {
        resource_id: await scene.seed.resource("VPN"),
        user_id: await scene.seed.user("anna"),
        token_id: await scene.fob("anna"),
      };
      await scene.change("tokenplane_assignment", ids, { ...ids, user_id: await scene.seed.user("bert") });
    },
    at: "user_id",
    says: "Give it to the user first",
  },
  {
    when: "somebody deleted an assignment whose user was to return",
    async happens(scene) {
      const ids = {
        resource_id: await scene.seed.resource("VPN"),
        user_id: await scene.seed.user("anna"),
        token_id: await scene.fob("anna"),
      };
      const bert = await scene.seed.user("bert");
      await scene.change("tokenplane_assignment", ids, { ...ids, user_id: bert }, (id) =>
        scene.admin.do("assignmentDelete", { assignment: { id } }, "__typename"),
      );
    },
    at: "",
    says: "Apply again.",
  },
  {
    when: "the resource that a policy is to move to has one of its own",
    async happens(scene) {
      const [vpn, bastion] = [await scene.seed.resource("VPN"), await scene.seed.resource("Bastion")];
      const scope = { resource: { id: bastion } };
      await scene.admin.do("bypassPolicySet", { scope, maximumDuration: "HOUR_1" }, "__typename");
      const policy = { maximum_duration: "NONE" };
      await scene.change(
        "tokenplane_bypass_policy",
        { resource_id: vpn, ...policy },
        { resource_id: bastion, ...policy },
      );
    },
    at: "resource_id",
    says: "terraform import tokenplane_bypass_policy.NAME ",
  },
  {
    when: "the resource that a portal is to move to has one of its own",
    async happens(scene) {
      const [vpn, bastion] = [await scene.seed.resource("VPN"), await scene.seed.resource("Bastion")];
      await openPortal(scene, bastion, "own-portal");
      const portal = { address: "moving-portal", actions: [] };
      const made = await scene.make(PORTAL, { resource_id: vpn, ...portal });
      // At the plan, so that nothing is closed by then.
      await scene.core.plan(PORTAL, { resource_id: bastion, ...portal }, made);
    },
    at: "resource_id",
    says: "terraform import tokenplane_self_service_policy.NAME ",
  },
  {
    when: "the resource that a portal is to move to is not there",
    async happens(scene) {
      const portal = { address: "lost-portal", actions: [] };
      const made = await scene.make(PORTAL, { resource_id: await scene.seed.resource("VPN"), ...portal });
      await scene.core.plan(PORTAL, { resource_id: "nothing", ...portal }, made);
    },
    at: "resource_id",
    says: idToWrite("resource_id"),
  },
  {
    when: "the resource has a portal already",
    async happens(scene) {
      const resource_id = await scene.seed.resource("VPN");
      await openPortal(scene, resource_id, "first-portal");
      await scene.make(PORTAL, { resource_id, address: "second-portal", actions: [] });
    },
    at: "resource_id",
    says: "terraform import tokenplane_self_service_policy.NAME ",
  },
  {
    when: "the time for a bypass is over",
    happens: async (scene) =>
      scene.make("tokenplane_bypass", {
        token_id: await scene.fob(),
        everywhere: true,
        duration: "HOUR_1",
        not_after: "2020-01-01T00:00:00Z",
      }),
    at: "not_after",
    says: "Remove the block, or write a later not_after.",
  },
  {
    when: "the token belongs to the user already",
    async happens(scene) {
      const user_id = await scene.seed.user("anna");
      await scene.make(TOKEN_USER, { token_id: await scene.fob("anna"), user_id });
    },
    at: "token_id",
    says: /If this block was renamed, write a moved block\. .*import it:\n\n  terraform import tokenplane_token_user\.NAME [\w=]+$/s,
  },
  {
    when: "the account has a bypass policy already",
    async happens(scene) {
      const policy = { scope: { accountDefault: true }, maximumDuration: "HOUR_1" };
      await scene.admin.do("bypassPolicySet", policy, "__typename");
      await scene.make("tokenplane_account_bypass_policy", { maximum_duration: "NONE" });
    },
    at: "",
    says: "terraform import tokenplane_account_bypass_policy.NAME ",
  },
  {
    when: "the bypass policy of a resource is changed, and somebody removed it since the plan",
    async happens(scene) {
      const resource_id = await scene.seed.resource("VPN");
      const scope = { resource: { id: resource_id } };
      const policy = { resource_id, maximum_duration: "HOUR_1" };
      await scene.change("tokenplane_bypass_policy", policy, { ...policy, reason_required: true }, () =>
        scene.admin.do("bypassPolicyClear", { scope }, "__typename"),
      );
    },
    at: "",
    says: "Somebody removed it after the plan. Plan again.",
  },
  {
    when: "the account's bypass policy is changed, and somebody removed it since the plan",
    async happens(scene) {
      const policy = { maximum_duration: "HOUR_1" };
      await scene.change(
        "tokenplane_account_bypass_policy",
        policy,
        { ...policy, reason_required: true },
        () => scene.admin.do("bypassPolicyClear", { scope: { accountDefault: true } }, "__typename"),
      );
    },
    at: "",
    says: "Somebody removed it after the plan. Plan again.",
  },
  {
    when: "a portal is changed, and somebody closed it since the plan",
    async happens(scene) {
      const resource_id = await scene.seed.resource("VPN");
      const portal = { resource_id, address: "closed-meanwhile", actions: [] };
      await scene.change(PORTAL, portal, { ...portal, first_enrolment_days: 1 }, () =>
        scene.admin.do("selfServicePolicyClear", { resource: { id: resource_id } }, "__typename"),
      );
    },
    at: "",
    says: "Somebody closed it after the plan. Plan again.",
  },
  {
    when: "the resource has a bypass policy already",
    async happens(scene) {
      const resource_id = await scene.seed.resource("VPN");
      const policy = { scope: { resource: { id: resource_id } }, maximumDuration: "HOUR_1" };
      await scene.admin.do("bypassPolicySet", policy, "__typename");
      await scene.make("tokenplane_bypass_policy", { resource_id, maximum_duration: "NONE" });
    },
    at: "resource_id",
    says: "terraform import tokenplane_bypass_policy.NAME ",
  },
  {
    when: "a PIN gets another place, and is not sent again",
    happens: (scene) =>
      changeIsPlanned(
        scene,
        TOKEN,
        fobNamed("F-1", { pin_wo: "4711", pin_position: "BEFORE_OTP" }),
        fobNamed("F-1", { pin_position: "AFTER_OTP" }),
      ),
    at: "pin_wo",
    says: "write pin_wo, or write BEFORE_OTP for pin_position.",
  },
  {
    when: "a PIN is to be typed where there was none, and is not there",
    happens: (scene) =>
      changeIsPlanned(scene, TOKEN, fobNamed("F-1"), fobNamed("F-1", { pin_position: "AFTER_OTP" })),
    at: "pin_wo",
    says: "write pin_wo, or remove pin_position.",
  },
  {
    when: "the version of a PIN is raised, and the PIN is not there",
    happens: (scene) =>
      changeIsPlanned(
        scene,
        TOKEN,
        fobNamed("F-1", { ...PINNED, pin_wo_version: 1 }),
        fobNamed("F-1", { ...PINNED, pin_wo: null, pin_wo_version: 2 }),
      ),
    at: "pin_wo",
    says: "A new number for pin_wo_version sends pin_wo again. Write pin_wo, or write the previous number.",
  },
  {
    when: "the version of a suite's PIN is raised, and the PIN is not there",
    happens: (scene) => {
      const ultra = {
        model: "PROTECTIMUS_ULTRA",
        serial_number: "U-1",
        secret_wo: SECRET,
        suite: "OCRA-1:HOTP-SHA1-6:QN08-PSHA1",
      };
      const before = { ...ultra, pin_wo: "4711", pin_wo_version: 1 };
      return changeIsPlanned(scene, TOKEN, before, { ...ultra, pin_wo_version: 2 });
    },
    at: "pin_wo",
    says: "A new number for pin_wo_version sends pin_wo again.",
  },
  {
    when: "the version of a secret is raised, and the secret is not there",
    happens: (scene) =>
      changeIsPlanned(
        scene,
        TOKEN,
        fobNamed("F-1", { secret_wo_version: 1 }),
        fobNamed("F-1", { secret_wo: null, secret_wo_version: 2 }),
      ),
    at: "secret_wo",
    says: "A new number for secret_wo_version sends secret_wo again. Write secret_wo, or write the previous number.",
  },
  {
    when: "the version of a secret is raised, and only the apply knows that the secret is not there",
    happens: async (scene) =>
      scene.core.apply(
        await changeIsPlanned(
          scene,
          TOKEN,
          fobNamed("F-1", { secret_wo_version: 1 }),
          fobNamed("F-1", { secret_wo: UNKNOWN, secret_wo_version: 2 }),
        ),
        fobNamed("F-1", { secret_wo: null, secret_wo_version: 2 }),
      ),
    at: "secret_wo",
    says: "A new number for secret_wo_version sends secret_wo again.",
  },
  {
    when: "the version of a channel's secrets is raised, and they are not there",
    happens: (scene) =>
      changeIsPlanned(
        scene,
        CHANNEL,
        slack("Chat", { secrets_wo_version: 1 }),
        slack("Chat", { secrets_wo: null, secrets_wo_version: 2 }),
      ),
    at: "secrets_wo",
    says: "A new number for secrets_wo_version sends secrets_wo again. Write secrets_wo, or write the previous number.",
  },
  {
    when: "the version of a channel's secrets is raised, and only the apply knows that they are not there",
    happens: async (scene) =>
      scene.core.apply(
        await changeIsPlanned(
          scene,
          CHANNEL,
          slack("Chat", { secrets_wo_version: 1 }),
          slack("Chat", { secrets_wo: UNKNOWN, secrets_wo_version: 2 }),
        ),
        slack("Chat", { secrets_wo: null, secrets_wo_version: 2 }),
      ),
    at: "secrets_wo",
    says: "A new number for secrets_wo_version sends secrets_wo again.",
  },
  {
    when: "a token goes to another user, and the next PIN is not there",
    async happens(scene) {
      const pinned = { pin_wo: "4711", pin_position: "BEFORE_OTP" };
      const before = fobNamed("F-1", { user_id: await scene.seed.user("anna"), ...pinned });
      const next = { user_id: await scene.seed.user("bert"), pin_position: "BEFORE_OTP" };
      // At the plan, so that nothing is done by then.
      await scene.core.plan(TOKEN, fobNamed("F-1", next), await scene.make(TOKEN, before));
    },
    at: "pin_wo",
    says: "write pin_wo with the next user's PIN, or remove pin_position.",
  },
  {
    when: "a token whose suite has a PIN goes to another user, and the next PIN is not there",
    async happens(scene) {
      const of = (user_id: string, more: object) => ({
        model: "PROTECTIMUS_ULTRA",
        serial_number: "U-1",
        secret_wo: SECRET,
        suite: "OCRA-1:HOTP-SHA1-6:QN08-PSHA1",
        user_id,
        ...more,
      });
      const before = of(await scene.seed.user("anna"), { pin_wo: "4711" });
      const next = of(await scene.seed.user("bert"), {});
      await scene.core.plan(TOKEN, next, await scene.make(TOKEN, before));
    },
    at: "pin_wo",
    says: "write pin_wo with the next user's PIN.",
  },
  {
    when: "somebody deleted a token of which only the state changes",
    async happens(scene) {
      await scene.fob();
      const { tokens } = await scene.admin.query<{ tokens: { nodes: { id: string }[] } }>(
        "{ tokens(first: 1) { nodes { id } } }",
      );
      const id = tokens.nodes[0]?.id ?? "";
      const imported = await scene.core.import(TOKEN, { id });
      const { state } = imported;
      const config = {
        model: "UNIVERSAL",
        serial_number: state["serial_number"] ?? null,
        algorithm: "TOTP",
        digits: 6,
        hash: "SHA1",
        period_seconds: 30,
        secret_wo_version: 1,
      };
      const planned = await scene.core.plan(TOKEN, config, imported);
      await scene.admin.do("tokenDelete", { token: { id: getId(imported) } }, "__typename");
      await scene.core.apply(planned);
    },
    at: "",
    says: "Apply again.",
  },
  noImport("tokenplane_user", 'There is no user with the id or login "nothing".'),
  noImport("tokenplane_user", "There is no user", ({ seed }) => seed.resource("VPN"), anothers),
  noImport("tokenplane_resource", 'There is no resource with the id or name "nothing".'),
  noImport("tokenplane_resource", "There is no resource", ({ seed }) => seed.user("anna"), anothers),
  noImport("tokenplane_token", 'There is no token with the id or serial number "nothing".'),
  noImport(CHANNEL, 'There is no channel with the id or name "nothing".'),
  noImport(CHANNEL, "There is no channel", ({ seed }) => seed.user("anna"), anothers),
  noImport("tokenplane_token", "There is no token", ({ seed }) => seed.user("anna"), anothers),
  noImport("tokenplane_token_user", 'There is no token with the id or serial number "nothing".'),
  noImport("tokenplane_token_user", "There is no token", ({ seed }) => seed.user("anna"), anothers),
  noImport(
    "tokenplane_token_user",
    "there is nothing to import.",
    (scene) => scene.fob(),
    "the token belongs to nobody",
  ),
  noImport("tokenplane_assignment", "Write RESOURCE/USER/TOKEN:"),
  noImport(
    "tokenplane_assignment",
    'There is no resource with the id or name "100%".',
    () => "100%/anna/F-1",
    "no such token is there",
  ),
  noImport(
    "tokenplane_assignment",
    'not assigned to "bert"',
    async (scene) => {
      await scene.seed.user("anna");
      await scene.seed.user("bert");
      await scene.seed.resource("VPN");
      const { name } = await scene.seed.fob({ of: "anna", at: ["VPN"] });
      return `VPN/bert/${name}`;
    },
    "somebody else has the token",
  ),
  noImport("tokenplane_bypass", 'There is no running bypass with the id "nothing".'),
  noImport("tokenplane_bypass_policy", 'There is no resource with the id or name "nothing".'),
  noImport(
    "tokenplane_bypass_policy",
    "has no bypass policy of its own: there is nothing to import.",
    ({ seed }) => seed.resource("VPN"),
    "the account's default holds there",
  ),
  noImport(PORTAL, 'There is no resource with the id or name "nothing".'),
  noImport(
    PORTAL,
    "has no self-service policy: there is nothing to import.",
    ({ seed }) => seed.resource("VPN"),
    "the resource has no portal",
  ),
  noImport("tokenplane_account_bypass_policy", ", or account."),
  noImport(
    "tokenplane_account_bypass_policy",
    "has no bypass policy of its own",
    () => "account",
    "the built-in one holds there",
  ),
];
