// The life of a plugin: from the handshake with a core to its end.
import { once } from "node:events";
import { chownSync, chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer as createListener } from "node:net";
import os from "node:os";
import path from "node:path";
import {
  Server,
  ServerCredentials,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { selfSignedCertificate, type Certificate } from "./certificate.js";
import { handshakeLine, reattachLine, startedByCore, type Address } from "./handshake.js";
import type { Log } from "./log.js";
import { controllerService, healthService, providerService, stdioService } from "./services.js";
import type { Request, Response, streamingCalls, unaryCalls } from "./tfplugin6.js";

type Unary = keyof typeof unaryCalls;
type Streaming = keyof typeof streamingCalls;

/** The calls that a provider answers. A call that is left out is answered with "unimplemented". */
export type ProviderCalls = {
  readonly [Name in Unary]?: (request: Request<Name>) => Promise<Response<Name>>;
} & {
  readonly [Name in Streaming]?: (
    request: Request<Name>,
    signal: AbortSignal,
  ) => AsyncIterable<Response<Name>>;
};

/** The options of a plugin's process. */
export interface PluginOptions {
  /** Its name, for people who start it by hand, such as `terraform-provider-mfa`. */
  readonly executable: string;
  /** The source addresses under which a core may ask for it, such as `registry.terraform.io/acme/mfa`. */
  readonly sources: readonly string[];
  /**
   * The answers for one core. In debug mode, they are asked for each connection: several cores may be attached at a time, and
   * a core has one connection for each configuration of the provider.
   */
  readonly calls: () => ProviderCalls;
  /** The work that is left before the process ends. @param signal aborted when it ends nevertheless. */
  readonly beforeEnd?: (signal: AbortSignal) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
  /** Serve cores that a person starts later, until a signal comes. */
  readonly debug: boolean;
}

/** The limit of cores. The default of grpc-js is only 4 MiB. */
const LARGEST_MESSAGE = 256 * 1024 * 1024;
const SERVING = 1;
/** How long the end of a process waits for `beforeEnd`, in milliseconds. A core kills it after two seconds. */
const LAST_WAIT = 1_500;
/** How often a plugin checks whether its core still exists, in milliseconds. */
const LOOK_FOR_PARENT = 1_000;

/** Serves a provider to a core until the core, or in debug mode a signal, ends it. */
export async function servePlugin(options: PluginOptions): Promise<void> {
  const { executable, log, debug } = options;
  if (!debug && !startedByCore(process.env)) {
    process.stderr.write(
      `This binary is a plugin: Terraform or OpenTofu starts it. Add it to the configuration's required_providers, ` +
        `or run \`${executable} --debug\` to serve a core that you start yourself.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const clientCertificate = debug ? undefined : process.env["PLUGIN_CLIENT_CERT"] || undefined;
  const own = clientCertificate === undefined ? undefined : selfSignedCertificate(options.now());
  const end = ending(options);
  const secured = credentials(own, clientCertificate);
  const address = await listen(debug ? forEachConnection(options, end) : forOne(options, secured, end), end);
  log.debug("listening", { network: address.network });
  if (debug) {
    process.on("SIGINT", () => end(130));
    process.stdout.write(
      "Provider started. To attach Terraform or OpenTofu, set this in the environment of its commands:\n\n" +
        `\t${reattachLine(options.sources, address, process.pid)}\n\n` +
        "Press Ctrl-C to end.\n",
    );
    return;
  }
  endWithCore(end);
  const multiplex = process.env["PLUGIN_MULTIPLEX_GRPC"] === "true";
  process.stdout.write(handshakeLine(address, own?.der, multiplex));
}

/** Ends the process with an exit code. */
type End = (code: number) => void;

function ending({ beforeEnd }: PluginOptions): End {
  let isEnding = false;
  return (code) => {
    // A core often stops the plugin after a signal did: that must not cut off what is still being done.
    if (isEnding) return;
    isEnding = true;
    const over = AbortSignal.timeout(LAST_WAIT);
    over.addEventListener("abort", () => process.exit(code));
    void (beforeEnd?.(over) ?? Promise.resolve()).finally(() => process.exit(code));
  };
}

/**
 * Mutual TLS: each side trusts only the other's certificate. If the core has no certificate, none is required.
 */
function credentials(own: Certificate | undefined, clientCertificate: string | undefined): ServerCredentials {
  if (own === undefined || clientCertificate === undefined) return ServerCredentials.createInsecure();
  const pair = { private_key: Buffer.from(own.privateKey), cert_chain: Buffer.from(own.certificate) };
  return ServerCredentials.createSsl(Buffer.from(clientCertificate), [pair], true);
}

/** Begins to listen. @returns the port; of a Unix socket, any number. */
type Listen = (at: { readonly path: string } | { readonly port: number }) => Promise<number>;

const LOOPBACK = "127.0.0.1";

/** Serves one core, with all of its connections. */
function forOne(options: PluginOptions, secured: ServerCredentials, end: End): Listen {
  const server = createServer(options, end);
  return (at) => {
    const target = "path" in at ? `unix:${at.path}` : `${LOOPBACK}:${at.port}`;
    return new Promise((resolve, reject) => {
      server.bindAsync(target, secured, (error, port) => (error === null ? resolve(port) : reject(error)));
    });
  };
}

/**
 * Serves each connection by a gRPC server of its own: the library does not say by which connection a call came.
 */
function forEachConnection(options: PluginOptions, end: End): Listen {
  const listener = createListener((connection) => {
    const server = createServer(options, end);
    server.createConnectionInjector(ServerCredentials.createInsecure()).injectConnection(connection);
    connection.once("close", () => server.forceShutdown());
  });
  return async (at) => {
    listener.listen("path" in at ? at : { ...at, host: LOOPBACK });
    await once(listener, "listening");
    const address = listener.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };
}

function createServer({ calls, log }: PluginOptions, end: End): Server {
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  server.addService(providerService, implementation(calls(), log));
  server.addService(controllerService, {
    Shutdown: ((_call, answer) => {
      answer(null, {});
      // The answer is sent first: a core that waits two seconds for it kills the process.
      setImmediate(() => {
        setImmediate(() => end(0));
      });
    }) satisfies handleUnaryCall<object, object>,
  });
  server.addService(stdioService, {
    StreamStdio: ((call) => {
      call.on("cancelled", () => call.end());
    }) satisfies handleServerStreamingCall<object, object>,
  });
  server.addService(healthService, {
    Check: ((_call, answer) => answer(null, { status: SERVING })) satisfies handleUnaryCall<object, object>,
  });
  return server;
}

function implementation(calls: ProviderCalls, log: Log): UntypedServiceImplementation {
  const all: UntypedServiceImplementation = {};
  for (const [name, { responseStream }] of Object.entries(providerService)) {
    const answer = calls[name as Unary | Streaming];
    if (answer === undefined) continue;
    all[name] = responseStream
      ? streaming(name, answer as (request: unknown, signal: AbortSignal) => AsyncIterable<unknown>, log)
      : unary(name, answer as (request: unknown) => Promise<unknown>, log);
  }
  return all;
}

/** The error that a core gets when the provider has a bug. The stack goes only to the log: a core would show it to its user. */
function failure(name: string, error: unknown, log: Log) {
  log.error(`${name} failed`, {
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return { code: status.INTERNAL, details: `${name} failed. TF_LOG_PROVIDER=error shows why.` };
}

function unary(
  name: string,
  respond: (request: unknown) => Promise<unknown>,
  log: Log,
): handleUnaryCall<unknown, unknown> {
  return (call, done) => {
    const answer = async () => {
      try {
        done(null, await respond(call.request));
      } catch (error) {
        done(failure(name, error, log));
      }
    };
    void answer();
  };
}

function streaming(
  name: string,
  produce: (request: unknown, signal: AbortSignal) => AsyncIterable<unknown>,
  log: Log,
): handleServerStreamingCall<unknown, unknown> {
  return (call) => {
    const ended = new AbortController();
    call.on("cancelled", () => ended.abort());
    const send = async () => {
      try {
        for await (const event of produce(call.request, ended.signal)) {
          if (!call.write(event)) await once(call, "drain");
        }
        call.end();
      } catch (error) {
        call.destroy(Object.assign(new Error(name), failure(name, error, log)));
      }
    };
    void send();
  };
}

async function listen(begin: Listen, end: End): Promise<Address> {
  if (process.platform === "win32") return { network: "tcp", port: await begin({ port: 0 }) };

  const folder = mkdtempSync(path.join(process.env["PLUGIN_UNIX_SOCKET_DIR"] || os.tmpdir(), "plugin-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.on(signal, () => end(code));
  }
  const socket = path.join(folder, "provider.sock");
  await begin({ path: socket });
  const group = Number.parseInt(process.env["PLUGIN_UNIX_SOCKET_GROUP"] ?? "", 10);
  if (Number.isInteger(group)) {
    chownSync(socket, -1, group);
    chmodSync(socket, 0o660);
  }
  return { network: "unix", path: socket };
}

/**
 * Ctrl-C is ignored: the core decides, and calls StopProvider. If the core was killed, it can call nothing any more.
 */
function endWithCore(end: End): void {
  process.on("SIGINT", () => {});
  const core = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === core) return;
    clearInterval(watch);
    end(1);
  }, LOOK_FOR_PARENT).unref();
}
