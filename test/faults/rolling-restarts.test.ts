import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { newOperatorKey } from "../support/installation.js";
import { Listener } from "../support/listener.js";
import { LoadBalancer } from "./load-balancer.js";
import { freePort } from "../support/postgres.js";
import { Workshop, type ServerProcess } from "../support/process.js";
import { installed, startHaproxy, startNginx } from "../support/real-balancers.js";
import { Seed, type Device } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

/** People who sign in at the same time, each with a device that counts. */
const PEOPLE = 12;

/** How many sign-ins there are at least, and how many restarts. */
const [SIGN_INS, RESTARTS] = byTier([500, 1], [3_000, 3]);

/** What stands before the replicas. */
interface Front {
  readonly url: string;
  /** What it had to answer itself, where it says that. */
  readonly failures?: readonly string[];
  close(): Promise<void>;
}

interface Way {
  /** Seconds of TOKENPLANE_DRAIN_SECONDS, as the page says. */
  readonly drain: number;
  /** How long it needs to see that a server is there again, in milliseconds. */
  readonly notices: number;
  readonly open: (urls: readonly string[]) => Promise<Front>;
}

/** One of our own, as strict as a real one, and quicker to notice. */
const ASKING: Way = {
  // It asks twice a second, but stands still with the process of the tests, on a machine that has other work.
  drain: 5,
  notices: 1_000,
  open: (urls) => LoadBalancer.open(urls),
};

/** The server that is left may answer late; one that drains is noticed by what it answers. */
const haproxyThatWaits = (urls: readonly string[]) =>
  startHaproxy(urls, { "  default-server check": "  timeout check 30s\n  default-server check" });

const HAPROXY: Way = { drain: 5, notices: 4_000, open: haproxyThatWaits };

const NGINX: Way = { drain: 0, notices: 2_000, open: startNginx };

let workshop = new Workshop();
let fronts: Front[] = [];

afterEach(async () => {
  for (const front of fronts) await front.close();
  fronts = [];
  await workshop.clear();
  workshop = new Workshop();
});

/** Signs a person in, again and again, until it is over. @returns what went wrong. */
async function keepSigningIn(
  seed: Seed,
  device: Device,
  isOver: () => boolean,
  count: () => void,
): Promise<string[]> {
  const failures: string[] = [];
  while (!isOver()) {
    try {
      const isGranted = await seed.signIn({ token: device.id }, "VPN", device.press());
      if (!isGranted) failures.push("a right code was denied");
    } catch (error) {
      failures.push(String(error));
    }
    count();
  }
  return failures;
}

/** What went wrong while replicas were restarted. */
interface Outcome {
  /** Requests that the balancer had to answer itself, where it says that. */
  readonly unanswered: readonly string[];
  /** What went wrong for whoever signed in. */
  readonly failures: readonly string[];
  /** What whoever follows the feed noticed. */
  readonly feed: readonly string[];
}

const NIL_UUID: Outcome = { unanswered: [], failures: [], feed: [] };

/** Restarts two replicas in turn while people sign in. */
async function restartInTurn({ drain, notices, open }: Way): Promise<Outcome> {
  const settings = {
    DATABASE_URL: await makeDatabase(),
    TOKENPLANE_MASTER_KEY: newMasterKey(),
    TOKENPLANE_DRAIN_SECONDS: `${drain}`,
  };
  const start = (port: number) => workshop.start({ ...settings, PORT: `${port}` });
  const ports = [await freePort(), await freePort()];
  const servers: ServerProcess[] = [];
  for (const port of ports) servers.push(await start(port));
  const front = await open(servers.map(({ url }) => url));
  fronts.push(front);
  const seed = await Seed.account(new Api(front.url, await newOperatorKey(settings)), manualClock());
  await seed.resource("VPN");
  const devices: Device[] = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    const login = `person-${number}`;
    await seed.user(login);
    devices.push(await seed.counterFob({ of: login, at: ["VPN"] }));
  }
  const { url, key } = seed.admin;
  const follower = await Listener.open({ url, key }, { types: ["AUTHENTICATION_GRANTED"] });

  let [signIns, isRolling] = [0, true];
  const isOver = () => !isRolling && signIns >= SIGN_INS;
  const count = () => {
    signIns += 1;
  };
  const people = devices.map((device) => keepSigningIn(seed, device, isOver, count));
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    const index = restart % servers.length;
    const ended = await servers[index]?.stop();
    if (ended?.code !== 0 || ended.stderr !== "") throw new Error(`a server ended with ${ended?.stderr}`);
    servers[index] = await start(ports[index] ?? 0);
    await setTimeout(notices);
  }
  isRolling = false;
  const failures = (await Promise.all(people)).flat();
  // Who follows the feed missed nothing, and was asked each time to connect again.
  await follower.hears(signIns - failures.length);
  await follower.stop();
  const granted = signIns - failures.length;
  return {
    unanswered: front.failures ?? [],
    failures,
    feed: [
      ...follower.losses.filter((reason) => reason !== "The server restarts. Connect again."),
      ...(follower.heard.length === granted
        ? []
        : [`${follower.heard.length} of ${granted} events were heard`]),
    ],
  };
}

describe.skipIf(inject("postgresUrl") === undefined)("two replicas that are restarted in turn", () => {
  it("lose no request behind a balancer that asks for their health", { tags: "deep" }, async () => {
    expect(await restartInTurn(ASKING)).toEqual(NIL_UUID);
  });

  it(
    "lose no request behind HAProxy, with the configuration of the page",
    { tags: "deep" },
    async ({ skip }) => {
      skip(installed("haproxy") === undefined, "haproxy is not installed here");
      expect(await restartInTurn(HAPROXY)).toEqual(NIL_UUID);
    },
  );

  it(
    "lose at most what comes in the moment of stopping behind nginx, which says what to do then, with the configuration of the page",
    { tags: "deep" },
    async ({ skip }) => {
      skip(installed("nginx") === undefined, "nginx is not installed here");
      const { failures, ...others } = await restartInTurn(NGINX);
      expect(failures.filter((what) => !what.includes("No server can answer. Send this again"))).toEqual([]);
      // Each person has one request at a time.
      expect(failures.length).toBeLessThanOrEqual(RESTARTS * PEOPLE);
      expect({ ...others, failures: [] }).toEqual(NIL_UUID);
    },
  );
});
