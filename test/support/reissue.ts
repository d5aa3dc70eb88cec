import assert from "node:assert/strict";
import type { Api } from "./api.js";
import { vendorSecret } from "./every-model.js";
import { Device, type Seed } from "./seed.js";
import { getState, type TokenState } from "./sign-in.js";
import type { World } from "./world.js";

/** The payload of tokenReissue, as far as tests need it. */
export interface Reissued {
  readonly token: { readonly id: string; readonly status: string };
  readonly enrolment: {
    readonly secretHex: string;
    readonly otpauthUri: string;
    readonly expiresAt: string | null;
    readonly attemptsLeft: number | null;
  } | null;
}

const REISSUED = "token { id status } enrolment { secretHex otpauthUri expiresAt attemptsLeft }";

/** Asks for a reissue that must not be refused. */
export function askForReissue(api: Api, fields: object): Promise<Reissued> {
  return api.do<Reissued>("tokenReissue", fields, REISSUED);
}

/** Gives a token a new secret that the server makes. @returns the device that has it. */
export async function reissue(
  { clock }: Pick<World, "clock">,
  { admin }: Seed,
  old: Device,
  fields: { readonly lost?: boolean; readonly digits?: number; readonly by?: Api } = {},
): Promise<Device> {
  const { by = admin, lost = false, ...more } = fields;
  const { enrolment } = await askForReissue(by, { token: { id: old.id }, lost, ...more });
  assert.ok(enrolment);
  const secret = Buffer.from(enrolment.secretHex, "hex");
  assert.equal(secret.length, 20);
  const digits = fields.digits ?? old.oath.digits;
  return new Device(old.id, old.name, clock, secret, { ...old.oath, digits });
}

/** Gives a token the secret of another device of its vendor. @returns that device. */
export async function reissueGiven(
  { clock }: Pick<World, "clock">,
  { admin }: Seed,
  old: Device,
  fields: object = {},
): Promise<Device> {
  const secret = vendorSecret();
  const given = { secret: secret.toString("hex"), secretEncoding: "HEX" };
  const { enrolment } = await askForReissue(admin, {
    token: { id: old.id },
    lost: false,
    ...given,
    ...fields,
  });
  assert.equal(enrolment, null);
  return new Device(old.id, old.name, clock, secret, old.oath);
}

/** A token's state, with its new secret that waits for a first code. */
export async function standing(
  { admin }: Seed,
  id: string,
): Promise<
  TokenState & {
    readonly digits: number;
    readonly waits: { readonly digits: number; readonly attemptsLeft: number } | null;
  }
> {
  const { token } = await admin.query<{
    token: { oath: { digits: number }; enrolment: { digits: number; attemptsLeft: number } | null };
  }>("query ($id: ID!) { token(by: { id: $id }) { oath { digits } enrolment { digits attemptsLeft } } }", {
    id,
  });
  return { ...(await getState(admin, id)), digits: token.oath.digits, waits: token.enrolment };
}
