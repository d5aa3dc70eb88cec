// Makes a release of the provider: `npm run release:provider` writes to dist/release, `npm run release:provider -- FOLDER`
// to another folder. The result is the same each time, byte for byte, except for the signature, which is made when GPG_FINGERPRINT
// names a key.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readArguments, wrongArguments } from "../provider/arguments.js";
import { provider } from "../provider/provider.js";
import { demandChangelog } from "./changelog.js";
import { fileMember, getMode, textMember, type Member } from "./members.js";
import { bundled, notices } from "./notices.js";
import { PLATFORMS } from "./provider-platforms.js";
import { signature, sums, type Released } from "./sums.js";
import { emptyTarget, write } from "./target.js";
import { archive } from "./zip.js";

const { name, version, sources } = provider;
const { positionals } = readArguments(
  `Usage: npm run release:provider [-- FOLDER]

Makes a release of the provider, in dist/release or in a new folder. GPG_FINGERPRINT names the key that signs it.`,
  { allowPositionals: true },
);
const [folder, ...more] = positionals;
if (more.length > 0) wrongArguments("A release is made in one folder.");
demandChangelog(version);
const target = emptyTarget(folder, "dist/release");
const product = `terraform-provider-${name}`;

function executable(): Uint8Array {
  const place = mkdtempSync(path.join(os.tmpdir(), "release-"));
  const file = path.join(place, product);
  try {
    execFileSync(process.execPath, ["provider/framework/bundle.mjs", "provider/main.ts", file]);
    return readFileSync(file);
  } finally {
    rmSync(place, { recursive: true });
  }
}

const members: readonly Member[] = [
  { name: `${product}_v${version}`, bytes: executable(), isExecutable: true },
  textMember("NOTICES", notices((await bundled({ input: "provider/main.ts" })).files)),
  ...["LICENSE", "CHANGELOG.md"].map((file) => fileMember(file)),
];
const zip = archive(members);

const released: readonly Released[] = [
  ...PLATFORMS.map((platform) => ({ name: `${product}_${version}_${platform}.zip`, bytes: zip })),
  {
    name: `${product}_${version}_manifest.json`,
    bytes: readFileSync("provider/terraform-registry-manifest.json"),
  },
];
for (const { name: file, bytes } of released) write(target, file, bytes);
const checksums = `${product}_${version}_SHA256SUMS`;
write(target, checksums, sums(released));

// Both layouts that cores support contain the same files; so a lock file fits both of them, and a registry.
for (const source of sources) {
  for (const platform of PLATFORMS) {
    write(target, `mirror-packed/${source}/${product}_${version}_${platform}.zip`, zip);
    for (const member of members)
      write(target, `mirror/${source}/${version}/${platform}/${member.name}`, member.bytes, getMode(member));
  }
}

const key = process.env["GPG_FINGERPRINT"] ?? "";
if (key === "") {
  console.log(
    `${checksums} is not signed, and registries accept only signed releases: set GPG_FINGERPRINT to a key of GnuPG's.`,
  );
} else write(target, `${checksums}.sig`, signature(sums(released), key));
console.log(`${product} ${version} is in ${path.relative(process.cwd(), target) || "."}.`);
