import { queryOptions } from "@tanstack/react-query";
import { property, getText } from "../data/property.js";
import { RequestError } from "../data/request-error.js";
import { request } from "../data/request.js";

const PURPOSES = ["SETUP", "JOIN", "PASSWORD", "TOKEN"] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Invitation {
  readonly purpose: Purpose;
  /** The account's name. */
  readonly account: string;
  /** Whom it is for; null when the person chooses a login. */
  readonly login: string | null;
}

async function readInvitation(token: string): Promise<Invitation> {
  const answer = await request("POST", "/invitation", { token });
  const purpose = PURPOSES.find((one) => one === property(answer, "purpose"));
  if (purpose === undefined)
    throw new RequestError("UNEXPECTED", "This page does not know this kind of link.");
  const login = getText(answer, "login");
  return { purpose, account: getText(answer, "account"), login: login === "" ? null : login };
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: () => readInvitation(token),
    retry: false,
    gcTime: 0,
  });
