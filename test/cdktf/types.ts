// What the compiler lets pass and what it does not. Nothing runs here: `npm run check:types` compiles it, and types.test.ts
// does so once more as laxer programs are compiled.
import {
  AccountBypassPolicy,
  Authenticator,
  Bypass,
  BypassDuration,
  BypassPolicy,
  EphemeralApiKey as RefusedApiKey,
  EphemeralSecret as RefusedSecret,
  Person,
  ProtectedResource,
  SelfServiceAction,
  SelfServicePolicy,
  type IAuthenticator,
  type IPerson,
  type IProtectedResource,
} from "@tokenplane/cdktf";
import { EphemeralApiKey, EphemeralSecret } from "@tokenplane/cdktn";
import type { Construct } from "constructs";

/** Lets pass what is right. */
export function right(stack: Construct, secret: string): void {
  const alice: IPerson = new Person(stack, "alice", { login: "alice", email: undefined, enabled: undefined });
  const bob: IPerson = Person.fromLogin(stack, "bob", "bob");
  const phone: IAuthenticator = Authenticator.app(stack, "phone");
  const smart: IAuthenticator = Authenticator.smart(stack, "smart", { owner: alice, algorithm: undefined });
  Authenticator.hardware(stack, "two", {
    model: "TWO",
    serial: "1",
    secret,
    periodSeconds: 30,
    name: undefined,
  });
  Authenticator.hardware(stack, "ultra", { model: "ULTRA", serial: "2", secret });
  Authenticator.universal(stack, "totp", { serial: "3", secret, digits: 7 });
  Authenticator.universal(stack, "hotp", { serial: "4", secret, algorithm: "HOTP" });
  Authenticator.universal(stack, "ocra", {
    serial: "5",
    secret,
    algorithm: "OCRA",
    suite: "OCRA-1:HOTP-SHA1-6:QN08",
  });
  const fob: IAuthenticator = Authenticator.fromSerial(stack, "fob", "6", { owner: undefined });
  const vpn: IProtectedResource = new ProtectedResource(stack, "vpn", { name: "VPN", bypass: undefined });
  const bastion: IProtectedResource = ProtectedResource.fromName(stack, "bastion", "Bastion");
  for (const [person, authenticator] of [
    [alice, phone],
    [bob, smart],
  ] as const) {
    const { resource } = vpn.grant(person, authenticator);
    resource.grant(person, fob);
  }
  const policy = BypassPolicy.temporary({ atMost: BypassDuration.HOURS_8, grantedBy: ["ADMIN"] });
  new AccountBypassPolicy(stack, "account", { policy });
  const duration: BypassDuration = "HOUR_1";
  new Bypass(stack, "one", { authenticator: fob, at: bastion, duration, reason: undefined, keepers: {} });
  new Bypass(stack, "two", { authenticator: fob, at: "everywhere", duration: BypassDuration.PERMANENT });
  const actions: SelfServiceAction[] = ["TOKEN_ENROL", SelfServiceAction.NAMES_UPDATE];
  const portal = { address: "bastion", actions, models: ["BOT"], signIn: ["MAIL_CODE"] } as const;
  new SelfServicePolicy(stack, "portal", { at: bastion, firstEnrolmentDays: undefined, ...portal });
  new ProtectedResource(stack, "wiki", { name: "Wiki", selfService: portal });
  new EphemeralApiKey(stack, "key");
  new EphemeralApiKey(stack, "audit", { role: "AUDITOR", expiresIn: "15m", name: undefined });
  new EphemeralSecret(stack, "secret");
}

/** Does not let pass what is wrong. */
export function wrong(stack: Construct, secret: string): void {
  const device = { serial: "1", secret } as const;
  const alice = new Person(stack, "alice", { login: "alice" });
  const phone = Authenticator.app(stack, "phone");
  const vpn = new ProtectedResource(stack, "vpn", { name: "VPN" });

  // @ts-expect-error a person has a login
  new Person(stack, "nobody", {});
  // @ts-expect-error a resource has a name
  new ProtectedResource(stack, "nothing", {});
  // @ts-expect-error the owner is a person, not an id
  Authenticator.app(stack, "by-id", { owner: alice.userId });
  // @ts-expect-error an authenticator is made by its kind
  new Authenticator(stack, "it", {}, undefined, undefined);
  // @ts-expect-error codes of Protectimus Two have a period
  Authenticator.hardware(stack, "two", { model: "TWO", ...device });
  // @ts-expect-error codes of Protectimus Shark have a period
  Authenticator.hardware(stack, "shark", { model: "SHARK", ...device });
  // @ts-expect-error Protectimus Ultra answers challenges, and has no period
  Authenticator.hardware(stack, "ultra", { model: "ULTRA", ...device, periodSeconds: 30 });
  // @ts-expect-error a device has a serial number
  Authenticator.hardware(stack, "nameless", { model: "ULTRA", secret });
  // @ts-expect-error a device that is made here has a secret
  Authenticator.universal(stack, "empty", { serial: "1" });
  // @ts-expect-error answers have a suite
  Authenticator.universal(stack, "ocra", { ...device, algorithm: "OCRA" });
  // @ts-expect-error a suite says how long answers are
  Authenticator.universal(stack, "digits", { ...device, algorithm: "OCRA", suite: "OCRA-1", digits: 6 });
  // @ts-expect-error what counts has no period
  Authenticator.universal(stack, "hotp", { ...device, algorithm: "HOTP", periodSeconds: 30 });
  // @ts-expect-error codes have 6 to 8 digits
  Authenticator.universal(stack, "long", { ...device, digits: 9 });
  // @ts-expect-error an app has no 7 digits
  Authenticator.smart(stack, "seven", { digits: 7 });
  // @ts-expect-error a PIN is before or after
  Authenticator.app(stack, "pin", { pin: secret, pinPosition: "BETWEEN" });

  // @ts-expect-error what is temporary ends
  BypassPolicy.temporary({ atMost: "PERMANENT" });
  // @ts-expect-error what is temporary has a longest time
  BypassPolicy.temporary({});
  // @ts-expect-error somebody grants it
  BypassPolicy.permanent({ grantedBy: [] });
  // @ts-expect-error an auditor grants nothing
  BypassPolicy.permanent({ grantedBy: ["AUDITOR"] });
  // @ts-expect-error policies are made by their kind
  new BypassPolicy("NONE", {});
  // @ts-expect-error a policy is an object
  new AccountBypassPolicy(stack, "account", { policy: "NONE" });
  // @ts-expect-error a portal has an address
  new SelfServicePolicy(stack, "nowhere", { at: vpn, actions: [] });
  const portal = { at: vpn, address: "vpn", actions: [] };
  // @ts-expect-error a portal is of a resource, not of an id
  new SelfServicePolicy(stack, "by-id", { ...portal, at: vpn.resourceId });
  // @ts-expect-error nobody deletes tokens there
  new SelfServicePolicy(stack, "action", { ...portal, actions: ["TOKEN_DELETE"] });
  // @ts-expect-error models have the names of the API
  new SelfServicePolicy(stack, "model", { ...portal, models: ["TWO"] });
  // @ts-expect-error somebody signs in
  new SelfServicePolicy(stack, "sign-in", { ...portal, signIn: [] });
  // @ts-expect-error there is no such first enrolment
  new SelfServicePolicy(stack, "first", { ...portal, firstEnrolment: "SMS" });
  // @ts-expect-error a bypass is somewhere
  new Bypass(stack, "nowhere", { authenticator: phone, duration: "HOUR_1" });
  // @ts-expect-error a resource is an object, not an id
  new Bypass(stack, "by-id", { authenticator: phone, at: vpn.resourceId, duration: "HOUR_1" });
  // @ts-expect-error a bypass has a duration
  new Bypass(stack, "endless", { authenticator: phone, at: vpn });
  // @ts-expect-error there is no such duration
  new Bypass(stack, "week", { authenticator: phone, at: vpn, duration: "WEEK_1" });

  // @ts-expect-error a person is an object, not an id
  vpn.grant(alice.userId, phone);
  // @ts-expect-error an authenticator is an object, not an id
  vpn.grant(alice, phone.tokenId);
  // @ts-expect-error the order is the person, then the authenticator
  vpn.grant(phone, alice);
  // @ts-expect-error what was said stays
  alice.login = "bob";
  // @ts-expect-error an id is the server's
  vpn.resourceId = "1";
  // @ts-expect-error an owner is said when it is made
  phone.owner = alice;

  // @ts-expect-error CDKTF has no ephemeral resources
  new RefusedApiKey(stack, "key");
  // @ts-expect-error CDKTF has no ephemeral resources
  new RefusedSecret(stack, "secret", {});
  // @ts-expect-error there is no such role
  new EphemeralApiKey(stack, "key", { role: "OPERATOR" });
}
