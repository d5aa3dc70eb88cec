// Commands that a diagnostic shows. Each stands on a line of its own with spaces before it, which no core wraps.

/** What takes over what exists. @param type such as `tokenplane_user`. */
export function importCommand(type: string, id: string): string {
  return onItsLine(`terraform import ${type}.NAME ${shellWord(id)}`);
}

/** What makes a key that the provider can work with. */
export const KEY_COMMAND = onItsLine("tokenplane api-key create --name terraform --role PROVISIONER");

function onItsLine(command: string): string {
  return `\n\n  ${command}`;
}

/** One word of a command line, for POSIX shells and as far as it goes for those of Windows. */
function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
