import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Gathering, type Sender } from "./gathering.js";
import { UserCreate, UserUpdate } from "./operations.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How long a server takes, in milliseconds. */
const ANSWERS_AFTER = 10;

/** A core that makes changes, and what reaches the server: how many changes in each request, and when. */
function changes() {
  const gathering = new Gathering();
  const sent: { readonly count: number; readonly at: number }[] = [];
  const began = performance.now();
  const answered = async <Answer>(count: number, answer: Answer): Promise<Answer> => {
    sent.push({ count, at: performance.now() - began });
    await new Promise((resolve) => setTimeout(resolve, ANSWERS_AFTER));
    return answer;
  };
  const sender: Sender = {
    alone: () => answered(1, {}),
    deliver: (_document, { items }) =>
      answered(items.length, { kind: "data", data: { usersCreate: { results: items } } }),
    problem: () => Promise.reject(new Error("there is none")),
  };
  const create = (kind = "users") => gathering.change(UserCreate, { login: "anna" }, kind, sender);
  const update = () => gathering.change(UserUpdate, { user: { id: "1" } }, "updates", sender);
  return { create, update, sent, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

it("a lone change waits less than 5 ms, also one after the other, and after many", async () => {
  const { create, sent, pass } = changes();
  for (let count = 0; count < 5; count += 1) {
    const before = sent.length;
    void create();
    await pass(5);
    expect(sent).toHaveLength(before + 1);
    await pass(ANSWERS_AFTER);
  }
  expect(sent.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  for (let count = 0; count < 10; count += 1) void create();
  await pass(1_000);
  expect(sent.slice(5).map(({ count }) => count)).toEqual([10]);
  void create();
  await pass(5);
  expect(sent.slice(6).map(({ count }) => count)).toEqual([1]);
});

it("changes of the same moment are sent together, 50 at most", async () => {
  const { create, sent, pass } = changes();
  for (let count = 0; count < 120; count += 1) void create();
  await pass(5);
  expect(sent.map(({ count }) => count)).toEqual([50, 50, 20]);
});

it("a request waits for as many changes as were answered before, at the pace at which they come", async () => {
  const { create, sent, pass } = changes();
  for (let count = 0; count < 10; count += 1) void create();
  await pass(4 + ANSWERS_AFTER);
  for (let wave = 0; wave < 5; wave += 1) {
    for (let count = 0; count < 10; count += 1) {
      await pass(12);
      void create();
    }
    // The last one is the tenth: no other change is waited for.
    await pass(5);
    expect(sent.map(({ count }) => count)).toEqual(Array.from({ length: wave + 2 }, () => 10));
    await pass(ANSWERS_AFTER);
  }
  // The end of the run: what is due does not come any more.
  for (let count = 0; count < 3; count += 1) {
    await pass(12);
    void create();
  }
  await pass(100);
  expect(sent.at(-1)).toMatchObject({ count: 3 });
});

it("no change waits for longer than a quarter of a second, however many come", async () => {
  const { create, sent, pass } = changes();
  for (let count = 0; count < 50; count += 1) void create();
  await pass(5 + ANSWERS_AFTER);
  const first = performance.now();
  for (let count = 0; count < 10; count += 1) {
    void create();
    await pass(30);
    if (sent.length === 2) break;
  }
  expect(performance.now() - first).toBeLessThan(300);
  expect(sent.length).toBe(2);
});

it("changes of different kinds, and with different patience, are not sent together", async () => {
  const { create, update, sent, pass } = changes();
  void create();
  void create("users, for a minute");
  void update();
  await pass(5);
  expect(sent.map(({ count }) => count)).toEqual([1, 1, 1]);
});

it("each change that is sent with others gets its own answer; a refusal names the path as if it had been sent alone", async () => {
  const refused = { code: "ALREADY_EXISTS", message: "Another user has this login." };
  const answer = {
    results: [{ user: { login: "anna" } }, { ...refused, path: ["input", "items", "1", "login"] }],
  };
  const whole = { ...refused, path: ["input"] };
  const given = async (usersCreate: object) => {
    const gathering = new Gathering();
    const sender: Sender = {
      alone: () => Promise.reject(new Error("it is not alone")),
      deliver: () => Promise.resolve({ kind: "data", data: { usersCreate } }),
      problem: () => Promise.reject(new Error("there is none")),
    };
    const both = [1, 2].map(() => gathering.change(UserCreate, { login: "anna" }, "users", sender));
    const settled = Promise.allSettled(both);
    await vi.advanceTimersByTimeAsync(5);
    return (await settled).map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)));
  };
  expect(await given(answer)).toEqual([
    { userCreate: { user: { login: "anna" } } },
    { userCreate: { ...refused, path: ["input", "login"] } },
  ]);
  expect(await given(whole)).toEqual([{ userCreate: whole }, { userCreate: whole }]);
  const lacking = "TypeError: UsersCreate answered 1 of 2 items";
  expect(await given({ results: [{}] })).toEqual([lacking, lacking]);
});
