import fc from "fast-check";
import {
  action,
  aToken,
  chosen,
  done,
  mutationStep,
  refused,
  tokenRef,
  tokenStep,
  type Step,
} from "./model-action.js";
import {
  failuresNow,
  KINDS,
  lockNow,
  LOGINS,
  PLACES,
  TOKEN_NAMES,
  tokenAt,
  tokenNamed,
  type Kind,
  type Login,
  type Model,
  type Pin,
  type Place,
  type Token,
  type TokenName,
} from "./model-state.js";

// Tokens: they come, are enabled, disabled and unlocked, get a PIN and another device, and go. And the account remembers
// of the secrets that its tokens had how far they were used: when a secret comes again, it continues there.

let serialNumbers = 0;

/** A secret of a vendor, in hexadecimal; no token has had it. */
function freshSecret(): string {
  serialNumbers += 1;
  return Buffer.from(`12345678901234567890 ${serialNumbers}`).toString("hex");
}

/** How a kind is asked for. */
function getModel(kind: Kind, secret: string): object {
  const { hash, periodSeconds } = KINDS[kind];
  const digits = 6;
  const oath =
    periodSeconds === null ? { hotp: { digits, hash } } : { totp: { digits, hash, periodSeconds } };
  return { universal: { serialNumber: `M-${serialNumbers}`, secret, secretEncoding: "HEX", oath } };
}

/** Creates a token where there is none of that name. */
export function createStep(name: TokenName, kind: Kind, user: Login): Step {
  const secret = freshSecret();
  return mutationStep<{ token: { id: string } }>(
    {
      words: `a ${kind} ${name} is created for ${user}`,
      mutation: "tokenCreate",
      input: { name, model: getModel(kind, secret), to: { user: { login: user } } },
      selection: "token { id }",
    },
    (model, payload) => {
      model.ids[name] = payload?.token.id ?? "";
      model.tokens.push({
        name,
        kind,
        enabled: true,
        user,
        links: [],
        secret,
        formerSecrets: [],
        used: -1,
        drift: 0,
        failures: 0,
        consecutiveFailures: 0,
        lock: null,
        pin: null,
        lastUsedAt: null,
      });
      return done("TOKEN_CREATED", "TOKEN_ASSIGNED");
    },
  );
}

/** Links a token to a resource. */
export function linkStep(model: Model, name: TokenName, place: Place): Step {
  const input = { to: { resource: { name: place } } };
  const words = `${name} is linked to ${place}`;
  return tokenStep(model, name, { words, mutation: "assignmentCreate", input }, (token, after) => {
    if (token.links.includes(place)) return refused("ALREADY_EXISTS");
    if (tokenAt(after, token.user, place) !== undefined) return refused("USER_HAS_TOKEN_AT_RESOURCE");
    token.links.push(place);
    return done("TOKEN_LINKED");
  });
}

export const create = action(
  20,
  fc.record({
    kind: fc.constantFrom<Kind>("fob", "slowFob", "button"),
    user: fc.constantFrom(...LOGINS),
    places: fc.subarray([...PLACES]),
  }),
  function* createSteps(model, { kind, user, places }) {
    const name = TOKEN_NAMES.find((other) => tokenNamed(model, other) === undefined);
    if (name === undefined) return;
    yield createStep(name, kind, user);
    for (const place of places) yield linkStep(model, name, place);
  },
);

/** The key of a series of codes of a kind: the secret and the hash determine the codes, besides the steps. */
function getCodes(kind: Kind, secret: string): string {
  return `${secret} ${KINDS[kind].hash}`;
}

/** The unit of a kind's steps: periods of so many seconds, or presses. */
function getUnit(kind: Kind): string {
  return String(KINDS[kind].periodSeconds);
}

/** A token loses its secret: what it used up stays known. */
function leave({ memory }: Model, { kind, secret, used, drift, consecutiveFailures }: Token): void {
  if (used < 0 && consecutiveFailures === 0) return;
  const codes = getCodes(kind, secret);
  const known = memory.get(codes) ?? { marks: new Map<string, never>(), failures: 0 };
  const unit = getUnit(kind);
  known.marks.set(unit, { used: Math.max(used, known.marks.get(unit)?.used ?? -1), drift });
  known.failures = Math.max(known.failures, consecutiveFailures);
  memory.set(codes, known);
}

/** Time steps that are this far back are out of reach. */
const OUT_OF_REACH = 2_000;

/**
 * A token got a secret. It continues where the secret was: in tokens that lost it, and in those that have it, too.
 * @returns the event of a lock that stays.
 */
function arrive(model: Model, token: Token): string[] {
  const { kind, secret } = token;
  const unit = getUnit(kind);
  const others = model.tokens.filter(
    (other) => other !== token && getCodes(other.kind, other.secret) === getCodes(kind, secret),
  );
  const known = model.memory.get(getCodes(kind, secret));
  const mark = known?.marks.get(unit);
  const { periodSeconds } = KINDS[kind];
  const now = periodSeconds === null ? null : Math.floor(model.now / 1_000 / periodSeconds);
  const [last] = [
    ...(mark === undefined ? [] : [mark]),
    ...others.filter((one) => getUnit(one.kind) === unit),
  ]
    .filter(({ used }) => now === null || used + OUT_OF_REACH > now)
    .toSorted((a, b) => b.used - a.used || b.drift - a.drift);
  if (last !== undefined && last.used > token.used)
    Object.assign(token, { used: last.used, drift: last.drift });
  const failures = Math.max(known?.failures ?? 0, ...others.map((other) => other.consecutiveFailures));
  known?.marks.delete(unit);
  if (known !== undefined) known.failures = 0;
  token.consecutiveFailures = failures;
  if (failures < 100) return [];
  token.lock = { reason: "FAILURE_CEILING", until: null };
  return ["TOKEN_LOCKED FAILURE_CEILING"];
}

export const deletion = action(7, aToken, function* deletionSteps(model, choice) {
  const name = chosen(model, choice);
  yield tokenStep(model, name, { words: `${name} is deleted`, mutation: "tokenDelete" }, (token, after) => {
    leave(after, token);
    after.tokens = after.tokens.filter((other) => other !== token);
    return done("TOKEN_DELETED");
  });
});

/** A secret of the account that is not the current one: the token's last one, or another token's. */
function knownSecret(model: Model, name: TokenName, whose: "a former" | "another's"): string | undefined {
  const own = tokenNamed(model, name);
  if (whose === "a former") return own?.formerSecrets.find((secret) => secret !== own.secret);
  const others = model.tokens.filter((token) => token.name !== name);
  return others.flatMap(({ secret, formerSecrets }) => [...formerSecrets.slice(0, 1), secret])[0];
}

/** Another device replaces a token's device: its secret is in use at once. */
export const replace = action(
  20,
  fc.record({
    choice: aToken,
    lost: fc.boolean(),
    by: fc.constantFrom("admin" as const, "helpdesk" as const),
    /** Whose secret it is: new, the current one, one that the token had before, or another token's. */
    whose: fc.constantFrom("nobody's", "nobody's", "a former", "a former", "another's", "the same"),
  }),
  function* replaceSteps(model, { choice, lost, by, whose }) {
    const name = chosen(model, choice);
    const known =
      whose === "nobody's"
        ? undefined
        : whose === "the same"
          ? tokenNamed(model, name)?.secret
          : knownSecret(model, name, whose);
    const secret = known ?? freshSecret();
    const words = `${name} gets the secret ${secret} of ${whose} device by ${by}`;
    const input = { lost, secret, secretEncoding: "HEX" };
    yield tokenStep(model, name, { words, by, mutation: "tokenReissue", input }, (token, after) => {
      // Nothing is done, unless the device with it is lost.
      if (token.secret === secret) return lost ? refused("VALIDATION_FAILED") : done();
      leave(after, token);
      token.formerSecrets.unshift(token.secret);
      Object.assign(token, { secret, used: -1, drift: 0, failures: 0, consecutiveFailures: 0, lock: null });
      return done("TOKEN_REISSUED", ...arrive(after, token));
    });
  },
);

export const enabling = action(
  20,
  fc.record({ choice: aToken, enabled: fc.constantFrom(true, true, false) }),
  function* enablingSteps(model, { choice, enabled }) {
    const name = chosen(model, choice, (token) => token.enabled !== enabled);
    const words = `${name} is ${enabled ? "enabled" : "disabled"}`;
    yield tokenStep(model, name, { words, mutation: enabled ? "tokenEnable" : "tokenDisable" }, (token) => {
      if (token.enabled === enabled) return done();
      token.enabled = enabled;
      return done(enabled ? "TOKEN_ENABLED" : "TOKEN_DISABLED");
    });
  },
);

/** Ends a lock by hand. Only an administrator ends that of the ceiling. */
export const unlock = action(
  30,
  fc.record({ choice: aToken, by: fc.constantFrom("admin" as const, "helpdesk" as const) }),
  function* unlockSteps(model, { choice, by }) {
    const name = chosen(model, choice, ({ failures }) => failures > 0);
    const words = `${name} is unlocked by ${by}`;
    yield tokenStep(model, name, { words, by, mutation: "tokenUnlock" }, (token, { now }) => {
      const lock = lockNow(token, now);
      if (lock === null && failuresNow(token, now) === 0) return done();
      if (lock?.reason === "FAILURE_CEILING") {
        if (by !== "admin") return refused("LOCKED");
        token.consecutiveFailures = 0;
      }
      token.failures = 0;
      token.lock = null;
      return done("TOKEN_UNLOCKED");
    });
  },
);

/** Some that are not valid. */
const someValue = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("2468", "135790", "111111111111") },
  { weight: 1, arbitrary: fc.constantFrom("", "123", "12a4", "1111111111111") },
);

export const pinSetting = action(
  20,
  fc.record({
    choice: aToken,
    value: someValue,
    position: fc.constantFrom<Pin["position"]>("BEFORE_OTP", "AFTER_OTP"),
  }),
  function* pinSettingSteps(model, { choice, value, position }) {
    const name = chosen(model, choice, ({ pin }) => pin === null);
    yield mutationStep(
      {
        words: `${name} gets the PIN ${JSON.stringify(value)} ${position}`,
        mutation: "tokenPinSet",
        input: { token: tokenRef(model, name), pin: value, position },
      },
      (after) => {
        const token = tokenNamed(after, name);
        if (!/^[0-9]{4,12}$/.test(value)) return refused("VALIDATION_FAILED");
        if (token === undefined) return refused("NOT_FOUND");
        token.pin = { value, position };
        return done("TOKEN_PIN_SET");
      },
    );
  },
);

export const pinRemoval = action(6, aToken, function* pinRemovalSteps(model, choice) {
  const name = chosen(model, choice, ({ pin }) => pin !== null);
  const words = `the PIN of ${name} is removed`;
  yield tokenStep(model, name, { words, mutation: "tokenPinRemove" }, (token) => {
    if (token.pin === null) return done();
    token.pin = null;
    return done("TOKEN_PIN_REMOVED");
  });
});
