// What a server refuses of tokens.
import type { Fields } from "../fake-core/proposed.js";
import type { Gone, Row } from "./row.js";
import { fobNamed, NO_ROOM, SECRET, universal, type Scene } from "./scene.js";

const TOKEN = "tokenplane_token";
const PLAN_AGAIN = "It was deleted after the plan: plan again.";
const SUITE_WITH_PIN = "OCRA-1:HOTP-SHA1-6:QN08-PSHA1";

/** A change of a token that somebody deletes meanwhile. */
function goneMeanwhile(mutation: string, before: Fields, after: Fields): Row {
  return {
    refusal: `${mutation} NotFoundError`,
    when: "somebody deleted the token since the plan",
    happens: (scene) => scene.change(TOKEN, before, after, (id) => deleteToken(scene, id)),
    at: "",
    says: PLAN_AGAIN,
  };
}

function deleteToken({ admin }: Scene, id: string) {
  return admin.do("tokenDelete", { token: { id } }, "__typename");
}

/** A token that no server makes. */
function wrongToken(when: string, config: Fields, at: string, says: string): Row {
  return {
    refusal: "TokenCreate ValidationFailedError",
    form: true,
    when,
    happens: (scene) => scene.make(TOKEN, config),
    at,
    says,
  };
}

const PINNED = { pin_wo: "4711", pin_position: "BEFORE_OTP", pin_wo_version: 1 };
const ULTRA = { model: "PROTECTIMUS_ULTRA", serial_number: "U-1", secret_wo: SECRET };

export const tokenRows: readonly Row[] = [
  ...[
    fobNamed("F-1"),
    { ...fobNamed("F-1"), model: "PROTECTIMUS_SHARK" },
    { ...ULTRA, serial_number: "F-1" },
    universal("F-1"),
  ].map((config: Fields): Row => {
    return {
      refusal: "TokenCreate AlreadyExistsError",
      when: `another token has the serial number of this ${JSON.stringify(config["model"])}`,
      async happens(scene) {
        await scene.make(TOKEN, fobNamed("F-1"));
        await scene.make(TOKEN, config);
      },
      at: "serial_number",
      says: "terraform import tokenplane_token.NAME F-1",
    };
  }),
  {
    refusal: "TokenCreate NotFoundError",
    when: "there is no user with the id",
    happens: (scene) => scene.make(TOKEN, fobNamed("F-1", { user_id: "nobody" })),
    at: "user_id",
    says: "Set user_id to the id of one that exists in the account.",
  },
  {
    refusal: "TokenCreate QuotaExceededError",
    when: "the service plan has no room for tokens",
    plan: NO_ROOM,
    happens: (scene) => scene.make(TOKEN, fobNamed("F-1")),
    at: "",
    says: "Delete some, or ask the operator for a larger plan.",
  },
  {
    refusal: "TokenCreate ValidationFailedError",
    when: "phones do not reach the server",
    happens: (scene) => scene.make(TOKEN, { model: "PUSH", name: "Phone" }),
    at: "model",
    says: "the operator must set TOKENPLANE_PUBLIC_URL.",
  },
  wrongToken(
    "the serial number is too long",
    fobNamed("9".repeat(51)),
    "serial_number",
    "has 1 to 50 characters",
  ),
  wrongToken("the name begins with a space", fobNamed("F-1", { name: " fob" }), "name", "remove it."),
  wrongToken(
    "no fob has such a period",
    fobNamed("F-1", { period_seconds: 45 }),
    "period_seconds",
    "Period seconds is 30 or 60.",
  ),
  wrongToken(
    "the app knows no such length of codes",
    { model: "PROTECTIMUS_SMART", name: "phone", digits: 7 },
    "digits",
    "Digits is 6 or 8.",
  ),
  wrongToken(
    "an app that counts is given a period",
    { model: "PROTECTIMUS_SMART", name: "phone", algorithm: "HOTP", period_seconds: 30 },
    "period_seconds",
    "HOTP codes have no period; leave period_seconds out.",
  ),
  wrongToken("the suite is none", { ...ULTRA, suite: "OCRA-1" }, "suite", "as in OCRA-1:HOTP-SHA1-6:QN08."),
  wrongToken(
    "the PIN is too short",
    fobNamed("F-1", { pin_wo: "12", pin_position: "BEFORE_OTP" }),
    "pin_wo",
    "A PIN has 4 to 12 digits, and nothing else.",
  ),
  wrongToken(
    "the PIN in the suite's answers has letters",
    { ...ULTRA, suite: SUITE_WITH_PIN, pin_wo: "secret" },
    "pin_wo",
    "A PIN has 4 to 12 digits, and nothing else.",
  ),
  goneMeanwhile("TokenUpdate", fobNamed("F-1"), fobNamed("F-1", { name: "fob" })),
  {
    refusal: "TokenUpdate ValidationFailedError",
    form: true,
    when: "the new name is too long",
    happens: (scene) => scene.change(TOKEN, fobNamed("F-1"), fobNamed("F-1", { name: "n".repeat(51) })),
    at: "name",
    says: "Name has 1 to 50 characters.",
  },
  {
    refusal: "TokenUpdate ValidationFailedError",
    form: true,
    when: "the new PIN in the suite's answers has letters",
    happens: (scene) => {
      const answering = { ...ULTRA, suite: SUITE_WITH_PIN, pin_wo: "4711", pin_wo_version: 1 };
      return scene.change(TOKEN, answering, { ...answering, pin_wo: "secret", pin_wo_version: 2 });
    },
    at: "pin_wo",
    says: "A PIN has 4 to 12 digits, and nothing else.",
  },
  goneMeanwhile("TokenEnable", fobNamed("F-1", { enabled: false }), fobNamed("F-1", { enabled: true })),
  goneMeanwhile("TokenDisable", fobNamed("F-1"), fobNamed("F-1", { enabled: false })),
  {
    refusal: "TokenAssign NotFoundError",
    when: "there is no user with the new id",
    happens: (scene) => scene.change(TOKEN, fobNamed("F-1"), fobNamed("F-1", { user_id: "nobody" })),
    at: "user_id",
    says: "Set user_id to the id of one that exists in the account.",
  },
  {
    refusal: "TokenAssign AlreadyAssignedError",
    when: "somebody gave the token away since the plan",
    async happens(scene) {
      const anna = await scene.seed.user("anna");
      const bert = await scene.seed.user("bert");
      await scene.change(TOKEN, fobNamed("F-1"), fobNamed("F-1", { user_id: anna }), (id) =>
        scene.admin.do("tokenAssign", { token: { id }, to: { user: { id: bert } } }, "__typename"),
      );
    },
    at: "user_id",
    says: "Plan again to see its user.",
  },
  {
    refusal: "TokenAssign ValidationFailedError",
    when: "somebody took the token from its user since the plan",
    async happens(scene) {
      const anna = await scene.seed.user("anna");
      const bert = await scene.seed.user("bert");
      const of = (user_id: string) => fobNamed("F-1", { user_id });
      await scene.change(TOKEN, of(anna), of(bert), (id) =>
        scene.admin.do("tokenUnassign", { token: { id } }, "__typename"),
      );
    },
    at: "user_id",
    says: "Plan again to see its user.",
  },
  goneMeanwhile("TokenPinSet", fobNamed("F-1"), fobNamed("F-1", PINNED)),
  {
    refusal: "TokenPinSet ValidationFailedError",
    form: true,
    when: "the new PIN has letters",
    happens: (scene) =>
      scene.change(TOKEN, fobNamed("F-1"), fobNamed("F-1", { ...PINNED, pin_wo: "secret" })),
    at: "pin_wo",
    says: "A PIN has 4 to 12 digits, and nothing else.",
  },
  goneMeanwhile("TokenPinRemove", fobNamed("F-1", PINNED), fobNamed("F-1")),
  goneMeanwhile(
    "TokenReissue",
    fobNamed("F-1", { secret_wo_version: 1 }),
    fobNamed("F-1", { secret_wo_version: 2 }),
  ),
];

export const goneTokens: readonly Gone[] = [
  {
    refusal: "TokenDelete NotFoundError",
    happens: (scene) => scene.change(TOKEN, fobNamed("F-1"), null, (id) => deleteToken(scene, id)),
  },
];
