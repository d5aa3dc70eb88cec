// Makes a release of the provider: `npm run release` writes to dist/release, `npm run release -- FOLDER` to another
// folder. The result is the same each time, byte for byte, except for the signature, which is made when GPG_FINGERPRINT
// names a key.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { readArguments, wrongArguments } from "../arguments.js";
import { provider } from "../provider.js";
import { archive, modeOf, type Member } from "./archive.js";
import { notices } from "./notices.js";
import { PLATFORMS } from "./platforms.js";
import { signature, sums, type Released } from "./sums.js";

const { name, version, sources } = provider;
const { positionals } = readArguments(
  `Usage: npm run release [-- FOLDER]

Makes a release of the provider, in dist/release or in a new folder. GPG_FINGERPRINT names the key that signs it.`,
  { allowPositionals: true },
);
const [folder, ...more] = positionals;
if (more.length > 0) wrongArguments("A release is made in one folder.");
const target = path.resolve(folder ?? "dist/release");
const product = `terraform-provider-${name}`;

// Only the default folder is emptied.
if (folder === undefined) rmSync(target, { recursive: true, force: true });
else if (existsSync(target) && readdirSync(target).length > 0) {
  console.error(`${target} is not empty: name a new folder for the release.`);
  process.exit(1);
}

function bundled(): Uint8Array {
  const place = mkdtempSync(path.join(os.tmpdir(), "release-"));
  const file = path.join(place, product);
  try {
    execFileSync(process.execPath, ["provider/framework/bundle.mjs", "provider/main.ts", file]);
    return readFileSync(file);
  } finally {
    rmSync(place, { recursive: true });
  }
}

function write(file: string, bytes: Uint8Array | string, mode = 0o644): void {
  const whole = path.join(target, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, bytes);
  // Independent of the umask.
  chmodSync(whole, mode);
}

const members: readonly Member[] = [
  { name: `${product}_v${version}`, bytes: bundled(), isExecutable: true },
  { name: "NOTICES", bytes: Buffer.from(await notices("provider/main.ts")), isExecutable: false },
  ...["LICENSE", "CHANGELOG.md"].map((file) => ({
    name: file,
    bytes: readFileSync(file),
    isExecutable: false,
  })),
];
const zip = archive(members);

const released: readonly Released[] = [
  ...PLATFORMS.map((platform) => ({ name: `${product}_${version}_${platform}.zip`, bytes: zip })),
  {
    name: `${product}_${version}_manifest.json`,
    bytes: readFileSync("provider/terraform-registry-manifest.json"),
  },
];
for (const { name: file, bytes } of released) write(file, bytes);
const checksums = `${product}_${version}_SHA256SUMS`;
write(checksums, sums(released));

// Both layouts that cores support contain the same files; so a lock file fits both of them, and a registry.
for (const source of sources) {
  for (const platform of PLATFORMS) {
    write(`mirror-packed/${source}/${product}_${version}_${platform}.zip`, zip);
    for (const member of members)
      write(`mirror/${source}/${version}/${platform}/${member.name}`, member.bytes, modeOf(member));
  }
}

const key = process.env["GPG_FINGERPRINT"] ?? "";
if (key === "") {
  console.log(
    `${checksums} is not signed, and registries accept only signed releases: set GPG_FINGERPRINT to a key of GnuPG's.`,
  );
} else write(`${checksums}.sig`, signature(sums(released), key));
console.log(`${product} ${version} is in ${path.relative(process.cwd(), target) || "."}.`);
