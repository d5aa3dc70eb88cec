import type { Client } from "../database/prisma.js";
import { isSurelyNotSent, notAccepted } from "../delivery/answers.js";
import type { Driver } from "../delivery/delivery.js";
import { countSend, giveCountBack, type Limit } from "./message-limits.js";

const REACHED = "The channel's hourly limit is reached. Links and notices use at most half of it.";

/** The services that counters need. */
interface Counting {
  readonly prisma: Client;
  readonly hmacKey: Buffer;
  /** Milliseconds since 1970 UTC. */
  readonly clock: () => number;
}

/** A driver that sends while no limit of its channel is reached. What was surely not sent uses up nothing. */
export function limited(
  driver: Driver,
  limits: readonly Limit[],
  { prisma, hmacKey, clock }: Counting,
): Driver {
  return {
    async send(message, signal) {
      const now = clock();
      if (!(await countSend(prisma, hmacKey, limits, now))) {
        // They count from zero in the next span: until then, another channel may take the message.
        const leftMs = limits.map(({ spanMs }) => spanMs - (now % spanMs));
        return { ...notAccepted(REACHED, Math.ceil(Math.max(...leftMs) / 1_000)), isHeldBack: true };
      }
      const result = await driver.send(message, signal);
      if (isSurelyNotSent(result)) await giveCountBack(prisma, hmacKey, limits, now);
      return result;
    },
  };
}
