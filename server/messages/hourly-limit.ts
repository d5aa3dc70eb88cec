import type { Client } from "../database/prisma.js";
import { isSurelyNotSent, notAccepted } from "../delivery/answers.js";
import type { Driver } from "../delivery/delivery.js";
import { countSend, giveCountBack, type Limit } from "./limits.js";

/** What counters need. */
interface Counting {
  readonly prisma: Client;
  readonly hmacKey: Buffer;
  /** Milliseconds since 1970 UTC. */
  readonly clock: () => number;
}

/** A driver that sends while a limit of its channel is not reached. What was surely not sent uses up nothing. */
export function limited(driver: Driver, limit: Limit, { prisma, hmacKey, clock }: Counting): Driver {
  return {
    async send(message, signal) {
      const now = clock();
      if (!(await countSend(prisma, hmacKey, [limit], now))) {
        // It counts from zero in the next span: until then, another channel may take the message.
        const secondsLeft = Math.ceil((limit.spanMs - (now % limit.spanMs)) / 1_000);
        return { ...notAccepted("The channel's hourly limit is reached.", secondsLeft), isHeldBack: true };
      }
      const result = await driver.send(message, signal);
      if (isSurelyNotSent(result)) await giveCountBack(prisma, hmacKey, [limit], now);
      return result;
    },
  };
}
