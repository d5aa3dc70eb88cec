// Makes a release of the server: `npm run release:server` writes to dist/release-server, `npm run release:server -- FOLDER`
// to another folder. What was built with the same version of Node.js comes out the same each time, byte for byte.
import path from "node:path";
import { readArguments, wrongArguments } from "../provider/arguments.js";
import { demandChangelog } from "./changelog.js";
import { below, getFolders } from "./members.js";
import { MANIFEST, npmPackage } from "./npm-package.js";
import { SERVER_PLATFORMS } from "./server-platforms.js";
import { standalone } from "./standalone.js";
import { signature, sums, type Released } from "./sums.js";
import { tarball } from "./tar.js";
import { emptyTarget, write } from "./target.js";

const { positionals } = readArguments(
  `Usage: npm run release:server [-- FOLDER]

Makes a release of the server, in dist/release-server or in a new folder: an npm package, and archives with their own
Node.js, which it gets from the npm registry. GPG_FINGERPRINT names the key that signs the checksums.`,
  { allowPositionals: true },
);
const [folder, ...more] = positionals;
if (more.length > 0) wrongArguments("A release is made in one folder.");
demandChangelog(MANIFEST.version);
const target = emptyTarget(folder, "dist/release-server");
const product = `tokenplane-${MANIFEST.version}`;

const members = await npmPackage();
const released: readonly Released[] = [
  { name: `${product}.tgz`, bytes: tarball(below("package", members)) },
  ...SERVER_PLATFORMS.map((platform) => {
    const archived = standalone(`${product}-${platform.name}`, platform, members);
    // npm makes folders by itself. What root unpacks, the user of a service must be able to enter.
    return { name: `${product}-${platform.name}.tar.gz`, bytes: tarball(archived, getFolders(archived)) };
  }),
];
for (const { name, bytes } of released) write(target, name, bytes);
const checksums = `${product}_SHA256SUMS`;
write(target, checksums, sums(released));
const key = process.env["GPG_FINGERPRINT"] ?? "";
if (key !== "") write(target, `${checksums}.sig`, signature(sums(released), key));
console.log(`tokenplane ${MANIFEST.version} is in ${path.relative(process.cwd(), target) || "."}.`);
