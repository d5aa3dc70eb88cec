import net from "node:net";

/** A connection of somebody who writes HTTP by hand, and as badly as he likes. */
export class RawConnection {
  #received = "";
  #isOver = false;
  readonly #socket: net.Socket;
  /** All that was received, when the server closed the connection or it was closed here. */
  readonly over: Promise<string>;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1").on("data", (text: string) => {
      this.#received += text;
    });
    socket.on("error", () => {});
    this.over = new Promise((resolve) => {
      socket.once("close", () => {
        this.#isOver = true;
        resolve(this.#received);
      });
    });
  }

  /** Connects to a server. @param url of the server. */
  static open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = net.connect(Number(port), hostname);
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.removeListener("error", reject);
        resolve(new RawConnection(socket));
      });
    });
  }

  get received(): string {
    return this.#received;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  write(text: string | Buffer): void {
    if (!this.#isOver) this.#socket.write(text);
  }

  /** Reads nothing more. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Ends `stopReading`. */
  readOn(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** The head of a POST to the API. @param length that it states; undefined for a body in chunks. */
export function postHead(key: string, length: number | undefined, more = ""): string {
  const body = length === undefined ? "transfer-encoding: chunked" : `content-length: ${length}`;
  return (
    `POST /graphql HTTP/1.1\r\nhost: test\r\nauthorization: Bearer ${key}\r\naccept: application/json\r\n` +
    `content-type: application/json\r\n${body}\r\n${more}\r\n`
  );
}

/** A whole POST to the API. */
export function post(key: string, body: string): string {
  return postHead(key, Buffer.byteLength(body)) + body;
}
