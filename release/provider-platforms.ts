/**
 * The platforms of a release, as cores name them. The executable is the same on all of them: a shell starts it, which
 * then becomes Node.js. Windows cannot start such a file, so there is no package for it: `init` reports that at once,
 * instead of a plan that fails later.
 */
export const PLATFORMS = [
  "darwin_amd64",
  "darwin_arm64",
  "freebsd_amd64",
  "freebsd_arm64",
  "linux_amd64",
  "linux_arm64",
] as const;
