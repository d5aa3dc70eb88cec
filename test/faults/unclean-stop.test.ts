import { cpSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import pino from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { makeOperatorKey } from "../../server/accounts/operator.js";
import { readConfig } from "../../server/config.js";
import { openEmbedded } from "../../server/database/embedded.js";
import { logOptions } from "../../server/log.js";
import { startServer } from "../../server/main.js";
import { Api } from "../support/api.js";
import { getDatabaseTime, manualClock } from "../support/clock.js";
import { EVENTUALLY } from "../support/eventually.js";
import { canMount, mount, unmount } from "../support/disk.js";
import { prepareFolder } from "../support/prepared.js";
import { runCommand, startCommand, Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { someByTier } from "../support/tier.js";
import { answerTo, check, confirm, DENIED, GRANTED, madeToken, getState } from "../support/sign-in.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

const clock = manualClock();
const NOT_CLOSED = /the database was not closed properly the last time.*links that were not used are void/;

interface Opened {
  readonly url: string;
  readonly operator: () => Promise<Api>;
  /** How often it said that the database was not closed. */
  readonly said: () => number;
  readonly stop: () => Promise<void>;
}

const opened = new Set<Opened>();
afterAll(async () => {
  for (const one of opened) await one.stop();
});

/** A server in this process, on a data folder. */
async function open(folder: string, settings: Record<string, string> = {}): Promise<Opened> {
  const lines: string[] = [];
  const log = pino(logOptions("info"), { write: (line: string) => lines.push(line) });
  const config = readConfig({ PORT: "0", TOKENPLANE_DATA_DIR: folder, ...settings });
  const server = await startServer(config, clock.clock, log, undefined, getDatabaseTime(clock.clock));
  const one: Opened = {
    url: server.url,
    operator: async () => new Api(server.url, await makeOperatorKey(server.services, "test")),
    said: () => lines.filter((line) => NOT_CLOSED.test(line)).length,
    async stop() {
      opened.delete(one);
      await server.stop();
    },
  };
  opened.add(one);
  return one;
}

/** What a failure of the power would leave of a data folder, if the disk has all that was written so far. */
function powerFails(folder: string): string {
  const left = workshop.dataFolder();
  cpSync(folder, left, { recursive: true, filter: (source) => !source.endsWith(".sock") });
  cpSync(`${folder}.master-key`, `${left}.master-key`);
  return left;
}

/** Runs SQL on the database of a server that is stopped. */
async function alter(folder: string, sql: string): Promise<void> {
  const database = await openEmbedded(`${folder}/database`);
  await database.script(sql);
  await database.close();
}

/** Anna and her devices: two with right clocks, one whose wrong clock was learnt, one that counts. */
async function annaAtVpn(server: Opened) {
  const seed = await Seed.account(await server.operator(), clock);
  await seed.resource("VPN", { failedAttemptsBeforeLock: 3 });
  const of = async (login: string, oath: { readonly periodSeconds: number } | null) => {
    await seed.user(login);
    const place = { of: login, at: ["VPN"] };
    return oath === null ? seed.counterFob(place) : seed.fob(place, oath);
  };
  const devices = {
    steady: await of("anna", { periodSeconds: 30 }),
    slow: await of("berta", { periodSeconds: 60 }),
    ahead: await of("clara", { periodSeconds: 30 }),
    counting: await of("dora", null),
  };
  for (const steps of [1, 2]) {
    devices.ahead.ahead = 30 * steps;
    expect(await seed.signIn({ token: devices.ahead.id }, "VPN", devices.ahead.code())).toBe(true);
    clock.pass(120);
  }
  const app = await madeToken({ clock }, seed, "app", { software: { googleAuthenticator: {} } });
  return { seed, devices, app };
}

function signIn(api: Api, token: { readonly id: string }, passcode: string): Promise<string> {
  return answerTo(api, { resource: { name: "VPN" }, subject: { token: { id: token.id } }, passcode });
}

describe.skipIf(!canMount())("a start on a full disk (skipped where no disk can be mounted)", () => {
  it("opens nothing, so that the next one does not say that the database was not closed", async () => {
    const disk = `${workshop.dataFolder()}.disk`;
    mkdirSync(disk);
    mount(disk, "size=20m");
    try {
      const folder = path.join(disk, "data");
      await expect(open(folder)).rejects.toThrow(
        `There is too little room on the disk of ${folder}/database.`,
      );
      expect(existsSync(path.join(folder, "running"))).toBe(false);
    } finally {
      unmount(disk);
    }
  });
});

describe("an embedded database that was not closed", () => {
  it("takes no TOTP code whose use it may have forgotten, through no entry", async () => {
    const folder = prepareFolder(workshop.dataFolder());
    const first = await open(folder);
    expect(first.said()).toBe(0);
    const { seed, devices, app } = await annaAtVpn(first);
    const byClock = [devices.steady, devices.slow, devices.ahead];
    const left = powerFails(folder);
    // The last that could be used: of the window's last step.
    const used = byClock.map((device) => ({ device, code: device.code(1) }));
    for (const { device, code } of used) expect(await signIn(seed.admin, device, code)).toBe(GRANTED);
    const firstCode = app.code(1);
    expect(await confirm(seed, app.id, firstCode)).toBeNull();
    await first.stop();

    const second = await open(left);
    expect(second.said()).toBe(1);
    const found = seed.at(second.url);
    for (const { device, code } of used) {
      for (const one of [code, device.code()]) {
        expect(await signIn(found.admin, device, one)).toBe(DENIED);
        expect(await found.events(1)).toEqual(["AUTHENTICATION_DENIED REPLAYED"]);
        expect(await check(found, device.id, one)).toBe("REPLAYED");
      }
      expect(await getState(found.admin, device.id)).toMatchObject({ failures: 0, lock: null });
    }
    for (const one of [firstCode, app.code()]) expect(await confirm(found, app.id, one)).toBe("REPLAYED");
    expect(await signIn(found.admin, devices.counting, devices.counting.press())).toBe(GRANTED);

    await second.stop();
    const third = await open(left);
    expect(third.said(), "that stop was a clean one").toBe(0);
    const later = seed.at(third.url);
    clock.pass(30);
    for (const { device, code } of used) expect(await signIn(later.admin, device, code)).toBe(DENIED);
    expect(await confirm(later, app.id, firstCode)).toBe("REPLAYED");
    clock.pass(30);
    for (const device of [devices.steady, devices.ahead]) {
      expect(await signIn(later.admin, device, device.code())).toBe(GRANTED);
    }
    expect(await confirm(later, app.id, app.code())).toBeNull();
    expect(await signIn(later.admin, devices.slow, devices.slow.code())).toBe(DENIED);
    clock.pass(60);
    expect(await signIn(later.admin, devices.slow, devices.slow.code())).toBe(GRANTED);
    await third.stop();
  });

  it("does so whatever window is set later", { tags: "deep" }, async () => {
    const folder = prepareFolder(workshop.dataFolder());
    const first = await open(folder);
    const { seed, devices } = await annaAtVpn(first);
    const left = powerFails(folder);
    const code = devices.steady.code(1);
    expect(await signIn(seed.admin, devices.steady, code)).toBe(GRANTED);
    await first.stop();
    const second = await open(left, { TOKENPLANE_TOTP_WINDOW: "0" });
    clock.pass(30);
    expect(await signIn(seed.at(second.url).admin, devices.steady, code)).toBe(DENIED);
    clock.pass(30);
    expect(await signIn(seed.at(second.url).admin, devices.steady, devices.steady.code())).toBe(GRANTED);
    await second.stop();
  });

  it("never takes a mark back", { tags: "deep" }, async () => {
    const folder = prepareFolder(workshop.dataFolder());
    const first = await open(folder);
    const { seed, devices } = await annaAtVpn(first);
    const code = devices.steady.code();
    expect(await signIn(seed.admin, devices.steady, code)).toBe(GRANTED);
    const left = powerFails(folder);
    await first.stop();
    clock.pass(-600);
    const second = await open(left);
    expect(second.said()).toBe(1);
    clock.pass(600);
    const { admin } = seed.at(second.url);
    expect(await signIn(admin, devices.steady, code)).toBe(DENIED);
    expect(await signIn(admin, devices.steady, devices.steady.code(1))).toBe(GRANTED);
    await second.stop();
  });

  it("is still marked so after a start that fails", { tags: "deep" }, async () => {
    const folder = prepareFolder(workshop.dataFolder());
    const first = await open(folder);
    const { seed, devices } = await annaAtVpn(first);
    const left = powerFails(folder);
    await first.stop();
    await alter(left, "UPDATE _prisma_migrations SET migration_name = migration_name || '_later'");
    await expect(open(left)).rejects.toThrow("newer Tokenplane");
    await alter(left, "UPDATE _prisma_migrations SET migration_name = replace(migration_name, '_later', '')");
    const second = await open(left);
    expect(second.said()).toBe(1);
    expect(await signIn(seed.at(second.url).admin, devices.steady, devices.steady.code())).toBe(DENIED);
    await second.stop();
  });

  it(
    "is handled in the same way when a command opens it first: the command says so on standard error",
    { tags: "deep" },
    async () => {
      const settings = {
        TOKENPLANE_DATA_DIR: prepareFolder(workshop.dataFolder()),
        TOKENPLANE_LOG_FORMAT: "json",
      };
      const first = await workshop.start(settings);
      expect(first.stdout()).not.toMatch(NOT_CLOSED);
      await first.kill();
      const { code, stdout, stderr } = await runCommand(["operator-key"], settings);
      expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^tp_\w+\n$/) });
      expect(stderr).toMatch(NOT_CLOSED);
      const second = await workshop.start(settings);
      expect(second.stdout()).not.toMatch(NOT_CLOSED);
      await second.kill();
      const third = await workshop.start(settings);
      expect(third.stdout()).toMatch(NOT_CLOSED);
      await third.stop();
      const fourth = await workshop.start(settings);
      expect(fourth.stdout()).not.toMatch(NOT_CLOSED);
      await fourth.stop();
    },
  );
});

describe("a signal while the embedded database is being opened", () => {
  it.each(
    someByTier([
      { ended: 0, command: ["start"], signal: "SIGTERM" },
      { ended: 1, command: ["master-key", "rotate"], signal: "SIGINT" },
    ] as const),
  )("closes it before $command ends", async ({ command, signal, ended }) => {
    const folder = prepareFolder(workshop.dataFolder());
    const mark = path.join(folder, "running");
    const settings = { TOKENPLANE_DATA_DIR: folder, PORT: "0" };
    const running = startCommand(command, settings);
    await expect.poll(() => existsSync(mark), { ...EVENTUALLY, interval: 1 }).toBe(true);
    // As npm and npx do: they pass on what a terminal sends to the whole group anyway.
    for (const _ of [1, 2]) running.kill(signal);
    expect(await running.ended).toMatchObject({ code: ended, signal: null });
    expect(existsSync(mark)).toBe(false);
  });
});
