/** What a provider did that a core refuses, or that harms its users silently. The message is one sentence. */
export class BrokenRule extends Error {
  override readonly name = "BrokenRule";
}
