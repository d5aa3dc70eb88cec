// A server that goes away in the middle of an apply, and a network that loses answers.
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { applyWithAdvice } from "./adopt.js";
import { Api } from "../support/api.js";
import type { Core } from "../support/cores.mjs";
import { ESTATE, ESTATE_EVENTS, ESTATE_SIZE, eventCounts, inState, onServer } from "./estate.js";
import { newPlace } from "../support/installation.js";
import { changesIn, Middleman, type Asked } from "../support/middleman.js";
import { freePort } from "../support/postgres.js";
import { Workshop, type ServerProcess } from "../support/process.js";
import { coreOfEachName, getWorkspace, type Workspace } from "../support/terraform.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

/** The key by which a change is known again; undefined for what only asks. */
function getKey({ variables }: Asked): string | undefined {
  const { input } = variables as { readonly input?: { readonly idempotencyKey: string } };
  return input?.idempotencyKey;
}

describe.each(coreOfEachName())("an apply of all types with %s", (_name, core: Core) => {
  let place: Readonly<Record<string, string>>;
  let server: ServerProcess;
  let admin: Api;
  let middleman: Middleman;
  let workspace: Workspace;

  beforeEach(async () => {
    // A port that nobody else gets while the server is away.
    place = { ...(await newPlace(() => workshop.dataFolder())), PORT: String(await freePort()) };
    server = await workshop.start(place);
    admin = new Api(server.url, await server.firstAdminKey());
    const between = await Middleman.open(server.url);
    const here = getWorkspace(core, {
      TOKENPLANE_ENDPOINT: between.url,
      TOKENPLANE_API_KEY: admin.key,
    });
    onTestFinished(async () => {
      here.clear();
      await between.close();
    });
    [middleman, workspace] = [between, here];
    workspace.write("main.tf", ESTATE);
  });

  /** Waits until so many changes were asked for. */
  const changesAsked = (count: number) =>
    new Promise<void>((resolve) => {
      let asked = 0;
      middleman.manners = {
        before(request) {
          asked += changesIn(request);
          if (asked >= count) resolve();
          return undefined;
        },
      };
    });

  async function expectTheEstate(): Promise<void> {
    expect(Object.keys(workspace.instances())).toHaveLength(ESTATE_SIZE);
    expect(inState(workspace)).toEqual(await onServer(admin));
    const { API_KEY_CREATED: _first, ACCOUNT_CREATED: _account, ...events } = await eventCounts(admin);
    expect(events).toEqual(ESTATE_EVENTS);
    expect(await workspace.plan()).toMatchObject({ isEmpty: true });
  }

  it(
    "survives a server that is killed and comes back within a minute: nothing is made twice",
    { tags: "deep" },
    async () => {
      const reached = changesAsked(25);
      const apply = workspace.start(["apply", "-auto-approve"]);
      await reached;
      await server.kill();
      await new Promise((later) => setTimeout(later, 3_000));
      server = await workshop.start(place);
      const { code, output } = await apply.ended;
      expect(code, output).toBe(0);
      // More was asked than was done.
      const asked = middleman.asked.map(getKey).filter((key) => key !== undefined);
      expect(asked.length).toBeGreaterThan(new Set(asked).size);
      await expectTheEstate();
    },
  );

  it("survives answers that are lost: what was done is not done again", { tags: "deep" }, async () => {
    const seen = new Set<string>();
    let cuts = 0;
    middleman.manners = {
      cuts(request) {
        const key = getKey(request);
        // The answer to every change is lost the first time.
        if (key === undefined || seen.has(key)) return false;
        seen.add(key);
        cuts += changesIn(request);
        return true;
      },
    };
    await workspace.apply();
    expect(cuts).toBe(ESTATE_SIZE);
    expect(middleman.asked.reduce((sum, request) => sum + changesIn(request), 0)).toBe(2 * ESTATE_SIZE);
    await expectTheEstate();
  });

  // It takes as long as the provider's patience, so that one core is enough.
  it.runIf(core === coreOfEachName()[0]?.[1])(
    "gives a server up that stays away, once for each resource and not one after the other, and goes on later",
    { tags: "deep" },
    async () => {
      const reached = changesAsked(5);
      const apply = workspace.start(["apply", "-auto-approve"]);
      await reached;
      const began = performance.now();
      await server.kill();
      const { code, output } = await apply.ended;
      // A server is waited for a minute and a quarter, not that long for each resource: ten at a time would be twice as long.
      expect(performance.now() - began).toBeLessThan(140_000);
      expect(code).toBe(1);
      const complaints = output.split(/^(?=Error: )/m).slice(1);
      const about = complaints.map((complaint) => {
        expect(complaint).toContain("Error: The Tokenplane server cannot be reached");
        expect(complaint.replaceAll(/\s+/g, " ")).toContain("Check that the server runs");
        return /^ {2}with (\S+),$/m.exec(complaint)?.[1];
      });
      expect(about.length).toBeGreaterThan(15);
      expect(new Set(about).size).toBe(about.length);
      expect(about).not.toContain(undefined);

      server = await workshop.start(place);
      middleman.manners = {};
      // What was done without an answer is adopted, as the next apply advises.
      await applyWithAdvice(workspace);
      expect(Object.keys(workspace.instances())).toHaveLength(ESTATE_SIZE);
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });
    },
  );
});
