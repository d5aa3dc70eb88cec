// Commands in diagnostics. Each is on its own line with spaces before it; cores do not wrap such lines.

/**
 * The command that imports an existing object.
 * @param type such as `tokenplane_user`.
 */
export function importCommand(type: string, id: string): string {
  return onItsLine(`terraform import ${type}.NAME ${shellWord(id)}`);
}

/** The advice for an object that exists already, which this block may manage. @param command from `importCommand`. */
export function adviceToImport(command: string): string {
  return `If this block was renamed, write a moved block. If this apply removes it from another block, apply again. Otherwise, to manage it here, import it:${command}`;
}

/** The command that creates a key for the provider. */
export const KEY_COMMAND = onItsLine("tokenplane api-key create --name terraform --role PROVISIONER");

function onItsLine(command: string): string {
  return `\n\n  ${command}`;
}

/** One word of a command line: quoted for POSIX shells and, where possible, for those of Windows. */
function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
