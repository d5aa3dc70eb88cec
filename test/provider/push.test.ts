// What a plan sees of tokens that ask on a phone, and of how resources have requests on phones confirmed.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fields } from "../support/fake-core/proposed.js";
import { Phone } from "../support/phone.js";
import { getId, Scene } from "../support/scene.js";
import {
  AttachedProvider,
  coreOfEachName,
  PROVIDER,
  TOKENPLANE_ALONE,
  Workspace,
} from "../support/terraform.js";
import { openWorld, storeHere, type World } from "../support/world.js";

const RESOURCE = "tokenplane_resource";
const TOKEN = "tokenplane_token";
const PUBLIC_URL = "https://mfa.example.org";

let world: World;
beforeAll(async () => {
  world = await openWorld(storeHere(), { TOKENPLANE_PUBLIC_URL: PUBLIC_URL });
});
afterAll(() => world.end());

/** Scans a QR code, approves the request that the phone then shows, and says the code that it shows after. */
async function firstCode(uri: string): Promise<string> {
  const phone = await Phone.enrol(uri, {
    now: () => world.clock.now(),
    bits: 2_048,
    // The phone reaches the server by its public address; here, a proxy is missing.
    fetch: ((input: string, init?: RequestInit) =>
      fetch(input.replace(PUBLIC_URL, world.url), init)) as typeof fetch,
  });
  await phone.poll();
  const [request] = phone.requests;
  if (request === undefined) throw new Error("the phone shows nothing");
  return (await phone.accept(request)).displayCode ?? "";
}

/** A token that asks on a phone, and data sources that show it. */
const CONFIGURATION = `${TOKENPLANE_ALONE}
resource "tokenplane_token" "it" {
  name  = "Phone"
  model = "PUSH"
}
data "tokenplane_token" "seen" { id = tokenplane_token.it.id }
data "tokenplane_tokens" "asking" {
  model      = "PUSH"
  depends_on = [tokenplane_token.it]
}
output "asking" { value = [for one in data.tokenplane_tokens.asking.tokens : one.name] }`;

describe.each(coreOfEachName())("with %s", (_name, core) => {
  it(
    "a phone is connected and lost without a change of the configuration, and a data source shows it",
    { tags: "deep" },
    async () => {
      const { admin } = await world.seed();
      const provider = await AttachedProvider.start(PROVIDER, {
        TOKENPLANE_ENDPOINT: world.url,
        TOKENPLANE_API_KEY: admin.key,
      });
      const workspace = new Workspace(core, provider.environment);
      const data = async () => {
        await workspace.apply("-refresh-only");
        return workspace.state()["tokenplane_token.seen"];
      };
      try {
        workspace.write("main.tf", CONFIGURATION);
        await workspace.apply();
        const made = workspace.state()["tokenplane_token.it"];
        expect(made).toMatchObject({ status: "PENDING", algorithm: null, digits: null, sent_to: null });
        const { output } = await workspace.run("output", "-json", "asking");
        expect(JSON.parse(output)).toEqual(["Phone"]);
        const token = { id: made?.["id"] };
        expect(await data()).toMatchObject({
          kind: "SOFTWARE",
          model: "PUSH",
          sent_to: null,
          phone_fingerprint: null,
          phone_connected_at: null,
        });

        const start = await admin.do<{ enrolment: { otpauthUri: string } }>(
          "tokenEnrolmentStart",
          { token },
          "enrolment { otpauthUri }",
        );
        const otp = await firstCode(start.enrolment.otpauthUri);
        await admin.do("tokenEnrolmentConfirm", { token, otp }, "__typename");
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
        const connected = await data();
        expect(connected).toMatchObject({
          status: "ACTIVE",
          phone_fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
          phone_connected_at: new Date(world.clock.now()).toISOString(),
        });

        await admin.do("tokenReissue", { token, lost: true }, "__typename");
        expect(await workspace.plan()).toMatchObject({ isEmpty: true });
        expect(await data()).toMatchObject({ status: "PENDING", phone_fingerprint: null });
      } finally {
        workspace.clear();
        await provider.end();
      }
    },
  );
});

it("a phone that is asked has its name and its PIN changed in place, and is imported without a change", async () => {
  const scene = await Scene.open(world);
  const config = (more: Fields = {}): Fields => ({ model: "PUSH", name: "Phone", ...more });
  const made = await scene.make(TOKEN, config());
  const pinned = config({ name: "Phone 2", pin_wo: "4711", pin_position: "BEFORE_OTP", pin_wo_version: 1 });
  const planned = await scene.core.plan(TOKEN, pinned, made);
  expect(planned.action).toBe("update");
  const now = (await scene.core.apply(planned)) ?? expect.fail();
  expect(now.state).toMatchObject({ id: getId(made), name: "Phone 2", pin_position: "BEFORE_OTP" });

  const imported = await scene.core.import(TOKEN, { id: getId(made) });
  const after = config({ name: "Phone 2", pin_position: "BEFORE_OTP" });
  expect((await scene.core.plan(TOKEN, after, imported)).action).toBe("nothing");
  const app: Fields = { model: "GOOGLE_AUTHENTICATOR", name: "Phone 2" };
  expect((await scene.core.plan(TOKEN, app, imported)).action).toBe("replace");
});

it("requests are confirmed by a code unless a configuration says otherwise, and a change elsewhere is undone", async () => {
  const scene = await Scene.open(world);
  const plain: Fields = { name: "VPN" };
  const choosing: Fields = { name: "VPN", push_confirmation: "CHOICE" };
  let now = await scene.make(RESOURCE, plain);
  expect(now.state).toMatchObject({ push_confirmation: "CODE" });
  const apply = async (config: Fields) =>
    (await scene.core.apply(await scene.core.plan(RESOURCE, config, now))) ?? expect.fail();
  now = await apply(choosing);
  expect(now.state).toMatchObject({ push_confirmation: "CHOICE" });

  await scene.admin.do(
    "resourceUpdate",
    { resource: { name: "VPN" }, pushConfirmation: "APPROVE" },
    "__typename",
  );
  now = (await scene.core.read(RESOURCE, now)) ?? expect.fail();
  expect(now.state).toMatchObject({ push_confirmation: "APPROVE" });
  now = await apply(plain);
  expect(now.state).toMatchObject({ push_confirmation: "CODE" });
});
