// A complete Terraform provider in one file: notes are files in a folder. It uses the same framework as Tokenplane's
// provider, and shows what the author of a provider writes.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { identifier, optional, required, withDefault } from "../../provider/framework/attributes.js";
import { DiagnosticError, error } from "../../provider/framework/diagnostic.js";
import { defineFunction, parameter } from "../../provider/framework/function.js";
import { requiresReplace } from "../../provider/framework/plan-modifiers.js";
import { defineProvider } from "../../provider/framework/provider.js";
import { defineResource } from "../../provider/framework/resource.js";
import { serve } from "../../provider/framework/serve.js";
import { string } from "../../provider/framework/types.js";
import { isUnknown } from "../../provider/plugin/cty/value.js";

/** The client that `configure` gives to the resources. */
interface Folder {
  readonly path: string;
}

const note = defineResource<Folder>()({
  description: "A note: a text file in the folder.",
  attributes: {
    id: identifier(string, { description: "The note's file name." }),
    title: required(string, {
      description: "What the note is called. Another title makes another note.",
      validators: [
        function* (title, at) {
          if (!/^[\w-]+$/.test(title)) {
            yield error(at, "Not a title", "Write a title of letters, digits, `-` and `_`.");
          }
        },
      ],
      planModifiers: [requiresReplace()],
    }),
    text: withDefault(string, "", { description: "What it says." }),
  },
  identity: {
    attributes: { id: { type: string, description: "The note's file name.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  async create({ plan, client }) {
    const id = `${plan.title}.txt`;
    await mkdir(client.path, { recursive: true });
    await writeFile(path.join(client.path, id), plan.text, { flag: "wx" });
    return { id, title: plan.title, text: plan.text };
  },
  async read({ id, title }, { client }) {
    const text = await readFile(path.join(client.path, id), "utf8").catch(() => null);
    return text === null ? null : { id, title, text };
  },
  async update({ plan, prior, client }) {
    await writeFile(path.join(client.path, prior.id), plan.text);
    return { id: prior.id, title: plan.title, text: plan.text };
  },
  async delete({ id }, { client }) {
    await rm(path.join(client.path, id), { force: true });
  },
  async import(request, { client }) {
    const id = (request.by === "id" ? request.id : request.identity.id) ?? "";
    const text = await readFile(path.join(client.path, id), "utf8").catch(() => null);
    if (text === null)
      throw new DiagnosticError(error([], "No such note", `There is no ${id} in ${client.path}.`));
    return { id, title: path.basename(id, ".txt"), text };
  },
});

const provider = defineProvider({
  name: "note",
  version: "1.0.0",
  sources: ["registry.terraform.io/example/note", "registry.opentofu.org/example/note"],
  description: "Notes in a folder.",
  attributes: { folder: optional(string, { description: "Where the notes are. Default: `notes`." }) },
  async configure({ config }): Promise<Folder> {
    if (isUnknown(config.folder)) {
      throw new DiagnosticError(
        error(["folder"], "Unknown folder", "Write a folder that is known before the apply."),
      );
    }
    return { path: config.folder ?? "notes" };
  },
  resources: { file: note },
  dataSources: {},
  ephemeralResources: {},
  functions: {
    slug: defineFunction({
      summary: "Makes a title of any text",
      description: "Lower case, with `-` between the words.",
      parameters: [parameter("text", string, "Any text.")],
      returns: string,
      call: (text) => text.toLowerCase().match(/\w+/g)?.join("-") ?? "",
    }),
  },
});

void serve(provider, process.argv.slice(2));
