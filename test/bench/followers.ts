import { WebSocket } from "ws";
import type { Server } from "./servers.js";

/** How long events took to reach everybody who follows. */
export interface Reached {
  readonly followers: number;
  readonly events: number;
  readonly perSecond: number;
  /** Milliseconds from sending the mutation until a follower had the event; after the first second. */
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  /** The longest of the first second, in milliseconds: nothing is compiled or cached then. */
  readonly cold: number;
  readonly missing: number;
}

const SUBSCRIBE = JSON.stringify({
  id: "1",
  type: "subscribe",
  payload: { query: "subscription { events { cursor event { type occurredAt userLogin summary } } }" },
});

function follow(port: number, key: string, heard: (message: string) => void): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws");
    socket.on("error", reject);
    socket.on("open", () =>
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${key}` } })),
    );
    socket.on("message", (message: Buffer) => {
      const text = message.toString();
      if (text.includes('"connection_ack"')) {
        socket.send(SUBSCRIBE);
        resolve(socket);
      } else heard(text);
    });
  });
}

/** Lets many follow while so many events a second happen. */
export async function reach(
  server: Server,
  key: string,
  followers: number,
  perSecond: number,
  seconds: number,
): Promise<Reached> {
  const sentAt: number[] = [];
  const taken: number[] = [];
  let [coldest, heardCold] = [0, 0];
  const heard = (message: string) => {
    const n = Number(/"userLogin":"follow-(\d+)-/.exec(message)?.[1] ?? Number.NaN);
    const sent = sentAt[n];
    if (sent === undefined) return;
    const took = performance.now() - sent;
    if (n >= perSecond) taken.push(took);
    else {
      heardCold += 1;
      coldest = Math.max(coldest, took);
    }
  };
  const sockets: WebSocket[] = [];
  while (sockets.length < followers) {
    sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => follow(server.port, key, heard)))));
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const create = (n: number) =>
    fetch(`http://127.0.0.1:${server.port}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: `Bearer ${key}`,
      },
      body: JSON.stringify({
        query: `mutation { userCreate(input: { login: "follow-${n}-${followers}" }) { __typename } }`,
      }),
    }).then((response) => response.text());
  const events = perSecond * seconds;
  const begin = performance.now();
  const answers: Promise<string>[] = [];
  for (let n = 0; n < events; n += 1) {
    const wait = begin + (n * 1_000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sentAt[n] = performance.now();
    answers.push(create(n));
  }
  await Promise.all(answers);
  for (let waited = 0; taken.length + heardCold < events * sockets.length && waited < 10_000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const socket of sockets) socket.terminate();
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    followers: sockets.length,
    events,
    perSecond,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
    cold: coldest,
    missing: events * sockets.length - taken.length - heardCold,
  };
}
