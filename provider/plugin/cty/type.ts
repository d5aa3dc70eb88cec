// The types of Terraform's type system (cty), in the same form as on the wire: as JSON.

export type Type =
  | "string"
  | "number"
  | "bool"
  /** The value itself has its type. */
  | "dynamic"
  | readonly ["list", Type]
  | readonly ["set", Type]
  | readonly ["map", Type]
  | readonly ["object", { readonly [attribute: string]: Type }]
  | readonly ["tuple", readonly Type[]];

/** The bytes of a type constraint, as schemas carry them. */
export function typeBytes(type: Type): Buffer {
  return Buffer.from(JSON.stringify(type));
}

/** Reads a type constraint. @throws {SyntaxError} when it is none. */
export function parseType(json: string): Type {
  return checked(JSON.parse(json));
}

const PRIMITIVES = ["string", "number", "bool", "dynamic"] as const;

function checked(type: unknown): Type {
  const primitive = PRIMITIVES.find((name) => name === type);
  if (primitive !== undefined) return primitive;
  if (Array.isArray(type)) {
    const [kind, inner]: unknown[] = type;
    if (kind === "list" || kind === "set" || kind === "map") return [kind, checked(inner)];
    if (kind === "tuple" && Array.isArray(inner)) return ["tuple", inner.map(checked)];
    if (kind === "object" && typeof inner === "object" && inner !== null) {
      const attributes = Object.entries(inner).map(([name, of]) => [name, checked(of)] as const);
      return ["object", Object.fromEntries(attributes)];
    }
  }
  throw new SyntaxError(`${JSON.stringify(type)} is no type constraint`);
}
