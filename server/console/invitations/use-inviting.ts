import { useEffect, useRef, useState } from "react";
import { isRefusal } from "../data/refusal.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { InvitationsCreateDocument } from "../generated/documents.js";
import type { Invitee } from "./invitee.js";

/**
 * Maximum number of invitations in one request. The API takes 1,000; with fewer, the progress is seen, and the embedded database has
 * time for others in between.
 */
const PART = 100;

/** Users who are invited with one request. A caller that sends it again does nothing twice: it has a key. */
interface Part {
  readonly key: string;
  readonly people: readonly Invitee[];
}

/** The result for one user. @property why the user was not invited; null for an invited user. */
export interface InviteResult {
  readonly id: string;
  readonly login: string;
  readonly why: string | null;
}

/** Invitations that are sent, one part after the other. */
export interface Inviting {
  /** Whether the invitations were begun. */
  readonly isBegun: boolean;
  readonly isRunning: boolean;
  /** Whether no other part follows the one that is on its way. */
  readonly isStopping: boolean;
  readonly results: readonly InviteResult[];
  /** Whom no answer is known of yet. */
  readonly left: readonly Invitee[];
  /** Why the last part was refused as a whole. */
  readonly problem: string | undefined;
  readonly begin: (resource: string, people: readonly Invitee[]) => void;
  /** Sends what is left. */
  readonly goOn: () => void;
  /** Sends no other part than the one that is on its way. */
  readonly stop: () => void;
}

/** Mails invitations to many users. */
export function useInviting(): Inviting {
  const { run } = useMutationOf(InvitationsCreateDocument);
  const [resource, setResource] = useState<string>();
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [results, setResults] = useState<readonly InviteResult[]>([]);
  const [problem, setProblem] = useState<string>();
  const [isRunning, setRunning] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      // A user who leaves the page sees no results any more.
      isStopped.current = true;
    },
    [],
  );

  /** @returns whether an answer is known of each user of the part. */
  async function sendPart(to: string, { key, people }: Part): Promise<boolean> {
    const items = people.map(({ id }) => ({ user: { id }, resource: { id: to } }));
    const outcome = await run({ items, onRefusal: "SKIP", idempotencyKey: key });
    if (outcome.kind === "REFUSED") setProblem(outcome.refusal.message);
    if (outcome.kind !== "DONE") return false;
    const answers = outcome.payload.results;
    const came = people.map(({ id, login }, index) => {
      const answer = answers[index];
      return { id, login, why: answer !== undefined && isRefusal(answer) ? answer.message : null };
    });
    setResults((before) => [...before, ...came]);
    return true;
  }

  async function sendAll(to: string, all: readonly Part[]): Promise<void> {
    isStopped.current = false;
    setStopping(false);
    setProblem(undefined);
    setRunning(true);
    let left = all;
    for (const part of all) {
      if (isStopped.current || !(await sendPart(to, part))) break;
      left = left.slice(1);
      setParts(left);
    }
    setRunning(false);
  }

  return {
    isBegun: resource !== undefined,
    isRunning,
    isStopping,
    results,
    left: parts.flatMap(({ people }) => people),
    problem,
    begin(to, people) {
      const all: Part[] = [];
      for (let from = 0; from < people.length; from += PART)
        all.push({ key: crypto.randomUUID(), people: people.slice(from, from + PART) });
      setResource(to);
      setParts(all);
      void sendAll(to, all);
    },
    goOn() {
      if (resource !== undefined) void sendAll(resource, parts);
    },
    stop() {
      isStopped.current = true;
      setStopping(true);
    },
  };
}
