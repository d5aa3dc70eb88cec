import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coresHere, developed, Workspace } from "../support/terraform.js";

const ROOT = path.join(import.meta.dirname, "../..");

/** Two notes: one has a text, the other a title. */
function configure(folder: string, text: string, title: string): string {
  return `terraform {
  required_providers {
    note = { source = "example/note" }
  }
}
provider "note" {
  folder = "${folder}"
}
resource "note_file" "a" {
  title = provider::note::slug("Hello World")
  text  = "${text}"
}
resource "note_file" "b" { title = "${title}" }`;
}

describe("a provider of one page", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "note-provider-"));
  const executable = path.join(folder, "terraform-provider-note");

  beforeAll(() => {
    const source = path.join(ROOT, "examples/note-provider/provider.ts");
    execFileSync(process.execPath, [path.join(ROOT, "provider/framework/bundle.mjs"), source, executable]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("tells a person who starts it by hand what it is, and leaves with an error", () => {
    expect(() => execFileSync(executable, { stdio: "pipe" })).toThrow(/This binary is a plugin/);
  });

  // The guide's provider lives through a life in the default tier.
  it.each(coresHere())("lives through its whole life with %s", { tags: "deep" }, async (_name, core) => {
    const workspace = new Workspace(core, developed(folder, "example/note"));
    const notes = path.join(workspace.folder, "notes");
    const write = (text: string, title = "b") => workspace.write("main.tf", configure(notes, text, title));
    try {
      write("hi");
      await workspace.apply();
      expect(readFileSync(path.join(notes, "hello-world.txt"), "utf8")).toBe("hi");
      expect(workspace.state()["note_file.b"]).toEqual({ id: "b.txt", title: "b", text: "" });
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });

      // A change, and what somebody else did, also where the configuration says nothing.
      write("ho");
      writeFileSync(path.join(notes, "b.txt"), "by hand");
      const { output } = await workspace.plan();
      expect(output).toContain('~ text  = "hi" -> "ho"');
      expect(output).toContain("Plan: 0 to add, 2 to change, 0 to destroy.");
      await workspace.apply();
      expect(readFileSync(path.join(notes, "b.txt"), "utf8")).toBe("");

      // Gone elsewhere; and another title, which is another note.
      rmSync(path.join(notes, "hello-world.txt"));
      write("ho", "c");
      expect((await workspace.plan()).output).toContain("Plan: 2 to add, 0 to change, 1 to destroy.");
      await workspace.apply();
      expect(readdirSync(notes).toSorted()).toEqual(["c.txt", "hello-world.txt"]);

      write("ho", "not a title");
      const refused = await workspace.run("plan");
      expect(refused.code).toBe(1);
      expect(refused.output).toMatch(
        /Error: Not a title[\s\S]*main\.tf line \d+[\s\S]*Write a title of letters/,
      );

      write("ho", "c");
      expect((await workspace.run("state", "rm", "note_file.b")).code).toBe(0);
      expect((await workspace.run("import", "note_file.b", "nobody.txt")).output).toContain(
        "There is no nobody.txt",
      );
      expect((await workspace.run("import", "note_file.b", "c.txt")).output).toContain("Import successful!");
      expect(await workspace.plan()).toMatchObject({ isEmpty: true });

      expect((await workspace.run("destroy", "-auto-approve")).code).toBe(0);
      expect(existsSync(path.join(notes, "c.txt"))).toBe(false);
    } finally {
      workspace.clear();
    }
  });
});
