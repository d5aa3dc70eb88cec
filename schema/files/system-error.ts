/** The code of an error of the operating system, such as ENOENT; its message where it has none. */
export function getErrorCode(error: unknown): string {
  return error instanceof Error ? String(Reflect.get(error, "code") ?? error.message) : "?";
}
