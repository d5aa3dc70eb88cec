import { Refusal } from "@tokenplane/rules/refusal";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import { type ChannelRow, getChannels } from "../../channels/channel-store.js";
import { getSentBy } from "../../channels/channel-target.js";
import { Prisma } from "../../database/generated/client.js";
import { getCountry } from "../../delivery/phone-number.js";
import { routesAmong } from "../../messages/routes.js";
import type { TokenRow } from "../../tokens/token-store.js";
import type { Purpose } from "../challenge-store.js";
import type {
  AnswerObstacle,
  Factor,
  LostWithUser,
  ReadToken,
  StoredToken,
  Surroundings,
} from "../factor.js";
import { readOptionalText, readText } from "../stored-part.js";
import { askByCode, codeDecoy, type CodeTarget, getDeliveryKind } from "./ask-code.js";
import { lifeOfSent } from "./life.js";
import { moveTo } from "./move-to.js";
import { verify } from "./verify-sent.js";

const NOTHING_TO_SYNCHRONIZE = "The codes of this token are sent: there is nothing to synchronize.";

const NOT_AT_CONSOLE =
  "Administrators cannot sign in with codes that are sent by e-mail: somebody who reads the mailbox could also set another password. Use another token.";

function getObjection(purpose: Purpose): string | null {
  return purpose === "SYNCHRONIZE" ? NOTHING_TO_SYNCHRONIZE : null;
}

const channelsOf = new WeakMap<Surroundings, Promise<ChannelRow[]>>();

/** The channels of the account: read once for all tokens. */
function readChannels(surroundings: Surroundings): Promise<ChannelRow[]> {
  const known = channelsOf.get(surroundings);
  if (known !== undefined) return known;
  const { services, scope } = surroundings;
  const channels = getChannels(services.database.prisma, scope.accountId, null);
  channelsOf.set(surroundings, channels);
  return channels;
}

/** Whether a channel of the account sends codes to where those of the token go. */
async function findObstacle(
  sentBy: string,
  { target, channelId }: CodeTarget,
  surroundings: Surroundings,
): Promise<AnswerObstacle | null> {
  const kind = getDeliveryKind(sentBy);
  const country = kind === "SMS" && target !== null ? getCountry(target) : null;
  const channels = await readChannels(surroundings);
  const routes = routesAmong(channels, surroundings.services.config, { kind, country, channelId });
  return typeof routes === "string" ? { reason: routes, until: null } : null;
}

function read(token: StoredToken): ReadToken {
  const { tokenId, part } = token;
  const sentBy = readText(part, "sentBy");
  const known = {
    tokenId,
    target: readOptionalText(part, "target"),
    channelId: readOptionalText(part, "channelId"),
  };
  return {
    typesCode: true,
    obstacle: null,
    asking: askByCode(getDeliveryKind(sentBy), known, getObjection),
    findObstacle: (surroundings) => findObstacle(sentBy, known, surroundings),
    verify: (answer, context) => verify(token, answer, context),
  };
}

/** The address, which is the user's. */
function leftBehind(token: TokenRow): LostWithUser {
  const kind = getSentBy(token);
  if (kind === null || token.target === null) return { removed: null, changes: [] };
  const sentTo = maskedTarget(kind, token.target);
  return { removed: "ADDRESS", changes: [{ field: "sentTo", from: sentTo, to: null }] };
}

/** Tokens whose codes are sent: by SMS, by e-mail, or by a bot. */
export const sent: Factor = {
  ...lifeOfSent,
  stored: {
    token: Prisma.sql`json_build_object('sentBy', t.sent_by, 'target', t.target, 'channelId', t.channel_id)`,
    challenge: Prisma.sql`json_build_object('codeHmac', encode(c.code_hmac, 'hex'), 'step', c.step::text)`,
  },
  read,
  showsCodes: false,
  decoy: codeDecoy,
  signedField: null,
  moveTo,
  consoleObjection: ({ sentBy }) => (sentBy === "EMAIL" ? NOT_AT_CONSOLE : null),
  leftBehind,
  synchronize: () =>
    Promise.reject(new Refusal("NOT_SUPPORTED_BY_MODEL", NOTHING_TO_SYNCHRONIZE, ["input", "token"])),
};
