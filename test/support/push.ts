// People with phones: tokens of the model PUSH, as a person and a page use them.
import assert from "node:assert/strict";
import { expect } from "vitest";
import { Phone, type PhoneOptions, type PushRequest } from "./phone.js";
import type { Seed } from "./seed.js";
import type { World } from "./world.js";

/** The address of the server, as phones know it. */
export const PUBLIC = "https://mfa.example.org";

/** A challenge as `challengeCreate` answers it. */
export interface AskedChallenge {
  readonly id: string;
  readonly kind: string;
  readonly confirmation: string | null;
  readonly choice: string | null;
  readonly expiresAt: string;
}

export const GRANTED = { granted: true, method: "PUSH" };
export const DENIED = { granted: false, method: null };

/** A phone that reaches the server by its public address; here, a proxy is missing. */
export function phoneOptions(world: World, url = world.url): PhoneOptions {
  return {
    now: () => world.clock.now(),
    bits: 2_048,
    fetch: ((input: string, init?: RequestInit) => fetch(input.replace(PUBLIC, url), init)) as typeof fetch,
  };
}

/** Polls until the door takes it: a phone may ask only so often in a second of the real clock. */
export async function polled(phone: Phone): Promise<readonly PushRequest[]> {
  await expect.poll(async () => (await phone.poll()).status).toBe(200);
  return phone.requests;
}

/** The request that a phone shows first, after it has asked. */
export async function shown(phone: Phone): Promise<PushRequest> {
  const { status, dropped } = await phone.poll();
  expect({ status, dropped }).toEqual({ status: 200, dropped: [] });
  const [request] = phone.requests;
  assert.ok(request, "the phone shows nothing");
  return request;
}

/** The answer of the door to a form, whatever the app would think of it. */
export async function post(
  world: World,
  form: Readonly<Record<string, string>>,
  phone: Phone,
): Promise<unknown> {
  const response = await fetch(phone.token.url.replace(PUBLIC, world.url), {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { result } = (await response.json()) as { result: { status: boolean; value?: unknown } };
  return result.status ? result.value : response.status;
}

/** A token of the model PUSH, without a phone. */
export async function pushToken(
  seed: Seed,
  login = "anna",
): Promise<{ id: string; uri: string; link: string }> {
  const { token, enrolment } = await seed.admin.do<{
    token: { id: string };
    enrolment: { otpauthUri: string; appLink: string };
  }>(
    "tokenCreate",
    {
      name: `${login}'s phone`,
      model: { software: { push: { issuer: "ACME" } } },
      to: { user: { login } },
    },
    "token { id } enrolment { otpauthUri appLink qrSvg secretHex expiresAt }",
  );
  return { id: token.id, uri: enrolment.otpauthUri, link: enrolment.appLink };
}

/** The link that the portal makes of a QR code for the browser of this phone: the part behind its #. */
export function linkForPhone(uri: string, label: string, token = ""): string {
  const { searchParams } = new URL(uri.replace("otpauth://pipush/", "https://"));
  return new URLSearchParams({
    serial: searchParams.get("serial") ?? "",
    credential: searchParams.get("enrollment_credential") ?? "",
    door: new URL(searchParams.get("url") ?? "").pathname,
    label,
    token,
  }).toString();
}

export function confirmPhone(seed: Seed, id: string, otp: string) {
  return seed.admin.mutate("tokenEnrolmentConfirm", { token: { id }, otp }, "token { status }");
}

/** Asks for a challenge at the resource VPN. */
export async function ask(seed: Seed, more: object = {}, login = "anna"): Promise<AskedChallenge> {
  const { challenge } = await seed.admin.do<{ challenge: AskedChallenge }>(
    "challengeCreate",
    { purpose: "SIGN_IN", resource: { name: "VPN" }, subject: { user: { login } }, ...more },
    "challenge { id kind confirmation choice expiresAt question sentTo }",
  );
  return challenge;
}

/** Signs anna in at VPN. */
export function signInBy(seed: Seed, challenge: AskedChallenge, passcode: string) {
  return seed.admin.do<{ granted: boolean; method: string | null }>(
    "authenticate",
    {
      resource: { name: "VPN" },
      subject: { user: { login: "anna" } },
      passcode,
      challenge: challenge.id,
    },
    "granted method",
  );
}

/** The state of a challenge, as a page reads it. */
export async function stateOfChallenge(seed: Seed, id: string): Promise<string> {
  const { challenge } = await seed.admin.query<{ challenge: { state: string } }>(
    "query ($id: ID!) { challenge(id: $id) { id state } }",
    { id },
  );
  return challenge.state;
}

/** A token of anna's at VPN, on a phone that is confirmed. */
export async function pushScene(
  world: World,
  options: PhoneOptions,
  resource: object = {},
  before: (seed: Seed) => Promise<unknown> = () => Promise.resolve(),
): Promise<{ seed: Seed; id: string; phone: Phone }> {
  const seed = await world.seed();
  await before(seed);
  await seed.user("anna");
  await seed.resource("VPN", resource);
  const { id, uri } = await pushToken(seed);
  const phone = await Phone.enrol(uri, options);
  const { displayCode } = await phone.accept(await shown(phone));
  expect(await confirmPhone(seed, id, displayCode ?? "")).toEqual({ token: { status: "ACTIVE" } });
  await seed.link(id, "VPN");
  world.clock.pass(60);
  return { seed, id, phone };
}
