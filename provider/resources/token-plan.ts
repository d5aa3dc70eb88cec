// The refusals of a token before anything is sent.
import type { ConfigOf, StoredOf } from "../framework/attributes.js";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { readMoment } from "@tokenplane/rules/moment";
import { isValidityInOrder, VALIDITY_OUT_OF_ORDER } from "@tokenplane/rules/validity";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";
import { NOT_TAKEN } from "../validators.js";
import { PROGRAMMED_MODELS, SOFTWARE, hasSuitePin, neededToSend, settledByModel } from "./token-model.js";
import { PIN_POSITIONS, type tokenAttributes } from "./token-schema.js";
import { targetAttribute } from "./token-target.js";
import { checkSent, type Version } from "./write-only.js";

type Config = ConfigOf<typeof tokenAttributes>;

/** Checks that a PIN has its position, and that no other position is set. */
export function* checkPin({ pin_wo: pin, pin_position: position, suite }: Config): Iterable<Diagnostic> {
  if (isUnknown(pin) || isUnknown(position) || isUnknown(suite)) return;
  if (hasSuitePin(suite)) {
    if (position === null) return;
    yield error(
      ["pin_position"],
      "Not for this suite",
      "The PIN of this suite is part of every answer, and is not typed. Remove pin_position.",
    );
  } else if (pin !== null && position === null) {
    yield error(
      ["pin_position"],
      "The PIN's position is missing",
      `Write pin_position: ${PIN_POSITIONS.join(" or ")}.`,
    );
  }
}

/** Checks that its validity begins before it ends. */
export function* checkValidity({ valid_from: from, valid_until: until }: Config): Iterable<Diagnostic> {
  if (isUnknown(from) || isUnknown(until) || from === null || until === null) return;
  const [begins, ends] = [readMoment(from), readMoment(until)];
  if (begins === undefined || ends === undefined) return;
  if (!isValidityInOrder(begins.getTime(), ends.getTime())) {
    yield error(["valid_until"], NOT_TAKEN, VALIDITY_OUT_OF_ORDER);
  }
}

/** Checks what the creation of a token needs. An imported token already has it. */
export function* checkCreation(config: Config): Iterable<Diagnostic> {
  const { model, secret_wo: secret, pin_wo: pin, pin_position: position, suite } = config;
  if (!isUnknown(model)) {
    if (PROGRAMMED_MODELS.some((one) => one === model)) {
      yield error(
        ["model"],
        "Made elsewhere",
        `A token of model ${model} is programmed with a secret that is shown only once. Create it with the API, then import it.`,
      );
      return;
    }
    if (secret === null && !SOFTWARE.some((one) => one === model)) {
      yield error(
        ["secret_wo"],
        "Something is missing",
        "A hardware or universal token is created with its secret: write secret_wo.",
      );
    }
    for (const name of neededToSend(model)) {
      if (config[name] !== null) continue;
      yield error(
        [name],
        "Something is missing",
        `A token of model ${model} is created with ${name}, which says where its codes are sent: write it.`,
      );
    }
  }
  if (pin !== null || isUnknown(suite)) return;
  if (hasSuitePin(suite)) {
    yield error(["pin_wo"], "The PIN is missing", "The suite has a PIN: write pin_wo.");
  } else if (position !== null && !isUnknown(position)) {
    yield error(
      ["pin_wo"],
      "The PIN is missing",
      "pin_position is set, and the PIN is missing: write pin_wo.",
    );
  }
}

/** Whether a change gives a token to another user. @param to null when the user is not managed here. */
export function movesTo(
  { user_id: from }: Pick<StoredOf<typeof tokenAttributes>, "user_id">,
  to: string | null,
) {
  return to !== null && to !== from;
}

/** The configured values that a change of a token may need, with the planned position of the PIN. */
type Needed = {
  readonly [K in "user_id" | "phone_number" | "address" | "secret_wo" | "pin_wo" | "pin_position"]:
    string | null | Unknown;
};

/** Checks that everything is there that a change sends. Unknown values are checked at the apply. */
export function* checkChange(
  prior: StoredOf<typeof tokenAttributes>,
  config: Needed,
  versions: Readonly<Record<"secret" | "pin", Version>>,
): Iterable<Diagnostic> {
  const ofNextUser = [...checkPinOfNextUser(prior, config), ...checkTargetOfNextUser(prior, config)];
  yield* ofNextUser;
  // One PIN serves both.
  if (ofNextUser.length === 0) yield* checkSecrets(prior, config, versions);
}

/** Checks that the secret and the PIN are there when they are sent again. */
function* checkSecrets(
  prior: StoredOf<typeof tokenAttributes>,
  { secret_wo: secret, pin_wo: pin, pin_position: position }: Needed,
  versions: Readonly<Record<"secret" | "pin", Version>>,
): Iterable<Diagnostic> {
  const hasSecret = !settledByModel(prior.model, prior.algorithm).includes("secret_wo");
  if (hasSecret) yield* checkSent("secret_wo", versions.secret, secret);
  // Without a position, a PIN that is typed is removed.
  const isRemoved = position === null && !hasSuitePin(prior.suite);
  if (isRemoved || isUnknown(position)) return;
  if (position === prior.pin_position) yield* checkSent("pin_wo", versions.pin, pin);
  else if (pin === null) {
    yield error(
      ["pin_wo"],
      "The PIN is missing",
      `pin_position is sent together with the PIN: write pin_wo, or ${
        prior.pin_position === null ? "remove pin_position" : `write ${prior.pin_position} for pin_position`
      }.`,
    );
  }
}

/**
 * Checks that the next user's PIN can be sent: when a token is taken from its user, its PIN is removed. Unknown values
 * are checked at the apply.
 */
function* checkPinOfNextUser(
  prior: StoredOf<typeof tokenAttributes>,
  {
    user_id: to,
    pin_position: position,
    pin_wo: pin,
  }: { readonly [K in "user_id" | "pin_position" | "pin_wo"]: string | null | Unknown },
): Iterable<Diagnostic> {
  if (isUnknown(to) || prior.user_id === null || !movesTo(prior, to) || pin !== null) return;
  if (hasSuitePin(prior.suite)) {
    yield error(
      ["pin_wo"],
      "The PIN is missing",
      "The PIN of this suite is removed when the token is taken from its user: write pin_wo with the next user's PIN.",
    );
  } else if (position !== null && !isUnknown(position)) {
    yield error(
      ["pin_wo"],
      "The PIN is missing",
      "A PIN is removed when the token is taken from its user: write pin_wo with the next user's PIN, or remove pin_position.",
    );
  }
}

/** Checks that the next user's number or address can be sent: it is removed when a token is taken from its user. */
function* checkTargetOfNextUser(
  prior: StoredOf<typeof tokenAttributes>,
  config: { readonly [K in "user_id" | "phone_number" | "address"]: string | null | Unknown },
): Iterable<Diagnostic> {
  const { user_id: to } = config;
  if (isUnknown(to) || prior.user_id === null || !movesTo(prior, to)) return;
  // A Telegram bot learns the chat of the next user when it is opened.
  const attribute = targetAttribute(prior.model);
  if (attribute === undefined || attribute === "chat_id" || config[attribute] !== null) return;
  yield error(
    [attribute],
    "Something is missing",
    `When a token is taken from its user, the server removes its ${attribute}. Write the next user's ${attribute}.`,
  );
}
