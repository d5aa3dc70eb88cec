// Exits with 0 if the server in the same container is ready, and otherwise with 1.
const { HOST = "", PORT } = process.env;
// A server that listens at all addresses also listens at 127.0.0.1.
const host = ["", "0.0.0.0", "::"].includes(HOST) ? "127.0.0.1" : HOST;
const address = `http://${host.includes(":") ? `[${host}]` : host}:${PORT || 4000}/health/ready`;
const isReady = await fetch(address, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isReady ? 0 : 1);
