import { getNumber, getText } from "../data/property.js";
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
    secretBase32: getText(answer, "secretBase32"),
    otpauthUri: getText(answer, "otpauthUri"),
    qrPngDataUri: getText(answer, "qrPngDataUri"),
    attemptsLeft: getNumber(answer, "attemptsLeft") ?? 0,
    expiresAt: getText(answer, "expiresAt"),
  };
}
