// What a plan sees of channels and of tokens whose codes are sent: secrets that are never shown, and targets that are shown
// masked only.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UNKNOWN } from "../../provider/plugin/cty/value.js";
import type { Fields } from "../support/fake-core/proposed.js";
import type { Instance } from "../support/fake-core/instance.js";
import { gateway, slack, twilio } from "./refusals/channels.js";
import { getId, Scene } from "../support/scene.js";
import { Mailbox, newNumber } from "../support/sent.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const CHANNEL = "tokenplane_channel";
const TOKEN = "tokenplane_token";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere());
});
afterAll(() => world.end());

/** Plans and applies. */
async function apply(scene: Scene, type: string, config: Fields, before: Instance): Promise<Instance> {
  const after = await scene.core.apply(await scene.core.plan(type, config, before));
  return after ?? expect.fail();
}

async function refreshed(scene: Scene, type: string, instance: Instance): Promise<Instance> {
  return (await scene.core.read(type, instance)) ?? expect.fail();
}

describe("a number that codes are sent to", () => {
  const number = (phone_number: string): Fields => ({ model: "SMS", name: "Number", phone_number });

  /** A number that its user has confirmed. */
  async function confirmed(phone: string) {
    const scene = await Scene.open(world);
    const mailbox = new Mailbox(scene.seed);
    const made = await scene.make(TOKEN, number(phone));
    const token = { id: getId(made) };
    const confirm = async () => {
      await scene.admin.do("tokenEnrolmentConfirm", { token, otp: await mailbox.code() }, "__typename");
      // A server sends only so much in a short time.
      world.clock.pass(600);
    };
    expect(made.state).toMatchObject({ status: "PENDING", phone_number: phone });
    await scene.admin.do("tokenEnrolmentStart", { token }, "__typename");
    await confirm();
    return { scene, token, mailbox, confirm, instance: await refreshed(scene, TOKEN, made) };
  }

  it("is another one once the person has confirmed it, and plans are empty until then", async () => {
    const [before, after] = [newNumber("11"), newNumber("22")];
    const { scene, confirm, instance } = await confirmed(before);
    expect(instance.state).toMatchObject({ status: "ACTIVE", sent_to: "+49•••••••11" });

    const planned = await scene.core.plan(TOKEN, number(after), instance);
    expect(planned.action).toBe("update");
    let now = await apply(scene, TOKEN, number(after), instance);
    expect(now.state).toMatchObject({ phone_number: after, sent_to: "+49•••••••11", status: "ACTIVE" });
    now = await refreshed(scene, TOKEN, now);
    expect((await scene.core.plan(TOKEN, number(after), now)).action).toBe("nothing");

    await confirm();
    now = await refreshed(scene, TOKEN, now);
    expect(now.state).toMatchObject({ phone_number: after, sent_to: "+49•••••••22" });
    expect((await scene.core.plan(TOKEN, number(after), now)).action).toBe("nothing");
  });

  it("is asked for again when the person did not confirm it in time", async () => {
    const [before, after] = [newNumber("11"), newNumber("22")];
    const { scene, mailbox, confirm, instance } = await confirmed(before);
    let now = await apply(scene, TOKEN, number(after), instance);
    await mailbox.next();
    world.clock.pass(600);
    now = await refreshed(scene, TOKEN, now);
    expect(now.state).toMatchObject({ phone_number: "+49•••••••11" });
    now = await apply(scene, TOKEN, number(after), now);
    await confirm();
    now = await refreshed(scene, TOKEN, now);
    expect(now.state).toMatchObject({ phone_number: after, sent_to: "+49•••••••22" });
  });

  it("goes with its user, and the next one's is sent after the token has moved", async () => {
    const phone = newNumber("11");
    const { scene, token, instance } = await confirmed(phone);
    const users = await Promise.all(
      ["first", "second"].map(async (login) => {
        const { user } = await scene.admin.do<{ user: { id: string } }>(
          "userCreate",
          { login },
          "user { id }",
        );
        return user.id;
      }),
    );
    const [first = "", second = ""] = users;
    const held = await apply(scene, TOKEN, { ...number(phone), user_id: first }, instance);
    expect(held.state).toMatchObject({ status: "ACTIVE", sent_to: "+49•••••••11" });
    await expect(
      scene.core.plan(TOKEN, { model: "SMS", name: "Number", user_id: second }, held),
    ).rejects.toThrow("Write the next user's phone_number");
    // A token of another model takes its place: nothing of this one is the next user's.
    const other = { model: "GOOGLE_AUTHENTICATOR", name: "App", user_id: second };
    expect((await scene.core.plan(TOKEN, other, held)).action).toBe("replace");
    for (const next of [newNumber("22"), phone]) {
      let now = await apply(scene, TOKEN, { ...number(next), user_id: second }, held);
      const sent_to = `+49•••••••${next.slice(-2)}`;
      expect(now.state).toMatchObject({ phone_number: next, sent_to, user_id: second, status: "PENDING" });
      now = await refreshed(scene, TOKEN, now);
      expect((await scene.core.plan(TOKEN, { ...number(next), user_id: second }, now)).action).toBe(
        "nothing",
      );
      await scene.admin.do(
        "tokenAssign",
        { token, to: { user: { id: first } }, from: { id: second } },
        "__typename",
      );
      const without = await refreshed(scene, TOKEN, held);
      expect(without.state).toMatchObject({ phone_number: null, sent_to: null });
    }
  });

  it("shows by its mask that somebody changed it elsewhere, and an apply asks for the declared one again", async () => {
    const declared = newNumber("33");
    const { scene, token, confirm, instance } = await confirmed(declared);
    const elsewhere = newNumber("44");
    await scene.admin.do("tokenUpdate", { token, phoneNumber: elsewhere }, "__typename");
    await confirm();

    const drifted = await refreshed(scene, TOKEN, instance);
    expect(drifted.state).toMatchObject({ phone_number: "+49•••••••44", sent_to: "+49•••••••44" });
    let now = await apply(scene, TOKEN, number(declared), drifted);
    expect(now.state).toMatchObject({ phone_number: declared, sent_to: "+49•••••••44" });
    await confirm();
    now = await refreshed(scene, TOKEN, now);
    expect(now.state).toMatchObject({ phone_number: declared, sent_to: "+49•••••••33" });
  });

  it("is taken over by its mask: one with the mask changes nothing, another one does, none is not managed", async () => {
    const phone = newNumber("55");
    const { scene, token } = await confirmed(phone);
    const imported = await scene.core.import(TOKEN, { id: token.id });
    expect(imported.state).toMatchObject({ phone_number: "+49•••••••55" });
    const planned = async (config: Fields) => (await scene.core.plan(TOKEN, config, imported)).action;
    expect(await planned(number(phone))).toBe("nothing");
    expect(await planned({ model: "SMS", name: "Number" })).toBe("nothing");
    expect(await planned(number(newNumber("66")))).toBe("update");
    // As a core writes it that makes a configuration of what it imports.
    expect(await planned(number("+49•••••••55"))).toBe("nothing");
    await expect(planned(number("+49•••••••66"))).rejects.toThrow("Write the whole phone_number.");
    await expect(scene.core.plan(TOKEN, number("+49•••••••55"), null)).rejects.toThrow("This is a mask");
  });
});

it("a chat goes with its user: a Telegram bot learns the next one, for others it is written", async () => {
  const scene = await Scene.open(world);
  const user = async (login: string) =>
    (await scene.admin.do<{ user: { id: string } }>("userCreate", { login }, "user { id }")).user.id;
  const [first, second] = [await user("first"), await user("second")];
  const telegram = {
    name: "Bot",
    telegram: { bot_username: "ExampleBot" },
    secrets_wo: { bot_token: "1:a" },
  };
  for (const channel of [telegram, slack("Chat")]) {
    const channel_id = getId(await scene.make(CHANNEL, channel));
    const chat = { model: "BOT", name: channel.name, channel_id };
    const made = await scene.make(TOKEN, { ...chat, chat_id: "123456789", user_id: first });
    const held = await refreshed(scene, TOKEN, made);
    // At the plan, the next user does not exist yet.
    const planned = await scene.core.plan(TOKEN, { ...chat, user_id: UNKNOWN }, held);
    const applied = scene.core.apply(planned, { ...chat, user_id: second });
    if (channel === telegram) {
      expect((await applied)?.state).toMatchObject({ chat_id: null, sent_to: null, user_id: second });
    } else {
      await expect(applied).rejects.toThrow("Write the next user's chat_id");
      const next = await apply(scene, TOKEN, { ...chat, chat_id: "987654321", user_id: second }, held);
      expect(next.state).toMatchObject({ chat_id: "987654321", user_id: second });
    }
  }
});

it("a chat that a bot learns is not managed, and moves to another channel with another token", async () => {
  const scene = await Scene.open(world);
  const telegram = {
    name: "Bot",
    telegram: { bot_username: "ExampleBot" },
    secrets_wo: { bot_token: "1:a" },
  };
  const bot = getId(await scene.make(CHANNEL, telegram));
  const other = getId(await scene.make(CHANNEL, { ...telegram, name: "Other" }));
  const chat = (channel_id: string): Fields => ({ model: "BOT", name: "Chat", channel_id });
  const made = await scene.make(TOKEN, chat(bot));
  expect(made.state).toMatchObject({ chat_id: null, sent_to: null, channel_id: bot });
  await scene.admin.do("tokenUpdate", { token: { id: getId(made) }, chatId: "123456789" }, "__typename");
  const known = await refreshed(scene, TOKEN, made);
  expect(known.state).toMatchObject({ chat_id: "••••89" });
  expect((await scene.core.plan(TOKEN, chat(bot), known)).action).toBe("nothing");
  expect((await scene.core.plan(TOKEN, chat(other), known)).action).toBe("replace");
});

describe("the secrets of a channel", () => {
  /** What the last change of a channel changed, by the names of the API. */
  async function lastChanges(scene: Scene): Promise<readonly string[]> {
    const { events } = await scene.admin.query<{
      events: { nodes: { changes: { field: string }[] }[] };
    }>("{ events(first: 1, filter: { types: [CHANNEL_UPDATED] }) { nodes { changes { field } } } }");
    return events.nodes[0]?.changes.map(({ field }) => field) ?? [];
  }

  it("are sent again with another version, and with other settings of the driver", async () => {
    const scene = await Scene.open(world);
    const made = await scene.make(CHANNEL, twilio({ secrets_wo_version: 1 }));
    const silent = twilio({ secrets_wo_version: 1, secrets_wo: { auth_token: "other" } });
    expect((await scene.core.plan(CHANNEL, silent, made)).action).toBe("nothing");

    const second = twilio({ secrets_wo_version: 2, secrets_wo: { auth_token: "second" } });
    const now = await apply(scene, CHANNEL, second, made);
    expect(await lastChanges(scene)).toEqual(["authToken"]);

    const moved = twilio(
      { secrets_wo_version: 2, secrets_wo: { auth_token: "second" } },
      { url: "https://api.dublin.ie1.twilio.com" },
    );
    await apply(scene, CHANNEL, moved, now);
    expect(await lastChanges(scene)).toEqual(["url"]);
  });

  it("are all needed where they would go to another place, which the plan says", async () => {
    const scene = await Scene.open(world);
    const made = await scene.make(CHANNEL, twilio());
    const moved = twilio({ secrets_wo: null }, { url: "https://api.dublin.ie1.twilio.com" });
    await expect(scene.core.plan(CHANNEL, moved, made)).rejects.toThrow("needs the secret auth_token");
    // To the same place, the server sends those that it has.
    const other = twilio({ secrets_wo: null, priority: 5 }, { from: "Other" });
    const now = await apply(scene, CHANNEL, other, made);
    expect(now.state).toMatchObject({ priority: 5, twilio: { from: "Other" }, secrets_set: ["auth_token"] });
  });

  it("are all written or none at a change, too: a plan with a part of them would never end", async () => {
    const scene = await Scene.open(world);
    const made = await scene.make(CHANNEL, slack("Chat"));
    const planned = (secrets_wo: Fields | null) =>
      scene.core.plan(CHANNEL, slack("Chat", { secrets_wo }), made);
    await expect(planned({})).rejects.toThrow("needs the secret bot_token");
    expect((await planned(null)).action).toBe("nothing");
  });

  it("are not sent by the first version after an import, and by the next one", async () => {
    const scene = await Scene.open(world);
    const id = getId(await scene.make(CHANNEL, slack("Chat")));
    const imported = await scene.core.import(CHANNEL, { id: "Chat" });
    expect(imported.state).toMatchObject({ id, secrets_set: ["bot_token"], secrets_wo_version: null });
    const config = (secrets_wo_version: number) =>
      slack("Chat", { secrets_wo: { bot_token: "xoxb-2" }, secrets_wo_version });
    const adopted = await apply(scene, CHANNEL, config(1), imported);
    expect(await lastChanges(scene)).toEqual([]);
    await apply(scene, CHANNEL, config(2), adopted);
    expect(await lastChanges(scene)).toEqual(["botToken"]);
  });

  it("are sent by the first version after an import when they were sent before", async () => {
    const scene = await Scene.open(world);
    await scene.make(CHANNEL, slack("Chat"));
    const imported = await scene.core.import(CHANNEL, { id: "Chat" });
    const elsewhere = { slack: { url: "https://slack.example.org" } };
    const sent = await apply(scene, CHANNEL, slack("Chat", elsewhere), imported);
    const next = { ...elsewhere, secrets_wo: { bot_token: "xoxb-2" }, secrets_wo_version: 1 };
    await apply(scene, CHANNEL, slack("Chat", next), sent);
    expect(await lastChanges(scene)).toEqual(["botToken"]);
  });

  it("are sent when the server lacks one, and removed when the configuration has it no more, also where a plan does not know them", async () => {
    const scene = await Scene.open(world);
    const vonage = (secrets_wo: Fields | null): Fields => ({
      name: "Texts",
      vonage: { api_key: "abcd1234", from: "Example" },
      allowed_countries: ["DE"],
      secrets_wo,
    });
    const both = vonage({ api_secret: "a", signature_secret: "b" });
    let now = await scene.make(CHANNEL, both);
    expect(now.state).toMatchObject({ secrets_set: ["api_secret", "signature_secret"] });
    await scene.admin.do(
      "channelUpdate",
      {
        channel: { name: "Texts" },
        driver: { vonage: { apiKey: "abcd1234", from: "Example", signatureSecret: null } },
      },
      "__typename",
    );
    now = await refreshed(scene, CHANNEL, now);
    expect(now.state).toMatchObject({ secrets_set: ["api_secret"] });
    now = await apply(scene, CHANNEL, both, now);
    expect(now.state).toMatchObject({ secrets_set: ["api_secret", "signature_secret"] });

    // Also when the secret is known only at the apply, or only then is known that it is missing.
    for (const [hidden, known] of [
      [{ api_secret: "a", signature_secret: UNKNOWN }, both],
      [UNKNOWN, both],
      [{ api_secret: UNKNOWN }, vonage({ api_secret: "a" })],
      [UNKNOWN, both],
    ] as const) {
      const planned = await scene.core.plan(CHANNEL, { ...both, secrets_wo: hidden }, now);
      now = (await scene.core.apply(planned, known)) ?? expect.fail();
      expect((await scene.core.plan(CHANNEL, known, now)).action).toBe("nothing");
    }
    expect(now.state).toMatchObject({ secrets_set: ["api_secret", "signature_secret"] });

    // Without the secrets, as where they are no longer at hand, the server keeps what it has.
    expect((await scene.core.plan(CHANNEL, vonage(null), now)).action).toBe("nothing");
    now = await apply(scene, CHANNEL, vonage({ api_secret: "a" }), now);
    expect(now.state).toMatchObject({ secrets_set: ["api_secret"] });
  });
});

describe("the driver of a channel", () => {
  it.each<[string, Fields, RegExp]>([
    ["header", { headers: Object.fromEntries([["__proto__", "code"]]) }, /The name __proto__ is reserved/],
    ["secret", { headers: { "X-Key": "{secret:__proto__}" } }, /The only placeholders are/],
  ])("refuses the name __proto__ of a %s in one sentence", async (_of, settings, sentence) => {
    const scene = await Scene.open(world);
    const secrets_wo = Object.fromEntries([["__proto__", "s3cret"]]);
    const config = gateway(settings, _of === "secret" ? { secrets_wo } : {});
    await expect(scene.core.plan(CHANNEL, config, null)).rejects.toThrow(sentence);
  });

  it("gives way to another of its kind in place, and to one of another kind with another channel", async () => {
    const scene = await Scene.open(world);
    const made = await scene.make(CHANNEL, slack("Chat"));
    expect(made.state).toMatchObject({ kind: "BOT" });
    const planned = async (config: Fields) => (await scene.core.plan(CHANNEL, config, made)).action;
    expect(await planned({ ...gateway(), name: "Chat" })).toBe("update");
    expect(await planned({ ...twilio(), name: "Chat" })).toBe("replace");
    expect(await planned({ name: "Chat", smtp: UNKNOWN })).toBe("replace");
    const now = await apply(scene, CHANNEL, { ...gateway(), name: "Chat" }, made);
    expect(getId(now)).toBe(getId(made));
    expect(now.state).toMatchObject({ slack: null, secrets_set: [] });
  });

  it("has defaults that a change elsewhere shows against", async () => {
    const scene = await Scene.open(world);
    const config = { name: "Mail", smtp: { host: "mail.example.org", from: "codes@example.org" } };
    const made = await scene.make(CHANNEL, config);
    expect(made.state).toMatchObject({ smtp: { port: 587, security: "STARTTLS" } });
    const driver = { smtp: { ...config.smtp, port: 2_525 } };
    await scene.admin.do("channelUpdate", { channel: { name: "Mail" }, driver }, "__typename");
    const drifted = await refreshed(scene, CHANNEL, made);
    expect(drifted.state).toMatchObject({ smtp: { port: 2_525 } });
    const now = await apply(scene, CHANNEL, config, drifted);
    expect(now.state).toMatchObject({ smtp: { port: 587 } });
  });
});
