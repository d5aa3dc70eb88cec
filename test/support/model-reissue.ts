import fc from "fast-check";
import { action, aToken, chosen, done, refused, tokenStep, type Step } from "./model-action.js";
import { open } from "./model-enrolment.js";
import { arrive, leave } from "./model-memory.js";
import { KINDS, tokenNamed, type Model, type Token, type TokenName } from "./model-state.js";
import { freshSecret } from "./model-tokens.js";

// New secrets for tokens that have one: for apps the server generates it, for devices the vendor did.

const someLoss = fc.record({
  lost: fc.boolean(),
  by: fc.constantFrom("admin" as const, "helpdesk" as const),
});

/** The secret in use stops: its failures, its drift and its challenges are removed. */
function stop(model: Model, token: Token): void {
  leave(model, token);
  if (token.secret !== null) token.formerSecrets.unshift(token.secret);
  token.secret = null;
  token.used = -1;
  token.drift = 0;
  token.failures = 0;
  token.consecutiveFailures = 0;
  token.lock = null;
  token.challenges = [];
}

/** An app gets a new secret, which waits for its first code. The old one works until then, unless it is lost. */
export const reissue = action(
  25,
  fc.record({
    choice: aToken,
    loss: someLoss,
    digits: fc.constantFrom(undefined, undefined, undefined, 6, 7, 8),
  }),
  function* reissueSteps(model, { choice, loss: { lost, by }, digits }) {
    const name = chosen(model, choice, ({ kind }) => KINDS[kind].isApp);
    const length = digits === undefined ? "" : `, with ${digits} digits`;
    yield tokenStep<{ enrolment: { secretHex: string } }>(
      model,
      name,
      {
        words: `${name} is reissued by ${by}${lost ? ", for it is lost" : ""}${length}`,
        by,
        mutation: "tokenReissue",
        input: { lost, digits },
        selection: "enrolment { secretHex }",
      },
      (token, after, payload) => {
        const { isApp, lengths } = KINDS[token.kind];
        const known: readonly number[] = lengths;
        if (digits !== undefined && !(isApp && known.length > 1)) return refused("NOT_SUPPORTED_BY_MODEL");
        if (!isApp) return refused("VALIDATION_FAILED");
        if (digits !== undefined && !known.includes(digits)) return refused("VALIDATION_FAILED");
        if (lost || token.status === "PENDING") {
          stop(after, token);
          token.status = "PENDING";
          token.digits = digits ?? token.digits;
        }
        open(after, token, payload?.enrolment.secretHex ?? "", digits ?? token.digits);
        return done("TOKEN_REISSUED", "TOKEN_ENROLMENT_STARTED");
      },
    );
  },
);

interface Replacement {
  readonly lost: boolean;
  readonly by: "admin" | "helpdesk";
  /** Whose secret it is: new, the current one, one that the token had before, or another token's. */
  readonly whose: "nobody's" | "the same" | "a former" | "another's";
}

/** A secret of the account that is not the current one: the token's last one, or another token's. */
function knownSecret(model: Model, name: TokenName, whose: "a former" | "another's"): string | undefined {
  const own = tokenNamed(model, name);
  if (whose === "a former") return own?.formerSecrets.find((secret) => secret !== own.secret);
  const others = model.tokens.filter((token) => token.name !== name);
  return others.flatMap(({ secret, formerSecrets }) => [
    ...formerSecrets.slice(0, 1),
    ...(secret === null ? [] : [secret]),
  ])[0];
}

/** Another device replaces a token's device: its secret is in use at once. */
export function replaceStep(model: Model, name: TokenName, { lost, by, whose }: Replacement): Step {
  const known =
    whose === "nobody's"
      ? undefined
      : whose === "the same"
        ? tokenNamed(model, name)?.secret
        : knownSecret(model, name, whose);
  const secret = known ?? freshSecret();
  return tokenStep(
    model,
    name,
    {
      words: `${name} gets the secret ${secret} of ${whose} device by ${by}`,
      by,
      mutation: "tokenReissue",
      input: { lost, secret, secretEncoding: "HEX" },
    },
    (token, after) => {
      if (KINDS[token.kind].isApp) return refused("NOT_SUPPORTED_BY_MODEL");
      // Nothing is done, unless the device with it is lost.
      if (token.secret === secret) return lost ? refused("VALIDATION_FAILED") : done();
      stop(after, token);
      token.secret = secret;
      return done("TOKEN_REISSUED", ...arrive(after, token));
    },
  );
}

export const replace = action(
  15,
  fc.record({
    choice: aToken,
    loss: someLoss,
    whose: fc.constantFrom("nobody's", "nobody's", "a former", "a former", "another's", "the same"),
  }),
  function* replaceSteps(model, { choice, loss, whose }) {
    const name = chosen(model, choice, ({ kind }) => !KINDS[kind].isApp);
    yield replaceStep(model, name, { ...loss, whose });
  },
);
