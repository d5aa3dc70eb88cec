import { expect, it } from "vitest";
import type { Api } from "../support/api.js";
import { getStatements } from "../support/statements.js";
import { imported, getMutation, send, type Imported } from "../support/upload.js";
import { onOneStore } from "../support/world.js";

const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30, dryRun: true };
const HEX = "31".repeat(20);
const LOOK = "query ($id: ID!) { importJob(id: $id) { status startedAt failure } }";

interface Job {
  readonly status: string;
  readonly startedAt: string | null;
  readonly failure: string | null;
}

/** A file that takes long enough to be looked at meanwhile. */
const LARGE = Buffer.from(
  Array.from({ length: 12_000 }, (_, index) => `TP-${index},${String(index).padStart(40, "31")}`).join("\n"),
);

async function inBackground(api: Api, file: Uint8Array | string): Promise<string> {
  const { job } = await imported(api, "tokenImport", { ...CSV, background: true }, file);
  return job.id;
}

async function look(api: Api, id: string): Promise<Job> {
  return (await api.query<{ importJob: Job }>(LOOK, { id })).importJob;
}

async function getEnd(api: Api, id: string): Promise<Job> {
  // The last one waits for all large files before it.
  await expect.poll(async () => (await look(api, id)).status, { timeout: 150_000 }).not.toBe("RUNNING");
  return look(api, id);
}

onOneStore("imports of several accounts", (world) => {
  it(
    "take turns: files of one account wait for each other, and hold up no other account",
    { tags: "deep" },
    async () => {
      const [busy, other] = [await world().seed(), await world().seed()];
      const plan = { tokens: 12_000, users: 1, resources: 1 };
      await world().operator.do("accountPlanSet", { account: busy.accountId, plan }, "__typename");
      const ids = [];
      for (let n = 0; n < 3; n += 1) ids.push(await inBackground(busy.admin, LARGE));
      const [first = "", , last = ""] = ids;
      expect(await imported(other.admin, "tokenImport", CSV, `T1,${HEX}`)).toMatchObject({
        job: { status: "SUCCEEDED" },
      });
      expect(await look(busy.admin, last)).toMatchObject({ status: "RUNNING", startedAt: null });
      await expect.poll(async () => (await look(busy.admin, first)).startedAt).not.toBeNull();
      // Where twenty wait, one more finds no room; another account's does.
      const query = getMutation("tokenImport", "job { id }");
      const input = { ...CSV, background: true };
      const more = await Promise.all(
        Array.from({ length: 20 }, () => send(busy.admin, query, input, `T1,${HEX}`)),
      );
      const refused = more.flatMap(({ errors }) => errors);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused[0]).toMatchObject({
        message: expect.stringMatching(/^This account has \d+ imports that run or wait/),
        extensions: { code: "OVERLOADED" },
      });
      expect(await getEnd(other.admin, await inBackground(other.admin, `T2,${HEX}`))).toMatchObject({
        status: "SUCCEEDED",
      });
      expect(await getEnd(busy.admin, last)).toMatchObject({ status: "SUCCEEDED" });
    },
  );

  it("are ended when reading takes so long that others wait", async () => {
    const seed = await world().seed();
    const id = await inBackground(seed.admin, LARGE);
    await expect.poll(async () => (await look(seed.admin, id)).startedAt).not.toBeNull();
    world().clock.pass(15 * 60 + 1);
    expect(await getEnd(seed.admin, id)).toMatchObject({
      status: "FAILED",
      failure: expect.stringContaining("more than 15 minutes"),
    });
  });
});

onOneStore("a file that is made to keep the server busy", (world) => {
  it("of bad rows is read to the thousandth, and that is said before all others", async () => {
    const { admin } = await world().seed();
    const bad = Buffer.from("BAD,\n".repeat(400_000));
    for (const name of ["tokenImport", "userImport", "assignmentImport"] as const) {
      const file = name === "userImport" ? Buffer.from(",x\n".repeat(400_000)) : bad;
      const answer = await imported(admin, name, name === "tokenImport" ? CSV : {}, file);
      expect(answer.refused).toHaveLength(1_001);
      expect(answer.refused[0]).toEqual({
        line: null,
        code: "VALIDATION_FAILED",
        message:
          "Reading stopped on line 1000, after 1,000 refused rows. Correct these rows, and try again: there may be more.",
      });
      expect(answer).toMatchObject({ created: 0, job: { status: "REFUSED", refusedCount: 1_000 } });
      expect(answer.job.progress.bytesRead).toBeLessThan(20_000);
    }
  });

  it("of blank lines costs no statement for each piece, and its rows keep their lines", async () => {
    const { admin } = await world().seed();
    const blank = "\n\r\n,,\r , \n".repeat(100_000);
    let answer: Imported | undefined;
    const statements = await getStatements(world(), async () => {
      answer = await imported(admin, "tokenImport", CSV, Buffer.from(`${blank}T1,${HEX}\n${blank}BAD,`));
    });
    expect(answer?.refused).toEqual([
      { line: 800_002, code: "VALIDATION_FAILED", message: "The secret is missing." },
    ]);
    expect(answer?.job.progress).toMatchObject({ rowsRead: 2, rowsChecked: 1 });
    expect(statements.length).toBeLessThan(30);
  });

  it.each([
    ["attributes", `<KeyContainer ${Array.from({ length: 50_000 }, (_, n) => `a${n}=""`).join(" ")}/>`, 32],
    ["namespaces", `<a ${Array.from({ length: 50_000 }, (_, n) => `xmlns:a${n}="u"`).join(" ")}/>`, 32],
    ["comments", "<!---->".repeat(100_000), 1_000],
    ["a comment without an end", `<!--${"x".repeat(900_000)}`, 40_000],
    ["a name without an end", `<${"x".repeat(900_000)}`, 40_000],
    ["a DOCTYPE without an end", `<!DOCTYPE a [${"<!ENTITY b 'c'>".repeat(50_000)}`, 40_000],
  ])("of XML with %s is refused before it is held", async (_what, text, most) => {
    const { admin } = await world().seed();
    const { refused, job } = await imported(admin, "tokenImport", { format: "PSKC" }, text);
    expect(refused).toEqual([
      { line: 1, code: "VALIDATION_FAILED", message: expect.stringContaining(`more than ${most} `) },
    ]);
    expect(job.progress.bytesRead).toBeLessThan(60_000);
  });
});
