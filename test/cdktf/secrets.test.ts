// Whatever is secret where a program runs, nothing that it writes has it: the variables of the environment are marked, and
// everything that synthesis writes is searched.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getApp, CDKTN, KITS, getStack, writtenBy, type Program } from "../support/constructs.js";
import { everything, GIVEN } from "./everything.js";

const KEY = "tp_markedmarkedmarkedmarkedmarked0";
const SECOND_KEY = "tp_secondsecondsecondsecondsecond0";
const ENVIRONMENT = {
  ...GIVEN,
  TOKENPLANE_API_KEY: KEY,
  TOKENPLANE_ENDPOINT: "https://marked.example.com",
  TF_VAR_second_key: SECOND_KEY,
};

const MARKS = [
  KEY,
  SECOND_KEY,
  "marked",
  GIVEN.TF_VAR_card_secret,
  GIVEN.TF_VAR_fob_secret,
  "4711",
  "471147",
];

/** All the ways in which programs hand over what is secret, beside those of one of everything. */
const handedOver: Program = ({ cdk, tokenplane }, stack) => {
  const { Authenticator, configureTokenplane } = tokenplane;
  const key = new cdk.TerraformVariable(stack, "second_key", { sensitive: true });
  const provider = configureTokenplane(stack, { alias: "second", apiKey: key.stringValue });
  const secrets = new cdk.TerraformVariable(stack, "secrets", { sensitive: true, type: "map(string)" });
  const all = new cdk.TerraformLocal(stack, "all", secrets.value);
  Authenticator.universal(stack, "by-local", { serial: "30000001", secret: all.asString, provider });
  const secret = cdk.Lazy.stringValue({ produce: () => cdk.Fn.lookup(secrets.value, "lazy") as string });
  Authenticator.universal(stack, "lazily", { serial: "30000002", secret });
  Authenticator.universal(stack, "file", { serial: "30000003", secret: cdk.Fn.file("fob.txt") });
  const fob = Authenticator.app(stack, "underneath");
  fob.binding.pinWo = cdk.Fn.lookup(secrets.value, "pin") as string;
  fob.binding.addOverride("secret_wo", "${var.second_key}");
};

const before = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, ENVIRONMENT);
});
afterEach(() => {
  process.env = { ...before };
});

describe.each(KITS)("secrets with $name", (kit) => {
  it.each([
    ["JSON", undefined],
    ["HCL", "true"],
  ])("stand in no file that is written as %s", (_what, hcl) => {
    const app = getApp(kit);
    getStack(
      kit,
      (used, stack) => {
        everything("10000001")(used, stack);
        handedOver(used, stack);
        if (used === CDKTN) short(stack);
      },
      { app },
    );
    if (hcl !== undefined) Object.assign(app, { hclOutput: true });
    const files = writtenBy(app);
    expect(Object.keys(files).sort()).toContain("manifest.json");
    const all = Object.values(files).join("\n");
    // What the search would find is there.
    expect(all).toContain("secret_wo");
    expect(all).toContain("var.card_secret");
    expect(MARKS.filter((mark) => all.includes(mark))).toEqual([]);
  });
});

/** What lives for one run alone. */
function short(stack: object): void {
  const { EphemeralApiKey, EphemeralSecret } = CDKTN.tokenplane as unknown as {
    readonly EphemeralApiKey: new (scope: object, id: string) => { readonly key: string };
    readonly EphemeralSecret: new (scope: object, id: string) => { readonly secret: string };
  };
  const { tokenplane } = CDKTN;
  const scope = stack as Parameters<typeof tokenplane.configureTokenplane>[0];
  tokenplane.configureTokenplane(scope, { alias: "short", apiKey: new EphemeralApiKey(stack, "run").key });
  const { secret } = new EphemeralSecret(stack, "fresh");
  tokenplane.Authenticator.universal(scope, "fresh-card", { serial: "30000004", secret });
}
