import {
  assignmentsFromCsv,
  Assignments,
  BypassDuration,
  BypassPolicy,
  configureTokenplane,
  ProtectedResource,
} from "@tokenplane/cdktf";
import { App, TerraformStack } from "cdktf";

const app = new App();
const stack = new TerraformStack(app, "team-assignments");
configureTokenplane(stack);

const officeVpn = new ProtectedResource(stack, "office-vpn", {
  name: "Office VPN",
  bypass: BypassPolicy.temporary({ atMost: BypassDuration.HOURS_8, reasonRequired: true }),
});
const labVpn = new ProtectedResource(stack, "lab-vpn", {
  name: "Lab VPN",
  allowedAddresses: ["192.0.2.0/24", "2001:db8::/32"],
  bypass: BypassPolicy.temporary({ atMost: BypassDuration.HOUR_1, reasonRequired: true }),
});
const bastion = new ProtectedResource(stack, "bastion", {
  name: "Bastion host",
  lockAfter: 3,
  lockMinutes: 30,
  bypass: BypassPolicy.none(),
});

// The table is the source of truth: people, their apps, and where they sign in. Its column "team" is for readers only.
new Assignments(stack, "teams", {
  rows: assignmentsFromCsv("assignments.csv", { ignoredColumns: ["team"] }),
  resources: [officeVpn, labVpn, bastion],
});

app.synth();
