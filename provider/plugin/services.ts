// The gRPC services of a plugin: the provider, and the services that go-plugin requires of every plugin.
import type { ServiceDefinition } from "@grpc/grpc-js";
import { bytes, field, integer, message, string, type Message } from "./protobuf.js";
import { streamingCalls, unaryCalls } from "./tfplugin6.js";

const empty = message({});
const health = {
  request: message({ service: field(1, string) }),
  response: message({ status: field(1, integer) }),
};
const stdio = { request: empty, response: message({ channel: field(1, integer), data: field(2, bytes) }) };

interface Call<Asked, Answered> {
  readonly request: Message<never, Asked>;
  readonly response: Message<Answered, unknown>;
}

function method<Asked, Answered>(
  path: string,
  { request, response }: Call<Asked, Answered>,
  responseStream: boolean,
) {
  return {
    path,
    requestStream: false,
    responseStream,
    // A plugin only answers calls; these two functions are for the caller.
    requestSerialize: (): Buffer => Buffer.alloc(0),
    responseDeserialize: (): undefined => undefined,
    requestDeserialize: (encoded: Buffer) => request.decode(encoded),
    responseSerialize: (value: Answered) => response.encode(value),
  };
}

/** `tfplugin6.Provider`, each call under its own name. */
export const providerService: ServiceDefinition = Object.fromEntries([
  ...Object.entries(unaryCalls).map(([name, call]) => [
    name,
    method(`/tfplugin6.Provider/${name}`, call as Call<unknown, unknown>, false),
  ]),
  ...Object.entries(streamingCalls).map(([name, call]) => [
    name,
    method(`/tfplugin6.Provider/${name}`, call as Call<unknown, unknown>, true),
  ]),
]);

/** Stops the plugin. */
export const controllerService = {
  Shutdown: method("/plugin.GRPCController/Shutdown", { request: empty, response: empty }, false),
};

/** Meant for standard output. A core opens it, but shows nothing of it. */
export const stdioService = { StreamStdio: method("/plugin.GRPCStdio/StreamStdio", stdio, true) };

export const healthService = {
  Check: method("/grpc.health.v1.Health/Check", health, false),
};
