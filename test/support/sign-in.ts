import assert from "node:assert/strict";
import type { Hash } from "../../server/otp/hotp.js";
import type { Api } from "./api.js";
import { Device, type Seed } from "./seed.js";
import type { World } from "./world.js";

/** The state of a token that a sign-in may change. */
export interface TokenState {
  readonly status: string;
  readonly drift: number;
  readonly failures: number;
  readonly consecutiveFailures: number;
  readonly lastUsedAt: string | null;
  readonly lock: { readonly reason: string; readonly until: string | null } | null;
}

/** The state of a token now. */
export async function getState(api: Api, id: string): Promise<TokenState> {
  const { token } = await api.query<{ token: TokenState | null }>(
    `query ($id: ID!) { token(by: { id: $id }) {
      status drift failures consecutiveFailures lastUsedAt lock { reason until } } }`,
    { id },
  );
  assert.ok(token);
  return token;
}

/** An event as its readers see it, without what differs from run to run. */
export interface SeenEvent {
  readonly type: string;
  readonly outcome: string | null;
  readonly method: string | null;
  readonly reason: string | null;
  readonly subjectHmac: string | null;
  readonly clientAddress: string | null;
  readonly callerAddress: string | null;
  readonly tokenName: string | null;
  readonly userLogin: string | null;
  readonly resourceName: string | null;
  readonly summary: string;
}

/** The newest events in detail, newest first. */
export async function getEvents(api: Api, count: number): Promise<SeenEvent[]> {
  const { events } = await api.query<{ events: { nodes: SeenEvent[] } }>(
    `query ($first: Int) { events(first: $first) { nodes {
      type outcome method reason subjectHmac clientAddress callerAddress tokenName userLogin resourceName summary } } }`,
    { first: count },
  );
  return events.nodes;
}

/** The newest event in detail. */
export async function newestEvent(api: Api): Promise<SeenEvent> {
  const [event] = await getEvents(api, 1);
  assert.ok(event);
  return event;
}

/** How many events there are. */
export async function countEvents(api: Api): Promise<number> {
  const { events } = await api.query<{ events: { totalCount: number } }>(
    "{ events(first: 1) { totalCount } }",
  );
  return events.totalCount;
}

/** Everything that an authenticator sees of an answer, as one text. */
export async function answerTo(api: Api, input: object): Promise<string> {
  const { status, data, errors } = await api.send(
    `mutation ($input: AuthenticateInput!) { authenticate(input: $input) {
      __typename ... on AuthenticatePayload { granted method } ... on Error { code message path } } }`,
    { input },
  );
  return JSON.stringify({ status, data, errors });
}

/** The answer to every denied sign-in, as every authenticator sees it. */
export const DENIED = JSON.stringify({
  status: 200,
  data: { authenticate: { __typename: "AuthenticatePayload", granted: false, method: null } },
  errors: [],
});

function grantFor(method: string): string {
  const payload = { __typename: "AuthenticatePayload", granted: true, method };
  return JSON.stringify({ status: 200, data: { authenticate: payload }, errors: [] });
}

/** The answer to a right code. */
export const GRANTED = grantFor("OTP");

/** The answer when a bypass lets the token in. */
export const BYPASSED = grantFor("BYPASS");

/** Why a check of a code failed or was refused; null when the code is valid. */
export async function check(
  seed: Seed,
  token: string,
  passcode: string,
  challenge?: string,
): Promise<string | null> {
  const { code, valid, reason } = await seed.admin.mutate<{ valid: boolean; reason: string | null }>(
    "tokenCheckOtp",
    { token: { id: token }, passcode, challenge },
    "valid reason",
  );
  if (code !== undefined) return code;
  assert.equal(valid, reason === null);
  return reason;
}

/** Tries wrong codes at a resource, one after the other. */
export async function fail(seed: Seed, device: Device, resource: string, times = 1): Promise<void> {
  for (let attempt = 0; attempt < times; attempt += 1) {
    const granted = await seed.signIn({ token: device.id }, resource, device.wrongCode());
    assert.equal(granted, false);
  }
}

/** A token whose secret the server made: its device took the secret from the payload. */
export async function madeToken(
  { clock }: Pick<World, "clock">,
  seed: Seed,
  name: string,
  model: object,
  owner?: string,
): Promise<Device> {
  const { token, enrolment } = await seed.admin.do<{
    token: { id: string; oath: { digits: number; hash: Hash; periodSeconds: number | null } };
    enrolment: { secretHex: string };
  }>(
    "tokenCreate",
    { name, model, ...(owner === undefined ? {} : { to: { user: { login: owner } } }) },
    "token { id oath { digits hash periodSeconds } } enrolment { secretHex }",
  );
  return new Device(token.id, name, clock, Buffer.from(enrolment.secretHex, "hex"), token.oath);
}

/** Completes an enrolment. @returns the code of the refusal, or null. */
export async function confirm(seed: Seed, token: string, otp: string): Promise<string | null> {
  const input = { token: { id: token }, otp };
  const { code } = await seed.admin.mutate("tokenEnrolmentConfirm", input, "__typename");
  return code ?? null;
}
