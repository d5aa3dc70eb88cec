import type { FieldMap, InputFieldMap, InputFieldRef, ObjectRef } from "@pothos/core";
import { type ErrorCode, Refusal, type RefusalDetails } from "@tokenplane/rules/refusal";
import type { Answer, Payload } from "../actions/idempotency.js";
import type { Repeatable, UseCase } from "../actions/use-case.js";
import type { ServerServices } from "../services.js";
import { builder, type Types } from "./builder.js";
import { errorTypeName, errorTypes } from "./error-types.js";

export type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, "InputObject">;
export type PayloadBuilder<P extends Payload> = PothosSchemaTypes.ObjectFieldBuilder<Types, Answer<P>>;

/** The input fields of a use case: each field of its request, with the type that the request declares. */
export type FieldsOf<Request> = InputFieldMap & {
  readonly [Name in keyof Required<Request>]: InputFieldRef<Types, Request[Name]>;
};

interface Definition<Fields extends InputFieldMap, Request, P extends Payload> {
  readonly description: string;
  readonly input: (t: InputBuilder) => Fields;
  readonly payload: (t: PayloadBuilder<P>) => FieldMap;
  /** The cost of the mutation, and how often its selection is given; 1 and once unless it says otherwise. */
  readonly complexity?: (request: Request) => {
    readonly field: number;
    readonly multiplier: number;
  };
}

/** A mutation as its bulk form takes it. */
export interface Mutation<Fields extends InputFieldMap, P extends Payload> {
  readonly name: string;
  readonly input: (t: InputBuilder) => Fields;
  readonly Payload: ObjectRef<Types, Answer<P>>;
  /** The error types of what it refuses. */
  readonly errors: readonly ErrorCode[];
}

export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Adds the mutation of a use case, named as its operation: `NameInput`, `NamePayload`, the union `NameResult`, and the
 * field. An operation of a client holds one mutation that takes a code or checks a PIN at most.
 */
export function mutation<Fields extends FieldsOf<Request>, Request, P extends Payload>(
  useCase: UseCase<Request, P, ServerServices>,
  definition: Definition<Fields, Request, P>,
): Mutation<Fields, P> {
  const name = useCase.operation;
  const type = pascal(name);
  const Input = builder.inputType(`${type}Input`, {
    description: `Input of \`${name}\`.`,
    fields: (t) => ({
      ...definition.input(t),
      idempotencyKey: t.string({
        description:
          "A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one.",
      }),
    }),
  });
  const Payload = builder.objectRef<Answer<P>>(`${type}Payload`).implement({
    description: `Result of \`${name}\`.`,
    fields: definition.payload,
  });
  const codes = [...new Set<ErrorCode>([...useCase.errors, "VALIDATION_FAILED", "IDEMPOTENCY_CONFLICT"])];
  const Result = builder.unionType(`${type}Result`, {
    description: `Result of \`${name}\`, or the reason why it was refused.`,
    types: [Payload, ...codes.flatMap((code) => errorTypes.get(code) ?? [])],
    resolveType: (value: Answer<P> | RefusalDetails) =>
      "code" in value ? errorTypeName(value.code) : `${type}Payload`,
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: Result,
      nullable: true,
      description: definition.description,
      args: { input: t.arg({ type: Input, required: true, description: "The input." }) },
      extensions: { isAttempt: useCase.takesCode || useCase.checksPin },
      complexity: (args) => {
        const { input } = args as unknown as { readonly input: Request };
        return definition.complexity?.(input) ?? { field: 1, multiplier: 1 };
      },
      resolve: async (_root, args, context) => {
        context.loaded = {};
        // Says what TypeScript cannot follow through a spread of generic fields: the shape that Input has (see FieldsOf).
        const { input } = args as unknown as { readonly input: Request & Repeatable };
        const outcome = await useCase(context.services, context, input);
        if (!(outcome instanceof Refusal)) return outcome;
        const { code, message, path, refusals } = outcome;
        if (!codes.includes(code)) throw new TypeError(`${name} does not declare ${code}.`);
        // A plain object: GraphQL would throw an Error that a resolver returns.
        return { code, message, path, refusals };
      },
    }),
  );
  return { name, input: definition.input, Payload, errors: useCase.errors };
}
