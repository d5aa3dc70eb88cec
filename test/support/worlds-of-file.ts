import type { World } from "./world.js";

/** The world that all files of a worker share that ask for no settings. It ends with the worker. */
let shared: Promise<World> | undefined;

/** Whether the running file has asked for that world. */
let hasShared = false;

/** The world of the worker, with no seeds of the files before. @param open opens it, for the first file that asks. */
export async function worldOfWorker(open: () => Promise<World>): Promise<World> {
  const isFirstOfFile = !hasShared;
  hasShared = true;
  const world = await (shared ??= open());
  if (isFirstOfFile) world.forget();
  return world;
}

const worlds = new Map<string, Promise<World>>();

/** The world that tests of the running file share, by its settings. @param open opens it, for the first that ask. */
export function worldOfFile(settings: string, open: () => Promise<World>): Promise<World> {
  const world = worlds.get(settings) ?? open();
  worlds.set(settings, world);
  return world;
}

/** Ends those that the running file opened. One that could not be opened was reported by its tests. */
export async function endWorldsOfFile(): Promise<void> {
  const opened = await Promise.allSettled(worlds.values());
  worlds.clear();
  hasShared = false;
  for (const world of opened) if (world.status === "fulfilled") await world.value.end();
}
