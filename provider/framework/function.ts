// Functions that a provider offers to configurations: pure, and without a configured provider.
import { isUnknown, isWhollyKnown, UNKNOWN, type Unknown } from "../plugin/cty/value.js";
import type { ValueOf, ValueType } from "./types.js";

/** A parameter of a function. A core refuses null for it, unless its type is `nullable(…)`. */
export interface Parameter<T> {
  /** Its name in a core's errors. */
  readonly name: string;
  /** The type of the argument. A core converts the given value, or refuses it. */
  readonly type: ValueType<T>;
  /** Markdown. */
  readonly description: string;
  /** Whether the function is also called when the argument is not known yet. */
  readonly mayBeUnknown?: boolean;
}

type Arguments<P extends readonly Parameter<unknown>[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** Thrown by a function for an argument that it cannot accept. A core points at the argument. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";

  /**
   * @param argument its number, from 0.
   * @param message what is wrong with it and what to do, in whole sentences. A core adds a full stop, so the last full
   * stop of the message is not sent.
   */
  constructor(
    readonly argument: number,
    message: string,
  ) {
    super(message);
  }
}

/** A function. It must always return the same result for the same arguments. */
export interface ProviderFunction<P extends readonly Parameter<unknown>[], V, R> {
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  /** Why it is deprecated, and what to use instead. */
  readonly deprecated?: string;
  /** In the order of the arguments. None of them is optional. */
  readonly parameters: P;
  /** Accepts all arguments after those of `parameters`, in any number. */
  readonly variadic?: Parameter<V>;
  /** The type of the result; with `nullable(type)` it may be null. */
  readonly returns: ValueType<R>;
  /**
   * Called when all arguments are known, except those of parameters that may be unknown. Otherwise the result is
   * unknown.
   * @returns the result; `UNKNOWN` when it depends on an unknown argument. @throws {ArgumentError} for an argument that
   * it cannot accept.
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

/** A parameter. With `nullable(type)` it also accepts null. */
export function parameter<T>(name: string, type: ValueType<T>, description: string): Parameter<T> {
  return { name, type, description };
}

/** A parameter whose argument may be unknown, in whole or in part: then the function gets `UNKNOWN`. */
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
