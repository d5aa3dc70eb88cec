// What a server refuses of tokens.
import type { Fields } from "../../support/fake-core/proposed.js";
import type { Gone, Row } from "./row.js";
import { fobNamed, NO_ROOM, SECRET, universal, type Scene } from "../../support/scene.js";

const TOKEN = "tokenplane_token";
const PLAN_AGAIN = "It was deleted after the plan: plan again.";

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
  goneMeanwhile("TokenUpdate", fobNamed("F-1"), fobNamed("F-1", { name: "fob" })),
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
