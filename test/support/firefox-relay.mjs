#!/usr/bin/env node
// Starts the Firefox that is at $FIREFOX with the arguments that Playwright gives, and stands between the two.
// Playwright sends `emulation.setMediaFeaturesOverride` for every page, also when there is nothing to override. Firefox 153
// does not know that command. So that pages open, this says "done" when there was nothing to do, and hands on all the rest.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

const firefox = spawn(process.env["FIREFOX"] ?? "firefox", process.argv.slice(2), {
  stdio: ["ignore", "inherit", "pipe"],
});
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => firefox.kill(signal));
firefox.once("error", (error) => {
  console.error(`Firefox does not start: ${error.message}`);
  process.exit(1);
});
firefox.once("exit", (code) => process.exit(code ?? 1));

/** Whether a command overrides nothing. */
function isIdle({ method, params }) {
  return (
    method === "emulation.setMediaFeaturesOverride" &&
    Object.values(params.features).every((value) => value === null)
  );
}

/** Opens the door for Playwright. @param address of Firefox's own. */
function relay(address) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("listening", () =>
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`),
  );
  server.on("connection", (near, { url }) => {
    const far = new WebSocket(`${address}${url}`, { perMessageDeflate: false });
    near.pause();
    far.once("open", () => near.resume());
    near.on("message", (/** @type {Buffer} */ data) => {
      const text = data.toString();
      const command = JSON.parse(text);
      if (isIdle(command)) near.send(JSON.stringify({ type: "success", id: command.id, result: {} }));
      else far.send(text);
    });
    far.on("message", (/** @type {Buffer} */ data) => near.send(data.toString()));
    near.once("close", () => far.close());
    far.once("close", () => near.close());
    far.on("error", (error) => console.error(`Firefox does not answer: ${error.message}`));
  });
}

createInterface({ input: firefox.stderr }).on("line", (line) => {
  const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
  if (address === undefined) console.error(line);
  else relay(address);
});
