/** A number of things, in English: "no link", "1 link", "2 links". */
export function counted(number: number, thing: string): string {
  return `${number === 0 ? "no" : number} ${thing}${number > 1 ? "s" : ""}`;
}
