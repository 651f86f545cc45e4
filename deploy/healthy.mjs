/** Ends with 0 when the service on this machine can serve: for a container's health check, which has no other client at hand. */
const url = `http://127.0.0.1:${process.env.PORT ?? 8080}/api/ready`;
const ready = await fetch(url, { signal: AbortSignal.timeout(4000) }).then(
  (response) => response.ok,
  () => false,
);
process.exit(ready ? 0 : 1);
