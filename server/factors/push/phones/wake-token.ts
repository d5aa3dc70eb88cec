import type { Services } from "../../../actions/services.js";
import { wakeTokenAad } from "../../../push/wake-token.js";
import type { PhoneForm } from "../../../push/form.js";
import { readWakeTokenUpdate, verifyWakeTokenUpdate, wakeTokenReply } from "../../../push/poll.js";
import { NOT_VERIFIED, type PhoneReply } from "../../../push/reply.js";
import { findPhone } from "./phone.js";

/** Stores how a phone is woken from now on. One that is older than the last one changes nothing. */
export async function updateWakeToken(
  services: Pick<Services, "clock" | "database" | "secrets">,
  accountId: string,
  form: PhoneForm,
): Promise<PhoneReply> {
  const update = readWakeTokenUpdate(form);
  if (update === null) return NOT_VERIFIED;
  const phone = await findPhone(services, accountId, update.serial);
  if (!verifyWakeTokenUpdate(update, phone?.key ?? null, services.clock()) || phone === null)
    return NOT_VERIFIED;
  const at = new Date(update.at);
  await services.database.prisma.pushDevice.updateMany({
    where: { accountId, id: phone.id, OR: [{ wakeTokenAt: null }, { wakeTokenAt: { lt: at } }] },
    data: {
      wakeToken:
        update.wakeToken === null
          ? null
          : services.secrets.encrypt(Buffer.from(update.wakeToken), wakeTokenAad(accountId, phone.id)),
      wakeTokenAt: at,
    },
  });
  return wakeTokenReply();
}
