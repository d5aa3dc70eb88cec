// The bindings for CDKTF, made from those for CDK Terrain. CDK Terrain continues CDKTF: the bindings have other names, and
// use two things that CDKTF does not have.

/** The files that only CDK Terrain has: blocks without a state, and functions of the provider. */
const ONLY_CDKTN = /^(?:ephemeral-|provider-functions$)/;

/** The part of the provider's block that returns its functions. */
const FUNCTIONS = /^ *\/\/ =+\n *\/\/ PROVIDER-DEFINED FUNCTIONS\n[^]*?^  \}\n\n/m;

/**
 * A binding for CDKTF.
 * @param name the folder of the binding. @param text its text for CDK Terrain.
 * @returns its text for CDKTF; undefined if CDKTF cannot have it.
 * @throws {Error} if the text still has something that only CDK Terrain has.
 */
export function forCdktf(name: string, text: string): string | undefined {
  if (ONLY_CDKTN.test(name)) return undefined;
  const made = text
    .replace(FUNCTIONS, "")
    .replace(/^import \{ \w+ProviderFunctions \}.*\n/m, "")
    .replaceAll(/this\.markWriteOnlyAttribute\((.*)\),$/gm, "$1,")
    .replaceAll("cdktn.io/docs/concepts/resources#references", "cdk.tf/complex-object-as-configuration")
    .replaceAll("cdktn", "cdktf")
    .replaceAll("CDKTN", "CDKTF");
  if (/ProviderFunctions|markWriteOnly/.test(made)) {
    throw new Error(`The generator writes ${name} in another way than provider/bindings/cdktf.ts expects.`);
  }
  return made;
}
