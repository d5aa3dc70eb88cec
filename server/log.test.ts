import { describe, expect, it } from "vitest";
import { writerTo } from "./log.js";

/** An error as the system gives it. */
const systemError = (code: string) => Object.assign(new Error(code), { code });

describe("lines of the log", () => {
  it("are dropped while the disk is full, and counted when there is room; a torn line is ended first", () => {
    let [out, room] = ["", 0];
    const reported: number[] = [];
    const write = writerTo(
      1,
      (dropped) => reported.push(dropped),
      (_fd, bytes) => {
        if (room === 0) throw systemError("ENOSPC");
        const part = bytes.subarray(0, room);
        room -= part.length;
        out += part.toString();
        return part.length;
      },
    );
    room = 9;
    write("first\n");
    write("second\n");
    write("third\n");
    expect([out, reported]).toEqual(["first\nsec", []]);
    room = 1_000;
    write("fourth\n");
    write("fifth\n");
    expect([out, reported]).toEqual(["first\nsec\nfourth\nfifth\n", [2]]);
  });

  it("wait for a reader that is slow", () => {
    let [out, times] = ["", 0];
    const write = writerTo(
      1,
      () => expect.unreachable(),
      (_fd, bytes) => {
        if ((times += 1) % 2 === 1) throw systemError("EAGAIN");
        out += bytes.subarray(0, 4).toString();
        return 4;
      },
    );
    write("eight..\n");
    expect(out).toBe("eight..\n");
  });
});
