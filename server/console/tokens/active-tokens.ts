import { send } from "../data/send.js";
import { TokensEnabledDocument } from "../generated/documents.js";

/** The server gives so many at once. */
const MAX_IDS = 100;

/** Which of these tokens are active now. What the page shows may be older. @throws RequestError */
export async function activeTokens(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const active = new Set<string>();
  for (let from = 0; from < ids.length; from += MAX_IDS) {
    const { nodes } = await send(TokensEnabledDocument, { ids: ids.slice(from, from + MAX_IDS) });
    for (const node of nodes ?? []) if (node !== null && "id" in node && node.enabled) active.add(node.id);
  }
  return active;
}

/**
 * The tokens that Undo activates again: those that the action itself deactivated. Others were inactive before, and stay so.
 * @param active which tokens were active before it. @param done what was not refused.
 */
export function idsToUndo(
  active: ReadonlySet<string>,
  done: readonly { readonly token: { readonly id: string } }[],
): readonly string[] {
  return done.flatMap(({ token: { id } }) => (active.has(id) ? [id] : []));
}
