// @module-tag deep
// What `npm run release:provider` makes: packages, their checksums and signature, and mirrors that cores install from.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLATFORMS } from "../../release/provider-platforms.js";
import { VERSION } from "../../provider/version.js";
import { coreOfEachName, TOKENPLANE_ALONE, Workspace } from "../support/terraform.js";

const ROOT = path.join(import.meta.dirname, "../..");
const PRODUCT = `terraform-provider-tokenplane_${VERSION}`;
const HOSTS = ["registry.terraform.io", "registry.opentofu.org"];

/** Makes a release. @returns what it says. */
function release(folder: string, environment: Readonly<Record<string, string>> = {}): string {
  return execFileSync(
    "sh",
    ["-c", 'umask "$MASK" && exec node provider/run.mjs release/provider.ts "$1"', "-", folder],
    {
      cwd: ROOT,
      env: { PATH: process.env["PATH"], MASK: "022", ...environment },
      encoding: "utf8",
      stdio: "pipe",
    },
  );
}

/** Every file and folder below a folder, with its permissions, and a file with its bytes. */
function contents(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const place = path.join(entry.parentPath, entry.name);
      const mode = (statSync(place).mode & 0o777).toString(8);
      const bytes = entry.isFile() ? readFileSync(place, "base64") : "";
      return [path.relative(folder, place), `${mode} ${bytes}`] as const;
    }),
  );
}

describe("a release", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-release-"));
  const made = path.join(folder, "made");
  let said = "";
  beforeAll(() => {
    said = release(made);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has a package for each platform, the manifest, and checksums of all of them", () => {
    const zips = PLATFORMS.map((platform) => `${PRODUCT}_${platform}.zip`);
    const files = [...zips, `${PRODUCT}_manifest.json`];
    expect(readdirSync(made).sort()).toEqual(
      [...files, `${PRODUCT}_SHA256SUMS`, "mirror", "mirror-packed"].sort(),
    );
    expect(JSON.parse(readFileSync(path.join(made, `${PRODUCT}_manifest.json`), "utf8"))).toEqual({
      version: 1,
      metadata: { protocol_versions: ["6.0"] },
    });
    const checked = execFileSync("sha256sum", ["--check", "--strict", `${PRODUCT}_SHA256SUMS`], {
      cwd: made,
      encoding: "utf8",
    });
    expect(checked.trim().split("\n").sort()).toEqual(files.map((file) => `${file}: OK`).sort());
    expect(said).toContain(`${PRODUCT}_SHA256SUMS is not signed`);
  });

  it("has the provider in each package, and the licences of what is in it", () => {
    const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();
    for (const platform of PLATFORMS) {
      const members = unzipSync(readFileSync(path.join(made, `${PRODUCT}_${platform}.zip`)));
      const executable = `terraform-provider-tokenplane_v${VERSION}`;
      expect(Object.keys(members)).toEqual(["CHANGELOG.md", "LICENSE", "NOTICES", executable]);
      expect(text(members[executable])).toMatch(/^#!\/bin\/sh\n/);
      for (const name of ["@grpc/grpc-js", "@msgpack/msgpack", "ipaddr.js", "protobufjs"])
        expect(text(members["NOTICES"])).toMatch(new RegExp(`^${name} [\\d.]+ \\(`, "m"));
    }
  });

  it("comes out the same, byte for byte, elsewhere and at another time", () => {
    const again = path.join(folder, "again");
    release(again, { TZ: "Asia/Kolkata", MASK: "077", LANG: "de_DE.UTF-8", HOME: folder });
    expect(contents(again)).toEqual(contents(made));
  });

  it("does not empty a folder of somebody's own", () => {
    const own = path.join(folder, "own");
    mkdirSync(own);
    writeFileSync(path.join(own, "letter.txt"), "");
    expect(() => release(own)).toThrow(/is not empty: name a new folder/);
    expect(readdirSync(own)).toEqual(["letter.txt"]);
  });

  it("is signed by a key that is given, so that others can verify it", ({ skip }) => {
    if (spawnSync("gpg", ["--version"]).status !== 0) skip("there is no GnuPG");
    // Its sockets need a short path.
    const home = mkdtempSync(path.join(os.tmpdir(), "gpg-"));
    const gpg = (...args: readonly string[]) =>
      spawnSync("gpg", ["--homedir", home, "--batch", ...args], { encoding: "utf8" });
    try {
      const none = ["--pinentry-mode", "loopback", "--passphrase", ""];
      expect(gpg(...none, "--quick-generate-key", "release@example.com", "rsa2048", "sign").status).toBe(0);
      const listed = gpg("--list-secret-keys", "--with-colons").stdout;
      const fingerprint = /^fpr:+([0-9A-F]+):/m.exec(listed)?.[1] ?? "";
      const signed = path.join(folder, "signed");
      expect(release(signed, { GNUPGHOME: home, GPG_FINGERPRINT: fingerprint })).not.toContain("not signed");
      const sums = path.join(signed, `${PRODUCT}_SHA256SUMS`);
      expect(readFileSync(`${sums}.sig`)[0]).toBeGreaterThan(127);
      expect(gpg("--verify", `${sums}.sig`, sums).stderr).toContain("Good signature");
      writeFileSync(sums, `${readFileSync(sums, "utf8")}\n`);
      expect(gpg("--verify", `${sums}.sig`, sums).stderr).toContain("BAD signature");
    } finally {
      spawnSync("gpgconf", ["--homedir", home, "--kill", "gpg-agent"]);
      rmSync(home, { recursive: true, force: true });
    }
  });

  describe.each(coreOfEachName())("with %s", (_name, core) => {
    const locks = new Map<string, string>();

    it.each(["mirror", "mirror-packed"])("is installed from %s, and works", async (mirror) => {
      const workspace = new Workspace(core, {});
      try {
        const settings = path.join(workspace.folder, "core.rc");
        writeFileSync(
          settings,
          `provider_installation {\n  filesystem_mirror { path = "${path.join(made, mirror)}" }\n}\n`,
        );
        workspace.with({ TF_CLI_CONFIG_FILE: settings });
        workspace.write(
          "main.tf",
          `${TOKENPLANE_ALONE}output "uri" {\n  value = provider::tokenplane::otpauth_uri("Example", "anna", "GEZDGNBV", {})\n}\n`,
        );
        const { code, output } = await workspace.run("init");
        expect(code, output).toBe(0);
        await workspace.apply();
        expect(await workspace.outputs()).toEqual({
          uri: "otpauth://totp/Example:anna?secret=GEZDGNBV&issuer=Example",
        });
        locks.set(mirror, readFileSync(path.join(workspace.folder, ".terraform.lock.hcl"), "utf8"));
        // A team locks for every machine that it has, also from a mirror.
        const locked = await workspace.run(
          "providers",
          "lock",
          `-fs-mirror=${path.join(made, mirror)}`,
          ...PLATFORMS.map((platform) => `-platform=${platform}`),
        );
        expect(locked.code, locked.output).toBe(0);
      } finally {
        workspace.clear();
      }
    });

    it("has the same checksum in both layouts, so that a lock file fits both", () => {
      const hashes = [...locks.values()].map((lock) => /"h1:[^"]+"/.exec(lock)?.[0]);
      expect(hashes).toHaveLength(2);
      expect(hashes[0]).toMatch(/^"h1:/);
      expect(new Set(hashes).size).toBe(1);
    });
  });

  it("has both hosts in both layouts", () => {
    for (const mirror of ["mirror", "mirror-packed"])
      expect(readdirSync(path.join(made, mirror)).sort()).toEqual(HOSTS.toSorted());
  });
});
