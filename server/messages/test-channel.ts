import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { type ChannelRefInput, namedChannel } from "../channels/channel-ref.js";
import { driverSettings, kindOf } from "../channels/setup.js";
import { checkTarget } from "../channels/target.js";
import { REASONS } from "../events/event-types.js";
import { queueMessage } from "./queue.js";

/** How long a test may take until it is given up, in milliseconds. */
const TEST_TTL_MS = 5 * 60_000;

/** The test that `channelTest` makes. */
export interface ChannelTestRequest {
  readonly channel: ChannelRefInput;
  /** The language of the text, as a BCP 47 tag; by default the account's. */
  readonly locale?: string | null | undefined;
  /** A phone number, an e-mail address, or the id of a chat. */
  readonly to: string;
}

/** Sends a message without a code by a channel. */
export const channelTest = useCase("channelTest", {
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  run: async ({ channel: ref, to, locale }: ChannelTestRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    const channel = await namedChannel(transaction, accountId, ref, ["input", "channel"]);
    const kind = kindOf(driverSettings(channel).driver);
    checkTarget(kind, to, ["input", "to"]);
    const { id, obstacle } = await queueMessage(action, {
      kind,
      purpose: "TEST",
      tokenId: null,
      challengeId: null,
      channelId: channel.id,
      subject: `test ${channel.id}`,
      payload: {
        to,
        code: null,
        locale: locale ?? null,
        resourceName: null,
        login: null,
        clientAddress: null,
        userId: null,
        minutes: 0,
      },
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
