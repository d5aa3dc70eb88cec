import assert from "node:assert/strict";
import net from "node:net";

/**
 * A connection to a server whose target can change, and which can be cut: like a load balancer, or a bad network.
 */
export class Forwarder {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  /** Connections that nothing goes through yet; undefined while none are held. */
  #held: net.Socket[] | undefined;
  #target: URL;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = net.createServer((near) => {
      if (this.#held === undefined) this.#forward(near);
      else {
        near.on("error", () => {});
        this.#held.push(near);
      }
    });
  }

  #forward(near: net.Socket): void {
    const far = net.connect(Number(this.#target.port), this.#target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }

  static open(target: string): Promise<Forwarder> {
    const forwarder = new Forwarder(target);
    return new Promise((resolve) => forwarder.#server.listen(0, "127.0.0.1", () => resolve(forwarder)));
  }

  get url(): string {
    const address = this.#server.address();
    assert.ok(typeof address === "object" && address !== null);
    return `http://127.0.0.1:${address.port}`;
  }

  /** Sets the target of new connections. */
  leadTo(target: string): void {
    this.#target = new URL(target);
  }

  /** Cuts connections, the oldest first. @param most how many. */
  cut(most = Infinity): void {
    // (Each connection has two sockets, which were added together.)
    for (const socket of [...this.#sockets].slice(0, 2 * most)) socket.destroy();
  }

  /** Accepts new connections from now on, and lets nothing through them before `release`. */
  hold(): void {
    this.#held ??= [];
  }

  /** Forwards what was held, and what comes next. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const near of held) if (!near.destroyed) this.#forward(near);
  }

  /** Lets nothing through for so many milliseconds. */
  stall(milliseconds: number): void {
    const stalled = [...this.#sockets];
    for (const socket of stalled) socket.pause();
    setTimeout(() => {
      for (const socket of stalled) socket.resume();
    }, milliseconds);
  }

  async close(): Promise<void> {
    this.release();
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
