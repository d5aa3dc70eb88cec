/**
 * A provider did something that a core refuses, or that harms users without an error. The message is one sentence.
 */
export class BrokenRule extends Error {
  override readonly name = "BrokenRule";
}
