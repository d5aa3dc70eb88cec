import { declarationOf } from "@tokenplane/rules/drivers/drivers";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { type ChannelRefInput, namedChannel } from "../channels/channel-ref.js";
import { driverSettings } from "../channels/setup.js";
import { checkTarget } from "../channels/channel-target.js";
import { REASONS } from "../events/event-types.js";
import { localId } from "../global-id.js";
import { NIL_UUID } from "../nil-uuid.js";
import { keyFingerprint } from "../push/keys.js";
import { isSubscription } from "../push/subscription.js";
import { checkAskedLocale } from "./asked-locale.js";
import { NOTHING_NAMED } from "./payload.js";
import { queueMessage } from "./queue.js";
import { openWakeToken } from "../push/wake-token.js";

/** How long a test may take until it is given up, in milliseconds. */
const TEST_TTL_MS = 5 * 60_000;

/** The test that `channelTest` makes. */
export interface ChannelTestRequest {
  readonly channel: ChannelRefInput;
  /** The language of the text, as a BCP 47 tag; by default the account's. */
  readonly locale?: string | null | undefined;
  /** A phone number, an e-mail address, the id of a chat, or the global id of a token whose phone is woken. */
  readonly to: string;
}

/** The phone of a token that a channel is tested with. @throws Refusal VALIDATION_FAILED */
async function wokenPhone({ transaction, accountId, services }: Action, token: string) {
  const device = await transaction.pushDevice.findFirst({
    where: {
      accountId,
      tokenId: localId("Token", token) ?? NIL_UUID,
      state: "ACTIVE",
      wakeToken: { not: null },
    },
    select: { id: true, publicKey: true, wakeToken: true },
  });
  const { wakeToken = null } = device ?? {};
  if (
    device === null ||
    device.publicKey === null ||
    wakeToken === null ||
    isSubscription(openWakeToken(services.secrets, accountId, device.id, wakeToken))
  ) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "Give the id of a PUSH token on a phone with the app that Firebase can wake: its Token.device.canBeWoken is true.",
      ["input", "to"],
    );
  }
  return { to: keyFingerprint(device.publicKey), wakeUp: { deviceId: device.id, data: {} } };
}

/** Sends a message without a code by a channel. */
export const channelTest = useCase("channelTest", {
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  run: async ({ channel: ref, to, locale }: ChannelTestRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    const channel = await namedChannel(transaction, accountId, ref, ["input", "channel"]);
    const asked = checkAskedLocale(locale);
    const { kind } = declarationOf(driverSettings(channel).driver);
    const target =
      kind === "PUSH" ? await wokenPhone(action, to) : { to: checkTarget(kind, to, ["input", "to"]) };
    const { id, obstacle } = await queueMessage(action, {
      kind,
      purpose: "TEST",
      tokenId: null,
      userId: null,
      challengeId: null,
      channelId: channel.id,
      subject: `test ${channel.id}`,
      isConfirmed: false,
      payload: { ...NOTHING_NAMED, wakeUp: null, ...target, locale: asked, userId: null },
      expiresAt: new Date(now + TEST_TTL_MS),
    });
    if (obstacle !== null) {
      throw new Refusal("POLICY_REFUSED", `${REASONS[obstacle].description} Change the channel, or wait.`, [
        "input",
        obstacle === "SENT_TOO_OFTEN" ? "to" : "channel",
      ]);
    }
    return done({ messageId: id });
  },
});
