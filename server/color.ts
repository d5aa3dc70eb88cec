/**
 * Whether text for a stream may have colour: on a terminal that knows colours, unless NO_COLOR is set
 * (https://no-color.org). FORCE_COLOR asks for colour in files and pipes, too.
 */
export function hasColor(stream: { readonly isTTY: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY && TERM !== "dumb";
}
