import { addressBlocks } from "@tokenplane/rules/addresses";

/** The address blocks of a text that has one in each line. */
export function getBlocks(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((block) => block !== "");
}

/** The problem for which the server would refuse such a text, in its words; undefined for none. */
export function blocksProblem(text: string): string | undefined {
  const blocks = getBlocks(text);
  const sentences = [addressBlocks.all(blocks), ...blocks.map(addressBlocks.each)];
  return sentences.find((sentence) => sentence !== null) ?? undefined;
}

/** Address blocks as a text that has one in each line. */
export function blocksText(blocks: readonly string[]): string {
  return blocks.join("\n");
}
