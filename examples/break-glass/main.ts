import {
  AccountBypassPolicy,
  Authenticator,
  Bypass,
  BypassDuration,
  BypassPolicy,
  configureTokenplane,
  Person,
  ProtectedResource,
} from "@tokenplane/cdktf";
import { App, TerraformStack } from "cdktf";

const app = new App();
const stack = new TerraformStack(app, "break-glass");
configureTokenplane(stack);

// At all resources, a bypass lasts one hour at most and needs a reason. The server enforces this for everybody: the help
// desk, other programs, and the bypasses below.
new AccountBypassPolicy(stack, "policy", {
  policy: BypassPolicy.temporary({ atMost: BypassDuration.HOUR_1, reasonRequired: true }),
});

// People who travel work through the VPN for a day. So the VPN has a policy of its own.
const vpn = new ProtectedResource(stack, "vpn", {
  name: "Office VPN",
  bypass: BypassPolicy.temporary({ atMost: BypassDuration.HOURS_8, reasonRequired: true }),
});
const bastion = new ProtectedResource(stack, "bastion", { name: "Bastion host" });

const nora = new Person(stack, "nora", { login: "nora.lind", firstName: "Nora", lastName: "Lind" });
const norasPhone = Authenticator.app(stack, "nora-phone", { name: "Nora's phone", owner: nora });
vpn.grant(nora, norasPhone);

const omar = new Person(stack, "omar", { login: "omar.haddad", firstName: "Omar", lastName: "Haddad" });
const omarsPhone = Authenticator.app(stack, "omar-phone", { name: "Omar's phone", owner: omar });
vpn.grant(omar, omarsPhone);
bastion.grant(omar, omarsPhone);

// Nora is on a journey without her phone. After its end, no apply grants this bypass again, even if the state is lost.
new Bypass(stack, "nora-travels", {
  authenticator: norasPhone,
  at: vpn,
  duration: BypassDuration.HOURS_8,
  reason: "Travels to the customer without her phone",
  notAfter: endOfJourney(),
});

// Omar is on call, and his phone is broken. This bypass works at all resources where he has a token, for one hour.
new Bypass(stack, "omar-on-call", {
  authenticator: omarsPhone,
  at: "everywhere",
  duration: BypassDuration.HOUR_1,
  reason: "On call, and the phone is broken",
});

app.synth();

/**
 * The end of the journey. In your own program, write a fixed date, such as
 * `new Date("2027-03-05T18:00:00Z")`. This example must work in any year: it reads the date from JOURNEY_ENDS, or takes the
 * end of tomorrow.
 */
function endOfJourney(): Date {
  const { JOURNEY_ENDS } = process.env;
  if (JOURNEY_ENDS !== undefined) return new Date(JOURNEY_ENDS);
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 2));
}
