/** The command that takes over what exists. @param type such as `tokenplane_user`. */
export function importCommand(type: string, id: string): string {
  return `terraform import ${type}.NAME ${shellWord(id)}`;
}

/** One word of a command line, for POSIX shells and as far as it goes for those of Windows. */
function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
