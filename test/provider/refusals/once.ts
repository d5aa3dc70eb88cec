// What is refused of actions and of ephemeral resources.
import { invoke, open } from "../../support/fake-core/once.js";
import type { Row } from "./row.js";
import { Scene } from "../../support/scene.js";
import { idToWrite } from "./links.js";

const UNLOCK = "tokenplane_unlock";
const REVOKE = "tokenplane_revoke_bypass";
const API_KEY = "tokenplane_api_key";

export const onceRows: readonly Row[] = [
  {
    refusal: "TokenUnlock NotFoundError",
    when: "there is no token with the id",
    happens: ({ calls }) => invoke(calls, UNLOCK, { token_id: "nothing" }),
    at: "token_id",
    says: idToWrite("token_id"),
  },
  {
    refusal: "TokenUnlock LockedError",
    when: "a hundred failures in a row locked it",
    async happens({ calls, seed, world }) {
      const fob = await seed.fob();
      for (let failures = 1; failures <= 100; failures += 1) {
        await seed.admin.do(
          "tokenCheckOtp",
          { token: { id: fob.id }, passcode: fob.wrongCode() },
          "__typename",
        );
        if (failures % 5 === 0) world.clock.pass(301);
      }
      await invoke(calls, UNLOCK, { token_id: fob.id });
    },
    at: "token_id",
    says: "only an ADMIN may unlock it.",
  },
  {
    refusal: "TokenBypassRevoke NotFoundError",
    when: "there is no bypass with the id",
    happens: ({ calls }) => invoke(calls, REVOKE, { bypass_id: "nothing" }),
    at: "bypass_id",
    says: idToWrite("bypass_id"),
  },
  {
    refusal: "ApiKeyCreate NotFoundError",
    when: "there is no resource with the id",
    async happens({ world }) {
      const { calls } = await Scene.open(world, { role: "ADMIN" });
      await open(calls, API_KEY, { role: "AUDITOR", resource_id: "nothing" });
    },
    at: "resource_id",
    says: idToWrite("resource_id"),
  },
  {
    refusal: "ApiKeyCreate ValidationFailedError",
    when: "the role is wider than that of the provider's key",
    happens: ({ calls }) => open(calls, API_KEY, { role: "ADMIN" }),
    at: "role",
    says: /PROVISIONER/,
  },
];
