import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { newApiKey } from "../../server/access/api-key.js";
import { deliver, type Outgoing } from "../../server/commands/syslog-delivery.js";
import { syslogFrame } from "../../server/commands/syslog-message.js";
import {
  currentReceiver,
  syslogReceiver,
  SyslogLost,
  SyslogSession,
} from "../../server/commands/syslog-session.js";
import { UsageError } from "../../server/start-error.js";
import { Api } from "../support/api.js";
import { type Certificate, Certificates, hasOpenssl, NO_OPENSSL } from "../support/certificates.js";
import { EVENTUALLY } from "../support/eventually.js";
import { FakeFeed } from "../support/fake-feed.js";
import { newPlace, openHere, stopAll } from "../support/installation.js";
import { adapted, blockBelow } from "../support/pages.js";
import { freePort } from "../support/postgres.js";
import { Workshop } from "../support/process.js";
import { SyslogListener } from "../support/syslog-receiver.js";
import { Tail } from "../support/tail.js";

function hasRsyslog(): boolean {
  const found = spawnSync("rsyslogd", ["-v"], { stdio: "ignore" }).status === 0;
  const folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"];
  return found && folders.some((folder) => existsSync(path.join(folder, "rsyslog/lmnsd_gtls.so")));
}

function reaches(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    }).once("error", () => resolve(false));
  });
}

describe.skipIf(!hasOpenssl())(`events to syslog${hasOpenssl() ? "" : `: ${NO_OPENSSL}`}`, () => {
  const certificates = hasOpenssl() ? new Certificates() : undefined;
  const made = (() => {
    if (certificates === undefined) return undefined;
    const authority = certificates.make("authority");
    const other = certificates.make("other");
    return {
      authority,
      other,
      server: certificates.make("receiver", authority),
      client: certificates.make("client", authority),
      stranger: certificates.make("stranger", other),
    };
  })();
  const files = () => {
    if (made === undefined || certificates === undefined) throw new Error(NO_OPENSSL);
    return { ...made, folder: certificates.folder };
  };
  afterAll(() => certificates?.clear());

  let workshop = new Workshop();
  let tails: Tail[] = [];
  let listeners: SyslogListener[] = [];

  afterEach(async () => {
    await Promise.all(tails.map((tail) => tail.stop("SIGKILL")));
    await Promise.all(listeners.map((listener) => listener.close()));
    [tails, listeners] = [[], []];
    await stopAll();
    await workshop.clear();
    workshop = new Workshop();
  });

  const listen = async (...args: Parameters<typeof SyslogListener.open>) => {
    const listener = await SyslogListener.open(...args);
    listeners.push(listener);
    return listener;
  };

  const serve = async () => {
    const server = await openHere(await newPlace(() => workshop.dataFolder()));
    const key = server.firstAdminKey ?? "";
    const create = (login: string) => new Api(server.url, key).do("userCreate", { login }, "__typename");
    const tail = (...args: string[]) => {
      const one = new Tail(server.url, key, args);
      tails.push(one);
      return one;
    };
    return { create, tail };
  };

  const getReceiver = (port: number) =>
    syslogReceiver({ to: `syslog+tls://127.0.0.1:${port}`, caCertFile: files().authority.certFile });

  it("lose nothing while the receiver is cut, away, or dies with what it has not read, and go on after a stop", async () => {
    const { create, tail } = await serve();
    const { authority, server, folder } = files();
    const port = await freePort();
    let receiver = await listen(server, port);
    const cursorFile = path.join(folder, "cursor");
    const receiverArgs = ["--to", `syslog+tls://127.0.0.1:${port}`, "--ca-cert-file", authority.certFile];
    const args = [...receiverArgs, "--cursor-file", cursorFile, "--format", "cef", "--types", "USER_CREATED"];
    const logins = (of: SyslogListener) => of.messages.map((text) => / duser=(\S+) /.exec(text)?.[1]);
    const first = tail(...args);
    // It begins where it was connected: that is kept before the first event.
    await expect
      .poll(() => existsSync(cursorFile) && readFileSync(cursorFile, "utf8").trim() !== "")
      .toBe(true);
    await create("anna");
    await expect.poll(() => logins(receiver)).toEqual(["anna"]);
    expect(receiver.messages[0]).toMatch(
      /^<86>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [\x21-\x7e]+ tokenplane \d+ USER_CREATED \[origin software="Tokenplane" swVersion="[\d.]+"\] CEF:0\|Tokenplane\|/,
    );

    receiver.cut();
    await create("bert");
    await expect.poll(() => logins(receiver)).toContain("bert");

    await receiver.close();
    await first.until(() => first.stderr.includes("trying again"));
    await create("cleo");
    receiver = await listen(server, port);
    await expect.poll(() => logins(receiver)).toContain("cleo");

    // It takes the bytes of one more event and dies before it has read them.
    let taken = 0;
    receiver.onConnection = () => {
      taken += 1;
    };
    receiver.cut();
    await create("dora");
    await expect.poll(() => taken).toBeGreaterThan(0);
    receiver.onConnection = undefined;
    receiver.cut();
    await expect.poll(() => logins(receiver)).toContain("dora");

    expect(await first.stop("SIGTERM")).toBe(0);
    expect(first.stdout).toBe("");
    await create("emil");
    const second = tail(...args);
    await expect.poll(() => logins(receiver)).toContain("emil");
    expect(await second.stop()).toBe(0);
    expect(second.stderr).toBe("");
    // What was confirmed is not sent again.
    expect(logins(receiver).indexOf("emil")).toBe(logins(receiver).length - 1);
    expect(logins(receiver).slice(logins(receiver).lastIndexOf("dora"))).toEqual(["dora", "emil"]);
    expect(receiver.garbage).toEqual([]);
  });

  it(
    "are kept as arrived up to the furthest place, and a line of JSON says that it is shortened",
    { tags: "deep" },
    async () => {
      const { authority, server, folder } = files();
      const receiver = await listen(server);
      const feed = await FakeFeed.open();
      const cursorFile = path.join(folder, "furthest.cursor");
      const kept = () => readFileSync(cursorFile, "utf8").trim();
      const to = ["--to", `syslog+tls://127.0.0.1:${receiver.port}`, "--ca-cert-file", authority.certFile];
      const one = new Tail(feed.url, newApiKey(), [...to, "--cursor-file", cursorFile]);
      tails.push(one);
      await expect.poll(() => feed.subscriptions).toBe(1);
      feed.emit("E1", { summary: "x".repeat(10_000) });
      // As many as end a connection at once, so that they have arrived.
      for (let n = 2; n <= 2_000; n += 1) feed.emit(`E${n}`);
      await expect.poll(kept).toBe("E2000");
      const [shortened, whole] = receiver.messages.map(
        (text) => JSON.parse(text.slice(text.indexOf("{"))) as object,
      );
      expect(shortened).toMatchObject({ cursor: "E1", shortened: true });
      expect(whole).toMatchObject({ cursor: "E2" });
      expect(whole).not.toHaveProperty("shortened");

      feed.pass("P1");
      await expect.poll(kept).toBe("P1");
      feed.emit("E2001");
      await expect.poll(() => receiver.messages.length).toBe(2_001);
      // It is not known yet whether that one has arrived.
      feed.pass("P2");
      await feed.isHeard();
      expect(kept()).toBe("P1");
      expect(await one.stop("SIGTERM")).toBe(0);
      expect(kept()).toBe("P2");
      await feed.close();
    },
  );

  /** Files of certificates that are replaced while they are used. */
  const renewable = () => {
    const own = {
      caCertFile: path.join(files().folder, "renewed-ca.pem"),
      clientCertFile: path.join(files().folder, "renewed.pem"),
      clientKeyFile: path.join(files().folder, "renewed-key.pem"),
    };
    const renew = (by: Certificate, { certFile, keyFile }: Certificate) => {
      copyFileSync(by.certFile, own.caCertFile);
      copyFileSync(certFile, own.clientCertFile);
      copyFileSync(keyFile, own.clientKeyFile);
    };
    return { own, renew };
  };

  it("go by the certificates that are there at each connection, and by those of before while these are wrong", async () => {
    const { authority, other, server, client, stranger } = files();
    const { own, renew } = renewable();
    renew(authority, client);
    const port = await freePort();
    const first = await listen(server, port, { clientCa: authority });
    const wrong: string[] = [];
    const receiver = currentReceiver({ to: `syslog+tls://127.0.0.1:${port}`, ...own }, (sentence) =>
      wrong.push(sentence),
    );
    const connects = async (listener: SyslogListener, count: number) => {
      const session = await SyslogSession.open(receiver(), new AbortController().signal);
      await expect.poll(() => listener.connections).toBe(count);
      session.drop();
    };
    await connects(first, 1);
    await first.close();
    // Another authority now signs the certificates of both sides.
    const second = await listen(stranger, port, { clientCa: other });
    renew(other, stranger);
    await connects(second, 1);
    // A certificate whose key is not there yet.
    copyFileSync(client.certFile, own.clientCertFile);
    await connects(second, 2);
    await connects(second, 3);
    expect(wrong).toEqual([expect.stringContaining("must be a certificate and its private key")]);
    renew(authority, client);
    await expect(connects(second, 4)).rejects.toThrow(SyslogLost);
  });

  it(
    "are sent by certificates that were renewed meanwhile; that new ones are wrong is said once",
    { tags: "deep" },
    async () => {
      const { create, tail } = await serve();
      const { authority, other, server, client, stranger } = files();
      const { own, renew } = renewable();
      renew(authority, client);
      const port = await freePort();
      let receiver = await listen(server, port, { clientCa: authority });
      const following = tail(
        "--to",
        `syslog+tls://127.0.0.1:${port}`,
        "--ca-cert-file",
        own.caCertFile,
        "--client-cert-file",
        own.clientCertFile,
        "--client-key-file",
        own.clientKeyFile,
        "--types",
        "USER_CREATED",
      );
      const arrives = async (login: string) => {
        await create(login);
        await expect.poll(() => receiver.messages.join("\n")).toContain(login);
      };
      for (let n = 0; receiver.messages.length === 0; n += 1) await create(`anna-${n}`);
      await receiver.close();
      renew(other, stranger);
      receiver = await listen(stranger, port, { clientCa: other });
      await arrives("bert");
      copyFileSync(client.certFile, own.clientCertFile);
      for (const login of ["cleo", "dora"]) {
        receiver.cut();
        await arrives(login);
      }
      expect(await following.stop()).toBe(0);
      expect(
        following.stderr.match(
          /in PEM and without a passphrase: .+ Until this is corrected, the previous certificates stay in use/g,
        ),
      ).toHaveLength(1);
    },
  );

  it("wait for a receiver that takes a connection and says nothing, as for one that is away", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    if (address === null || typeof address === "string") throw new Error("it does not listen");
    const receiver = { ...getReceiver(address.port), patienceMs: 200 };
    await expect(SyslogSession.open(receiver, new AbortController().signal)).rejects.toMatchObject({
      message: `127.0.0.1:${address.port} does not answer, or does not speak TLS`,
      isAway: true,
    });
    silent.close();
  });

  it(
    "are taken no faster than they are read, whole, in order, and again where a connection ended without an answer",
    { tags: "deep" },
    async () => {
      const receiver = await listen(files().server);
      const all = Array.from({ length: 4_500 }, (_, n) => `message ${n} ${"x".repeat(4_000)}`);
      let given = 0;
      let confirmed = -1;
      async function* source(): AsyncGenerator<Outgoing> {
        for (const [n, text] of all.entries()) {
          given = n;
          // Never further ahead of what was confirmed than what is kept.
          expect(n - confirmed).toBeLessThanOrEqual(2_001);
          yield { cursor: String(n), frame: syslogFrame(text) };
          await Promise.resolve();
        }
      }
      let paused = 0;
      receiver.onConnection = (socket) => {
        receiver.read(socket);
        // Reads nothing for a moment, and the second time never again.
        socket.pause();
        paused += 1;
        if (paused !== 2) setTimeout(() => socket.resume(), 300);
      };
      const lost: string[] = [];
      const unknown = await deliver(source(), {
        receiver: () => ({ ...getReceiver(receiver.port), patienceMs: 10_000 }),
        signal: new AbortController().signal,
        onConfirmed: (cursor) => (confirmed = Number(cursor)),
        onLost: (reason) => lost.push(reason),
        onBack: () => lost.push("back"),
      });
      expect(unknown).toBe(0);
      expect(given).toBe(4_499);
      expect(confirmed).toBe(4_499);
      expect(lost).toEqual([expect.stringContaining("the receiver read nothing for too long"), "back"]);
      const got = receiver.messages.map((text) => Number(/^message (\d+) x{4000}$/.exec(text)?.[1]));
      expect([...new Set(got)]).toEqual([...all.keys()]);
    },
  );

  it(
    "wait when they begin for a server and a receiver that are not there yet, with a key in a file",
    { tags: "deep" },
    async () => {
      const { authority, server: certificate, folder } = files();
      const [port, serverPort] = [await freePort(), await freePort()];
      const place = await newPlace(() => workshop.dataFolder());
      const first = await openHere(place);
      const key = first.firstAdminKey ?? "";
      await first.stop();
      const file = path.join(folder, "api-key");
      writeFileSync(file, `${key}\n`);
      const url = `http://127.0.0.1:${serverPort}`;
      const tail = new Tail(url, { file }, [
        "--to",
        `syslog+tls://127.0.0.1:${port}`,
        "--ca-cert-file",
        authority.certFile,
        "--types",
        "USER_CREATED",
        "--cursor-file",
        path.join(folder, "waiting.cursor"),
      ]);
      tails.push(tail);
      const away = [
        `No server answers at ${url} (connect ECONNREFUSED 127.0.0.1:${serverPort}). Start the server, or set TOKENPLANE_ENDPOINT to its address; trying again …\n`,
        `Nothing listens at 127.0.0.1:${port}; trying again …\n`,
      ];
      await tail.until(() => tail.stderr.includes(away[0] ?? ""));
      await openHere({ ...place, PORT: `${serverPort}` });
      await tail.until(() => tail.stderr.includes(away[1] ?? ""));
      const receiver = await listen(certificate, port);
      // It may wait half a minute before it tries again.
      const patiently = { timeout: 3 * EVENTUALLY.timeout };
      await expect
        .poll(() => readFileSync(path.join(folder, "waiting.cursor"), "utf8").trim(), patiently)
        .not.toBe("");
      await new Api(url, key).do("userCreate", { login: "anna" }, "__typename");
      await expect.poll(() => receiver.messages.join("\n"), patiently).toContain("anna");
      expect(await tail.stop("SIGTERM")).toBe(0);
      expect(tail.stderr).toBe(away.join(""));
    },
  );

  it("need settings that fit: what is wrong is said in one sentence, at once", { tags: "deep" }, async () => {
    const { create, tail } = await serve();
    const { authority, server, client, folder } = files();
    const strict = await listen(server, 0, { clientCa: authority });
    const nonsense = path.join(folder, "nonsense");
    writeFileSync(nonsense, "no certificate, no cursor!\n");
    const at = (port: number) => [
      "--to",
      `syslog+tls://127.0.0.1:${port}`,
      "--ca-cert-file",
      authority.certFile,
    ];
    const withClient = ({ certFile, keyFile }: typeof client) => [
      "--client-cert-file",
      certFile,
      "--client-key-file",
      keyFile,
    ];
    for (const [args, code, message] of [
      [["--cursor-file", nonsense], 2, "--cursor-file works only with --to. Give both, or none."],
      [
        [...at(1), "--format", "text"],
        2,
        "--to sends events to programs. Give --format cef, ocsf, ecs or jsonl.",
      ],
      [["--json", "--format", "cef"], 2, "--json means --format jsonl. Give one of the two."],
      [
        [...at(1), "--cursor-file", nonsense],
        2,
        `The file of --cursor-file contains no cursor: ${nonsense}. Delete it to begin at --after, or, without --after, with new events.`,
      ],
      [
        [...at(1), "--cursor-file", "/nowhere/cursor"],
        1,
        "The file of --cursor-file cannot be written: /nowhere/cursor (ENOENT).",
      ],
    ] as const) {
      const one = tail(...args);
      expect({ code: await one.ended, stdout: one.stdout, stderr: one.stderr }).toEqual({
        code,
        stdout: "",
        stderr: `${message}\n`,
      });
    }
    const allowed = tail(...at(strict.port), ...withClient(client), "--types", "USER_CREATED");
    for (let n = 0; strict.messages.length === 0; n += 1) await create(`anna-${n}`);
    expect(await allowed.stop()).toBe(0);
    expect(strict.messages[0]).toMatch(/ \{"cursor":"[^"]+","event":\{"id":"[^"]+","type":"USER_CREATED",/);
  });

  it("need an address and files that fit: what is wrong is said before anything is sent", () => {
    const { client, stranger, folder } = files();
    const nonsense = path.join(folder, "nonsense");
    writeFileSync(nonsense, "no certificate, no cursor!\n");
    const address = "--to takes an address like syslog+tls://siem.example.com:6514.";
    const siem = "syslog+tls://siem";
    for (const [options, message] of [
      [{ to: "siem" }, address],
      [
        { to: "syslog://siem:514" },
        `${address} Events contain personal data, so they are sent only over TLS.`,
      ],
      [{ to: `${siem}:6514/path` }, `${address} Nothing may follow the port.`],
      [
        { to: siem, caCertFile: "/nowhere" },
        "The file of --ca-cert-file (/nowhere) cannot be read (ENOENT). Check the path and the permissions of this file.",
      ],
      [
        { to: siem, caCertFile: nonsense },
        `The file of --ca-cert-file has no certificate in PEM: ${nonsense}.`,
      ],
      [
        { to: siem, clientCertFile: client.certFile },
        "--client-cert-file and --client-key-file work only together. Give both, or none.",
      ],
      [
        { to: siem, clientCertFile: client.certFile, clientKeyFile: stranger.keyFile },
        `The files of --client-cert-file and --client-key-file must be a certificate and its private key, both in PEM and without a passphrase: ${client.certFile}, ${stranger.keyFile}.`,
      ],
    ] as const) {
      expect(() => syslogReceiver(options)).toThrow(new UsageError(message));
    }
  });

  it(
    "are sent to nobody whose certificate, or whose own wish for one, is not met",
    { tags: "deep" },
    async () => {
      const { authority, other, server, client, stranger } = files();
      const receiver = await listen(server);
      const strict = await listen(server, 0, { clientCa: authority });
      const old = await listen(server, 0, { maxVersion: "TLSv1.1" });
      const trial = async (to: string, caCertFile: string, by?: typeof client) => {
        const own = by === undefined ? {} : { clientCertFile: by.certFile, clientKeyFile: by.keyFile };
        const session = await SyslogSession.open(
          syslogReceiver({ to: `syslog+tls://${to}`, caCertFile, ...own }),
          new AbortController().signal,
        );
        await session.finish();
      };
      const refusesClient =
        "refuses the client's certificate, or asks for one. Give --client-cert-file and --client-key-file";
      const ends =
        "closed the connection. If it was not restarted, it may require another client certificate, or --to may have a wrong address";
      for (const [name, of, ca, by, message] of [
        [
          "127.0.0.1",
          receiver,
          other,
          undefined,
          "was issued by an authority that is not trusted here. Give the authority's certificate with --ca-cert-file",
        ],
        [
          "localhost",
          receiver,
          authority,
          undefined,
          "is for another host name. Use a host name of the certificate in --to",
        ],
        ["127.0.0.1", strict, authority, undefined, refusesClient],
        ["127.0.0.1", strict, authority, stranger, ends],
        ["127.0.0.1", old, authority, undefined, "does not speak TLS 1.2 or newer"],
      ] as const) {
        const to = `${name}:${of.port}`;
        const refused = trial(to, ca.certFile, by);
        await expect(refused).rejects.toThrow(SyslogLost);
        await expect(refused).rejects.toThrow(`${to} ${message}`);
      }
      await expect(trial(`127.0.0.1:${strict.port}`, authority.certFile, client)).resolves.toBeUndefined();
      expect(receiver.messages).toEqual([]);
    },
  );

  interface ReceiverFiles {
    readonly folder: string;
    readonly authority: { readonly certFile: string };
    readonly server: { readonly certFile: string; readonly keyFile: string };
    readonly port: number;
    /** Where it writes messages, a line each. */
    readonly out: string;
  }

  // Both with what docs/events.md shows.
  const shown = (language: string, parts: Readonly<Record<string, string>>) =>
    adapted(blockBelow("docs/events.md", "## Send events to a SIEM", language), parts);

  const RSYSLOG = {
    name: "rsyslog",
    isHere: hasRsyslog,
    line: /^<86>1 \S+ \S+ tokenplane \d+ USER_CREATED \[origin [^\]]+\] CEF:0\|/,
    start({ folder, authority, server, port, out }: ReceiverFiles) {
      const configuration = path.join(folder, "rsyslog.conf");
      const input = shown("rsyslog", {
        "global(": `global(workDirectory="${folder}" `,
        "/etc/rsyslog/ca.pem": authority.certFile,
        "/etc/rsyslog/cert.pem": server.certFile,
        "/etc/rsyslog/key.pem": server.keyFile,
        'port="6514"': `address="127.0.0.1" port="${port}"`,
      });
      writeFileSync(
        configuration,
        `${input}template(name="raw" type="string" string="%rawmsg%\\n")
        action(type="omfile" file="${out}" template="raw")\n`,
      );
      const pid = path.join(folder, "rsyslog.pid");
      rmSync(pid, { force: true });
      return spawn("rsyslogd", ["-n", "-f", configuration, "-i", pid], { stdio: "ignore" });
    },
  };

  const SYSLOG_NG = {
    name: "syslog-ng",
    isHere: () => spawnSync("syslog-ng", ["--version"], { stdio: "ignore" }).status === 0,
    line: /^\d{4}-\S+ \S+ USER_CREATED CEF:0\|/,
    start({ folder, server, port, out }: ReceiverFiles) {
      const configuration = path.join(folder, "syslog-ng.conf");
      const input = shown("syslog-ng", {
        "port(6514)": `ip("127.0.0.1") port(${port})`,
        "/etc/syslog-ng/cert.pem": server.certFile,
        "/etc/syslog-ng/key.pem": server.keyFile,
        "/var/log/tokenplane.log": out,
      });
      writeFileSync(configuration, `@version: 3.38\n${input}`);
      const state = ["--persist-file", "--pidfile", "--control"].map(
        (option) => `${option}=${path.join(folder, option.slice(2))}`,
      );
      return spawn("syslog-ng", ["-F", "--no-caps", "-f", configuration, ...state], { stdio: "ignore" });
    },
  };

  it.for([RSYSLOG, SYSLOG_NG])(
    "are taken by $name, also when it is killed and started again",
    { tags: "deep" },
    async ({ name, isHere, line, start: startReceiver }, { skip }) => {
      skip(!isHere(), `there is no ${name} with TLS here`);
      const { create, tail } = await serve();
      const { authority, server, folder } = files();
      const port = await freePort();
      const out = path.join(folder, `${name}.txt`);
      const start = () => startReceiver({ folder, authority, server, port, out });
      let receiving = start();
      try {
        const logins = () =>
          existsSync(out)
            ? [...readFileSync(out, "utf8").matchAll(/ duser=(\S+) /g)].map(([, login]) => login)
            : [];
        await expect.poll(() => reaches(port)).toBe(true);
        const following = tail(
          "--to",
          `syslog+tls://127.0.0.1:${port}`,
          "--ca-cert-file",
          authority.certFile,
          "--cursor-file",
          path.join(folder, `of-${name}`),
          "--format",
          "cef",
          "--types",
          "USER_CREATED",
        );
        for (let n = 0; logins().length === 0; n += 1) await create(`first-${n}`);
        receiving.kill("SIGKILL");
        await once(receiving, "close");
        for (const login of ["anna", "bert"]) await create(login);
        await following.until(() => following.stderr.includes("trying again"));
        receiving = start();
        await expect.poll(logins).toEqual(expect.arrayContaining(["anna", "bert"]));
        expect(await following.stop()).toBe(0);
        for (const taken of readFileSync(out, "utf8").trimEnd().split("\n")) expect(taken).toMatch(line);
      } finally {
        receiving.kill("SIGKILL");
      }
    },
  );
});
