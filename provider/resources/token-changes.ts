// Changes an existing token as planned: one mutation for each thing that changed.
import type { StateOf, StoredOf } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import type { Change } from "../framework/resource.js";
import {
  TokenAssign,
  TokenDisable,
  TokenEnable,
  TokenPinRemove,
  TokenPinSet,
  TokenReissue,
  TokenUpdate,
} from "../client/operations.js";
import { mutate, type Tokenplane } from "../client/tokenplane.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";
import { isSameMoment } from "../validators.js";
import { asPlanned } from "./changed.js";
import { PIN_POSITIONS, tokenState, tokenErrorMapping, type tokenAttributes } from "./token-schema.js";
import { hasSuitePin } from "./token-model.js";
import { checkChange, movesTo } from "./token-plan.js";
import { cannotBeSent, targetInput } from "./token-target.js";
import { isAdopting, isSentAgain, type Version } from "./write-only.js";

type Attributes = typeof tokenAttributes;

const MOVED_MEANWHILE = {
  attribute: "user_id",
  sentence: "The token got another user after the plan. Plan again to see its user.",
};

const EXCHANGED = {
  attribute: "user_id",
  sentence:
    "The user has another token at a resource where this one works, too. To exchange the tokens of two users, first remove the tokenplane_assignment of one of them and apply. Then exchange the tokens, and write the assignment again.",
};

/** The key under which an imported token stores which of its versions the configuration has not set yet. */
export const ADOPTED = "adopted";

/**
 * The key under which a token stores that it moves to its next user, and that this user's suite PIN is still to be sent. The
 * server shows no suite PIN, so that only this tells, after an apply that stopped in between, that it is missing.
 */
export const PIN_OWED = "pinOwed";

interface Adopted {
  readonly secret: boolean;
  readonly pin: boolean;
}

type VersionName = "secret_wo_version" | "pin_wo_version";

/** A change of a token. */
type TokenChange = Change<Attributes, Tokenplane> & { readonly prior: StoredOf<Attributes> };

/** The versions of a token before and after a change. */
export function getVersions(
  prior: Pick<StoredOf<Attributes>, VersionName>,
  plan: Readonly<Record<VersionName, number | null | Unknown>>,
  kept: Pick<TokenChange["private"], "get">,
): Readonly<Record<keyof Adopted, Version>> {
  const adopted = kept.get(ADOPTED) as Adopted | undefined;
  const version = (what: keyof Adopted, name: VersionName): Version => ({
    prior: prior[name],
    plan: plan[name],
    isAdopted: adopted?.[what] === true,
  });
  return { secret: version("secret", "secret_wo_version"), pin: version("pin", "pin_wo_version") };
}

export async function changeToken(change: TokenChange): Promise<StateOf<Attributes>> {
  const { plan, prior, config, save, client: tokenplane } = change;
  const token = { id: prior.id };
  const versions = getVersions(prior, plan, change.private);
  const { pin_position } = plan;
  const userId = getNextUser(plan);
  const missing = [...checkChange(prior, { ...config, user_id: userId, pin_position }, versions)];
  if (missing.length > 0) throw new DiagnosticError(...missing);
  // If the rest fails, a refresh finds out everything except which secrets were sent.
  const isSent = (sent: Partial<Pick<StateOf<Attributes>, VersionName>>) =>
    save({ ...prior, status: prior.status ?? "", ...sent });
  tokenplane.reads.forget(prior.id);
  const name = typeof plan.name === "string" && plan.name !== prior.name ? plan.name : undefined;
  const digits = typeof plan.digits === "number" && plan.digits !== prior.digits ? plan.digits : undefined;
  const isOtherMoment = (before: string | null, after: string | null) =>
    before === null || after === null ? before !== after : !isSameMoment(before, after);
  // Where codes are sent is its user's: it is removed together with the user, and the next one's is sent afterwards.
  const isTaken = prior.user_id !== null && movesTo(prior, userId);
  if (isTaken && prior.model === "BOT" && config.chat_id === null) await checkChatIsLearnt(change);
  const input = {
    token,
    ...(name === undefined ? {} : { name }),
    ...(digits === undefined ? {} : { digits }),
    ...(isTaken ? {} : targetInput(prior, plan)),
    ...(isOtherMoment(prior.valid_from, plan.valid_from) ? { validFrom: plan.valid_from } : {}),
    ...(isOtherMoment(prior.valid_until, plan.valid_until) ? { validUntil: plan.valid_until } : {}),
  };
  const update = (changed: typeof input) =>
    mutate(tokenplane, TokenUpdate, changed, ({ tokenUpdate }) => tokenUpdate, {
      ...tokenErrorMapping,
      own: { POLICY_REFUSED: cannotBeSent(prior.model) },
    });
  if (Object.keys(input).length > 1) await update(input);
  if (typeof plan.enabled === "boolean" && plan.enabled !== prior.enabled) {
    await (plan.enabled
      ? mutate(tokenplane, TokenEnable, { token }, ({ tokenEnable }) => tokenEnable, tokenErrorMapping)
      : mutate(tokenplane, TokenDisable, { token }, ({ tokenDisable }) => tokenDisable, tokenErrorMapping));
  }
  if (userId !== null && movesTo(prior, userId)) {
    if (hasSuitePin(prior.suite) && config.pin_wo !== null) change.private.set(PIN_OWED, true);
    await mutate(
      tokenplane,
      TokenAssign,
      {
        token,
        to: { user: { id: userId } },
        ...(prior.user_id === null ? {} : { from: { id: prior.user_id } }),
      },
      ({ tokenAssign }) => tokenAssign,
      {
        ...tokenErrorMapping,
        own: {
          ALREADY_ASSIGNED: MOVED_MEANWHILE,
          VALIDATION_FAILED: MOVED_MEANWHILE,
          USER_HAS_TOKEN_AT_RESOURCE: EXCHANGED,
        },
      },
    );
  }
  const targetOfNextUser = isTaken ? targetInput({}, config) : {};
  if (Object.keys(targetOfNextUser).length > 0) await update({ token, ...targetOfNextUser });
  const { secret_wo_version, pin_wo_version } = plan;
  await changeSecret(change, token, versions.secret);
  if (isAdopting(versions.secret)) settle(change, "secret");
  isSent({ secret_wo_version });
  await changePin(change, token, versions.pin);
  if (isAdopting(versions.pin)) settle(change, "pin");
  isSent({ secret_wo_version, pin_wo_version });

  const found = await tokenplane.reads.row("Token", prior.id);
  if (found === null) {
    throw new DiagnosticError(
      error([], "The token is gone", "Somebody deleted it during the apply. Apply again."),
    );
  }
  return asPlanned(tokenState(found, plan), prior, plan);
}

/**
 * The planned user. Of the configuration, a core also gives what `ignore_changes` names: then the plan keeps what there is.
 */
function getNextUser({ user_id }: Pick<TokenChange["plan"], "user_id">): string | null {
  return isUnknown(user_id) ? null : user_id;
}

/** Refuses to take a chat from a token that could get no other one: only Telegram's bots learn chats. */
async function checkChatIsLearnt({ prior, client: { reads } }: TokenChange): Promise<void> {
  const channel = prior.channel_id === null ? null : await reads.row("Channel", prior.channel_id);
  if (channel === null || channel.settings.telegram !== null) return;
  throw new DiagnosticError(
    error(
      ["chat_id"],
      "Something is missing",
      "When a token is taken from its user, the server removes its chat_id. Write the next user's chat_id.",
    ),
  );
}

/** Stores that the configuration has set a version, or that its value was sent: the next version is sent. */
function settle({ private: kept }: TokenChange, what: keyof Adopted): void {
  const imported = kept.get(ADOPTED) as Adopted | undefined;
  if (imported?.[what] === true) kept.set(ADOPTED, { ...imported, [what]: false });
}

async function changeSecret(
  change: TokenChange,
  token: { readonly id: string },
  version: Version,
): Promise<void> {
  const { config, client } = change;
  if (!isSentAgain(version) || config.secret_wo === null) return;
  await mutate(
    client,
    TokenReissue,
    { token, lost: false, secret: config.secret_wo, secretEncoding: "BASE32" },
    ({ tokenReissue }) => tokenReissue,
    tokenErrorMapping,
  );
  settle(change, "secret");
}

async function changePin(
  change: TokenChange,
  token: { readonly id: string },
  version: Version,
): Promise<void> {
  const { config, plan, prior, client } = change;
  const { pin_wo: pin } = config;
  const isMoved = movesTo(prior, getNextUser(plan));
  const isSent = isSentAgain(version);
  if (hasSuitePin(prior.suite)) {
    // The server removed it with the last user, which may have happened before the plan.
    const isOwed = change.private.get(PIN_OWED) === true;
    if ((isSent || isMoved || isOwed) && pin !== null) {
      await mutate(
        client,
        TokenUpdate,
        { token, suitePin: pin },
        ({ tokenUpdate }) => tokenUpdate,
        tokenErrorMapping,
      );
      settle(change, "pin");
      if (isOwed) change.private.set(PIN_OWED, false);
    }
    return;
  }
  const hasOtherPlace = plan.pin_position !== prior.pin_position;
  if (plan.pin_position === null) {
    if (hasOtherPlace)
      await mutate(
        client,
        TokenPinRemove,
        { token },
        ({ tokenPinRemove }) => tokenPinRemove,
        tokenErrorMapping,
      );
    return;
  }
  // When a token is taken from its user, its PIN is removed.
  const isTakenAway = isMoved && prior.user_id !== null;
  if (pin === null || (!isSent && !hasOtherPlace && !isTakenAway)) return;
  const position = PIN_POSITIONS.find((one) => one === plan.pin_position);
  if (position === undefined) throw new TypeError(`${plan.pin_position} is no position`);
  await mutate(
    client,
    TokenPinSet,
    { token, pin, position },
    ({ tokenPinSet }) => tokenPinSet,
    tokenErrorMapping,
  );
  settle(change, "pin");
}
