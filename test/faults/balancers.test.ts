// @module-tag deep
// What clients get behind HAProxy and nginx, with the configurations of docs/operations.md, when the servers cannot answer.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { UNAVAILABLE } from "../../server/graphql/errors.js";
import { freePort } from "../support/postgres.js";
import { installed, startHaproxy, startNginx, type RealBalancer } from "../support/real-balancers.js";

/**
 * HAProxy, which asks servers for their health, with more patience than the page has: those that stand in for servers are in the
 * process of the tests, which stands still now and then on a machine that has other work.
 */
const patientHaproxy = (urls: readonly string[]) => startHaproxy(urls, { "fall 2": "fall 100" });

const BALANCERS = [
  { name: "HAProxy", program: "haproxy", open: startHaproxy, openPatient: patientHaproxy },
  { name: "nginx", program: "nginx", open: startNginx, openPatient: startNginx },
] as const;

const open: (RealBalancer | Server)[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) {
    if ("url" in one) await one.close();
    else one.close().closeAllConnections();
  }
});

/** Stands for a server: ready, overloaded at /graphql, and gone in the middle of every other request. */
async function standIn(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === "/health/ready") response.end();
    else if (request.url === "/graphql")
      response.writeHead(503, { "retry-after": "7" }).end("of the server itself");
    else request.socket.destroy();
  }).listen(0, "127.0.0.1");
  open.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Stands for a server of one version: it has only its own files of the console, and notes what it was asked for. */
async function versionWith(file: string): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ method, url }, response) => {
    if (url !== "/health/ready") asked.push(`${method} ${url}`);
    response.writeHead(url === "/health/ready" || url === file ? 200 : 404).end(file);
  }).listen(0, "127.0.0.1");
  open.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function post(url: string) {
  const body = JSON.stringify({ query: "{ viewer { role } }" });
  const answered = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { status, headers } = answered;
  return { status, type: headers.get("content-type"), retryAfter: headers.get("retry-after"), answered };
}

describe.for(BALANCERS)("behind $name", ({ program, open: balance, openPatient: balancePatiently }) => {
  const { code, status, retryAfter } = UNAVAILABLE;
  const unavailable = { type: "application/json", retryAfter: `${retryAfter}` };
  const body = {
    errors: [{ message: expect.stringMatching(/same idempotencyKey\.$/) as string, extensions: { code } }],
  };

  it("clients get GraphQL's errors while no server can answer, and what a server answers as it is", async ({
    skip,
  }) => {
    skip(installed(program) === undefined, `${program} is not installed here`);
    const none = await balance([
      `http://127.0.0.1:${await freePort()}`,
      `http://127.0.0.1:${await freePort()}`,
    ]);
    open.push(none);
    const { answered, ...away } = await post(`${none.url}/graphql`);
    expect(away).toEqual({ status, ...unavailable });
    expect(await answered.json()).toEqual(body);

    const server = await standIn();
    const front = await balancePatiently([server, server]);
    open.push(front);
    const own = await post(`${front.url}/graphql`);
    expect([own.status, own.retryAfter, await own.answered.text()]).toEqual([
      503,
      "7",
      "of the server itself",
    ]);
    const { answered: cut, ...gone } = await post(`${front.url}/elsewhere`);
    expect(gone).toEqual({ ...unavailable, status: program === "nginx" ? 503 : 502 });
    expect(await cut.json()).toEqual(body);
  });

  it("browsers get each file of a page while two versions run, and nothing else is asked twice", async ({
    skip,
  }) => {
    skip(installed(program) === undefined, `${program} is not installed here`);
    const files = ["/assets/main-old.js", "/assets/main-new.js"];
    const servers = await Promise.all(files.map(versionWith));
    const front = await balancePatiently(servers.map(({ url }) => url));
    open.push(front);
    const getStatus = async (place: string, method = "GET") =>
      (await fetch(`${front.url}${place}`, { method })).status;
    const asked = () => servers.flatMap((server) => server.asked.splice(0));
    for (const file of files) for (let time = 0; time < 4; time += 1) expect(await getStatus(file)).toBe(200);
    // Some came to the other server first.
    expect(asked().length).toBeGreaterThan(2 * 4);

    expect(await getStatus("/assets/nowhere.js")).toBe(404);
    expect(new Set(asked())).toEqual(new Set(["GET /assets/nowhere.js"]));
    for (const [method, place] of [
      ["GET", "/elsewhere"],
      ["POST", "/graphql"],
      ["POST", "/assets/main-none.js"],
    ] as const) {
      expect(await getStatus(place, method)).toBe(404);
      expect(asked()).toEqual([`${method} ${place}`]);
    }
  });
});
