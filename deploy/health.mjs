// Ends with 0 when the server in the same container is ready, and otherwise with 1.
const address = `http://127.0.0.1:${process.env.PORT || 4000}/health/ready`;
const isReady = await fetch(address, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isReady ? 0 : 1);
