import type { World } from "./world.js";

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
  for (const world of opened) if (world.status === "fulfilled") await world.value.end();
}
