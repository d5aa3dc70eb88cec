import { Refusal } from "@tokenplane/rules/refusal";
import { Prisma } from "../../database/generated/client.js";
import { type Requests, suspendedUntil } from "../../push/suspension.js";
import { readDevices } from "../../tokens/token-store.js";
import type { Purpose } from "../challenge-store.js";
import {
  type AnswerObstacle,
  type Factor,
  movesNowhere,
  type ReadToken,
  type StoredToken,
  type Surroundings,
} from "../factor.js";
import { readOptionalText } from "../stored-part.js";
import { askByPhone, phoneDecoy } from "./ask-token.js";
import { getConfirmation } from "../../resources/confirmation.js";
import { lifeOfPush } from "./life.js";
import { verify } from "./verify-push.js";

const NOTHING_TO_SYNCHRONIZE = "The token asks on a phone: there is nothing to synchronize.";

function getObjection(purpose: Purpose): string | null {
  return purpose === "SYNCHRONIZE" ? NOTHING_TO_SYNCHRONIZE : null;
}

const phonesOf = new WeakMap<Surroundings, Promise<ReadonlyMap<string, Requests>>>();

/** The phones of all tokens that are asked about, by the token. */
function readPhones(surroundings: Surroundings): Promise<ReadonlyMap<string, Requests>> {
  const known = phonesOf.get(surroundings);
  if (known !== undefined) return known;
  const { services, scope, tokenIds } = surroundings;
  const phones = readDevices(services.database, scope, tokenIds).then(
    (all) => new Map(all.flatMap((phone) => (phone === null ? [] : [[phone.id, phone] as const]))),
  );
  phonesOf.set(surroundings, phones);
  return phones;
}

async function findObstacle(tokenId: string, surroundings: Surroundings): Promise<AnswerObstacle | null> {
  if (surroundings.services.config.publicUrl === undefined) return { reason: "NO_CHANNEL", until: null };
  const phone = (await readPhones(surroundings)).get(tokenId);
  const until = phone === undefined ? null : suspendedUntil(phone, surroundings.now);
  return until === null ? null : { reason: "SENT_TOO_OFTEN", until };
}

function read(token: StoredToken): ReadToken {
  const { tokenId, challenge } = token;
  const confirmation =
    challenge.open === null ? "CODE" : getConfirmation(readOptionalText(challenge.open.part, "confirmation"));
  const typesCode = confirmation === "CODE";
  return {
    typesCode,
    obstacle: null,
    asking: askByPhone(tokenId, getObjection),
    findObstacle: (surroundings) => findObstacle(tokenId, surroundings),
    verify: (answer, context) => verify(token, typesCode, answer, context),
  };
}

/** Tokens that ask on a phone (the privacyIDEA Authenticator). */
export const push: Factor = {
  ...lifeOfPush,
  stored: {
    token: Prisma.sql`'{}'::json`,
    challenge: Prisma.sql`json_build_object('codeHmac', encode(c.code_hmac, 'hex'), 'step', c.step::text,
      'state', c.push_state, 'confirmation', c.confirmation)`,
  },
  read,
  showsCodes: false,
  decoy: phoneDecoy,
  signedField: null,
  moveTo: movesNowhere,
  consoleObjection: () => null,
  leftBehind: () => ({ removed: "PHONE", changes: [] }),
  synchronize: () =>
    Promise.reject(new Refusal("NOT_SUPPORTED_BY_MODEL", NOTHING_TO_SYNCHRONIZE, ["input", "token"])),
};
