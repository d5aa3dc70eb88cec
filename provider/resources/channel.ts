import { inSnakeCase } from "@tokenplane/rules/drivers/written";
import { CHANNEL } from "@tokenplane/rules/fields";
import { identifier, optional, computed, required, withDefault, writeOnly } from "../framework/attributes.js";
import type { StateOf, StoredOf } from "../framework/attributes.js";
import { DiagnosticError, type Diagnostic } from "../framework/diagnostic.js";
import { defineResource, type Change } from "../framework/resource.js";
import { boolean, integer, list, map, set, string } from "../framework/types.js";
import { isUnknown, UNKNOWN, type Unknown } from "../plugin/cty/value.js";
import {
  ChannelCreate,
  ChannelDelete,
  ChannelUpdate,
  type ChannelFieldsFragment,
} from "../client/operations.js";
import { importCommand } from "../client/commands.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { form, forms } from "../validators.js";
import { asPlanned, changedFields } from "./changed.js";
import { checkChannel, getDrivers, possibleDrivers } from "./channel-checks.js";
import {
  DECLARED,
  driverAttributes,
  driverInput,
  driverState,
  isSameDriver,
  KIND_OF,
  ofEachDriver,
  settingAttributes,
  type Secrets,
} from "./channel-drivers.js";
import { differ, mayDiffer, missingSecrets, moveElsewhere, secretNames } from "./channel-secrets.js";
import { importedChannel, getWanted } from "./imported.js";
import { checkSent, isAdopting, isSentAgain, type Version } from "./write-only.js";

export const channelAttributes = {
  id: identifier(string, { description: "The channel's id." }),
  name: required(string, {
    description: "Its name, such as `Mail`. It is unique in the account.",
    validators: [form(CHANNEL.name)],
  }),
  kind: identifier(string, {
    description:
      "What it sends, by its driver: `SMS`, `EMAIL`, `BOT` or `PUSH`. A driver of another kind replaces the channel.",
  }),
  priority: withDefault(integer, 100, {
    description:
      "If there are several channels of one kind, the one with the lowest number is tried first: 1 to 1,000. Default: `100`.",
    validators: [form(CHANNEL.priority)],
  }),
  enabled: withDefault(boolean, true, { description: "Whether the channel is used. Default: `true`." }),
  allowed_countries: optional(set(string), {
    description:
      "The countries that SMS may be sent to, by their codes of ISO 3166-1, such as `DE`. Required for SMS, refused for others.",
    validators: [forms(CHANNEL.allowedCountries)],
  }),
  hourly_limit: optional(integer, {
    description:
      "The maximum number of messages that it sends in an hour. Links and notices use at most half of it. Default: no limit for this channel.",
    validators: [form(CHANNEL.hourlyLimit)],
  }),
  ...driverAttributes,
  secrets_wo: writeOnly(map(string), {
    description:
      "The driver's secrets by their names. They are stored in no plan and no state. They are sent when the channel is created, and again when `secrets_wo_version` or any setting of the driver changes. Write all of them, or none: then the server keeps those that it has, unless they would go to another place.",
    sensitive: true,
  }),
  secrets_wo_version: optional(integer, {
    description: "Another number sends `secrets_wo` again. The first number after an import sends nothing.",
  }),
  secrets_set: computed(list(string), {
    description:
      "The names of the secrets that the server has. When one is missing, `secrets_wo` is sent again.",
  }),
};

/** The names of secrets in the API: a configuration has all of them in `secrets_wo`. */
const SECRETS = Object.values(DECLARED).flatMap(({ secrets }) =>
  secrets === "NAMED" ? ["secrets"] : Object.keys(secrets),
);

const errorMapping = {
  attributes: Object.keys(channelAttributes),
  renamed: Object.fromEntries(SECRETS.map((name) => [name, "secrets_wo"])),
  words: Object.fromEntries(SECRETS.map((name) => [name, inSnakeCase(name)])),
  within: ofEachDriver((_driver, name) => Object.keys(settingAttributes[name])),
};

/** The key under which an imported channel stores that the configuration has not set its version yet. */
const ADOPTED = "adopted";

/** The state: the server's values, and the version that only the configuration has. */
export function channelState(
  row: ChannelFieldsFragment,
  { secrets_wo_version }: { readonly secrets_wo_version: number | null },
) {
  const drivers = driverState(row);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    priority: row.priority,
    enabled: row.enabled,
    allowed_countries: row.allowedCountries,
    hourly_limit: row.hourlyLimit,
    ...drivers,
    secrets_wo_version,
    secrets_set: secretNames(drivers, row.secretsSet),
  };
}

type Attributes = typeof channelAttributes;
type ChannelChange = Change<Attributes, Tokenplane> & { readonly prior: StoredOf<Attributes> };

/** The fields of a channel in the inputs of the server, besides its driver. */
function getInput({
  name,
  priority,
  enabled,
  hourly_limit,
  allowed_countries,
}: Pick<StoredOf<Attributes>, "name" | "priority" | "enabled" | "hourly_limit" | "allowed_countries">) {
  return {
    name,
    priority,
    enabled,
    hourlyLimit: hourly_limit,
    ...(allowed_countries === null ? {} : { allowedCountries: allowed_countries }),
  };
}

/** The version of the secrets before and after a change. */
function getVersion(
  prior: Pick<StoredOf<Attributes>, "secrets_wo_version">,
  plan: { readonly secrets_wo_version: number | null | Unknown },
  kept: Pick<ChannelChange["private"], "get">,
): Version {
  return {
    prior: prior.secrets_wo_version,
    plan: plan.secrets_wo_version,
    isAdopted: kept.get(ADOPTED) === true,
  };
}

/** The driver that an update sends, with its secrets; undefined when nothing of it changes. */
function changedDriver({ plan, prior, config }: ChannelChange, version: Version) {
  const secrets: Secrets | null = config.secrets_wo;
  const isOther = !isSameDriver(plan, prior);
  const isMissing = secrets !== null && differ(prior.secrets_set, secrets);
  if (!isOther && !isMissing && !isSentAgain(version)) return undefined;
  return driverInput(plan, secrets);
}

async function changeChannel(change: ChannelChange): Promise<StateOf<Attributes>> {
  const { plan, prior, config, private: kept, client: tokenplane } = change;
  const version = getVersion(prior, plan, kept);
  const missing = [...checkSent("secrets_wo", version, config.secrets_wo)];
  if (missing.length > 0) throw new DiagnosticError(...missing);
  tokenplane.reads.forget(prior.id);
  const driver = changedDriver(change, version);
  const { channel: made } = await mutate(
    tokenplane,
    ChannelUpdate,
    {
      channel: { id: prior.id },
      ...changedFields(getInput(prior), getInput(plan)),
      ...(driver === undefined ? {} : { driver }),
    },
    ({ channelUpdate }) => channelUpdate,
    errorMapping,
  );
  // Once secrets were sent, the first version is one like the others.
  const isSent = driver !== undefined && config.secrets_wo !== null;
  if (isAdopting(version) || (isSent && kept.get(ADOPTED) === true)) kept.set(ADOPTED, false);
  return asPlanned(channelState(made, plan), prior, plan);
}

export const channel = defineResource<Tokenplane>()({
  description:
    "A channel that sends codes (a mail server, an SMS gateway, or a bot in a messenger), or one that wakes phones. Write exactly one driver.",
  attributes: channelAttributes,
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { id: { type: string, description: "The channel's id.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  validate: checkChannel,
  modifyPlan({ prior, plan, config, set: plans, replace }, { private: kept }) {
    if (plan === null || config === null) return;
    const possible = possibleDrivers(plan);
    const { secrets_wo: secrets } = config;
    if (prior === null) {
      const [name, ...others] = possible;
      if (name !== undefined && others.length === 0) plans("kind", KIND_OF[name]);
      const drivers = getDrivers(plan);
      const missing: Diagnostic[] =
        drivers === undefined || isUnknown(secrets) ? [] : [...missingSecrets(drivers, secrets)];
      if (missing.length > 0) throw new DiagnosticError(...missing);
      return;
    }
    // As long as it is not known which driver it will be, it may be one of another kind.
    const other = possible.find((name) => KIND_OF[name] !== prior.kind);
    if (other !== undefined) replace([other]);
    else {
      const drivers = getDrivers(plan);
      const isKnown = drivers !== undefined && !isUnknown(secrets);
      // Only some of them would be a change in every plan: the server has the others, too.
      const missing: Diagnostic[] =
        isKnown && (secrets !== null || moveElsewhere(prior, drivers))
          ? [...missingSecrets(drivers, secrets)]
          : [...checkSent("secrets_wo", getVersion(prior, plan, kept), secrets)];
      if (missing.length > 0) throw new DiagnosticError(...missing);
      const isSent = isUnknown(secrets)
        ? drivers !== undefined && mayDiffer(prior.secrets_set, drivers)
        : secrets !== null && differ(prior.secrets_set, secrets);
      if (isSent) plans("secrets_set", UNKNOWN);
    }
  },
  async create({ plan, config, client: tokenplane }) {
    const { channel: made } = await mutate(
      tokenplane,
      ChannelCreate,
      { ...getInput(plan), driver: driverInput(plan, config.secrets_wo) },
      ({ channelCreate }) => channelCreate,
      { ...errorMapping, importCommand: importCommand("tokenplane_channel", plan.name) },
    );
    tokenplane.reads.forget(made.id);
    return channelState(made, plan);
  },
  async read(state, { client: { reads } }) {
    const found = await reads.row("Channel", state.id);
    return found === null ? null : channelState(found, state);
  },
  update: changeChannel,
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await mutateUnlessGone(
      tokenplane,
      ChannelDelete,
      { channel: { id } },
      ({ channelDelete }) => channelDelete,
      errorMapping,
    );
  },
  async import(request, { client, private: kept }) {
    const found = await importedChannel(getWanted(request, "id"), client);
    // The channel is in use: the first version that the configuration sets only describes it, and changes nothing.
    kept.set(ADOPTED, true);
    return channelState(found, { secrets_wo_version: null });
  },
});
