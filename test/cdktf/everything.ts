// A program with one of everything that the library has.
import type { Kit, Program, Stack } from "../support/constructs.js";

/** Where Terraform takes secrets and PINs from, when it runs. */
export const GIVEN = {
  TF_VAR_fob_secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  TF_VAR_card_secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
  TF_VAR_pins: '{"phone":"4711","ultra":"471147"}',
} as const;

function secret({ cdk }: Kit, stack: Stack, id: string): string {
  return new cdk.TerraformVariable(stack, id, { type: "string", sensitive: true }).stringValue;
}

/** @param serial of a device that is in the account already. No other device of the server has it. */
export function everything(serial: string): Program {
  return (kit, stack) => {
    const { AccountBypassPolicy, Authenticator, Bypass, BypassDuration, BypassPolicy, Person } =
      kit.tokenplane;
    const { ProtectedResource, SelfServiceAction, SelfServicePolicy } = kit.tokenplane;
    // No two portals of a server have one address.
    const portal = (name: string) => `${name}-${serial.toLowerCase().replaceAll(/[^a-z0-9]/g, "-")}`;
    const pins = new kit.cdk.TerraformVariable(stack, "pins", { type: "map(string)", sensitive: true });
    const getPin = (id: string) => kit.cdk.Fn.lookup(pins.value, id) as string;

    const alice = new Person(stack, "alice", { login: "alice" });
    const bob = new Person(stack, "bob", {
      login: "bob",
      email: "bob@example.com",
      phoneNumber: "+380441234567",
      firstName: "Bob",
      lastName: "Jones",
      enabled: false,
    });
    const carol = Person.fromLogin(stack, "carol", "carol");

    const phone = Authenticator.app(stack, "phone", {
      owner: alice,
      pin: getPin("phone"),
      pinPosition: "AFTER_OTP",
    });
    const smart = Authenticator.smart(stack, "smart", {
      owner: bob,
      name: "Bob's phone",
      algorithm: "HOTP",
      digits: 8,
      enabled: false,
    });
    Authenticator.smart(stack, "plain-smart");
    Authenticator.push(stack, "asked", { owner: bob });
    const two = Authenticator.hardware(stack, "two", {
      model: "TWO",
      owner: alice,
      serial: "20000001",
      secret: secret(kit, stack, "fob_secret"),
      periodSeconds: 60,
    });
    const shared = secret(kit, stack, "card_secret");
    Authenticator.hardware(stack, "shark", {
      model: "SHARK",
      serial: "20000002",
      secret: shared,
      periodSeconds: 30,
    });
    Authenticator.hardware(stack, "ultra", {
      model: "ULTRA",
      serial: "20000003",
      secret: shared,
      pin: getPin("ultra"),
    });
    Authenticator.universal(stack, "totp", {
      serial: "20000004",
      secret: shared,
      digits: 7,
      hash: "SHA512",
      periodSeconds: 60,
    });
    Authenticator.universal(stack, "plain-totp", { serial: "20000005", secret: shared });
    Authenticator.universal(stack, "hotp", { algorithm: "HOTP", serial: "20000006", secret: shared });
    Authenticator.universal(stack, "ocra", {
      algorithm: "OCRA",
      serial: "20000007",
      secret: shared,
      suite: "OCRA-1:HOTP-SHA1-6:QN08",
    });
    const old = Authenticator.fromSerial(stack, "old", serial, { owner: carol });

    const vpn = new ProtectedResource(stack, "vpn", {
      name: "VPN",
      lockAfter: 3,
      lockMinutes: 0,
      allowedAddresses: ["192.0.2.0/24"],
      bypass: BypassPolicy.temporary({ atMost: BypassDuration.HOURS_8, reasonRequired: true }),
      selfService: { address: portal("vpn"), actions: [SelfServiceAction.TOKEN_REPORT_LOST] },
    });
    const bastion = new ProtectedResource(stack, "bastion", { name: "Bastion", bypass: BypassPolicy.none() });
    const wiki = new ProtectedResource(stack, "wiki", {
      name: "Wiki",
      enabled: false,
      bypass: BypassPolicy.permanent(),
    });
    const plain = new ProtectedResource(stack, "plain", { name: "Plain", pushConfirmation: "CHOICE" });
    const office = ProtectedResource.fromName(stack, "office", "Office");
    new SelfServicePolicy(stack, "portal", {
      at: office,
      address: portal("office"),
      actions: ["TOKEN_ENROL", "TOKEN_REISSUE"],
      models: ["PUSH", "GOOGLE_AUTHENTICATOR"],
      firstEnrolment: "MAIL_CODE",
      firstEnrolmentDays: 30,
      signIn: ["MAIL_CODE", "PASSWORD"],
      allowedAddresses: ["192.0.2.0/24"],
    });
    new AccountBypassPolicy(stack, "account", {
      policy: BypassPolicy.temporary({
        atMost: BypassDuration.HOURS_24,
        grantedBy: ["ADMIN", "PROVISIONER"],
      }),
    });

    vpn.grant(alice, phone);
    bastion.grant(alice, two);
    wiki.grant(bob, smart);
    office.grant(carol, old);
    plain.grant(carol, old);

    new Bypass(stack, "lost", { authenticator: phone, at: vpn, duration: "HOURS_8", reason: "A lost phone" });
    new Bypass(stack, "leave", {
      authenticator: phone,
      at: wiki,
      duration: "PERMANENT",
      keepers: { year: "1" },
    });
    new Bypass(stack, "travel", {
      authenticator: old,
      at: "everywhere",
      duration: "HOURS_24",
      notAfter: new Date("2100-01-01T00:00:00Z"),
    });
  };
}
