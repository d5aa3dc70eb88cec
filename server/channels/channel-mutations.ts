import { createHash } from "node:crypto";
import { CHANNEL } from "@tokenplane/rules/fields";
import { declarationOf, type DriverName } from "@tokenplane/rules/drivers/drivers";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { mayTouchSending } from "../actions/may-touch.js";
import { done, useCase } from "../actions/use-case.js";
import { checkForm } from "../actions/validation.js";
import { composed } from "../database/folded.js";
import { type Change, changesBetween } from "../events/record.js";
import { type ChannelRefInput, lockChannel } from "./channel-ref.js";
import { checkChannelFields, type ChannelFields, nameTaken } from "./create-channel.js";
import { type ChannelDriverInput, checkDriver, type DriverSettings } from "./driver-input.js";
import { changedSecrets, getSecrets } from "./secrets.js";
import { driverSettings, openSecrets, secretColumns, settingsColumn } from "./setup.js";
import type { SealedChannelRow } from "./channel-store.js";

export { channelCreate } from "./create-channel.js";

/** How `channelUpdate` changes a channel. An absent field keeps its value; so does null, except for `hourlyLimit`. */
export interface ChannelUpdateRequest {
  /** Where SMS may be sent to, in place of the previous countries. */
  readonly allowedCountries?: readonly string[] | null | undefined;
  readonly channel: ChannelRefInput;
  /** Replaces all settings. It sends what the channel sent before: SMS, e-mail, messages of a bot, or wake-ups of phones. */
  readonly driver?: ChannelDriverInput | null | undefined;
  readonly enabled?: boolean | null | undefined;
  /** null: no limit of its own. */
  readonly hourlyLimit?: number | null | undefined;
  readonly name?: string | null | undefined;
  readonly priority?: number | null | undefined;
}

const IN_WORDS = {
  SMS: "SMS",
  EMAIL: "e-mail",
  BOT: "messages of a bot",
  PUSH: "wake-ups of phones",
} as const;

function otherKind(driver: DriverName, before: string): Refusal {
  const kinds: Readonly<Record<string, string>> = IN_WORDS;
  return new Refusal(
    "VALIDATION_FAILED",
    `The channel sends ${kinds[before] ?? before}, and this driver sends ${IN_WORDS[declarationOf(driver).kind]}. Create another channel for it.`,
    ["input", "driver"],
  );
}

/** The new driver and secrets of a channel; null when the request changes neither. @throws Refusal */
function newSetup({ services }: Action, input: ChannelUpdateRequest, before: SealedChannelRow) {
  if (input.driver == null) return null;
  const choice = checkDriver(input.driver, ["input", "driver"]);
  if (declarationOf(choice.chosen.driver).kind !== before.kind)
    throw otherKind(choice.chosen.driver, before.kind);
  const secretsBefore = openSecrets(services, before);
  const secrets = getSecrets(choice, { chosen: driverSettings(before), secrets: secretsBefore });
  return { chosen: choice.chosen, secrets, changed: changedSecrets(secretsBefore, secrets) };
}

/** Fields as an event shows them. Certificates are long, and are shown by their hash. */
function shown(fields: ChannelFields, { driver, settings }: DriverSettings): Record<string, unknown> {
  const all: Record<string, unknown> = { ...fields, driver, ...settings };
  const certificates = all["certificateAuthority"];
  if (typeof certificates === "string") {
    all["certificateAuthority"] = `sha256:${createHash("sha256").update(certificates).digest("hex")}`;
  }
  return all;
}

/** The changes, by the names of the fields. A setting that the new driver does not have is gone. */
function getChanges(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const gone = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
  return changesBetween(before, { ...gone, ...after });
}

/** A secret in an event: that it changed, and nothing of its values. */
function secretChange({ driver }: DriverSettings, name: string): Change {
  const field = declarationOf(driver).secrets === "NAMED" ? `secrets.${name}` : name;
  return { field, from: null, to: null };
}

function getFields({
  name,
  priority,
  enabled,
  allowedCountries,
  hourlyLimit,
}: SealedChannelRow): ChannelFields {
  return { name, priority, enabled, allowedCountries, hourlyLimit };
}

/** Changes a channel. */
export const channelUpdate = useCase("channelUpdate", {
  errors: ["NOT_FOUND", "ALREADY_EXISTS"],
  constraints: { channels_account_id_name_key: nameTaken },
  run: async (input: ChannelUpdateRequest, action: Action) => {
    await mayTouchSending(action);
    const { transaction, accountId, now, services } = action;
    const before = await lockChannel(transaction, accountId, input.channel, ["input", "channel"]);
    const setup = newSetup(action, input, before);
    const chosen = setup?.chosen ?? driverSettings(before);
    const fields = checkChannelFields(
      {
        name: input.name == null ? before.name : composed(input.name),
        priority: input.priority ?? before.priority,
        enabled: input.enabled ?? before.enabled,
        allowedCountries: input.allowedCountries ?? before.allowedCountries,
        hourlyLimit: input.hourlyLimit === undefined ? before.hourlyLimit : input.hourlyLimit,
      },
      declarationOf(chosen.driver).kind,
    );
    const changedNames = setup?.changed ?? [];
    const changes = [
      ...getChanges(shown(getFields(before), driverSettings(before)), shown(fields, chosen)),
      ...changedNames.map((name) => secretChange(chosen, name)),
    ];
    if (changes.length === 0) return done({ channelId: before.id });
    await transaction.channel.update({
      where: { accountId_id: { accountId, id: before.id } },
      data: {
        ...fields,
        // Settings that only a newer server knows stay as they are, unless the request replaces all.
        ...(setup === null ? {} : { driver: chosen.driver, settings: settingsColumn(chosen.settings) }),
        ...(setup === null || changedNames.length === 0
          ? {}
          : secretColumns(services, before, setup.secrets)),
        updatedAt: new Date(now),
      },
    });
    action.record({
      type: "CHANNEL_UPDATED",
      changes,
      params: { channel: fields.name },
    });
    return done({ channelId: before.id });
  },
});

/** Which channel `channelDelete` deletes. */
export interface ChannelDeleteRequest {
  readonly channel: ChannelRefInput;
}

function stillSends(): Refusal {
  return new Refusal(
    "STILL_IN_USE",
    "Tokens get their codes by this channel. First create new tokens with another channel for the users of these tokens, and delete these tokens.",
    ["input", "channel"],
  );
}

/** Deletes a channel permanently, with its secrets. */
export const channelDelete = useCase("channelDelete", {
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  constraints: { tokens_account_id_channel_id_sent_by_fkey: stillSends },
  run: async (input: ChannelDeleteRequest, action: Action) => {
    await mayTouchSending(action);
    const { transaction, accountId } = action;
    const channel = await lockChannel(transaction, accountId, input.channel, ["input", "channel"]);
    await transaction.channel.delete({ where: { accountId_id: { accountId, id: channel.id } } });
    action.record({ type: "CHANNEL_DELETED", params: { channel: channel.name } });
    return done({ channelId: channel.id });
  },
});

/** The country that `channelResume` lets a channel send to again. */
export interface ChannelResumeRequest {
  readonly channel: ChannelRefInput;
  readonly country: string;
}

/** Lets a channel send to a suspended country again. */
export const channelResume = useCase("channelResume", {
  errors: ["NOT_FOUND"],
  run: async (input: ChannelResumeRequest, action: Action) => {
    await mayTouchSending(action);
    const { transaction, accountId, now } = action;
    const country = checkForm(input.country, CHANNEL.country, ["input", "country"]);
    const channel = await lockChannel(transaction, accountId, input.channel, ["input", "channel"]);
    const { count } = await transaction.channelSuspension.deleteMany({
      where: { accountId, channelId: channel.id, country },
    });
    if (count > 0) {
      await transaction.channel.update({
        where: { accountId_id: { accountId, id: channel.id } },
        data: { resumedAt: new Date(now) },
      });
      action.record({
        type: "CHANNEL_RESUMED",
        params: { channel: channel.name, country },
      });
    }
    return done({ channelId: channel.id });
  },
});
