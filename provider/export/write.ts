// An account as a configuration.
import type { Tokenplane } from "../client/tokenplane.js";
import { Contents } from "./account.js";
import type { Language } from "./language.js";
import { Names } from "./names.js";
import type { Output } from "./output.js";
import { SECTION_OF, SECTIONS, type Section } from "./thing.js";

/** How many blocks and comments were written. */
export interface Count {
  readonly section: Section;
  /** How many blocks. */
  things: number;
  /** How many comments there are for what no block can express. */
  comments: number;
}

/**
 * Writes everything in an account.
 * @param progress is called after each block. @returns the count of each section, in order.
 */
export async function writeAccount(
  tokenplane: Tokenplane,
  language: Language,
  output: Output,
  progress: (count: Count) => void,
): Promise<readonly Count[]> {
  const counts = SECTIONS.map((section): Count => ({ section, things: 0, comments: 0 }));
  for (const part of language.head()) await output.write(part);
  for await (const one of new Contents(tokenplane, new Names(language.names)).all()) {
    const section = "section" in one ? one.section : SECTION_OF[one.kind];
    const count = counts.find((each) => each.section === section);
    if (count === undefined) throw new TypeError(`${section} is no section`);
    const opening = language.opening(section);
    if (opening !== "" && count.things + count.comments === 0) {
      await output.write({ file: language.getFile(section), text: opening });
    }
    if ("section" in one) {
      await output.write({ file: language.getFile(section), text: language.comment(one.comment) });
      count.comments += 1;
    } else {
      for (const part of language.block(one)) await output.write(part);
      count.things += 1;
    }
    progress(count);
  }
  const written = counts.filter(({ things }) => things > 0).map(({ section }) => section);
  for (const part of language.tail(written)) await output.write(part);
  return counts;
}
