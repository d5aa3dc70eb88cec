import { describe, expect, it } from "vitest";
import {
  contradictions,
  type Attempt,
  type History,
  type Send,
  type LoggedEvent,
  type Verdict,
} from "./history.js";

let ticks = 0;

function send(verdict: Verdict | null): Send {
  ticks += 2;
  return { from: ticks, to: ticks + 1, verdict };
}

function attempt(mark: string, counter: number | null, ...verdicts: (Verdict | null)[]): Attempt {
  return { mark, token: "fob", counter, sends: verdicts.map(send) };
}

function granted(mark: string): LoggedEvent {
  return { type: "AUTHENTICATION_GRANTED", reason: null, token: "fob", mark };
}

function denied(mark: string, reason: string): LoggedEvent {
  return { type: "AUTHENTICATION_DENIED", reason, token: "fob", mark };
}

function history(attempts: readonly Attempt[], events: readonly LoggedEvent[], failures = 0): History {
  return { attempts, events, failures: new Map([["fob", failures]]) };
}

describe("the checker of histories", () => {
  it("accepts every history that is possible", () => {
    const wrong = denied("d", "WRONG_CODE");
    expect(
      contradictions(
        history(
          [
            attempt("a", 1, "GRANTED"),
            attempt("b", 1, "DENIED"),
            attempt("c", 2, null),
            attempt("d", null, "DENIED"),
          ],
          [granted("a"), denied("b", "REPLAYED"), wrong],
          1,
        ),
      ),
      "what was not answered did not happen",
    ).toEqual([]);
    const repeated = attempt("a", 1, null, "GRANTED", "GRANTED");
    expect(contradictions(history([repeated], [granted("a")]))).toEqual([]);
    expect(
      contradictions(
        history([attempt("a", 1, null), attempt("b", 1, "DENIED")], [granted("a"), denied("b", "REPLAYED")]),
      ),
      "what was not answered happened",
    ).toEqual([]);
    const unlocked = { type: "TOKEN_UNLOCKED", reason: null, token: "fob", mark: null };
    expect(contradictions(history([attempt("d", null, "DENIED")], [wrong, unlocked]))).toEqual([]);
    const slow: Attempt = {
      mark: "a",
      token: "fob",
      counter: 1,
      sends: [{ from: 0, to: 9_999, verdict: "GRANTED" }],
    };
    expect(
      contradictions(history([attempt("b", 2, "GRANTED"), slow], [granted("a"), granted("b")])),
      "two at the same time came in the order of their counters",
    ).toEqual([]);
  });

  it.each<[string, History, RegExp]>([
    [
      "a success that was answered and lost",
      history([attempt("a", 1, "GRANTED")], []),
      /^a \(code 1 of fob\) was answered GRANTED and is in no event$/,
    ],
    ["a denial that was answered and lost", history([attempt("a", null, "DENIED")], []), /is in no event/],
    [
      "a code that worked twice",
      history([attempt("a", 1, "GRANTED"), attempt("b", 1, "GRANTED")], [granted("a"), granted("b")]),
      /^a .* worked again as b$/,
    ],
    [
      "a code that worked twice, once without an answer",
      history([attempt("a", 1, null), attempt("b", 1, "GRANTED")], [granted("a"), granted("b")]),
      /worked again/,
    ],
    [
      "a code that worked after a later one",
      history([attempt("a", 2, "GRANTED"), attempt("b", 1, "GRANTED")], [granted("a"), granted("b")]),
      /^b .* worked after a /,
    ],
    [
      "a wrong code that worked",
      history([attempt("a", null, "GRANTED")], [granted("a")]),
      /wrong code.* was granted/,
    ],
    [
      "a repeat that happened again",
      history([attempt("a", 1, null, "GRANTED")], [granted("a"), granted("a")]),
      /happened 2 times/,
    ],
    [
      "a repeat with another verdict",
      history([attempt("a", 1, "GRANTED", "DENIED")], [granted("a")]),
      /answered in different ways/,
    ],
    [
      "a repeat that was denied what the lost answer granted",
      history([attempt("a", 1, null, "DENIED")], [granted("a")]),
      /answered DENIED and logged as AUTHENTICATION_GRANTED/,
    ],
    [
      "a code that was used up without a word",
      history([attempt("a", 1, null), attempt("b", 1, "DENIED")], [denied("b", "REPLAYED")]),
      /^b .* was used up by nobody$/,
    ],
    ["an event of nothing", history([], [granted("a")]), /^a is in an event and was never sent$/],
    [
      "a failure that was not counted",
      history([attempt("a", null, "DENIED")], [denied("a", "WRONG_CODE")], 0),
      /^fob says 0 failures, its events say 1$/,
    ],
  ])("does not believe %s", (_name, reported, problem) => {
    expect(contradictions(reported)).toEqual([expect.stringMatching(problem)]);
  });
});
