import { expect, it } from "vitest";
import { createLog } from "../plugin/log.js";
import { OpenResources } from "./open-resources.js";

it("an ephemeral resource that is still open is closed once, with its last private data, also when others fail", async () => {
  const lines: string[] = [];
  const log = createLog(
    "test",
    "error",
    (line) => void lines.push(line),
    () => new Date(0),
  );
  const closed: unknown[] = [];
  const open = new OpenResources();
  const add = (kept: unknown) =>
    open.add({
      type: "desk_lamp",
      kept,
      async close(last) {
        if (last === "broken") throw new Error("It is stuck.");
        closed.push(last);
      },
    });
  for (const kept of ["closed by its core", "broken", { number: 1 }, "other"]) add(kept);
  open.closed("desk_lamp", "closed by its core");
  open.renewed("desk_lamp", { number: 1 }, { number: 2 });

  const { signal } = new AbortController();
  await open.closeAll(log, signal);
  await open.closeAll(log, signal);
  expect(closed).toEqual([{ number: 2 }, "other"]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("desk_lamp could not be closed");
});
