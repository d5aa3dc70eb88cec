import { numberOf, textOf } from "../data/property.js";
import { request } from "../data/request.js";

/** A secret for an authenticator app, until a first code confirms it. */
export interface Enrolment {
  readonly secretBase32: string;
  readonly otpauthUri: string;
  readonly qrPngDataUri: string;
  readonly attemptsLeft: number;
  /** When the secret is void. */
  readonly expiresAt: string;
}

/** Asks for a new secret. */
export async function startEnrolment(): Promise<Enrolment> {
  const answer = await request("POST", "/enrolment", {});
  return {
    secretBase32: textOf(answer, "secretBase32"),
    otpauthUri: textOf(answer, "otpauthUri"),
    qrPngDataUri: textOf(answer, "qrPngDataUri"),
    attemptsLeft: numberOf(answer, "attemptsLeft") ?? 0,
    expiresAt: textOf(answer, "expiresAt"),
  };
}
