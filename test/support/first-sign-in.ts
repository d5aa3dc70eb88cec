// The first steps of somebody with a new server: the README's, in few lines.
import { generateSync } from "otplib";
import { Api } from "./api.js";

/** How somebody signed in first, to try the same code again. */
export interface FirstSignIn {
  readonly granted: boolean;
  /** The one-time password that was used up. */
  readonly code: string;
}

const GRANT = "granted";

/** Signs anna in at VPN with a code. */
export async function signInAnna(api: Api, passcode: string): Promise<boolean> {
  const input = { resource: { name: "VPN" }, subject: { user: { login: "anna" } }, passcode };
  const { granted } = await api.mutate<{ granted: boolean }>("authenticate", input, GRANT);
  return granted;
}

/** Makes a resource, a user with an app and the link between both, and signs in. */
export async function firstSignIn(api: Api): Promise<FirstSignIn> {
  await api.mutate("resourceCreate", { name: "VPN" }, "resource { id }");
  const created = await api.mutate<{ token: { id: string }; enrolment: { secretBase32: string } }>(
    "tokenCreate",
    {
      name: "Anna phone",
      to: { newUser: { login: "anna" } },
      model: { software: { googleAuthenticator: {} } },
    },
    "token { id } enrolment { secretBase32 }",
  );
  const token = { id: created.token.id };
  const secret = created.enrolment.secretBase32;
  const now = Math.floor(Date.now() / 1_000);
  const confirmed = { token, otp: generateSync({ secret, epoch: now }) };
  await api.mutate("tokenEnrolmentConfirm", confirmed, "token { status }");
  await api.mutate("assignmentCreate", { token, to: { resource: { name: "VPN" } } }, "assignment { id }");
  // The server takes the next code, too.
  const code = generateSync({ secret, epoch: now + 30 });
  return { granted: await signInAnna(api, code), code };
}
