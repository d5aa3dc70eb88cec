// The members of packages.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file of a package. */
export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isExecutable: boolean;
}

/** The permissions of a member: independent of the umask, and of those that its source has. */
export function getMode({ isExecutable }: Member): number {
  return isExecutable ? 0o755 : 0o644;
}

/** The permissions of a folder: everybody may enter it. */
export const FOLDER_MODE = 0o755;

/** The folders that members are in, each once, with a slash at its end. */
export function getFolders(members: readonly Pick<Member, "name">[]): string[] {
  const folders = members.flatMap(({ name }) =>
    [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index + 1)),
  );
  return [...new Set(folders)];
}

/** A file with text. */
export function textMember(name: string, text: string, isExecutable = false): Member {
  return { name, bytes: Buffer.from(text), isExecutable };
}

/** A file without the permission to execute it, under another name or its own. */
export function fileMember(file: string, name = path.basename(file)): Member {
  return { name, bytes: readFileSync(file), isExecutable: false };
}

/**
 * Every file below a folder that a build or a package manager filled; none of them is executable. For files of the repository, see
 * `trackedMembers`.
 * @param inside the folder that they get in the package.
 * @param isWanted says of a path, relative to the folder, whether the package has the file.
 */
export function folderMembers(
  folder: string,
  inside: string,
  isWanted: (name: string) => boolean = () => true,
): Member[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter(isWanted)
    .map((name) => fileMember(path.join(folder, name), `${inside}/${name}`));
}

/**
 * The files below a folder that Git tracks: what somebody's work left there, as a state of Terraform with its secrets, is in no
 * package. None of them is executable.
 * @param inside the folder that they get in the package.
 * @param isWanted says of a path, relative to the folder, whether the package has the file.
 * @throws {Error} outside of a checkout of Git: it is not known there which files belong to the project.
 */
export function trackedMembers(
  folder: string,
  inside: string,
  isWanted: (name: string) => boolean = () => true,
): Member[] {
  return tracked(folder)
    .filter(isWanted)
    .map((name) => fileMember(path.join(folder, name), `${inside}/${name}`));
}

/** The paths of the files that Git tracks below a folder, relative to it. */
function tracked(folder: string): string[] {
  try {
    const listed = execFileSync("git", ["-C", folder, "ls-files", "-z"], { encoding: "utf8", stdio: "pipe" });
    return listed.split("\0").filter((name) => name !== "");
  } catch (error) {
    throw new Error(
      `A release has only files that Git tracks, and Git does not list those in ${folder}. Make the release in a checkout of the repository, on a machine that has git.`,
      { cause: error },
    );
  }
}

/** The same files in a folder of the package. */
export function below(folder: string, members: readonly Member[]): Member[] {
  return members.map((member) => ({ ...member, name: `${folder}/${member.name}` }));
}

/** In the order of their names, which is the order in a package. */
export function inOrder<Named extends { readonly name: string }>(members: readonly Named[]): Named[] {
  return members.toSorted(({ name: a }, { name: b }) => (a < b ? -1 : 1));
}
