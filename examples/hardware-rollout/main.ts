import { Authenticator, configureTokenplane, Person, ProtectedResource } from "@tokenplane/cdktf";
import { App, TerraformStack } from "cdktf";

/** The people and their fobs, by the serial number on the back. 70010005 and 70010006 are spare. */
const handout = [
  { login: "ida.berg", firstName: "Ida", lastName: "Berg", serial: "70010001" },
  { login: "jonas.weber", firstName: "Jonas", lastName: "Weber", serial: "70010002" },
  { login: "kemal.aydin", firstName: "Kemal", lastName: "Aydin", serial: "70010003" },
  { login: "lucia.romano", firstName: "Lucia", lastName: "Romano", serial: "70010004" },
];

/** The people who sign in at the control room, too. */
const onShift = new Set(["ida.berg", "kemal.aydin"]);

const app = new App();
const stack = new TerraformStack(app, "hardware-rollout");
configureTokenplane(stack);

const plant = new ProtectedResource(stack, "plant", { name: "Plant network", lockAfter: 5, lockMinutes: 15 });
const controlRoom = new ProtectedResource(stack, "control-room", { name: "Control room", lockAfter: 3 });

for (const { serial, ...person } of handout) {
  const holder = new Person(stack, person.login, person);
  // The import of the box created the fob in the account. Here, the fob is assigned to its holder.
  const fob = Authenticator.fromSerial(stack, `${person.login}-fob`, serial, { owner: holder });
  plant.grant(holder, fob);
  if (onShift.has(person.login)) controlRoom.grant(holder, fob);
}

app.synth();
