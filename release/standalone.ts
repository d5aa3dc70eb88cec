// The server with its own Node.js: a folder that runs where it is unpacked.
import { documents } from "./documents.js";
import { below, fileMember, folderMembers, textMember, trackedMembers, type Member } from "./members.js";
import type { ServerPlatform } from "./server-platforms.js";
import { locked, withPackage } from "./registry.js";

/** Node.js gets a larger part of the heap for new objects, as `npm start` gives it: requests make many. */
const LAUNCHER = `#!/bin/sh
# Runs Tokenplane by the Node.js beside it.
here=$(dirname "$(readlink -f "$0")")
exec "$here/../lib/node/bin/node" --max-semi-space-size=32 "$here/../lib/node_modules/tokenplane/tokenplane.mjs" "$@"
`;

/** Of PGlite, what no server reads: maps, types, the modules for \`require\`, and extensions. */
const NOT_READ = /\.(map|cjs|d\.ts|d\.cts|tar\.gz)$/;

/** The members of a package as they are installed. */
function installed(name: string, isWanted?: (file: string) => boolean): Member[] {
  return withPackage(locked(name), (folder) => folderMembers(folder, `lib/node_modules/${name}`, isWanted));
}

/** The files that put the release into service. A build of an image looks for what it ignores in the first folder. */
function deployment(): Member[] {
  return trackedMembers("deploy", "deploy").map((member) => ({
    ...member,
    name: member.name.replace("deploy/.containerignore", ".containerignore"),
    isExecutable: member.name.endsWith("/tokenplane-host"),
  }));
}

/**
 * The files for a platform, below the folder that they are unpacked to.
 * @param npmPackage the files of the npm package.
 * @throws {Error} when a package cannot be had from the registry.
 */
export function standalone(
  folder: string,
  platform: ServerPlatform,
  npmPackage: readonly Member[],
): Member[] {
  const node = withPackage(platform.node, (unpacked) => [
    { ...fileMember(`${unpacked}/bin/node`, "lib/node/bin/node"), isExecutable: true },
    fileMember(`${unpacked}/LICENSE`, "lib/node/LICENSE"),
  ]);
  return below(folder, [
    textMember("bin/tokenplane", LAUNCHER, true),
    ...node,
    ...below("lib/node_modules/tokenplane", npmPackage),
    ...installed("@electric-sql/pglite", (file) => !NOT_READ.test(file)),
    ...installed("@node-rs/argon2"),
    ...installed(platform.argon2),
    ...deployment(),
    ...documents(),
    ...npmPackage.filter(({ name }) => name === "NOTICES"),
  ]);
}
