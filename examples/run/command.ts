// `npm run example -- NAME`: applies an example, and shows the result. The README of each example describes it.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readArguments, wrongArguments } from "../../provider/arguments.js";
import { countLeft, whatThereIs } from "./account.js";
import { ask, type Access } from "./api.js";
import { Core, findCore, mirrorProvider } from "./core.js";
import { Failure } from "./failure.js";
import { copyExample, exampleNames, getFolder, hasState, leftIn, prepare, synthesise } from "./program.js";
import { startServer } from "./server.js";

const USAGE = `Usage: npm run example -- NAME [--keep | destroy]

  NAME       ${exampleNames().join(", ")}
  --keep     keeps everything until Ctrl-C, so that you can look around
  destroy    removes everything that an earlier run created on the server of TOKENPLANE_ENDPOINT`;

const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => interrupt.abort(new Failure("Stopped.")));

/** Where an example is applied. */
interface Place extends Access {
  readonly core: Core;
  /** For what is thrown away at the end. */
  readonly temporary: string;
}

function say(...lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}

/**
 * Makes a folder ready to be applied.
 * @param killSignal what an interruption sends to the core.
 */
async function ready(
  folder: string,
  temporary: string,
  { endpoint, apiKey }: Access,
  killSignal: NodeJS.Signals,
): Promise<Place> {
  const { signal } = interrupt;
  const server = { TOKENPLANE_ENDPOINT: endpoint, TOKENPLANE_API_KEY: apiKey };
  say(...(await prepare(folder, signal, { ...process.env, ...server })));
  const configuration = await synthesise(folder, signal, process.env);
  const core = new Core(
    findCore(process.env),
    configuration,
    { ...mirrorProvider(temporary), ...server },
    signal,
    killSignal,
  );
  await core.init();
  return { endpoint, apiKey, core, temporary };
}

async function apply({ core, temporary, ...access }: Place): Promise<void> {
  const plan = path.join(temporary, "plan");
  const toDo = await core.plan(plan);
  if (toDo !== undefined) {
    say(toDo);
    await core.apply(plan, true);
  }
  say(...(await whatThereIs(access, await core.made())), "");
  if (toDo === undefined) return say("It was applied already: there is nothing to do.");
  const left = await core.plan(plan);
  if (left !== undefined) throw new Failure(`A second plan has something to do, and should not: ${left}`);
  say("A second plan has nothing to do.");
}

/** @param isShown whether it is shown how far it is, which would push what was there before off the screen. */
async function destroy({ core, temporary, ...access }: Place, isShown: boolean): Promise<void> {
  const plan = path.join(temporary, "plan");
  const made = await core.made();
  const toDo = await core.plan(plan, "-destroy");
  if (toDo === undefined) return say("There is nothing to destroy.");
  say(toDo);
  await core.apply(plan, isShown);
  const left = await countLeft(access, made);
  if (left > 0) throw new Failure(`${left} of the things that were made are left on the server.`);
  say("Nothing of it is left.");
}

/** Removes what runs made in an example's folder. */
function clear(name: string): void {
  for (const file of leftIn(name)) rmSync(file, { recursive: true, force: true });
}

/** Runs an example against a server that is gone afterwards. */
async function onOwnServer(name: string, isKept: boolean): Promise<void> {
  if (isKept && hasState(getFolder(name))) {
    throw new Failure(
      `examples/${name} already has a state of another server. Destroy it there, or remove ${leftIn(name).join(" ")}.`,
    );
  }
  const temporary = mkdtempSync(path.join(os.tmpdir(), "tokenplane-example-"));
  try {
    const folder = isKept ? getFolder(name) : copyExample(name, path.join(temporary, name));
    say("A server starts, with an empty database.");
    const server = await startServer(temporary, interrupt.signal);
    try {
      const place = await ready(folder, temporary, server, "SIGKILL");
      await apply(place);
      if (isKept) {
        await untilStopped(server);
      } else {
        await destroy(place, false);
      }
    } finally {
      await server.end();
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    if (isKept) clear(name);
  }
}

async function untilStopped({ endpoint, apiKey }: Access): Promise<void> {
  say(
    "",
    `The server runs until Ctrl-C: ${endpoint}. In another terminal, change the example and run it again, after`,
    "",
    `  export TOKENPLANE_ENDPOINT=${endpoint} TOKENPLANE_API_KEY=${apiKey}`,
    "",
  );
  const { signal } = interrupt;
  if (!signal.aborted) await once(signal, "abort");
  say("The server stops, and its data is deleted.");
}

/** Runs an example against a server that is there, in the example's folder. */
async function onServer(name: string, access: Access, isDestroyed: boolean): Promise<void> {
  if (isDestroyed && !hasState(getFolder(name)))
    return say(`Nothing was applied from examples/${name}: it has no state.`);
  await ask(access, "{ account { id } }");
  const temporary = mkdtempSync(path.join(os.tmpdir(), "tokenplane-example-"));
  try {
    const place = await ready(getFolder(name), temporary, access, "SIGINT");
    if (isDestroyed) {
      await destroy(place, true);
      clear(name);
    } else {
      await apply(place);
      say(`npm run example -- ${name} destroy removes it again.`);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: { keep: { type: "boolean", default: false } },
  });
  const [name, command, ...more] = positionals;
  if (name === undefined) return say(USAGE);
  if (!exampleNames().includes(name)) {
    return wrongArguments(`There is no example ${name}. There are ${exampleNames().join(", ")}.`);
  }
  if ((command !== undefined && command !== "destroy") || more.length > 0) {
    return wrongArguments(
      `After the name of an example, write destroy or nothing, but not ${[command, ...more].join(" ")}.`,
    );
  }
  findCore(process.env);
  const { TOKENPLANE_ENDPOINT: endpoint, TOKENPLANE_API_KEY: apiKey } = process.env;
  if (endpoint !== undefined && apiKey !== undefined) {
    return onServer(name, { endpoint, apiKey }, command === "destroy");
  }
  if (endpoint !== undefined || apiKey !== undefined) {
    throw new Failure(
      "Set both TOKENPLANE_ENDPOINT and TOKENPLANE_API_KEY for a server of yours, or neither for one that the run starts.",
    );
  }
  if (command === "destroy") {
    throw new Failure(
      "Set TOKENPLANE_ENDPOINT and TOKENPLANE_API_KEY: a server that a run started is gone with all it had.",
    );
  }
  return onOwnServer(name, values.keep);
}

main().catch((error: unknown) => {
  if (interrupt.signal.aborted) {
    console.error("Stopped.");
    process.exitCode = 130;
    return;
  }
  console.error(error instanceof Failure ? error.message : error);
  process.exitCode = 1;
});
