import { CHANNEL } from "@tokenplane/rules/fields";
import { declarationOf } from "@tokenplane/rules/drivers/drivers";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { mayTouchSending } from "../actions/may-touch.js";
import { done, useCase } from "../actions/use-case.js";
import { checkForm } from "../actions/validation.js";
import { composed } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import type { ChannelKind } from "../delivery/delivery.js";
import { type ChannelDriverInput, checkCountries, checkDriver } from "./driver-input.js";
import { getSecrets } from "./secrets.js";
import { secretColumns, settingsColumn } from "./setup.js";

/** How many channels an account may have. */
const MAX_CHANNELS = 50;

const USUAL_PRIORITY = 100;

/** The refusal of a name that another channel has. */
export function nameTaken(): Refusal {
  return new Refusal("ALREADY_EXISTS", "Another channel has this name.", ["input", "name"]);
}

/** The fields of a channel besides its driver. */
export interface ChannelFields {
  readonly name: string;
  readonly priority: number;
  readonly enabled: boolean;
  readonly allowedCountries: string[];
  readonly hourlyLimit: number | null;
}

/** Checks a channel's fields. @throws Refusal VALIDATION_FAILED */
export function checkChannelFields(
  fields: Omit<ChannelFields, "allowedCountries"> & { readonly allowedCountries: readonly string[] },
  kind: ChannelKind,
): ChannelFields {
  const { name, priority, hourlyLimit, allowedCountries } = fields;
  checkForm(name, CHANNEL.name, ["input", "name"]);
  checkForm(priority, CHANNEL.priority, ["input", "priority"]);
  if (hourlyLimit !== null) checkForm(hourlyLimit, CHANNEL.hourlyLimit, ["input", "hourlyLimit"]);
  return { ...fields, allowedCountries: countriesFor(kind, allowedCountries) };
}

function countriesFor(kind: ChannelKind, codes: readonly string[]): string[] {
  const path = ["input", "allowedCountries"];
  if (kind === "SMS") return checkCountries(codes, path);
  if (codes.length === 0) return [];
  throw new Refusal("VALIDATION_FAILED", "Only a channel for SMS has allowed countries; remove them.", path);
}

/**
 * Refuses one channel more than an account may have. The account's row is held until the transaction ends: parallel
 * creations wait for each other.
 * @throws Refusal QUOTA_EXCEEDED
 */
async function takePlace(transaction: Transaction, accountId: string): Promise<void> {
  await transaction.$queryRaw(
    Prisma.sql`SELECT 1 FROM accounts WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`,
  );
  if ((await transaction.channel.count({ where: { accountId } })) < MAX_CHANNELS) return;
  throw new Refusal(
    "QUOTA_EXCEEDED",
    `The account has ${MAX_CHANNELS} channels, which is the maximum. Delete one first.`,
  );
}

/** The channel that `channelCreate` creates. */
export interface ChannelCreateRequest {
  /** Where SMS may be sent to; for SMS only, and then required. */
  readonly allowedCountries?: readonly string[] | null | undefined;
  readonly driver: ChannelDriverInput;
  /** true by default. */
  readonly enabled?: boolean | null | undefined;
  /** Messages in an hour; by default there is no limit of its own. */
  readonly hourlyLimit?: number | null | undefined;
  /** No other channel of the account has it. */
  readonly name: string;
  /** The lowest is tried first; 100 by default. */
  readonly priority?: number | null | undefined;
}

/** Creates a channel. */
export const channelCreate = useCase("channelCreate", {
  errors: ["ALREADY_EXISTS", "QUOTA_EXCEEDED"],
  constraints: { channels_account_id_name_key: nameTaken },
  run: async (input: ChannelCreateRequest, action: Action) => {
    await mayTouchSending(action);
    const { transaction, accountId, now, services } = action;
    const choice = checkDriver(input.driver, ["input", "driver"]);
    const { driver, settings } = choice.chosen;
    const { kind } = declarationOf(driver);
    const fields = checkChannelFields(
      {
        name: composed(input.name),
        priority: input.priority ?? USUAL_PRIORITY,
        enabled: input.enabled ?? true,
        allowedCountries: input.allowedCountries ?? [],
        hourlyLimit: input.hourlyLimit ?? null,
      },
      kind,
    );
    const secrets = getSecrets(choice, null);
    await takePlace(transaction, accountId);
    const id = action.newId();
    await transaction.channel.create({
      data: {
        accountId,
        id,
        kind,
        driver,
        settings: settingsColumn(settings),
        ...fields,
        ...secretColumns(services, { accountId, id }, secrets),
        createdAt: new Date(now),
        updatedAt: new Date(now),
      },
    });
    action.record({
      type: "CHANNEL_CREATED",
      params: { channel: fields.name, kind, driver },
    });
    return done({ channelId: id });
  },
});
