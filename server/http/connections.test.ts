import { once } from "node:events";
import net from "node:net";
import pino from "pino";
import { expect, it } from "vitest";
import { Connections } from "./connections.js";

/** A server on which nothing is asked, whose clients read nothing, and its sides of so many connections. */
async function unread(connections: Connections, count: number) {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => {
    connections.add(socket);
    sockets.push(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const clients: net.Socket[] = [];
  for (let index = 0; index < count; index += 1) {
    const client = net.connect(port, "127.0.0.1").pause();
    client.on("error", () => {});
    clients.push(client);
    await once(server, "connection");
  }
  const end = () => {
    for (const socket of [...clients, ...sockets]) socket.destroy();
    server.close();
  };
  return { sockets, end };
}

it("when clients leave too much unread, the connection goes that leaves the most, and not the oldest", async () => {
  const connections = new Connections(10, 60_000, pino({ enabled: false }));
  const { sockets, end } = await unread(connections, 3);
  const part = Buffer.alloc(10_000_000);
  for (const [index, parts] of [2, 13, 2].entries()) {
    for (let number = 0; number < parts; number += 1) sockets[index]?.write(part);
  }
  const closed = sockets.map(async (socket, index) => {
    await once(socket, "close");
    return index;
  });
  expect(await Promise.race(closed)).toBe(1);
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, true, false]);
  connections.stop();
  end();
});

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
