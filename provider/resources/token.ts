import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineResource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { isUnknown, UNKNOWN } from "../plugin/cty/value.js";
import { TokenCreate, TokenDelete } from "../client/operations.js";
import { importCommand } from "../client/commands.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { importedToken, getWanted } from "./imported.js";
import { checkSerial, checkThere } from "./replaced.js";
import { ADOPTED, changeToken, PIN_OWED, getVersions } from "./token-changes.js";
import { checkModel, modelInput, settledByModel, SOFTWARE } from "./token-model.js";
import { checkChange, checkCreation, checkPin, checkValidity, movesTo } from "./token-plan.js";
import {
  NOTHING_KNOWN,
  PIN_POSITIONS,
  tokenAttributes,
  tokenErrorMapping,
  tokenState,
} from "./token-schema.js";
import { checkMasks, maskedIn } from "./token-target.js";

/** The attributes whose change means another token, besides the digits of most models. */
const REPLACING = [
  "model",
  "serial_number",
  "algorithm",
  "hash",
  "period_seconds",
  "suite",
  "channel_id",
] as const;

export const token = defineResource<Tokenplane>()({
  description:
    "A token: a key fob, a card, an authenticator app, a phone that gets push requests, or a phone number, an address or a chat that codes are sent to. A software token is PENDING until its user enrols it; a hardware token is created with its secret.",
  attributes: tokenAttributes,
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { id: { type: string, description: "The token's id.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  unsaid: ({ model, algorithm, name, serial_number, enabled, ...state }) => [
    ...settledByModel(model, algorithm),
    ...(enabled === true ? (["enabled"] as const) : []),
    ...maskedIn(state),
    ...(name === serial_number ? (["name"] as const) : []),
  ],
  *validate(config) {
    const { model, algorithm } = config;
    if (typeof model !== "string" || isUnknown(algorithm)) return;
    yield* checkModel(model, algorithm, config);
    if (config.name === null && SOFTWARE.includes(model)) {
      yield error(
        ["name"],
        "Something is missing",
        "A software token has no serial number that could be its name: write name.",
      );
    }
    yield* checkPin(config);
    yield* checkValidity(config);
  },
  async modifyPlan({ prior, plan, config, set, replace }, { client: tokenplane, private: kept }) {
    if (plan === null || config === null) return;
    const masked = [...checkMasks(prior, config)];
    if (masked.length > 0) throw new DiagnosticError(...masked);
    if (prior === null) {
      const missing = [...checkCreation(config)];
      if (missing.length > 0) throw new DiagnosticError(...missing);
      if (config.enabled === null) set("enabled", true);
      return;
    }
    // The chat of the next user is not known before it is opened.
    const mayMove = isUnknown(config.user_id) || movesTo(prior, config.user_id);
    if (mayMove && prior.user_id !== null && prior.model === "BOT" && config.chat_id === null)
      set("chat_id", UNKNOWN);
    // Only universal tokens can change their digits in place.
    const hasOtherDigits = config.digits !== null && plan.digits !== prior.digits;
    if (prior.model !== "UNIVERSAL" && hasOtherDigits) replace(["digits"]);
    const isReplaced =
      (prior.model !== "UNIVERSAL" && hasOtherDigits) ||
      REPLACING.some((name) => config[name] !== null && plan[name] !== prior[name]);
    if (!isReplaced) {
      const planned = { ...config, pin_position: plan.pin_position };
      const missing = [...checkChange(prior, planned, getVersions(prior, plan, kept))];
      if (missing.length > 0) throw new DiagnosticError(...missing);
      // The last apply stopped after the token moved: this change sends what is still missing.
      if (kept.get(PIN_OWED) === true && config.pin_wo !== null) set("status", UNKNOWN);
      return;
    }
    if (!tokenplane.isKnown) return;
    const hasOtherSerial = plan.serial_number !== prior.serial_number;
    const refused = [
      ...(hasOtherSerial ? await checkSerial(tokenplane, config.serial_number) : []),
      ...(await checkThere(tokenplane, "User", config.user_id)),
    ];
    if (refused.length > 0) throw new DiagnosticError(...refused);
  },
  async create({ plan, config, client: tokenplane }) {
    const isSoftware = SOFTWARE.includes(plan.model);
    const position = PIN_POSITIONS.find((one) => one === config.pin_position);
    const { token: made } = await mutate(
      tokenplane,
      TokenCreate,
      {
        model: modelInput(config),
        enabled: config.enabled ?? true,
        enrolLater: isSoftware,
        validFrom: plan.valid_from,
        validUntil: plan.valid_until,
        ...(config.name === null ? {} : { name: config.name }),
        ...(config.user_id === null ? {} : { to: { user: { id: config.user_id } } }),
        ...(config.pin_wo !== null && position !== undefined
          ? { pin: { value: config.pin_wo, position } }
          : {}),
      },
      ({ tokenCreate }) => tokenCreate,
      {
        ...tokenErrorMapping,
        importCommand: importCommand("tokenplane_token", config.serial_number ?? "ID"),
      },
    );
    tokenplane.reads.forget(made.id);
    return tokenState(made, plan);
  },
  async read(state, { client: { reads } }) {
    const found = await reads.row("Token", state.id);
    return found === null ? null : tokenState(found, state);
  },
  update: changeToken,
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await mutateUnlessGone(
      tokenplane,
      TokenDelete,
      { token: { id } },
      ({ tokenDelete }) => tokenDelete,
      tokenErrorMapping,
    );
  },
  async import(request, { client, private: kept }) {
    const wanted = getWanted(request, "id");
    const found = await importedToken(wanted, client);
    // The device is in use: the first versions that the configuration sets only describe it, and change nothing.
    kept.set(ADOPTED, { secret: true, pin: true });
    return tokenState(found, NOTHING_KNOWN);
  },
});
