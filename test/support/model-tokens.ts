import fc from "fast-check";
import { action, aToken, chosen, done, mutationStep, refused, tokenStep, type Step } from "./model-action.js";
import { endBypasses } from "./model-bypass.js";
import { leave, leaveWaiting } from "./model-memory.js";
import {
  failuresNow,
  KINDS,
  lockNow,
  LOGINS,
  TOKEN_NAMES,
  tokenNamed,
  type Kind,
  type Login,
  type Model,
  type TokenName,
} from "./model-state.js";

// Tokens themselves: they come, are enabled, disabled and unlocked, and go.

/** Milliseconds in which a first code must come: the server's default. */
export const ENROLMENT_TTL_MS = 15 * 60_000;
export const ENROLMENT_ATTEMPTS = 5;

/** What goes into the answers of a new device whose suite has a PIN. */
const FIRST_SUITE_PIN = "4321";

let serialNumbers = 0;

/** A secret of a vendor, in hexadecimal; nobody has had it. */
export function freshSecret(): string {
  serialNumbers += 1;
  return Buffer.from(`12345678901234567890 ${serialNumbers}`).toString("hex");
}

/** How a kind is asked for, and the secret it is given, if it is not made by the server. */
function modelOf(kind: Kind): { readonly model: object; readonly secret: string | null } {
  const secret = freshSecret();
  const serialNumber = `M-${serialNumbers}`;
  const given = { serialNumber, secret, secretEncoding: "HEX" };
  switch (kind) {
    case "fob":
      return {
        model: { universal: { ...given, oath: { totp: { digits: 6, hash: "SHA1", periodSeconds: 30 } } } },
        secret,
      };
    case "slowFob":
      return { model: { hardware: { shark: { ...given, periodSeconds: 60 } } }, secret };
    case "button":
      return { model: { universal: { ...given, oath: { hotp: { digits: 6, hash: "SHA1" } } } }, secret };
    case "ultra":
      return { model: { hardware: { ultra: given } }, secret };
    case "calculator":
      return {
        model: {
          universal: { ...given, oath: { ocra: { suite: KINDS[kind].suite, suitePin: FIRST_SUITE_PIN } } },
        },
        secret,
      };
    case "clockwork":
      return { model: { universal: { ...given, oath: { ocra: { suite: KINDS[kind].suite } } } }, secret };
    case "phone":
      return { model: { software: { googleAuthenticator: {} } }, secret: null };
    case "buttonOnPhone":
      return { model: { software: { smart: { algorithm: "HOTP", digits: 8 } } }, secret: null };
  }
}

/** Creates a token where there is none of that name. */
export function createStep(name: TokenName, kind: Kind, user: Login | null): Step {
  const { model: asked, secret } = modelOf(kind);
  return mutationStep<{ token: { id: string }; enrolment: { secretHex: string } | null }>(
    {
      words: `a ${kind} ${name} is created for ${user ?? "nobody"}`,
      mutation: "tokenCreate",
      input: { name, model: asked, ...(user === null ? {} : { to: { user: { login: user } } }) },
      selection: "token { id } enrolment { secretHex }",
    },
    (model, payload) => {
      const { isApp, digits } = KINDS[kind];
      if (user !== null && !model.users[user].exists) return refused("NOT_FOUND");
      const id = payload?.token.id ?? "";
      model.ids[name] = id;
      model.tokens.push({
        id,
        name,
        kind,
        status: isApp ? "PENDING" : "ACTIVE",
        enabled: true,
        user,
        links: [],
        digits,
        secret,
        formerSecrets: [],
        used: -1,
        drift: 0,
        failures: 0,
        consecutiveFailures: 0,
        lock: null,
        pin: null,
        suitePin: kind === "calculator" ? FIRST_SUITE_PIN : null,
        challenges: [],
        lastAsked: null,
        enrolment: isApp
          ? {
              secret: payload?.enrolment?.secretHex ?? "",
              digits,
              expiresAt: model.now + ENROLMENT_TTL_MS,
              attemptsLeft: ENROLMENT_ATTEMPTS,
              used: -1,
              drift: 0,
            }
          : null,
        bypasses: [],
        lastUsedAt: null,
        validFrom: null,
        validUntil: null,
      });
      return done(
        "TOKEN_CREATED",
        ...(user === null ? [] : ["TOKEN_ASSIGNED"]),
        ...(isApp ? ["TOKEN_ENROLMENT_STARTED"] : []),
      );
    },
  );
}

export const create = action(
  20,
  fc.record({
    kind: fc.constantFrom<Kind>(
      "fob",
      "slowFob",
      "button",
      "phone",
      "buttonOnPhone",
      "ultra",
      "calculator",
      "clockwork",
    ),
    user: fc.constantFrom(...LOGINS, null),
  }),
  function* createSteps(model, { kind, user }) {
    const name = TOKEN_NAMES.find((other) => tokenNamed(model, other) === undefined);
    if (name !== undefined) yield createStep(name, kind, user);
  },
);

/** A token that exists no more, as far as anybody can tell. */
export function remove(model: Model, name: TokenName): void {
  const gone = tokenNamed(model, name);
  if (gone !== undefined) {
    leave(model, gone);
    leaveWaiting(model, gone.kind, gone.enrolment);
  }
  model.tokens = model.tokens.filter((token) => token.name !== name);
}

export const deletion = action(7, aToken, function* deletionSteps(model, choice) {
  const name = chosen(model, choice);
  yield tokenStep(model, name, { words: `${name} is deleted`, mutation: "tokenDelete" }, (token, after) => {
    remove(after, name);
    return done(...endBypasses(token, after.now), "TOKEN_DELETED");
  });
});

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
export function unlockStep(model: Model, name: TokenName, by: "admin" | "helpdesk"): Step {
  const words = `${name} is unlocked by ${by}`;
  return tokenStep(model, name, { words, by, mutation: "tokenUnlock" }, (token, { now }) => {
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
}

export const unlock = action(
  30,
  fc.record({ choice: aToken, by: fc.constantFrom("admin", "helpdesk") }),
  function* unlockSteps(model, { choice, by }) {
    yield unlockStep(
      model,
      chosen(model, choice, ({ failures }) => failures > 0),
      by,
    );
  },
);
