// Helpers that every construct of this library uses.
import { Token, type TerraformProvider } from "cdktf";
import { Node, type IConstruct } from "constructs";

/** The properties of everything that is managed. */
export interface ManagedProps {
  /** The configuration of the provider that manages it. Default: the one without an alias. */
  readonly provider?: TerraformProvider | undefined;
}

/** A configuration of a block without undefined values, as the bindings need it. */
export type Said<Config> = { [Key in keyof Config]: Exclude<Config[Key], undefined> };

/** Leaves out what is undefined. */
export function said<Config extends object>(config: Config): Said<Config> {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Said<Config>;
}

/** A moment in the form of the provider: a text in RFC 3339, or a reference. */
export function momentText(moment: Date | string | undefined): string | undefined {
  return moment instanceof Date ? moment.toISOString() : moment;
}

/** Whether a text is known when the program runs, and not only when it is applied. */
export function isKnown(text: string | undefined): text is string {
  return text !== undefined && !Token.isUnresolved(text);
}

/** Where a construct is, as errors name it. */
export function getPath(construct: IConstruct): string {
  return Node.of(construct).path;
}

/** A name as errors write it: in quotation marks, or "(known after apply)" for a reference. */
export function quoted(text: string): string {
  return isKnown(text) ? JSON.stringify(text) : "(known after apply)";
}
