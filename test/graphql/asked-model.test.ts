import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type AskedKind, AskedWalk, someWalk } from "../support/asked-walk.js";
import { counterexample, timeout } from "../support/model-check.js";
import { PUBLIC } from "../support/push.js";
import { byTier } from "../support/tier.js";
import { onOneStore } from "../support/world.js";

// The rules of challenges that are sent or shown are written down once more in test/support/asked-walk.ts.

const RUNS = byTier(1, 20);
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const walks = fc.noBias(someWalk);

onOneStore(
  "whatever people do with what they are sent",
  (world) => {
    it.each<AskedKind>(["SMS", "PUSH"])(
      "is answered, counted and logged as the rules say: %s",
      async (kind) => {
        const found = await counterexample("test/graphql/asked-model.test.ts", RUNS, walks, async (walk) => {
          const asked = await AskedWalk.begin(world(), kind, privateKey);
          for (const move of walk) await asked.take(move);
        });
        expect(found === null, found ?? "").toBe(true);
      },
      timeout(RUNS),
    );
  },
  { TOKENPLANE_PUBLIC_URL: PUBLIC },
);
