/**
 * The platforms that a release is for, as cores name them. The executable is the same on all of them: a shell starts it and
 * becomes Node.js. Windows cannot start such a file, so there is no package for it: `init` says that right away, instead of
 * a plan that fails later.
 */
export const PLATFORMS = [
  "darwin_amd64",
  "darwin_arm64",
  "freebsd_amd64",
  "freebsd_arm64",
  "linux_amd64",
  "linux_arm64",
] as const;
