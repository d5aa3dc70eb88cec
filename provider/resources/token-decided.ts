// What a token's model decides by itself. A configuration may say the same, as those do that a core generates.
import { parseSuite, SuiteError } from "@tokenplane/rules/ocra-suite";
import { modelOf } from "@tokenplane/rules/models";

/** Values by the names of attributes. */
type Decided = Readonly<Record<string, string | number>>;

/** What a model of the catalogue decides, and the suite of a token that answers questions. */
export function decidedBy(model: string, suite: string | null): Decided {
  const { algorithms, digits, hashes, periods } = modelOf(model);
  return {
    ...only("algorithm", algorithms),
    ...only("digits", digits),
    ...only("hash", hashes),
    ...(periods === "ANY" ? {} : only("period_seconds", periods)),
    ...(suite === null ? {} : decidedBySuite(suite)),
  };
}

/** The value of an attribute for which there is no choice. */
function only(name: string, [first, ...others]: readonly (string | number)[]): Decided {
  return first === undefined || others.length > 0 ? {} : { [name]: first };
}

function decidedBySuite(text: string): Decided {
  try {
    const { digits, hash } = parseSuite(text);
    return { digits, hash };
  } catch (error) {
    // The server says what is wrong with it.
    if (error instanceof SuiteError) return {};
    throw error;
  }
}
