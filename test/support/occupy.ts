import { setImmediate } from "node:timers/promises";

/**
 * Lets this thread, and what runs in it, do nothing for a while. Its timers run next, before it looks for data.
 * @param milliseconds how long. @param before what is done first: the thread has not looked for what it sends.
 */
export async function occupy(milliseconds: number, before: () => void): Promise<void> {
  await setImmediate();
  before();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
