/** Lines of a file, in words: `2`, or `2, 3, 4 and 97 more`. @param count how many they are, of which the first are given. */
export function lineList(lines: readonly number[], count: number): string {
  const rest = count - lines.length;
  if (rest > 0) return `${lines.join(", ")} and ${rest.toLocaleString("en")} more`;
  const last = lines.at(-1);
  return lines.length > 1 ? `${lines.slice(0, -1).join(", ")} and ${last}` : String(last ?? "");
}
