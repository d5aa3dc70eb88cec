import { setTimeout as sleep } from "node:timers/promises";
import { heldDriver, startHeldGateway, type Arrival } from "../support/gateways/held-gateway.js";
import type { Server } from "./servers.js";

/** How long codes took from the answer to the gateway. */
export interface Sent {
  readonly messages: number;
  readonly perSecond: number;
  /** Milliseconds from the answer of `challengeCreate`, whose transaction has then committed, until the gateway had all. */
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  readonly missing: number;
}

/** Fewer than half of what an account may send in an hour: each token is sent two codes. */
const TOKENS = 400;
const PER_SECOND = 20;

/** Lets codes be sent by a gateway that takes everything at once: so many people sign in, one after the other. */
export async function measureSending({ port }: Server, key: string): Promise<Sent> {
  const gateway = await startHeldGateway();
  const ask = async <Data>(query: string, variables: object): Promise<Data> => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: `Bearer ${key}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text) as { readonly data?: Data; readonly errors?: unknown };
    if (data === undefined || errors !== undefined) throw new Error(text);
    return data;
  };
  const mutate = <Payload>(name: string, input: object, selection: string) =>
    ask<Record<string, Payload>>(
      `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { it: ${name}(input: $input) { ... on ${name[0]?.toUpperCase()}${name.slice(1)}Payload { ${selection} } ... on Error { message } } }`,
      { input },
    ).then((data) => {
      const payload = data["it"];
      if (
        payload === undefined ||
        (typeof payload === "object" && Object.hasOwn(Object(payload), "message"))
      ) {
        throw new Error(JSON.stringify(payload));
      }
      return payload;
    });
  const arrived = async (to: string, from: number): Promise<Arrival | undefined> => {
    for (let waited = 0; waited < 10_000; waited += 5) {
      const found = gateway.arrivals.slice(from).find((arrival) => arrival.to === to);
      if (found !== undefined) return found;
      await sleep(5);
    }
    return undefined;
  };

  const { smsHttp } = heldDriver(gateway) as { readonly smsHttp: object };
  await mutate("channelCreate", { name: `Bench ${port}`, driver: { botHttp: smsHttp } }, "__typename");
  const chats: { readonly id: string; readonly chat: string }[] = [];
  for (let n = 0; n < TOKENS; n += 1) {
    const chat = `chat-${port}-${n}`;
    const { token } = await mutate<{ token: { id: string } }>(
      "tokenCreate",
      { name: chat, model: { software: { bot: { channel: { name: `Bench ${port}` }, chatId: chat } } } },
      "token { id }",
    );
    const code = /\b\d{6}\b/.exec((await arrived(chat, 0))?.text ?? "")?.[0];
    if (code === undefined) throw new Error("no code arrived");
    await mutate("tokenEnrolmentConfirm", { token: { id: token.id }, otp: code }, "__typename");
    chats.push({ id: token.id, chat });
  }

  const before = gateway.arrivals.length;
  const begin = performance.now();
  const taken = await Promise.all(
    chats.map(async ({ id, chat }, n) => {
      await sleep(Math.max(0, begin + (n * 1_000) / PER_SECOND - performance.now()));
      const input = { purpose: "CHECK", subject: { token: { id } } };
      await mutate("challengeCreate", input, "challenge { id }");
      const answered = Date.now();
      const arrival = await arrived(chat, before);
      return arrival === undefined ? undefined : Math.max(0, arrival.at - answered);
    }),
  );
  await gateway.close();
  const times = taken.filter((one) => one !== undefined).toSorted((one, other) => one - other);
  const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
  return {
    messages: TOKENS,
    perSecond: PER_SECOND,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
    missing: TOKENS - times.length,
  };
}
