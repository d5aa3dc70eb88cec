import http from "node:http";
import { expect, it } from "vitest";
import { occupy } from "../../test/support/occupy.js";
import { RawConnection } from "../../test/support/raw-connection.js";
import { endUnused } from "./end-unused.js";
import { listen } from "./listen.js";

const requestOf = (path: string) => `GET ${path} HTTP/1.1\r\nhost: test\r\n\r\n`;

it("a kept connection is not ended when its next request came while the process was blocked, but when none came", async () => {
  const server = http.createServer({ keepAliveTimeout: 300 }, (request, response) => {
    setTimeout(() => response.end(request.url), 50);
  });
  endUnused(server);
  const at = { host: "127.0.0.1", port: 0, hostSetting: "HOST", portSetting: "PORT" };
  const connection = await RawConnection.open(await listen(server, at));
  connection.write(requestOf("/first"));
  await expect.poll(() => connection.received).toContain("/first");
  // Newer versions of Node.js wait a second longer than they say.
  await occupy(2_000, () => connection.write(requestOf("/second")));
  expect(await connection.over).toContain("/second");
  server.close();
});
