import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

/** Fields and values that are met when every fragment is followed where it is spread. */
const MAX_MET = 20_000;

/**
 * Comparisons of fields that answer under one name, and of fragments that are side by side: validation makes them
 * for every pair, at each level above them (GraphQL §5.3.2), and takes a microsecond or two for each.
 */
const MAX_COMPARED = 20_000;

function sizeOfValue(value: ValueNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((sum, one) => sum + sizeOfValue(one), 1);
  if (value.kind === Kind.OBJECT) return value.fields.reduce((sum, one) => sum + sizeOfValue(one.value), 1);
  return 1;
}

function sizeOfField({ arguments: given = [], directives = [] }: FieldNode): number {
  const all = [...given, ...directives.flatMap((directive) => directive.arguments ?? [])];
  return all.reduce((sum, { value }) => sum + sizeOfValue(value), 1 + directives.length);
}

class TooMuch extends Error {}

/** Counts a document, and gives up when it is too much. Each step of it counts, so the count itself is bounded. */
class Count {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #sizes = new Map<FieldNode, number>();
  #met = 0;
  #compared = 0;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  #meet(number: number): void {
    this.#met += number;
    if (this.#met > MAX_MET) throw new TooMuch();
  }

  #compare(alike: number, depth: number): void {
    if (alike < 2) return;
    this.#compared += alike * alike * depth;
    if (this.#compared > MAX_COMPARED) throw new TooMuch();
  }

  #getSize(field: FieldNode): number {
    const known = this.#sizes.get(field);
    if (known !== undefined) return known;
    const size = sizeOfField(field);
    this.#sizes.set(field, size);
    return size;
  }

  /** Counts selections that are answered as one object, and all below it. */
  level(selections: readonly SelectionSetNode[], depth: number): void {
    const below = new Map<string, SelectionSetNode[]>();
    const alike = new Map<string, number>();
    const spread = new Set<string>();
    const waiting = [...selections];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const selection of next.selections) {
        if (selection.kind === Kind.FIELD) {
          this.#meet(this.#getSize(selection));
          const name = selection.alias?.value ?? selection.name.value;
          alike.set(name, (alike.get(name) ?? 0) + 1);
          if (selection.selectionSet === undefined) continue;
          const known = below.get(name);
          if (known === undefined) below.set(name, [selection.selectionSet]);
          else known.push(selection.selectionSet);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          this.#meet(1);
          waiting.push(selection.selectionSet);
        } else {
          this.#meet(1);
          const { value } = selection.name;
          const fragment = this.#fragments.get(value);
          if (fragment === undefined || spread.has(value)) continue;
          spread.add(value);
          waiting.push(fragment.selectionSet);
        }
      }
    }
    this.#compare(spread.size, depth);
    for (const number of alike.values()) this.#compare(number, depth);
    for (const inner of below.values()) this.level(inner, depth + 1);
  }
}

/**
 * Whether a document would take long to validate, although its tokens are within the limit. One walk finds out,
 * before any rule runs.
 */
export function isTooLarge({ definitions }: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  const count = new Count(fragments);
  try {
    for (const one of definitions) if ("selectionSet" in one) count.level([one.selectionSet], 1);
  } catch (error) {
    if (error instanceof TooMuch) return true;
    throw error;
  }
  return false;
}
