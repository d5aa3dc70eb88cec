import type { Hash } from "../../server/otp/hotp.js";
import { Device, type Seed } from "./seed.js";
import type { World } from "./world.js";

/** A model, with what tests need for it. */
export interface ModelCase {
  readonly what: string;
  /** Whether the caller gives the secret; otherwise the server makes it. */
  readonly given: boolean;
  /** Whether a first code must confirm its secret when it is created. */
  readonly enrols: boolean;
  /**
   * The input of tokenCreate. @param given serialNumber, secret and secretEncoding, if the model needs them.
   */
  readonly model: (given: object) => object;
}

const FOB = { given: true, enrols: false };
const PROGRAMMABLE = { given: false, enrols: false };
const APP = { given: false, enrols: true };

/**
 * Every OATH model, and both algorithms where there is a choice. HOTP has eight digits: codes are looked for at eleven counters,
 * and one of six digits that is wrong would be right at one of them once in 90,000 times.
 */
export const EVERY_MODEL: readonly ModelCase[] = [
  { what: "Two", ...FOB, model: (given) => ({ hardware: { two: { ...given, periodSeconds: 60 } } }) },
  { what: "Shark", ...FOB, model: (given) => ({ hardware: { shark: { ...given, periodSeconds: 30 } } }) },
  { what: "Slim", ...PROGRAMMABLE, model: () => ({ hardware: { slim: { periodSeconds: 30 } } }) },
  { what: "Slim mini", ...PROGRAMMABLE, model: () => ({ hardware: { slimMini: { periodSeconds: 60 } } }) },
  { what: "Flex", ...PROGRAMMABLE, model: () => ({ hardware: { flex: { periodSeconds: 30 } } }) },
  { what: "Smart, TOTP", ...APP, model: () => ({ software: { smart: { digits: 8, hash: "SHA512" } } }) },
  { what: "Smart, HOTP", ...APP, model: () => ({ software: { smart: { algorithm: "HOTP", digits: 8 } } }) },
  { what: "Google Authenticator", ...APP, model: () => ({ software: { googleAuthenticator: {} } }) },
  {
    what: "universal, TOTP",
    ...FOB,
    model: (given) => ({
      universal: { ...given, oath: { totp: { digits: 7, hash: "SHA256", periodSeconds: 30 } } },
    }),
  },
  {
    what: "universal, HOTP",
    ...FOB,
    model: (given) => ({ universal: { ...given, oath: { hotp: { digits: 8, hash: "SHA1" } } } }),
  },
];

let serials = 0;

/** A new secret of a vendor's device. */
export function vendorSecret(): Buffer {
  serials += 1;
  return Buffer.from(`vendor secret ${String(serials).padStart(6, "0")}`);
}

/** The device of a token, with another secret. */
export function withSecret(
  { clock }: Pick<World, "clock">,
  device: Device,
  secret: Buffer,
  oath = device.oath,
): Device {
  return new Device(device.id, device.name, clock, secret, oath);
}

/**
 * An ACTIVE token of a model, as a device.
 * @param fields of tokenCreate besides the model.
 */
export async function tokenOfModel(
  { clock }: Pick<World, "clock">,
  { admin }: Seed,
  { what, given, enrols, model }: ModelCase,
  fields: object = {},
): Promise<Device> {
  const secret = vendorSecret();
  const serialNumber = `EM-${serials}`;
  const { token, enrolment } = await admin.do<{
    token: { id: string; oath: { digits: number; hash: Hash; periodSeconds: number | null } };
    enrolment: { secretHex: string } | null;
  }>(
    "tokenCreate",
    {
      name: what,
      model: model({ serialNumber, secret: secret.toString("hex"), secretEncoding: "HEX" }),
      ...fields,
    },
    "token { id oath { digits hash periodSeconds } } enrolment { secretHex }",
  );
  const made = given ? secret : Buffer.from(enrolment?.secretHex ?? "", "hex");
  const device = new Device(token.id, what, clock, made, token.oath);
  if (enrols) {
    await admin.do("tokenEnrolmentConfirm", { token: { id: token.id }, otp: device.press() }, "__typename");
  }
  return device;
}
