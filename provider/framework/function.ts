// Functions that a provider offers to configurations: pure, and without a configured provider.
import { isUnknown, isWhollyKnown, UNKNOWN, type Unknown } from "../plugin/cty/value.js";
import type { ValueOf, ValueType } from "./types.js";

/** A parameter of a function. A core refuses null for it, unless its type is `nullable(…)`. */
export interface Parameter<T> {
  /** A core names it in errors. */
  readonly name: string;
  /** The type of the argument: a core converts what it is given, or refuses it. */
  readonly type: ValueType<T>;
  /** Markdown. */
  readonly description: string;
  /** Whether the function is called also when the argument is not known yet. */
  readonly mayBeUnknown?: boolean;
}

type Arguments<P extends readonly Parameter<unknown>[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** Thrown by a function for an argument that it cannot take: a core points at it. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";

  /**
   * @param argument its number, from 0. @param message what is wrong with it and what to do, in whole sentences. A core
   * adds a full stop: the last one of the message is not sent.
   */
  constructor(
    readonly argument: number,
    message: string,
  ) {
    super(message);
  }
}

/** A function: the same for the same arguments, at any time. */
export interface ProviderFunction<P extends readonly Parameter<unknown>[], V, R> {
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  /** Why it should not be used any more, and what instead. */
  readonly deprecated?: string;
  /** In the order of the arguments. None of them may be left out. */
  readonly parameters: P;
  /** Takes all arguments after those of `parameters`, however many there are. */
  readonly variadic?: Parameter<V>;
  /** The type of the result; with `nullable(type)` it may be null. */
  readonly returns: ValueType<R>;
  /**
   * Not called while an argument is unknown, unless that parameter may be: the result is unknown then.
   * @returns the result; `UNKNOWN` when it depends on an argument that is unknown. @throws {ArgumentError} for an
   * argument that it cannot take.
   */
  readonly call: (...given: [...Arguments<P>, ...V[]]) => R | Unknown;
}

/** A function with any parameters, as the framework keeps it. */
export type AnyFunction = ProviderFunction<readonly Parameter<unknown>[], unknown, unknown>;

/** Describes a function. */
export function defineFunction<
  const P extends readonly Parameter<unknown>[],
  T extends ValueType<unknown>,
  V = never,
>(described: ProviderFunction<P, V, ValueOf<T>> & { readonly returns: T }): AnyFunction {
  return described as unknown as AnyFunction;
}

/** A parameter. With `nullable(type)` it takes null too. */
export function parameter<T>(name: string, type: ValueType<T>, description: string): Parameter<T> {
  return { name, type, description };
}

/** A parameter whose argument may be unknown, in whole or in part: the function is told `UNKNOWN` then. */
export function parameterOrUnknown<T>(
  name: string,
  type: ValueType<T>,
  description: string,
): Parameter<T | Unknown> {
  const open: ValueType<T | Unknown> = {
    ...type,
    read: (value, path) => (isWhollyKnown(value) ? type.read(value, path) : UNKNOWN),
    write: (value) => (isUnknown(value) ? value : type.write(value)),
  };
  return { name, type: open, description, mayBeUnknown: true };
}
