// What the declaration of a driver has. The types of the API, the checks, the attributes of the provider, the properties of the
// constructs and their documentation follow from it.
import type { HttpHeader } from "../channel.js";
import type { Rule } from "../rule.js";

/** What channels send: codes, and what wakes phones. */
export const KINDS = ["SMS", "EMAIL", "BOT", "PUSH"] as const;

export type Kind = (typeof KINDS)[number];

interface Described {
  /** In whole sentences, and without the names of other settings. If it may be absent, the last sentence says what holds then. */
  readonly description: string;
  /** A setting that is neither required nor has a default is null when it is not given. */
  readonly isRequired?: true;
}

export interface TextSetting extends Described {
  readonly type: "text";
  readonly rule: Rule<string>;
  /** Characters, if more than 1,000 are accepted. */
  readonly longest?: number;
  readonly default?: string;
}

export interface NumberSetting extends Described {
  readonly type: "number";
  readonly rule: Rule<number>;
  /** By the other settings that are given. */
  readonly default: (given: Readonly<Record<string, unknown>>) => number;
}

/** One of several words. */
export interface ChoiceSetting extends Described {
  readonly type: "choice";
  /** The name of the type in the API, and its description. */
  readonly enum: { readonly name: string; readonly description: string };
  /** By their words: what is stored, and what it means. */
  readonly values: Readonly<Record<string, { readonly value: string; readonly description: string }>>;
  /** As it is stored. */
  readonly default: string;
  /** What null means, in the middle of a sentence; without this text, null is the default. */
  readonly none?: string;
}

/** Headers of a request: a list in the API, and a map in configurations. */
export interface HeadersSetting extends Described {
  readonly type: "headers";
  readonly default: readonly HttpHeader[];
}

export type Setting = TextSetting | NumberSetting | ChoiceSetting | HeadersSetting;

/** A secret of a driver. It is stored encrypted, and kept as long as it goes to the same place. */
export interface Secret {
  readonly rule: Rule<string>;
  readonly description: string;
  /** Characters, if more than 1,000 are accepted. */
  readonly longest?: number;
  /** A channel may be without it, and null removes it. */
  readonly isOptional?: true;
  /** It is sent nowhere, so it is kept whatever changes. */
  readonly isKept?: true;
  /** It is needed with this setting, and refused by this sentence without it. */
  readonly with?: { readonly setting: string; readonly sentence: string };
}

/** The value of a setting, as it is stored. */
export type Value = string | number | readonly HttpHeader[] | null;

/** Settings by their names. */
export type Values = Readonly<Record<string, Value>>;

/** Settings by their names; undefined, or absent, are those that are not given. */
export type GivenValues = Readonly<Record<string, Value | undefined>>;

/** A text among settings; null for none. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Pairs of a name and a value among settings, such as headers; none if there are none. */
export function pairsOf(value: Value | undefined): readonly HttpHeader[] {
  return typeof value === "object" && value !== null ? value : [];
}

/** The value of a setting that is not given. */
export function usualValue(setting: Setting, given: Readonly<Record<string, unknown>>): Value {
  return setting.type === "number" ? setting.default(given) : (setting.default ?? null);
}

/** What is wrong with settings that are each right. */
export interface Fault {
  /** The setting to correct. */
  readonly field: string;
  readonly sentence: string;
}

export interface DriverDeclaration {
  readonly name: string;
  readonly kind: Kind;
  /** What it sends, and by what. */
  readonly sends: string;
  /** The names of its types in the API begin with it. Drivers of one type have the same settings. */
  readonly type: string;
  /** What the settings describe. */
  readonly description: string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** NAMED: those that the settings name by {secret:NAME}. */
  readonly secrets: Readonly<Record<string, Secret>> | "NAMED";
  /** The settings that decide where secrets are sent. */
  readonly goesTo: readonly string[];
  /** What is missing, or is there in vain, by the settings that are given. */
  missing?(has: (setting: string) => boolean): Fault | null;
  /** What does not fit together. */
  fault?(values: Values): Fault | null;
}

type Always = { readonly isRequired: true } | { readonly type: "headers" | "number" };

type WithoutNull<S> = S extends Always
  ? true
  : S extends { readonly none: string }
    ? false
    : S extends { readonly default: string }
      ? true
      : false;

type ValueOf<S> = S extends { readonly type: "number" }
  ? number
  : S extends { readonly type: "headers" }
    ? readonly HttpHeader[]
    : S extends { readonly values: Readonly<Record<string, { readonly value: infer Word }>> }
      ? Word
      : string;

/** The settings of a driver, as they are stored. */
export type SettingsIn<D extends DriverDeclaration> = {
  readonly [Name in keyof D["settings"]]:
    ValueOf<D["settings"][Name]> | (WithoutNull<D["settings"][Name]> extends true ? never : null);
};

/** The names of the settings that must be given. */
type NeededIn<Settings> = {
  [Name in keyof Settings]: Settings[Name] extends { readonly isRequired: true } ? Name : never;
}[keyof Settings];

type NewSecretsIn<Secrets> = Secrets extends "NAMED"
  ? { readonly secrets?: readonly HttpHeader[] | null | undefined }
  : { readonly [Name in keyof Secrets]?: string | null | undefined };

/** What a request gives a driver: its settings, and secrets that are new. */
export type InputIn<D extends DriverDeclaration> = {
  readonly [Name in NeededIn<D["settings"]>]: ValueOf<D["settings"][Name]>;
} & {
  readonly [Name in Exclude<keyof D["settings"], NeededIn<D["settings"]>>]?:
    ValueOf<D["settings"][Name]> | null | undefined;
} & NewSecretsIn<D["secrets"]>;

type Optional = { readonly isOptional: true } | { readonly with: object };

/** The secrets of a driver; those that a template names are in `values`. */
export type SecretsIn<D extends DriverDeclaration> = D["secrets"] extends "NAMED"
  ? { readonly values: Readonly<Record<string, string>> }
  : { readonly [Name in keyof D["secrets"]]: D["secrets"][Name] extends Optional ? string | null : string };
