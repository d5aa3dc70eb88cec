import { expect, it } from "vitest";
import { EVENTUALLY } from "../support/eventually.js";
import { postHead, RawConnection } from "../support/raw-connection.js";
import { onOneStore } from "../support/world.js";

/** The largest body of a request. */
const LARGEST = 1_000_000;

onOneStore("the bytes of requests that are being sent", (world) => {
  /** A request of which the head and the first half have been sent. */
  async function begin(key: string) {
    const body = `{"query":"{ __typename }"}${" ".repeat(LARGEST)}`.slice(0, LARGEST);
    const connection = await RawConnection.open(world().url);
    connection.write(postHead(key, LARGEST) + body.slice(0, LARGEST / 2));
    return { connection, finish: () => connection.write(body.slice(LARGEST / 2)) };
  }

  it("of one account have a share of the room: what is more is refused, and no other account's are dropped", async () => {
    const [mine, other] = [await world().seed(), await world().seed()];
    const slow = await begin(other.admin.key);
    const many: RawConnection[] = [];
    for (let n = 0; n < 40; n += 1) many.push((await begin(mine.admin.key)).connection);
    await expect
      .poll(() => many.filter(({ received }) => received.includes("503")).length, EVENTUALLY)
      .toBe(20);
    const next = await begin(other.admin.key);
    for (const { connection, finish } of [slow, next]) {
      finish();
      await expect.poll(() => connection.received, EVENTUALLY).toContain("__typename");
      connection.close();
    }
    for (const connection of many) connection.close();
  });
});
