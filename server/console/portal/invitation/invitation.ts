import { property, getText } from "../../data/property.js";
import { request } from "../../data/request.js";

/** The password that the page asks for: the present one, a first one, none, or a new one and then a code. */
export type AskedPassword = "PROVE" | "SET" | "NONE" | "RESET";

/** A link to the portal that somebody opened. */
export interface Invitation {
  /** The account's name. */
  readonly account: string;
  readonly resource: string;
  /** The portal's address now: it may be another one than when the link was made. */
  readonly address: string;
  readonly login: string;
  /** The language that is kept with the person; null for none. */
  readonly locale: string | null;
  readonly password: AskedPassword;
}

/** Reads a link, which uses nothing up. @throws RequestError */
export async function readInvitation(secret: string): Promise<Invitation> {
  const answer = await request("POST", "/portal/invitation", { token: secret });
  const asked = property(answer, "password");
  return {
    account: getText(answer, "account"),
    resource: getText(answer, "resource"),
    address: getText(answer, "address"),
    login: getText(answer, "login"),
    locale: getText(answer, "locale") || null,
    password: asked === "PROVE" || asked === "SET" || asked === "RESET" ? asked : "NONE",
  };
}
