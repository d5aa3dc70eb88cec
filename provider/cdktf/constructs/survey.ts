// The contents of a stack when it is validated. They are collected once for all of its constructs, which may be many
// thousands.
import {
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Token,
} from "cdktf";
import type { IConstruct } from "constructs";
import { getPath } from "./common.js";

interface Survey {
  /** Variables and locals, by their names in expressions, such as `var.pin`. */
  readonly values: ReadonlyMap<string, TerraformVariable | TerraformLocal>;
  /** Every block of this provider, by its address. */
  readonly blocks: ReadonlyMap<string, readonly TerraformElement[]>;
}

const surveys = new WeakMap<TerraformStack, Survey>();

function survey(stack: TerraformStack): Survey {
  const values = new Map<string, TerraformVariable | TerraformLocal>();
  const blocks = new Map<string, TerraformElement[]>();
  for (const element of stack.node.findAll()) {
    if (!TerraformElement.isTerraformElement(element)) continue;
    if (element instanceof TerraformVariable) values.set(`var.${element.friendlyUniqueId}`, element);
    else if (element instanceof TerraformLocal) values.set(`local.${element.friendlyUniqueId}`, element);
    else {
      const address = getAddress(element);
      if (address === undefined) continue;
      const there = blocks.get(address);
      if (there === undefined) blocks.set(address, [element]);
      else there.push(element);
    }
  }
  return { values, blocks };
}

/** A block's address; undefined for a block that is not of this provider. */
function getAddress(element: TerraformElement): string | undefined {
  if (TerraformProvider.isTerraformProvider(element) || !("terraformResourceType" in element))
    return undefined;
  const type = String(element.terraformResourceType);
  if (!type.startsWith("tokenplane_")) return undefined;
  const isManaged = TerraformResource.isTerraformResource(element);
  const isRead = TerraformDataSource.isTerraformDataSource(element);
  return `${isManaged ? "" : isRead ? "data." : "ephemeral."}${type}.${element.friendlyUniqueId}`;
}

/**
 * Names of blocks are made from ids. They can be invalid, or equal to each other, and nothing else reports that.
 */
function* wrongNames({ blocks }: Survey): Iterable<string> {
  for (const [address, [first, second]] of blocks) {
    if (first === undefined) continue;
    const where = getConstruct(first);
    if (Token.isUnresolved(first.node.path)) {
      yield `The id of a construct is known when the program runs, but that of ${where.replaceAll(/\$\{TfToken\[.*?\]\}/g, "…")} is a reference. Write another id.`;
    } else if (second !== undefined) {
      yield `${where} and ${getConstruct(second)} would be one block, ${address}: a block's name keeps only the letters from A to Z, the digits, _ and - of an id. Give one of them another id.`;
    } else if (!/^[A-Za-z_]/.test(first.friendlyUniqueId)) {
      yield `${where} would be the block ${address}, but a block's name begins with a letter from A to Z or _. Begin the id with one.`;
    }
  }
}

/** The path of the construct that a block belongs to. */
function getConstruct(element: TerraformElement): string {
  const { scope, id } = element.node;
  return getPath(id === "Default" && scope !== undefined ? scope : element);
}

/** Has a construct's stack surveyed before the stack's constructs are validated. */
export function beSurveyed(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (surveys.has(stack)) return;
  surveys.set(stack, { values: new Map(), blocks: new Map() });
  stack.node.addValidation({
    validate: () => {
      const found = survey(stack);
      surveys.set(stack, found);
      return [...wrongNames(found)];
    },
  });
}

/**
 * A variable or a local of a construct's stack.
 * @param name in expressions, such as `var.pin`.
 */
export function valueNamed(
  construct: IConstruct,
  name: string,
): TerraformVariable | TerraformLocal | undefined {
  return surveys.get(TerraformStack.of(construct))?.values.get(name);
}
