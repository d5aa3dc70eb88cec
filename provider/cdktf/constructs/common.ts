// What every construct of this library has in common.
import { Token, type TerraformProvider } from "cdktf";
import { Node, type IConstruct } from "constructs";

/** What may be said of everything that is managed. */
export interface ManagedProps {
  /** Which configuration of the provider manages it. Default: the one without an alias. */
  readonly provider?: TerraformProvider | undefined;
}

/** A configuration of a block: what is undefined is left out, as the bindings want it. */
export type Said<Config> = { [Key in keyof Config]: Exclude<Config[Key], undefined> };

/** Leaves out what is undefined. */
export function said<Config extends object>(config: Config): Said<Config> {
  const entries = Object.entries(config).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Said<Config>;
}

/** A moment as the provider takes it: a text in RFC 3339, or a reference. */
export function momentText(moment: Date | string | undefined): string | undefined {
  return moment instanceof Date ? moment.toISOString() : moment;
}

/** Whether a text is known when the program runs, and not only when it is applied. */
export function isKnown(text: string | undefined): text is string {
  return text !== undefined && !Token.isUnresolved(text);
}

/**
 * A text from elsewhere as it stands: Terraform takes `${` and `%{` in other texts for the beginning of an expression.
 * @returns the same, for every text of this library and of the bindings.
 */
export function literal(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** Where a construct is, as errors name it. */
export function pathOf(construct: IConstruct): string {
  return Node.of(construct).path;
}

/** A name as errors write it: a reference is called what it is. */
export function quoted(text: string): string {
  return isKnown(text) ? JSON.stringify(text) : "(known after apply)";
}
