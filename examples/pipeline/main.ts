import {
  Authenticator,
  configureTokenplane,
  EphemeralApiKey,
  Person,
  ProtectedResource,
} from "@tokenplane/cdktn";
import { App, TerraformStack } from "cdktn";

// Ephemeral resources are for these and newer; the program is refused for older ones, before anything runs.
const app = new App({
  context: { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } },
});
const stack = new TerraformStack(app, "pipeline");

// The pipeline's own key, TOKENPLANE_API_KEY, does one thing: it issues a key for this run.
const issuer = configureTokenplane(stack, { alias: "issuer" });
const key = new EphemeralApiKey(stack, "key", {
  name: "Pipeline run",
  expiresIn: "15m",
  provider: issuer,
});

// With that key everything is done that names no other provider. It is in no file, no plan and no state; when the run is
// over it is revoked, and should the run be killed, it ends by itself.
configureTokenplane(stack, { apiKey: key.key });

const registry = new ProtectedResource(stack, "registry", { name: "Package registry", lockAfter: 5 });
const mira = new Person(stack, "mira", { login: "mira.novak", email: "mira.novak@example.com" });
registry.grant(mira, Authenticator.app(stack, "mira-phone", { name: "Mira's phone", owner: mira }));

app.synth();
