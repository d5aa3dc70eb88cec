import { expect, it } from "vitest";
import { channelSetup } from "../../server/channels/setup.js";
import { getChannels, findSealedChannel } from "../../server/channels/channel-store.js";
import { Prisma } from "../../server/database/generated/client.js";
import type { Api } from "../support/api.js";
import {
  CHANNEL_FIELDS,
  channelInput,
  DKIM_KEY,
  DKIM_MARK,
  type DriverExample,
  driverInput,
  DRIVERS,
  EVERY_DRIVER,
  MARK,
  type ReadChannel,
  SERVICE_ACCOUNT,
  withoutSecrets,
} from "../support/channels.js";
import { getContents, getUuid } from "../support/contents.js";
import type { Seed } from "../support/seed.js";
import { someByTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const CHANNEL = `channel ${CHANNEL_FIELDS}`;

async function create(
  seed: Seed,
  example: DriverExample,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<ReadChannel> {
  const { channel } = await seed.admin.do<{ channel: ReadChannel }>(
    "channelCreate",
    channelInput(example, fields),
    CHANNEL,
  );
  return channel;
}

async function update(seed: Seed, id: string, fields: object): Promise<ReadChannel> {
  const { channel } = await seed.admin.do<{ channel: ReadChannel }>(
    "channelUpdate",
    { channel: { id }, ...fields },
    CHANNEL,
  );
  return channel;
}

async function read(admin: Api, by: object): Promise<ReadChannel | null> {
  const { channel } = await admin.query<{ channel: ReadChannel | null }>(
    `query ($by: ChannelRef!) { channel(by: $by) ${CHANNEL_FIELDS} }`,
    { by },
  );
  return channel;
}

async function names(admin: Api): Promise<string[]> {
  const { channels } = await admin.query<{ channels: { nodes: { name: string }[] } }>(
    "{ channels(first: 100) { nodes { name } } }",
  );
  return channels.nodes.map(({ name }) => name);
}

/** What the sender would be given of a channel. */
async function getSetup({ services, database }: World, seed: Seed, id: string) {
  const row = await findSealedChannel(database.prisma, getUuid(seed.accountId), getUuid(id));
  if (row === null) throw new Error("there is no such channel");
  return channelSetup(services, row);
}

/** The changes of the newest event, as `field: from > to`, and its summary. */
async function newestEvent(seed: Seed): Promise<{ type: string; summary: string; changes: string[] }> {
  const { events } = await seed.admin.query<{
    events: {
      nodes: {
        type: string;
        summary: string;
        changes: { field: string; from: string | null; to: string | null }[];
      }[];
    };
  }>("{ events(first: 1) { nodes { type summary changes { field from to } } } }");
  const [event] = events.nodes;
  if (event === undefined) throw new Error("there is no event");
  return { ...event, changes: event.changes.map(({ field, from, to }) => `${field}: ${from} > ${to}`) };
}

/** Makes a token one of a bot. Whatever sends codes to it is not what is tried here. */
async function giveToBot({ database }: World, seed: Seed, tokenId: string, channelId: string): Promise<void> {
  await database.query(Prisma.sql`
    UPDATE tokens SET kind = 'SENT', algorithm = NULL, hash = NULL, period_seconds = NULL, secret = NULL, secret_fingerprint = NULL, sent_by = 'BOT', target = '1',
      channel_id = ${getUuid(channelId)}::uuid
    WHERE account_id = ${getUuid(seed.accountId)}::uuid AND id = ${getUuid(tokenId)}::uuid RETURNING 1`);
}

async function suspend({ database, clock }: World, seed: Seed, id: string, country: string): Promise<void> {
  await database.query(Prisma.sql`
    INSERT INTO channel_suspensions VALUES (
      ${getUuid(seed.accountId)}::uuid, ${getUuid(id)}::uuid, ${country}, ${new Date(clock.now()).toISOString()}::timestamptz
    ) RETURNING 1`);
}

/** Fields that are refused: what is wrong, the driver, the fields, the path, and whether only a creation refuses them. */
const REFUSED_FIELDS: [what: string, DriverExample, fields: object, at: string, isOfCreation?: boolean][] = [
  ["an empty name", DRIVERS.slack, { name: "" }, "name"],
  ["a long name", DRIVERS.slack, { name: "a".repeat(51) }, "name"],
  ["priority 0", DRIVERS.slack, { priority: 0 }, "priority"],
  ["priority 1,001", DRIVERS.slack, { priority: 1_001 }, "priority"],
  ["a limit of none", DRIVERS.slack, { hourlyLimit: 0 }, "hourlyLimit"],
  ["a limit beyond a million", DRIVERS.slack, { hourlyLimit: 1_000_001 }, "hourlyLimit"],
  ["SMS without countries", DRIVERS.vonage, { allowedCountries: null }, "allowedCountries", true],
  ["SMS to no country", DRIVERS.vonage, { allowedCountries: [] }, "allowedCountries"],
  ["a country that there is not", DRIVERS.vonage, { allowedCountries: ["DE", "UK"] }, "allowedCountries.1"],
  ["countries of mail", DRIVERS.smtp, { allowedCountries: ["DE"] }, "allowedCountries"],
  [
    "a user name without password",
    DRIVERS.smtp,
    {
      driver: withoutSecrets(DRIVERS.smtp, { dkimDomain: null, dkimSelector: null }),
    },
    "driver.smtp.password",
    true,
  ],
  [
    "a password of nobody",
    DRIVERS.smtp,
    { driver: driverInput(DRIVERS.smtp, { username: null }) },
    "driver.smtp.password",
  ],
  [
    "half of DKIM",
    DRIVERS.smtp,
    { driver: driverInput(DRIVERS.smtp, { dkimSelector: null }) },
    "driver.smtp.dkimSelector",
  ],
  [
    "DKIM without a key",
    DRIVERS.smtp,
    { driver: driverInput(DRIVERS.smtp, { dkimPrivateKey: null }) },
    "driver.smtp.dkimPrivateKey",
    true,
  ],
  [
    "a key that is cut",
    DRIVERS.smtp,
    {
      driver: driverInput(DRIVERS.smtp, { dkimPrivateKey: DKIM_KEY.replace(DKIM_MARK, "") }),
    },
    "driver.smtp.dkimPrivateKey",
  ],
  [
    "certificates that are none",
    DRIVERS.smtp,
    {
      driver: driverInput(DRIVERS.smtp, {
        certificateAuthority: `-----BEGIN CERTIFICATE-----\n${"A".repeat(64)}\n-----END CERTIFICATE-----`,
      }),
    },
    "driver.smtp.certificateAuthority",
  ],
  [
    "a sender that is no address",
    DRIVERS.smtp,
    { driver: driverInput(DRIVERS.smtp, { from: "Example" }) },
    "driver.smtp.from",
  ],
  ["port 0", DRIVERS.smtp, { driver: driverInput(DRIVERS.smtp, { port: 0 }) }, "driver.smtp.port"],
  [
    "two senders of SMS",
    DRIVERS.twilio,
    { driver: driverInput(DRIVERS.twilio, { from: "+4930123456" }) },
    "driver.twilio.from",
  ],
  [
    "no sender of SMS",
    DRIVERS.twilio,
    { driver: driverInput(DRIVERS.twilio, { messagingServiceSid: null }) },
    "driver.twilio.from",
  ],
  [
    "no secret",
    DRIVERS.telegram,
    { driver: withoutSecrets(DRIVERS.telegram) },
    "driver.telegram.botToken",
    true,
  ],
  [
    "a URL without a scheme",
    DRIVERS.mattermost,
    { driver: driverInput(DRIVERS.mattermost, { url: "chat.example.org" }) },
    "driver.mattermost.url",
  ],
  [
    "a URL with a password",
    DRIVERS.mattermost,
    { driver: driverInput(DRIVERS.mattermost, { url: "https://a:b@chat.example.org" }) },
    "driver.mattermost.url",
  ],
  [
    "an unknown placeholder",
    DRIVERS.smsHttp,
    { driver: driverInput(DRIVERS.smsHttp, { body: '{"to": "{phone}"}' }) },
    "driver.smsHttp.body",
  ],
  [
    "a body without the code",
    DRIVERS.smsHttp,
    { driver: driverInput(DRIVERS.smsHttp, { body: '{"to": "{to}"}' }) },
    "driver.smsHttp.body",
  ],
  [
    "a body that is not JSON",
    DRIVERS.smsHttp,
    { driver: driverInput(DRIVERS.smsHttp, { body: '{"to": {to}, "text": "{text}"}' }) },
    "driver.smsHttp.body",
  ],
  [
    "a header of the connection",
    DRIVERS.botHttp,
    {
      driver: driverInput(DRIVERS.botHttp, { headers: [{ name: "Content-Length", value: "1" }] }),
    },
    "driver.botHttp.headers.0.name",
  ],
  [
    "a header with a line break",
    DRIVERS.botHttp,
    {
      driver: driverInput(DRIVERS.botHttp, { headers: [{ name: "A", value: "1\r\nB: 2" }] }),
    },
    "driver.botHttp.headers.0.value",
  ],
  [
    "a key that everybody reads",
    DRIVERS.botHttp,
    {
      driver: driverInput(DRIVERS.botHttp, { headers: [{ name: "authorization", value: "Bearer abc" }] }),
    },
    "driver.botHttp.headers",
  ],
  [
    "a secret that is not given",
    DRIVERS.smsHttp,
    { driver: driverInput(DRIVERS.smsHttp, { secrets: [{ name: "KEY", value: "a" }] }) },
    "driver.smsHttp.secrets",
    true,
  ],
  [
    "a secret that nothing uses",
    DRIVERS.smsHttp,
    {
      driver: driverInput(DRIVERS.smsHttp, {
        secrets: [...DRIVERS.smsHttp.secrets.secrets, { name: "MORE", value: "a" }],
      }),
    },
    "driver.smsHttp.secrets",
  ],
  [
    "a secret twice",
    DRIVERS.smsHttp,
    {
      driver: driverInput(DRIVERS.smsHttp, {
        secrets: [...DRIVERS.smsHttp.secrets.secrets, { name: "KEY", value: "a" }],
      }),
    },
    "driver.smsHttp.secrets",
  ],
];

onOneStore("channels", (world) => {
  it.each(EVERY_DRIVER.map((example) => [example.driver, example] as const))(
    "of %s are created with all their settings, and shown without their secrets",
    async (_driver, example) => {
      const seed = await world().seed();
      const now = new Date(world().clock.now()).toISOString();
      const channel = await create(seed, example, { priority: 7, enabled: false, hourlyLimit: 1_000 });
      const none = Object.fromEntries(EVERY_DRIVER.map(({ field }) => [field, null]));
      expect(channel).toEqual({
        id: channel.id,
        name: `By ${example.driver}`,
        kind: example.kind,
        driver: example.driver,
        priority: 7,
        enabled: false,
        allowedCountries: example.kind === "SMS" ? ["DE"] : null,
        hourlyLimit: 1_000,
        secretsSet: example.secretsSet,
        suspensions: [],
        settings: { ...none, [example.field]: example.settings },
        createdAt: now,
        updatedAt: now,
      });
      expect(await read(seed.admin, { id: channel.id })).toEqual(channel);
      expect(await read(seed.admin, { name: channel.name })).toEqual(channel);
      const { node } = await seed.admin.query<{ node: object }>(
        "query ($id: ID!) { node(id: $id) { ... on Channel { name driver } } }",
        { id: channel.id },
      );
      expect(node).toEqual({ name: channel.name, driver: example.driver });
    },
  );

  it("give their driver every setting and secret", async () => {
    const seed = await world().seed();
    const setups = [];
    for (const example of EVERY_DRIVER) {
      const { id } = await create(seed, example);
      setups.push(await getSetup(world(), seed, id));
    }
    const values = { TOKEN: `${MARK}-token`, KEY: `${MARK}-key` };
    expect(setups.map(({ driver, secrets }) => [driver, secrets])).toEqual([
      ["SMTP", { password: `${MARK}-password`, dkimPrivateKey: DKIM_KEY }],
      ["TWILIO", { authToken: `${MARK}-auth` }],
      ["VONAGE", { apiSecret: `${MARK}-api`, signatureSecret: `${MARK}-signature` }],
      ["SMS_HTTP", { values }],
      ["TELEGRAM", { botToken: `123456:${MARK}-bot` }],
      ["SLACK", { botToken: `xoxb-${MARK}` }],
      ["MATTERMOST", { botToken: `${MARK}mattermost` }],
      ["BOT_HTTP", { values }],
      ["FCM", { serviceAccount: SERVICE_ACCOUNT }],
    ]);
    expect(setups.map(({ settings }) => settings)).toEqual(
      EVERY_DRIVER.map(({ settings }) => ({
        ...settings,
        ...("contentType" in settings ? { contentType: "application/json" } : {}),
      })),
    );
  });

  it("have usual settings: priority 100, enabled, no limit, and each driver's ports and addresses", async () => {
    const seed = await world().seed();
    const smtp = { host: "mail.example.org", from: "codes@example.org" };
    const mail = async (security: string | undefined, name: string) =>
      (
        await seed.admin.do<{ channel: ReadChannel }>(
          "channelCreate",
          { name, driver: { smtp: { ...smtp, ...(security === undefined ? {} : { security }) } } },
          CHANNEL,
        )
      ).channel;
    const usual = await mail(undefined, "usual");
    expect(usual).toMatchObject({ priority: 100, enabled: true, hourlyLimit: null, secretsSet: [] });
    expect(usual.settings["smtp"]).toMatchObject({ port: 587, security: "STARTTLS", username: null });
    expect((await mail("TLS", "tls")).settings["smtp"]).toMatchObject({ port: 465 });
    expect((await mail("NONE", "none")).settings["smtp"]).toMatchObject({ port: 25 });
    const twilio = { accountSid: DRIVERS.twilio.settings.accountSid, from: "+4930123456", authToken: "a" };
    const { settings } = await create(seed, DRIVERS.twilio, { driver: { twilio } });
    expect(settings["twilio"]).toMatchObject({ url: "https://api.twilio.com", from: "+4930123456" });
    const smsHttp = { url: "https://gateway.example.org/?to={to}&text={text}", method: "GET" };
    const { settings: http } = await create(seed, DRIVERS.smsHttp, { driver: { smsHttp } });
    expect(http["smsHttp"]).toEqual({
      ...smsHttp,
      contentType: "JSON",
      headers: [],
      body: null,
      successContains: null,
      idempotencyHeader: null,
    });
  });

  it.each(REFUSED_FIELDS)(
    "are refused with %s, at creation and at an update, and nothing is left",
    async (_what, example, fields, at, isOfCreation = false) => {
      const seed = await world().seed();
      expect(await seed.admin.refusalAt("channelCreate", channelInput(example, { ...fields }))).toBe(
        `VALIDATION_FAILED input.${at}`,
      );
      expect(await names(seed.admin)).toEqual([]);
      // At an update, an absent list of countries and an absent secret keep their values.
      if (isOfCreation) return;
      const before = await create(seed, example);
      expect(await seed.admin.refusalAt("channelUpdate", { channel: { id: before.id }, ...fields })).toBe(
        `VALIDATION_FAILED input.${at}`,
      );
      expect(await read(seed.admin, { id: before.id })).toEqual(before);
      expect(await seed.events(1)).toEqual(["CHANNEL_CREATED"]);
    },
  );

  it("take exactly one driver", async () => {
    const seed = await world().seed();
    const driver = { ...driverInput(DRIVERS.slack), ...driverInput(DRIVERS.telegram) };
    const { errors } = await seed.admin.send(
      "mutation ($input: ChannelCreateInput!) { channelCreate(input: $input) { __typename } }",
      { input: { name: "Two", driver } },
    );
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toContain(MARK);
  });

  it("keep each country once and in order", async () => {
    const seed = await world().seed();
    const { id, allowedCountries } = await create(seed, DRIVERS.vonage, {
      allowedCountries: ["DE", "AT", "XK", "DE"],
    });
    expect(allowedCountries).toEqual(["AT", "DE", "XK"]);
    world().clock.pass(1);
    await update(seed, id, { allowedCountries: ["XK", "AT", "DE"] });
    expect(await seed.events(1)).toEqual(["CHANNEL_CREATED"]);
  });

  it("are updated field by field: what is absent stays, and null takes the limit away", async () => {
    const seed = await world().seed();
    const channel = await create(seed, DRIVERS.vonage, { hourlyLimit: 10 });
    world().clock.pass(1);
    const updatedAt = new Date(world().clock.now()).toISOString();
    const changed = await update(seed, channel.id, { name: "Main", priority: 1 });
    expect(changed).toEqual({ ...channel, name: "Main", priority: 1, updatedAt });
    expect(await newestEvent(seed)).toEqual({
      type: "CHANNEL_UPDATED",
      summary: "Channel Main changed: name, priority.",
      changes: ["name: By VONAGE > Main", "priority: 100 > 1"],
    });
    const rest = { hourlyLimit: null, enabled: false, allowedCountries: ["FR"] };
    expect(await update(seed, channel.id, rest)).toEqual({ ...changed, ...rest });
    expect(await update(seed, channel.id, { name: null, priority: null, allowedCountries: null })).toEqual({
      ...changed,
      ...rest,
    });
    expect(await getSetup(world(), seed, channel.id)).toMatchObject({
      secrets: { apiSecret: `${MARK}-api`, signatureSecret: `${MARK}-signature` },
    });
  });

  it("keep a setting that only a newer server knows, unless an update names the driver", async () => {
    const seed = await world().seed();
    const { id } = await create(seed, DRIVERS.slack);
    const { database } = world();
    await database.query(Prisma.sql`
      UPDATE channels SET settings = settings || '{"workspace": "T1"}' WHERE id = ${getUuid(id)}::uuid`);
    await update(seed, id, { priority: 1 });
    const row = await findSealedChannel(database.prisma, getUuid(seed.accountId), getUuid(id));
    expect(row).toMatchObject({ priority: 1, settings: { ...DRIVERS.slack.settings, workspace: "T1" } });
  });

  it.each(someByTier(EVERY_DRIVER.map((example) => [example.driver, example] as const)))(
    "of %s are not touched by an update that changes nothing, with secrets and without",
    async (_driver, example) => {
      const seed = await world().seed();
      const before = await create(seed, example);
      world().clock.pass(1);
      expect(await update(seed, before.id, { driver: driverInput(example) })).toEqual(before);
      expect(await update(seed, before.id, { driver: withoutSecrets(example) })).toEqual(before);
      expect(await seed.events(1)).toEqual(["CHANNEL_CREATED"]);
    },
  );

  it("get new secrets one by one, and the event says only which", async () => {
    const seed = await world().seed();
    const { id } = await create(seed, DRIVERS.smtp);
    await update(seed, id, { driver: withoutSecrets(DRIVERS.smtp, { password: `${MARK}-B` }) });
    expect(await getSetup(world(), seed, id)).toMatchObject({
      secrets: { password: `${MARK}-B`, dkimPrivateKey: DKIM_KEY },
    });
    expect(await newestEvent(seed)).toEqual({
      type: "CHANNEL_UPDATED",
      summary: "Channel By SMTP changed: password.",
      changes: ["password: null > null"],
    });
    await update(seed, id, { driver: withoutSecrets(DRIVERS.smtp, { password: `${MARK}-password` }) });
    expect(await getSetup(world(), seed, id)).toMatchObject({ secrets: { password: `${MARK}-password` } });
    const http = await create(seed, DRIVERS.smsHttp);
    const secrets = [{ name: "KEY", value: `${MARK}-2` }];
    await update(seed, http.id, { driver: withoutSecrets(DRIVERS.smsHttp, { secrets }) });
    expect(await getSetup(world(), seed, http.id)).toMatchObject({
      secrets: { values: { KEY: `${MARK}-2`, TOKEN: `${MARK}-token` } },
    });
    expect((await newestEvent(seed)).changes).toEqual(["secrets.KEY: null > null"]);
  });

  it("say of every secret that nothing uses what to do, whatever its name is", async () => {
    const seed = await world().seed();
    for (const name of ["password", "dkimPrivateKey", "constructor", "toString"]) {
      const secrets = [...DRIVERS.smsHttp.secrets.secrets, { name, value: "a" }];
      const { message } = await seed.admin.mutate(
        "channelCreate",
        channelInput(DRIVERS.smsHttp, { driver: driverInput(DRIVERS.smsHttp, { secrets }) }),
        "__typename",
      );
      expect(message).toBe(
        `Nothing uses the secret ${name}. Write {secret:${name}} into a header, the URL or the body, or remove the secret.`,
      );
    }
  });

  it("forget secrets that their settings do not use any more", async () => {
    const seed = await world().seed();
    const mail = await create(seed, DRIVERS.smtp);
    const open = { username: null, dkimDomain: null, dkimSelector: null };
    const { secretsSet } = await update(seed, mail.id, { driver: withoutSecrets(DRIVERS.smtp, open) });
    expect(secretsSet).toEqual([]);
    expect((await newestEvent(seed)).changes).toEqual([
      "username: tokenplane > null",
      "dkimDomain: example.org > null",
      "dkimSelector: mail2026 > null",
      "dkimPrivateKey: null > null",
      "password: null > null",
    ]);
    const again = { channel: { id: mail.id }, driver: withoutSecrets(DRIVERS.smtp) };
    expect(await seed.admin.refusalAt("channelUpdate", again)).toBe(
      "VALIDATION_FAILED input.driver.smtp.password",
    );
    const gateway = await create(seed, DRIVERS.smsHttp);
    const body = '{"to": "{to}", "text": "{text}"}';
    const without = await update(seed, gateway.id, { driver: withoutSecrets(DRIVERS.smsHttp, { body }) });
    expect(without.secretsSet).toEqual(["TOKEN"]);
    const vonage = await create(seed, DRIVERS.vonage);
    const removed = await update(seed, vonage.id, {
      driver: withoutSecrets(DRIVERS.vonage, { signatureSecret: null }),
    });
    expect(removed.secretsSet).toEqual(["apiSecret"]);
  });

  it.each<[string, DriverExample, Readonly<Record<string, unknown>>, string]>([
    ["the host", DRIVERS.smtp, { host: "evil.example" }, "smtp.password"],
    ["the port", DRIVERS.smtp, { port: 26 }, "smtp.password"],
    ["its protection", DRIVERS.smtp, { security: "NONE" }, "smtp.password"],
    ["Twilio's address", DRIVERS.twilio, { url: "https://evil.example" }, "twilio.authToken"],
    ["Vonage's address", DRIVERS.vonage, { url: "https://evil.example" }, "vonage.apiSecret"],
    ["Telegram's address", DRIVERS.telegram, { url: "https://evil.example" }, "telegram.botToken"],
    ["Slack's address", DRIVERS.slack, { url: "https://evil.example" }, "slack.botToken"],
    ["Mattermost's address", DRIVERS.mattermost, { url: "https://evil.example" }, "mattermost.botToken"],
    ["Firebase's address", DRIVERS.fcm, { url: "https://evil.example" }, "fcm.serviceAccount"],
    ["Google's address", DRIVERS.fcm, { tokenUrl: "https://evil.example" }, "fcm.serviceAccount"],
    ["the gateway's host", DRIVERS.smsHttp, { url: "https://evil.example/" }, "smsHttp.secrets"],
    ["the gateway's port", DRIVERS.botHttp, { url: "https://bot.example.org:444/{to}" }, "botHttp.secrets"],
    [
      "the place in the body, so that it would be sent as an SMS",
      DRIVERS.smsHttp,
      { body: '{"to": "{to}", "text": "{text} {secret:KEY}"}' },
      "smsHttp.secrets",
    ],
  ])("keep no secret when %s changes, so that nobody reads it there", async (_what, example, others, at) => {
    const seed = await world().seed();
    const before = await create(seed, example);
    const input = { channel: { id: before.id }, driver: withoutSecrets(example, others) };
    expect(await seed.admin.refusalAt("channelUpdate", input)).toBe(`VALIDATION_FAILED input.driver.${at}`);
    expect(await read(seed.admin, { id: before.id })).toEqual(before);
    const changed = await update(seed, before.id, { driver: driverInput(example, others) });
    expect(changed.settings[example.field]).toMatchObject(others);
  });

  it("get another driver of their kind with its own secrets; the old ones are gone when it comes back", async () => {
    const seed = await world().seed();
    const { id } = await create(seed, DRIVERS.telegram);
    // At the same address: the token of a bot is still another one.
    const { url } = DRIVERS.telegram.settings;
    const toSlack = { channel: { id }, driver: withoutSecrets(DRIVERS.slack, { url }) };
    expect(await seed.admin.refusalAt("channelUpdate", toSlack)).toBe(
      "VALIDATION_FAILED input.driver.slack.botToken",
    );
    const slack = await update(seed, id, { driver: driverInput(DRIVERS.slack) });
    expect(slack).toMatchObject({ kind: "BOT", driver: "SLACK", settings: { telegram: null } });
    expect(await newestEvent(seed)).toEqual({
      type: "CHANNEL_UPDATED",
      summary: "Channel By TELEGRAM changed: driver, url, botUsername, botToken.",
      changes: [
        "driver: TELEGRAM > SLACK",
        "url: https://api.telegram.org > https://slack.com",
        "botUsername: example_codes_bot > null",
        "botToken: null > null",
      ],
    });
    const back = { channel: { id }, driver: withoutSecrets(DRIVERS.telegram) };
    expect(await seed.admin.refusalAt("channelUpdate", back)).toBe(
      "VALIDATION_FAILED input.driver.telegram.botToken",
    );
    const other = { botToken: `99:${MARK}-other` };
    await update(seed, id, { driver: withoutSecrets(DRIVERS.telegram, other) });
    expect(await getSetup(world(), seed, id)).toMatchObject({ driver: "TELEGRAM", secrets: other });
  });

  it("never change what they send", async () => {
    const seed = await world().seed();
    const ids = {
      SMS: (await create(seed, DRIVERS.vonage)).id,
      EMAIL: (await create(seed, DRIVERS.smtp)).id,
      BOT: (await create(seed, DRIVERS.slack)).id,
    };
    for (const [kind, id] of Object.entries(ids)) {
      for (const example of EVERY_DRIVER) {
        if (example.kind === kind) continue;
        const input = { channel: { id }, driver: driverInput(example) };
        expect(await seed.admin.refusalAt("channelUpdate", input)).toBe("VALIDATION_FAILED input.driver");
      }
    }
  });

  it("have names of their own within the account, and are named exactly", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const first = await create(seed, DRIVERS.slack, { name: "Chat" });
    const second = await create(seed, DRIVERS.slack, { name: "chat" });
    const foreign = await create(other, DRIVERS.slack, { name: "Chat" });
    expect(await seed.admin.refusalAt("channelCreate", channelInput(DRIVERS.vonage, { name: "Chat" }))).toBe(
      "ALREADY_EXISTS input.name",
    );
    const rename = { channel: { id: second.id }, name: "Chat" };
    expect(await seed.admin.refusalAt("channelUpdate", rename)).toBe("ALREADY_EXISTS input.name");
    expect(await read(seed.admin, { name: "CHAT" })).toBeNull();
    expect(await read(seed.admin, { id: foreign.id })).toBeNull();
    expect((await read(other.admin, { name: "Chat" }))?.id).toBe(foreign.id);
    expect(await names(seed.admin)).toEqual(["Chat", "chat"]);
    await update(seed, first.id, { name: "chat 2" });
    await update(seed, second.id, { name: "Chat" });
    expect((await read(seed.admin, { name: "Chat" }))?.id).toBe(second.id);
  });

  it("of a name are created once when several create them at the same time", async () => {
    const seed = await world().seed();
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        seed.admin.mutate("channelCreate", channelInput(DRIVERS.slack, { name: "Race" }), "__typename"),
      ),
    );
    const codes = results.map(({ code }) => code ?? "CREATED").toSorted();
    expect(codes).toEqual([...Array.from({ length: 7 }, () => "ALREADY_EXISTS"), "CREATED"]);
    expect(await names(seed.admin)).toEqual(["Race"]);
  });

  it("are at most 50 of an account, also when several are created at the same time", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const some = 9;
    const codes: (string | undefined)[] = [];
    // Some at a time: they take turns, and on a busy machine the last of very many would wait longer than it may.
    for (let made = 0; made < 54; made += some) {
      const results = await Promise.all(
        Array.from({ length: some }, (_, n) => {
          const input = channelInput(DRIVERS.slack, { name: `C${made + n}` });
          return seed.admin.mutate("channelCreate", input, "__typename");
        }),
      );
      codes.push(...results.map(({ code }) => code));
    }
    expect(codes.filter((code) => code === "QUOTA_EXCEEDED")).toHaveLength(4);
    expect(await names(seed.admin)).toHaveLength(50);
    expect(await names(other.admin)).toEqual([]);
    await create(other, DRIVERS.slack);
    const [name] = await names(seed.admin);
    await seed.admin.do("channelDelete", { channel: { name } }, "deletedId");
    await create(seed, DRIVERS.slack, { name: "C60" });
    expect(await seed.admin.refusal("channelCreate", channelInput(DRIVERS.slack, { name: "C61" }))).toBe(
      "QUOTA_EXCEEDED",
    );
  });

  it("lose nothing when several fields are updated at once", async () => {
    const seed = await world().seed();
    const { id } = await create(seed, DRIVERS.vonage);
    const fields = { priority: 9, hourlyLimit: 17, allowedCountries: ["AT"], enabled: false };
    await Promise.all([
      ...Object.entries(fields).map(([field, value]) =>
        seed.admin.do("channelUpdate", { channel: { id }, [field]: value }, "__typename"),
      ),
      update(seed, id, { driver: withoutSecrets(DRIVERS.vonage, { apiSecret: `${MARK}-new` }) }),
      update(seed, id, { driver: withoutSecrets(DRIVERS.vonage, { signatureSecret: `${MARK}-signs` }) }),
    ]);
    expect(await read(seed.admin, { id })).toMatchObject(fields);
    expect(await getSetup(world(), seed, id)).toMatchObject({
      secrets: { apiSecret: `${MARK}-new`, signatureSecret: `${MARK}-signs` },
    });
  });

  it("that do not exist, or are another account's, are not found", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const user = await seed.user("anna");
    const foreign = await create(other, DRIVERS.vonage, { name: "Foreign" });
    const gone = await create(seed, DRIVERS.slack, { name: "gone" });
    await seed.admin.do("channelDelete", { channel: { id: gone.id } }, "deletedId");
    for (const channel of [
      { name: "Foreign" },
      { id: foreign.id },
      { id: gone.id },
      { id: user },
      { id: "x" },
    ]) {
      expect(await read(seed.admin, channel)).toBeNull();
      const at = "NOT_FOUND input.channel";
      expect(await seed.admin.refusalAt("channelUpdate", { channel, name: "A" })).toBe(at);
      expect(await seed.admin.refusalAt("channelDelete", { channel })).toBe(at);
      expect(await seed.admin.refusalAt("channelResume", { channel, country: "DE" })).toBe(at);
    }
    expect(await read(other.admin, { id: foreign.id })).toEqual(foreign);
  });

  it("are deleted, unless tokens get their codes by them", async () => {
    const seed = await world().seed();
    const { id } = await create(seed, DRIVERS.telegram);
    const fob = await seed.fob();
    await giveToBot(world(), seed, fob.id, id);
    expect(await seed.admin.refusalAt("channelDelete", { channel: { id } })).toBe(
      "STILL_IN_USE input.channel",
    );
    expect(await names(seed.admin)).toEqual(["By TELEGRAM"]);
    await update(seed, id, { enabled: false });
    await seed.admin.do("tokenDelete", { token: { id: fob.id } }, "__typename");
    expect(await seed.admin.do("channelDelete", { channel: { id } }, "deletedId")).toEqual({ deletedId: id });
    expect(await names(seed.admin)).toEqual([]);
    expect((await newestEvent(seed)).summary).toBe("Channel By TELEGRAM was deleted.");
  });

  it("are given to a sender by priority and then by age, also those that are disabled: where there is one, nothing else sends", async () => {
    const [seed, other] = [await world().seed(), await world().seed()];
    const made = async (name: string, fields: object = {}, by: Seed = seed) => {
      world().clock.pass(1);
      return create(by, DRIVERS.vonage, { name, ...fields });
    };
    await made("third");
    await made("fourth");
    const first = await made("first", { priority: 1 });
    await made("disabled", { priority: 1, enabled: false });
    await made("second", { priority: 2 });
    await made("foreign", { priority: 1 }, other);
    await create(seed, DRIVERS.slack, { priority: 1 });
    await suspend(world(), seed, first.id, "FR");
    await suspend(world(), seed, first.id, "AT");
    const found = await getChannels(world().database.prisma, getUuid(seed.accountId), "SMS");
    expect(found.map(({ name }) => name)).toEqual(["first", "disabled", "second", "third", "fourth"]);
    expect(found[0]?.suspensions.map(({ country }) => country)).toEqual(["AT", "FR"]);
    expect(found[0]).not.toHaveProperty("secrets");
  });

  it("show the countries they do not send to, and send there again when somebody resumes them", async () => {
    const seed = await world().seed();
    const { id } = await create(seed, DRIVERS.vonage);
    const since = new Date(world().clock.now()).toISOString();
    await suspend(world(), seed, id, "DE");
    await suspend(world(), seed, id, "AT");
    expect((await read(seed.admin, { id }))?.suspensions).toEqual([
      { country: "AT", since },
      { country: "DE", since },
    ]);
    const resume = async (country: string) =>
      (await seed.admin.do<{ channel: ReadChannel }>("channelResume", { channel: { id }, country }, CHANNEL))
        .channel;
    expect((await resume("DE")).suspensions).toEqual([{ country: "AT", since }]);
    expect(await newestEvent(seed)).toEqual({
      type: "CHANNEL_RESUMED",
      summary: "Channel By VONAGE sends to DE again.",
      changes: [],
    });
    expect((await resume("DE")).suspensions).toEqual([{ country: "AT", since }]);
    expect(await seed.events(2)).toEqual(["CHANNEL_RESUMED", "CHANNEL_CREATED"]);
    expect(await seed.admin.refusalAt("channelResume", { channel: { id }, country: "de" })).toBe(
      "VALIDATION_FAILED input.country",
    );
    await seed.admin.do("channelDelete", { channel: { id } }, "deletedId");
  });

  it("keep their secrets out of every answer, event, log line and, unencrypted, of the database", async () => {
    const seed = await world().seed();
    const answers: unknown[] = [];
    const marked = (text: string) => text.includes(MARK) || text.includes(DKIM_MARK);
    for (const example of EVERY_DRIVER) {
      const { id } = await create(seed, example);
      const send = async (name: string, input: object) => {
        const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
        answers.push(
          await seed.admin.send(
            `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${CHANNEL} } ... on Error { code message path } } }`,
            { input },
          ),
        );
      };
      await send("channelCreate", { ...channelInput(example), idempotencyKey: `key of ${example.driver}` });
      await send("channelUpdate", { channel: { id }, driver: driverInput(example), priority: 3 });
      await send("channelUpdate", { channel: { id }, driver: driverInput(example, { url: MARK }) });
      await send("channelUpdate", { channel: { id }, driver: driverInput(DRIVERS.slack) });
      await send("channelCreate", channelInput(example, { name: 1 }));
      answers.push(await read(seed.admin, { id }));
    }
    const { events } = await seed.admin.query<{ events: unknown }>(
      "{ events(first: 100) { nodes { summary changes { field from to } } } }",
    );
    // A value of the wrong field is not a secret: it stands in nothing but the request.
    expect(marked(JSON.stringify([answers, events]))).toBe(false);
    expect(marked(world().logged())).toBe(false);
    const contents = await getContents(world());
    const hex = (text: string) => Buffer.from(text).toString("hex");
    const found = contents.filter(
      (row) => marked(row) || row.includes(hex(MARK)) || row.includes(hex(DKIM_MARK)),
    );
    expect(found).toEqual([]);
  });
});
