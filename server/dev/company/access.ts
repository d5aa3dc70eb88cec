// The people who can sign in: administrators, and a user of the portal. Their passwords and secrets are known.
import { toBase32 } from "../../push/base32.js";
import { StartError } from "../../start-error.js";
import type { SeededPerson } from "../people-file.js";
import type { Company } from "./company.js";

/** The password of everybody who can sign in. */
const PASSWORD = "brass anchor violet ladder";

const ADMINISTRATORS = [
  { login: "ada", role: "ADMIN", firstName: "Ada", lastName: "Lovelace" },
  { login: "hedy", role: "HELPDESK", firstName: "Hedy", lastName: "Lamarr" },
  { login: "audrey", role: "AUDITOR", firstName: "Audrey", lastName: "Tang 唐鳳" },
];

/** Chooses a password by a link, as its page does. */
async function choosePassword(
  { api, pagesUrl }: Company,
  link: string,
  path: string,
  place: Readonly<Record<string, string>>,
): Promise<void> {
  const response = await fetch(new URL(path, api.url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: pagesUrl ?? "", ...place },
    body: JSON.stringify({ token: new URL(link).hash.slice(1), password: PASSWORD }),
  });
  if (!response.ok) throw new StartError(`A link did not work: ${await response.text()}`);
}

/** A token whose secret is known, of a user. @returns its id and its secret. */
async function giveToken(
  { api, random }: Company,
  login: string,
): Promise<{ readonly id: string; readonly secret: string }> {
  const secret = random.bytes(`app of ${login}`, 20);
  const universal = { secret: secret.toString("hex"), serialNumber: `APP-${login.toUpperCase()}` };
  const { token } = await api.do<{ token: { id: string } }>(
    "tokenCreate",
    { name: `${login}'s app`, model: { universal }, to: { user: { login } } },
    "token { id }",
  );
  return { id: token.id, secret: toBase32(secret) };
}

/** People of each role. */
export async function makeAdministrators(company: Company): Promise<SeededPerson[]> {
  const { api, pagesUrl } = company;
  const made: (Pick<SeededPerson, "role" | "login" | "secret"> & { link: string })[] = [];
  for (const { role, ...user } of ADMINISTRATORS) {
    const { login } = user;
    await api.do("userCreate", { ...user, email: `${login}@northwind.example` });
    const { id, secret } = await giveToken(company, login);
    const { invitationUrl } = await api.do<{ invitationUrl: string }>(
      "administratorCreate",
      { to: { user: { login } }, role, token: { id } },
      "invitationUrl",
    );
    made.push({ role, login, secret, link: invitationUrl });
  }
  if (pagesUrl === null) return [];
  for (const { link } of made)
    await choosePassword(company, link, "/invitation/accept", { "x-tokenplane-console": "1" });
  const { account } = await api.ask<{ account: { address: string | null } }>("{ account { address } }");
  return made.map(({ role, login, secret }) => ({
    account: account.address,
    url: `${pagesUrl}/sign-in`,
    role,
    login,
    password: PASSWORD,
    secret,
  }));
}

/** A user of the portal, with a token there. */
export async function makePortalUser(company: Company, portal: string): Promise<SeededPerson[]> {
  const { api, pagesUrl } = company;
  const login = "joan";
  await api.do("userCreate", {
    login,
    email: "joan@northwind.example",
    firstName: "Joan",
    lastName: "Clarke",
  });
  const { invitationUrl } = await api.do<{ invitationUrl: string }>(
    "invitationCreate",
    { user: { login }, resource: { name: "VPN" } },
    "invitationUrl",
  );
  if (pagesUrl !== null)
    await choosePassword(company, invitationUrl, "/portal/invitation/accept", {
      "x-tokenplane-portal": portal,
    });
  const { id, secret } = await giveToken(company, login);
  await api.do("assignmentCreate", { token: { id }, to: { resource: { name: "VPN" } } });
  if (pagesUrl === null) return [];
  const url = `${pagesUrl}/s/${portal}`;
  return [{ account: null, url, role: "User of the portal", login, password: PASSWORD, secret }];
}
