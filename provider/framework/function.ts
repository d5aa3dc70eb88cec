// Functions that a provider offers to configurations: pure, and without a configured provider.
import type { ValueOf, ValueType } from "./types.js";

/** A parameter of a function. */
export interface Parameter<T> {
  readonly name: string;
  readonly type: ValueType<T>;
  /** Markdown. */
  readonly description: string;
}

type Arguments<P extends readonly Parameter<unknown>[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** An argument that a function cannot take. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";

  /** @param argument its number, from 0. @param message what is wrong with it and what to do, in whole sentences. */
  constructor(
    readonly argument: number,
    message: string,
  ) {
    super(message);
  }
}

/** A function. */
export interface ProviderFunction<P extends readonly Parameter<unknown>[], R> {
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly parameters: P;
  readonly returns: ValueType<R>;
  /** @throws {ArgumentError} for an argument that it cannot take. */
  readonly call: (...given: Arguments<P>) => R;
}

export type AnyFunction = ProviderFunction<readonly Parameter<unknown>[], unknown>;

/** Describes a function. */
export function defineFunction<const P extends readonly Parameter<unknown>[], T extends ValueType<unknown>>(
  described: ProviderFunction<P, ValueOf<T>> & { readonly returns: T },
): AnyFunction {
  return described as unknown as AnyFunction;
}

/** A parameter. */
export function parameter<T>(name: string, type: ValueType<T>, description: string): Parameter<T> {
  return { name, type, description };
}
