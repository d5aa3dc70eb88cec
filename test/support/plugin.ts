// The part of a core that go-plugin is: it starts a plugin, reads its one line, and connects.
import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { Client, credentials, type ClientOptions, type ServiceError } from "@grpc/grpc-js";
import type { Certificate } from "../../provider/plugin/certificate.js";
import type { Message } from "../../provider/plugin/protobuf.js";

export const COOKIE = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A plugin that was started as a core starts it. */
export class Plugin {
  readonly #clients: Client[] = [];
  #errors = "";
  #output = "";
  readonly ended: Promise<Ended>;

  private constructor(readonly child: ChildProcessByStdio<null, Readable, Readable>) {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#errors += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#output += text;
    });
    this.ended = new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
  }

  /** Starts an executable with nothing in its environment but PATH and what is given. */
  static start(executable: string, environment: Readonly<Record<string, string>>): Plugin {
    return new Plugin(
      spawn(executable, [], {
        env: { PATH: process.env["PATH"], ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  }

  /** Waits for the handshake. @returns its fields. */
  async handshake(): Promise<readonly string[]> {
    while (!this.#output.includes("\n")) {
      await new Promise<void>((resolve, reject) => {
        this.child.stdout.once("data", () => resolve());
        this.child.once("close", () => reject(new Error(`it ended before its handshake: ${this.#errors}`)));
      });
    }
    return this.#output.slice(0, this.#output.indexOf("\n")).split("|");
  }

  /** All that it has written to standard output. */
  get output(): string {
    return this.#output;
  }

  /** All that it has written to standard error. */
  get errors(): string {
    return this.#errors;
  }

  /** Connects: in plain text when the handshake has no certificate. @param own what the core shows of itself. */
  async connect(own?: Certificate): Promise<Client> {
    const fields = await this.handshake();
    const [, , , address = "", , certificate = ""] = fields;
    const options: ClientOptions = {
      "grpc.ssl_target_name_override": "localhost",
      "grpc.default_authority": "localhost",
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    };
    const padded = Buffer.from(certificate, "base64").toString("base64");
    const pem = `-----BEGIN CERTIFICATE-----\n${padded.replaceAll(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`;
    const secured =
      certificate === ""
        ? credentials.createInsecure()
        : own === undefined
          ? credentials.createSsl(Buffer.from(pem))
          : credentials.createSsl(
              Buffer.from(pem),
              Buffer.from(own.privateKey),
              Buffer.from(own.certificate),
            );
    const client = new Client(`unix:${address}`, secured, options);
    this.#clients.push(client);
    return client;
  }

  /** Ends it, whatever it does. */
  async clear(): Promise<void> {
    for (const client of this.#clients) client.close();
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** Makes a call. @throws the gRPC error, as `ServiceError`. */
export function ask<Asked, Answered>(
  client: Client,
  path: string,
  {
    request,
    response,
  }: { readonly request: Message<Asked, unknown>; readonly response: Message<never, Answered> },
  given: Asked,
  within = 60_000,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      (value: Asked) => request.encode(value),
      (bytes: Buffer) => response.decode(bytes),
      given,
      { deadline: Date.now() + within },
      (error: ServiceError | null, answer?: Answered) => {
        if (error !== null) reject(error);
        else if (answer !== undefined) resolve(answer);
      },
    );
  });
}
