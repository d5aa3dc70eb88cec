import net from "node:net";

/** Looks at what passes on one connection, and says when it is cut: before the data at hand goes on. */
export interface Watch {
  cutsClient(data: Buffer): boolean;
  cutsServer(data: Buffer): boolean;
}

/** Stands between a client and a server, and pulls plugs. */
export interface Relay {
  readonly port: number;
  /** Connections that were cut so far. */
  readonly cuts: () => number;
  /** Lets everything pass from now on. */
  calm(): void;
  close(): Promise<void>;
}

/** Starts a relay to a port of this machine. @param watch is made again for each connection. */
export function startRelay(target: number, watch: () => Watch): Promise<Relay> {
  let cuts = 0;
  let calm = false;
  const sockets = new Set<net.Socket>();
  const relay = net.createServer((client) => {
    const server = net.connect(target, "127.0.0.1");
    const watched = watch();
    const end = () => {
      client.destroy();
      server.destroy();
    };
    const pass = (from: net.Socket, to: net.Socket, isCut: (data: Buffer) => boolean) => {
      sockets.add(from);
      from.on("data", (data) => {
        if (isCut(data) && !calm) {
          cuts += 1;
          end();
        } else to.write(data);
      });
      from.on("error", end).on("close", () => {
        sockets.delete(from);
        end();
      });
    };
    pass(client, server, (data) => watched.cutsClient(data));
    pass(server, client, (data) => watched.cutsServer(data));
  });
  return new Promise((resolve, reject) => {
    relay.once("error", reject);
    relay.listen(0, "127.0.0.1", () => {
      const address = relay.address();
      if (typeof address !== "object" || address === null) throw new TypeError("a relay has a port");
      resolve({
        port: address.port,
        cuts: () => cuts,
        calm() {
          calm = true;
        },
        close: () =>
          new Promise((closed) => {
            relay.close(() => closed());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

/** Cuts off some answers of a server: the request is done, and its client never learns that. @param share of 0 to 1. */
export function cutAnswers(share: number): Watch {
  return { cutsClient: () => false, cutsServer: () => Math.random() < share };
}

/** Messages of PostgreSQL's protocol 3.0 in a stream: a type and a body each. */
class Messages {
  #rest = Buffer.alloc(0);

  /** @param typed whether the first message has a type; that of a client has none. */
  constructor(private typed: boolean) {}

  *in(data: Buffer): Generator<{ readonly type: string; readonly body: Buffer }> {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const head = this.typed ? 1 : 0;
      if (this.#rest.length < head + 4) return;
      const end = head + this.#rest.readUInt32BE(head);
      if (this.#rest.length < end) return;
      const type = this.typed ? String.fromCodePoint(this.#rest.readUInt8(0)) : "";
      yield { type, body: this.#rest.subarray(head + 4, end) };
      this.#rest = this.#rest.subarray(end);
      this.typed = true;
    }
  }
}

function getTexts(body: Buffer): string[] {
  return body.toString("latin1").split("\0");
}

/**
 * Cuts some connections to PostgreSQL around a statement: before it is sent, or before its commit is confirmed.
 * @param part of the statement's text.
 */
export function cutAround(part: string, share: number): Watch {
  const [sent, reported] = [new Messages(false), new Messages(true)];
  const names = new Set<string>();
  let armed = false;
  return {
    cutsClient(data) {
      let cuts = false;
      for (const { type, body } of sent.in(data)) {
        const [first = "", second = ""] = getTexts(body);
        // Parse: a name and a text. Bind: a portal and the name of what it runs.
        if (type === "P" && second.includes(part)) names.add(first);
        if (type === "B" && names.has(second) && Math.random() < share) {
          if (Math.random() < 0.3) cuts = true;
          else armed = true;
        }
      }
      return cuts;
    },
    cutsServer(data) {
      let cuts = false;
      // ReadyForQuery comes when all is committed.
      for (const { type } of reported.in(data)) cuts ||= armed && type === "Z";
      return cuts;
    },
  };
}
