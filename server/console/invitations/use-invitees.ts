import { useEffect, useState } from "react";
import { getMessage } from "../data/request-error.js";
import { send } from "../data/send.js";
import { InviteesDocument, type InviteeFragment, type InviteesQuery } from "../generated/documents.js";
import type { Selection } from "../lists/selection.js";
import type { Invitee } from "./invitee.js";

/** The server gives so many objects by their ids at once. */
const PART = 100;

type Node = NonNullable<InviteesQuery["nodes"]>[number];

function isUser(node: Node | undefined): node is InviteeFragment {
  return node != null && "login" in node;
}

/** Users as they are now, as far as they are read. */
export interface ReadInvitees {
  readonly people: readonly Invitee[];
  readonly isComplete: boolean;
  /** Why no more are read. */
  readonly problem: string | undefined;
}

/** Reads users. @param signal ends it. @param onRead gets all that are read so far. */
async function readInvitees(
  selection: Selection<string>,
  signal: AbortSignal,
  onRead: (people: readonly Invitee[]) => void,
): Promise<void> {
  const selected = [...selection];
  const people: Invitee[] = [];
  for (let from = 0; from < selected.length; from += PART) {
    const part = selected.slice(from, from + PART);
    const { nodes } = await send(InviteesDocument, { ids: part.map(([id]) => id) });
    if (signal.aborted) return;
    for (const [index, [id, login]] of part.entries()) {
      const node = nodes?.[index];
      people.push({ id, login, user: isUser(node) ? node : null });
    }
    onRead([...people]);
  }
}

/**
 * Reads the selected users once, when a dialog opens: a selection may be old, and of other pages.
 * @param selection logins by ids; it stays the same while the dialog is open.
 */
export function useInvitees(selection: Selection<string>): ReadInvitees {
  const [people, setPeople] = useState<readonly Invitee[]>([]);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    const closed = new AbortController();
    readInvitees(selection, closed.signal, setPeople).catch((thrown: unknown) => {
      if (!closed.signal.aborted) setProblem(getMessage(thrown));
    });
    return () => closed.abort();
  }, [selection]);
  return { people, isComplete: people.length === selection.size, problem };
}
