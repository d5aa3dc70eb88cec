// The settings that a token's model decides. A configuration may repeat them, as the configurations that a core
// generates do.
import { parseSuite, SuiteError } from "@tokenplane/rules/ocra-suite";
import { getModel } from "@tokenplane/rules/models";

/** Values by the names of attributes. */
type Decided = Readonly<Record<string, string | number>>;

/** The settings that a model, and the suite of a token that answers questions, decide. */
export function decidedBy(model: string, suite: string | null): Decided {
  const { algorithms, digits, hashes, periods } = getModel(model);
  // Nothing is computed where codes are sent, or where a phone is asked.
  if (algorithms.length === 0) return {};
  return {
    ...only("algorithm", algorithms),
    ...only("digits", digits),
    ...only("hash", hashes),
    ...(periods === "ANY" ? {} : only("period_seconds", periods)),
    ...(suite === null ? {} : decidedBySuite(suite)),
  };
}

/** The value of an attribute without a choice. */
function only(name: string, [first, ...others]: readonly (string | number)[]): Decided {
  return first === undefined || others.length > 0 ? {} : { [name]: first };
}

function decidedBySuite(text: string): Decided {
  try {
    const { digits, hash } = parseSuite(text);
    return { digits, hash };
  } catch (error) {
    // The server reports what is wrong with it.
    if (error instanceof SuiteError) return {};
    throw error;
  }
}
