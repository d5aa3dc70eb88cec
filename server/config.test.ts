import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { localOrigin, readConfig, settings } from "./config.js";
import { UsageError } from "./start-error.js";

/** A value of each setting that is not its usual one. */
const ENVIRONMENT: Record<string, string> = {
  HOST: "::1",
  PORT: "0",
  DATABASE_URL: "postgres://user:password@host/database",
  TOKENPLANE_DATA_DIR: "data",
  TOKENPLANE_MASTER_KEY: "key",
  TOKENPLANE_POOL_SIZE: "500",
  TOKENPLANE_DATABASE_SECONDS: "5",
  TOKENPLANE_DATABASE_LONG_SECONDS: "3600",
  TOKENPLANE_TOTP_WINDOW: "0",
  TOKENPLANE_ENROLMENT_MINUTES: "1",
  TOKENPLANE_TRUSTED_PROXIES: "10.0.0.0/8, 192.0.2.1,::1",
  TOKENPLANE_KEY_RATE: "0",
  TOKENPLANE_ADDRESS_RATE: "1",
  TOKENPLANE_ADDRESS_FAILURES: "2",
  TOKENPLANE_CONNECTIONS: "50",
  TOKENPLANE_REQUEST_SECONDS: "3",
  TOKENPLANE_SEAL_SECONDS: "60",
  TOKENPLANE_EVENT_MONTHS: "24",
  TOKENPLANE_CHECKPOINTS: "-",
  TOKENPLANE_METRICS_PORT: "9464",
  TOKENPLANE_METRICS_HOST: "::",
  TOKENPLANE_DRAIN_SECONDS: "600",
  TOKENPLANE_SHUTDOWN_SECONDS: "0",
  TOKENPLANE_LOG_LEVEL: "silent",
  TOKENPLANE_LOG_FORMAT: "json",
};

/** Settings that are refused: the name, the value, and the sentence. */
const REFUSED_SETTINGS: [string, string, string][] = [
  ["PORT", "-1", "PORT must be a whole number from 0 to 65535."],
  ["PORT", "80.5", "PORT must be a whole number from 0 to 65535."],
  ["PORT", "0x50", "PORT must be a whole number from 0 to 65535."],
  ["PORT", "99999999999999999999", "PORT must be a whole number from 0 to 65535."],
  ["TOKENPLANE_POOL_SIZE", "1", "TOKENPLANE_POOL_SIZE must be a whole number from 2 to 500."],
  ["TOKENPLANE_TOTP_WINDOW", "2", "TOKENPLANE_TOTP_WINDOW must be a whole number from 0 to 1."],
  [
    "TOKENPLANE_ENROLMENT_MINUTES",
    "0",
    "TOKENPLANE_ENROLMENT_MINUTES must be a whole number from 1 to 10080.",
  ],
  ["TOKENPLANE_KEY_RATE", "1.5", "TOKENPLANE_KEY_RATE must be a whole number from 0 to 1000000."],
  ["TOKENPLANE_ADDRESS_RATE", "-1", "TOKENPLANE_ADDRESS_RATE must be a whole number from 0 to 1000000."],
  [
    "TOKENPLANE_ADDRESS_FAILURES",
    "many",
    "TOKENPLANE_ADDRESS_FAILURES must be a whole number from 0 to 1000000.",
  ],
  ["TOKENPLANE_CONNECTIONS", "9", "TOKENPLANE_CONNECTIONS must be a whole number from 10 to 1000000."],
  ["TOKENPLANE_REQUEST_SECONDS", "0", "TOKENPLANE_REQUEST_SECONDS must be a whole number from 1 to 3600."],
  [
    "TOKENPLANE_SHUTDOWN_SECONDS",
    "soon",
    "TOKENPLANE_SHUTDOWN_SECONDS must be a whole number from 0 to 600.",
  ],
  ["TOKENPLANE_LOG_LEVEL", "trace", "TOKENPLANE_LOG_LEVEL must be debug, info, warn, error or silent."],
  ["TOKENPLANE_LOG_FORMAT", "xml", "TOKENPLANE_LOG_FORMAT must be auto, json or text."],
  [
    "DATABASE_URL",
    "host/database",
    "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
  ],
  ["TOKENPLANE_HOURLY_CODES", "0", "TOKENPLANE_HOURLY_CODES must be a whole number from 10 to 1000000."],
  ["TOKENPLANE_CODE_MINUTES", "11", "TOKENPLANE_CODE_MINUTES must be a whole number from 1 to 10."],
  [
    "TOKENPLANE_SMTP_URL",
    "mail.example.org",
    "TOKENPLANE_SMTP_URL must look like smtp://user:password@mail.example.org:587, smtps://mail.example.org:465 or smtp://localhost:25?tls=no.",
  ],
  [
    "TOKENPLANE_SMTP_URL",
    "smtp://u:100%@mail.example.org",
    "TOKENPLANE_SMTP_URL must look like smtp://user:password@mail.example.org:587, smtps://mail.example.org:465 or smtp://localhost:25?tls=no.",
  ],
  [
    "TOKENPLANE_SMTP_URL",
    "smtp://mail.example.org?tls=yes",
    "TOKENPLANE_SMTP_URL must look like smtp://user:password@mail.example.org:587, smtps://mail.example.org:465 or smtp://localhost:25?tls=no.",
  ],
  [
    "TOKENPLANE_SMTP_URL",
    "smtps://mail.example.org?tls=no",
    "TOKENPLANE_SMTP_URL must look like smtp://user:password@mail.example.org:587, smtps://mail.example.org:465 or smtp://localhost:25?tls=no.",
  ],
  [
    "TOKENPLANE_SMTP_FROM",
    "abc",
    "TOKENPLANE_SMTP_FROM must be an address like codes@example.org, or a name and an address like Example <codes@example.org>.",
  ],
  [
    "TOKENPLANE_PUBLIC_URL",
    "http://mfa.example.org",
    "TOKENPLANE_PUBLIC_URL must be an address like https://mfa.example.org, without a path.",
  ],
  [
    "TOKENPLANE_PUBLIC_URL",
    "https://my_host.example",
    "TOKENPLANE_PUBLIC_URL must be an address like https://mfa.example.org, without a path.",
  ],
  [
    "TOKENPLANE_PUBLIC_URL",
    "https://mfa.example.org.",
    "TOKENPLANE_PUBLIC_URL must be an address like https://mfa.example.org, without a path.",
  ],
  [
    "TOKENPLANE_PUBLIC_URL",
    "https://mfa.example.org/push",
    "TOKENPLANE_PUBLIC_URL must be an address like https://mfa.example.org, without a path.",
  ],
  [
    "TOKENPLANE_OUTGOING_ALLOW",
    "intranet",
    'TOKENPLANE_OUTGOING_ALLOW must be a comma-separated list of addresses or CIDR blocks like 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; "intranet" is neither.',
  ],
  [
    "TOKENPLANE_SMTP_URL",
    "smtps://mail.example.org",
    "Set TOKENPLANE_SMTP_URL and TOKENPLANE_SMTP_FROM together.",
  ],
  [
    "TOKENPLANE_TRUSTED_PROXIES",
    "10.0.0.0/33",
    'TOKENPLANE_TRUSTED_PROXIES must be a comma-separated list of addresses or CIDR blocks like 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; "10.0.0.0/33" is neither.',
  ],
];

describe("the settings", () => {
  it("need none to be given", () => {
    expect(readConfig({})).toEqual({
      host: "127.0.0.1",
      port: 4000,
      databaseUrl: undefined,
      dataDir: path.resolve(".tokenplane"),
      masterKey: undefined,
      masterKeyFile: undefined,
      backupFolder: undefined,
      backupHours: 24,
      backupKeep: 7,
      poolSize: 10,
      databaseSeconds: 10,
      databaseLongSeconds: 900,
      totpWindow: 1,
      enrolmentMinutes: 15,
      codeMinutes: 5,
      hourlyCodes: 1_000,
      smtpUrl: undefined,
      smtpFrom: undefined,
      publicUrl: undefined,
      outgoingAllow: [],
      senders: 16,
      trustedProxies: [],
      keyRate: 10_000,
      addressRate: 10_000,
      addressFailures: 600,
      connections: 10_000,
      firstAccessFile: undefined,
      graphiql: "auto",
      documents: undefined,
      documentsOnly: "no",
      requestSeconds: 30,
      sealSeconds: 10,
      eventMonths: 0,
      checkpoints: undefined,
      metricsPort: undefined,
      metricsHost: "127.0.0.1",
      drainSeconds: 0,
      shutdownSeconds: 10,
      streamsPerKey: 100,
      allowedOrigins: [],
      logLevel: "info",
      logFormat: "auto",
      keepsMessages: true,
    });
  });

  it("are read from the environment, each by its name", () => {
    const config = readConfig(ENVIRONMENT);
    expect(config).toMatchObject({
      host: "::1",
      port: 0,
      databaseUrl: "postgres://user:password@host/database",
      dataDir: path.resolve("data"),
      masterKey: "key",
      poolSize: 500,
      databaseSeconds: 5,
      databaseLongSeconds: 3_600,
      totpWindow: 0,
      enrolmentMinutes: 1,
      keyRate: 0,
      addressRate: 1,
      addressFailures: 2,
      connections: 50,
      requestSeconds: 3,
      sealSeconds: 60,
      eventMonths: 24,
      checkpoints: "-",
      metricsPort: 9464,
      metricsHost: "::",
      drainSeconds: 600,
      shutdownSeconds: 0,
      logLevel: "silent",
      logFormat: "json",
    });
    expect(config.trustedProxies.map(([address, bits]) => `${address.toString()}/${bits}`)).toEqual([
      "10.0.0.0/8",
      "192.0.2.1/32",
      "::1/128",
    ]);
    expect(readConfig({ TOKENPLANE_MASTER_KEY_FILE: "/key" }).masterKeyFile).toBe("/key");
  });

  it("that are empty are absent, as an orchestrator writes them", () => {
    const empty = Object.fromEntries(Object.values(settings).map(({ name }) => [name, ""]));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it.each(REFUSED_SETTINGS)("are refused by name: %s=%s", (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(new UsageError(sentence));
  });

  it.each(["TOKENPLANE_TRUSTED_PROXIES", "TOKENPLANE_OUTGOING_ALLOW"])(
    "take addresses and networks that are written in full, as resources do: %s",
    (name) => {
      for (const value of [
        "172.16/12",
        "192.168/16",
        "010.0.0.1",
        "0x0a.0.0.1",
        "167772161",
        "10.0.0.256",
        "10.0.0.0/",
        "10.0.0.0/+8",
        "10.0.0.0/255.0.0.0",
        "::ffff:10.0.0.0/104",
        "fe80::1%eth0",
      ]) {
        expect(() => readConfig({ [name]: `10.0.0.0/8, ${value}` }), value).toThrow(
          new UsageError(
            `${name} must be a comma-separated list of addresses or CIDR blocks like 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; "${value}" is neither.`,
          ),
        );
      }
      const { trustedProxies, outgoingAllow } = readConfig({
        [name]: "10.1.2.3/8, ::ffff:192.0.2.1, 2001:DB8::1/32, ::1",
      });
      const blocks = name === "TOKENPLANE_TRUSTED_PROXIES" ? trustedProxies : outgoingAllow;
      // An IPv4 address within IPv6 is the IPv4 address, which is how callers are known.
      expect(blocks.map(([network, bits]) => `${network.toString()}/${bits}`)).toEqual([
        "10.0.0.0/8",
        "192.0.2.1/32",
        "2001:db8::/32",
        "::1/128",
      ]);
    },
  );

  it("are refused when a name is misspelt, and not when it is another program's", () => {
    expect(() => readConfig({ TOKENPLANE_DATADIR: "x" })).toThrow(
      "There is no setting TOKENPLANE_DATADIR. Remove it, or correct its name.",
    );
    expect(readConfig({ PATH: "/bin", DATABASE_URI: "x", tokenplane_port: "x" })).toEqual(readConfig({}));
    const client = { TOKENPLANE_ENDPOINT: "http://127.0.0.1:4000", TOKENPLANE_API_KEY: "x" };
    expect(readConfig(client)).toEqual(readConfig({}));
  });

  it("are not what Kubernetes sets about a Service that is called tokenplane, or tokenplane-metrics", () => {
    const service = (name: string, address: string) => ({
      [`${name}_SERVICE_HOST`]: address,
      [`${name}_SERVICE_PORT`]: "4000",
      [`${name}_SERVICE_PORT_HTTP`]: "4000",
      [`${name}_PORT`]: `tcp://${address.includes(":") ? `[${address}]` : address}:4000`,
      [`${name}_PORT_4000_TCP`]: `tcp://${address.includes(":") ? `[${address}]` : address}:4000`,
      [`${name}_PORT_4000_TCP_PROTO`]: "tcp",
      [`${name}_PORT_4000_TCP_PORT`]: "4000",
      [`${name}_PORT_4000_TCP_ADDR`]: address,
    });
    const services = {
      ...service("TOKENPLANE", "10.0.171.239"),
      ...service("TOKENPLANE_METRICS", "fd00:10:96::1"),
    };
    expect(readConfig(services)).toEqual(readConfig({}));
    expect(readConfig({ ...services, TOKENPLANE_METRICS_PORT: "9464" }).metricsPort).toBe(9464);
    for (const wrong of [
      { TOKENPLANE_SERVICE_HOST: "example" },
      { TOKENPLANE_PORT: "4000" },
      { TOKENPLANE_METRICS_PORT: "http://10.0.0.1:4000" },
      { TOKENPLANE_PORT_4000_TCP: "4000" },
    ])
      expect(() => readConfig(wrong), JSON.stringify(wrong)).toThrow(UsageError);
  });

  it("tell of a master key only that it is there twice", () => {
    const both = { TOKENPLANE_MASTER_KEY: "secret", TOKENPLANE_MASTER_KEY_FILE: "/key" };
    expect(() => readConfig(both)).toThrow(
      new UsageError("Set TOKENPLANE_MASTER_KEY or TOKENPLANE_MASTER_KEY_FILE, not both."),
    );
  });

  it("with a password are read from files too, and an error repeats nothing of them", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "settings-"));
    try {
      const [database, mail] = [path.join(folder, "database-url"), path.join(folder, "smtp-url")];
      writeFileSync(database, "postgresql://user:secret@host/database\n");
      writeFileSync(mail, "smtps://user:secret@mail.example.org");
      const files = { DATABASE_URL_FILE: database, TOKENPLANE_SMTP_URL_FILE: mail };
      const config = readConfig({ ...files, TOKENPLANE_SMTP_FROM: "a@example.org" });
      expect(config.databaseUrl).toBe("postgresql://user:secret@host/database");
      expect(config.smtpUrl).toBe("smtps://user:secret@mail.example.org");
      expect(() => readConfig({ ...files, DATABASE_URL: "postgresql://host/database" })).toThrow(
        new UsageError("Set DATABASE_URL or DATABASE_URL_FILE, not both."),
      );
      writeFileSync(database, "user:secret@host");
      expect(() => readConfig(files)).toThrow(
        new UsageError(
          `DATABASE_URL in DATABASE_URL_FILE (${database}) must look like postgresql://user:password@host:5432/database.`,
        ),
      );
      writeFileSync(database, "\n");
      expect(() => readConfig(files)).toThrow(UsageError);
      rmSync(mail);
      expect(() => readConfig({ TOKENPLANE_SMTP_URL_FILE: mail })).toThrow(
        new UsageError(
          `TOKENPLANE_SMTP_URL_FILE (${mail}) cannot be read (ENOENT). Check the path and the permissions of this file.`,
        ),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("have defaults that are allowed, and a sentence each", () => {
    for (const { name, default: fallback, schema, description } of Object.values(settings)) {
      if (fallback !== undefined) expect(schema.safeParse(fallback).success, name).toBe(true);
      expect(description, name).toMatch(/^[A-Za-z].*\.$/);
    }
  });
});

it("the origin of a server on this machine has no port where it is that of HTTP, as browsers write it", () => {
  expect(localOrigin("http://127.0.0.1:80")).toBe("http://localhost");
  expect(localOrigin("http://[::1]:4000")).toBe("http://localhost:4000");
});
