import { grant, setPolicy } from "../support/bypass.js";
import type { Seed } from "../support/seed.js";

/** An account in which every filter finds something and leaves something out. */
export interface VariedAccount {
  readonly seed: Seed;
  /** Ids, by their names here. */
  readonly ids: Readonly<Record<VariedName, string>>;
  /** The serial number of Alice's fob. */
  readonly serial: string;
  /** What nothing may ever show. */
  readonly secrets: readonly string[];
}

type VariedName =
  | "account"
  | "alice"
  | "bert"
  | "vpn"
  | "bastion"
  | "fob"
  | "locked"
  | "app"
  | "link"
  | "atVpn"
  | "everywhere"
  | "ended";

const PIN = "730915";

/**
 * Alice has a fob with a PIN, and a bypass at the VPN and everywhere; Bert is disabled and his fob is locked; an app
 * waits for nobody, and is not valid yet. The VPN has a bypass policy and a portal, the bastion is disabled and has neither.
 */
export async function variedAccount(seed: Seed): Promise<VariedAccount> {
  const { admin } = seed;
  const from = { clientAddress: "10.1.2.3" };
  const alice = await seed.user("alice", {
    email: "alice@example.com",
    phoneNumber: "+4930123456",
    firstName: "Alice",
    lastName: "Jones",
  });
  const bert = await seed.user("bert");
  const vpn = await seed.resource("VPN", { allowedAddresses: ["10.0.0.0/8"], lockMinutes: 0 });
  const bastion = await seed.resource("Büro / 7 ☃", { enabled: false });
  const fob = await seed.fob({ of: "alice" });
  const link = await seed.link(fob.id, "VPN");
  const locked = await seed.fob({ of: "bert", at: ["VPN"] });
  const { token: app } = await admin.do<{ token: { id: string } }>(
    "tokenCreate",
    {
      name: "Phone",
      model: { software: { googleAuthenticator: {} } },
      enabled: false,
      validFrom: "2030-01-01T00:00:00Z",
      validUntil: "2031-01-01T00:00:00+01:00",
    },
    "token { id }",
  );
  await admin.do("tokenPinSet", { token: { id: fob.id }, pin: PIN, position: "AFTER_OTP" }, "__typename");
  await seed.signIn({ login: "alice" }, "VPN", `${fob.code()}${PIN}`, from);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await seed.signIn({ login: "bert" }, "VPN", locked.wrongCode(), from);
  }
  await admin.do("userUpdate", { user: { login: "bert" }, enabled: false }, "__typename");
  await setPolicy(admin, "VPN", "HOURS_8", { reasonRequired: true, grantedBy: ["ADMIN"] });
  await admin.do(
    "selfServicePolicySet",
    {
      resource: { name: "VPN" },
      address: "vpn",
      actions: ["TOKEN_SYNCHRONIZE", "TOKEN_ENROL"],
      models: ["GOOGLE_AUTHENTICATOR"],
      firstEnrolment: "MAIL_CODE",
      firstEnrolmentDays: 3,
      signIn: ["PASSWORD", "MAIL_CODE"],
      allowedAddresses: ["10.0.0.7/8", "2001:db8::/32"],
    },
    "__typename",
  );
  const ended = await grant(admin, locked.id, "everywhere", "HOUR_1");
  await admin.do("tokenBypassRevoke", { bypass: { id: ended.id } }, "__typename");
  const atVpn = await grant(admin, fob.id, "VPN", "HOURS_8", { reason: "travel" });
  const everywhere = await grant(admin, fob.id, "everywhere", "PERMANENT");
  return {
    seed,
    ids: {
      account: seed.accountId,
      alice,
      bert,
      vpn,
      bastion,
      fob: fob.id,
      locked: locked.id,
      app: app.id,
      link,
      atVpn: atVpn.id,
      everywhere: everywhere.id,
      ended: ended.id,
    },
    serial: fob.name,
    secrets: [PIN, fob.secret.toString("hex"), fob.secret.toString("base64"), admin.key],
  };
}
