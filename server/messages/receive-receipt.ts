import type { Services } from "../actions/services.js";
import { channelSetup } from "../channels/setup.js";
import { findSealedChannel } from "../channels/channel-store.js";
import { Prisma } from "../database/generated/client.js";
import {
  isFromTwilio,
  isVonageJwt,
  isVonageSignature,
  jsonParameters,
  type Receipt,
  twilioReceipt,
  vonageReceipt,
} from "../delivery/receipts.js";

/** A report of a gateway, as it came. */
export interface ReportedReceipt {
  readonly accountId: string;
  readonly channelId: string;
  /** The URL that the gateway was given. */
  readonly url: string;
  readonly contentType: string;
  readonly twilioSignature: string | undefined;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

/** The receipt in a report, if it is the gateway's; else null. */
async function getReceipt(
  services: Pick<Services, "clock" | "database" | "secrets">,
  report: ReportedReceipt,
): Promise<Receipt | null> {
  const { database, clock } = services;
  const sealed = await findSealedChannel(database.prisma, report.accountId, report.channelId);
  if (sealed === null) return null;
  const setup = channelSetup(services, sealed);
  const text = report.body.toString();
  const parameters = report.contentType.includes("json") ? jsonParameters(text) : new URLSearchParams(text);
  if (parameters === null) return null;
  if (setup.driver === "TWILIO") {
    return isFromTwilio(setup.secrets.authToken, report.url, parameters, report.twilioSignature)
      ? twilioReceipt(report.url, parameters)
      : null;
  }
  if (setup.driver !== "VONAGE" || setup.secrets.signatureSecret === null) return null;
  const { signatureSecret } = setup.secrets;
  const isGenuine =
    isVonageJwt(signatureSecret, report.authorization, report.body, clock()) ||
    isVonageSignature(signatureSecret, parameters, clock());
  return isGenuine ? vonageReceipt(parameters) : null;
}

/**
 * Notes what a gateway reports of a message. Reports come in any order: one that a message is on its way does not undo one
 * of its arrival, and a later one of the arrival of another part of an SMS does not undo a failure. One may come before the
 * gateway's answer is stored, for a message of which it is not known whether it was sent, and for a further part of an SMS, which
 * has an id of its own: our reference finds these.
 * @returns whether the report was the gateway's.
 */
export async function receiveReceipt(
  services: Pick<Services, "clock" | "database" | "secrets">,
  report: ReportedReceipt,
): Promise<boolean> {
  const receipt = await getReceipt(services, report);
  if (receipt === null) return false;
  const { vendorId, reference, state, failure } = receipt;
  await services.database.query(Prisma.sql`
    UPDATE messages SET receipt = ${state}, failure = coalesce(${failure}::text, failure)
    WHERE account_id = ${report.accountId}::uuid
      AND ((channel_id = ${report.channelId}::uuid AND vendor_id = ${vendorId})
        OR (id = ${reference}::uuid AND state IN ('SENDING', 'UNKNOWN', 'ACCEPTED')
          AND coalesce(channel_id, ${report.channelId}::uuid) = ${report.channelId}::uuid))
      AND (receipt IS NULL OR receipt = 'ON_THE_WAY' OR (receipt = 'DELIVERED' AND ${state} = 'FAILED'))`);
  return true;
}
