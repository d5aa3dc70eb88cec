import { once } from "node:events";
import net from "node:net";
import pino from "pino";
import { expect, it } from "vitest";
import { Connections } from "./connections.js";

it("the log names the client of a connection that is closed for want of room", async () => {
  const lines: string[] = [];
  const connections = new Connections(1, 1_000, pino({}, { write: (line: string) => lines.push(line) }));
  const server = net.createServer((socket) => connections.add(socket)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const first = net.connect(port, "127.0.0.1");
  await once(first, "connect");
  const second = net.connect(port, "127.0.0.1");
  await once(first.resume(), "close");
  expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ times: 1, last: "127.0.0.1" });
  second.destroy();
  connections.stop();
  server.close();
});
