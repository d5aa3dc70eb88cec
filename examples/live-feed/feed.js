import { createClient } from "./graphql-ws/client.js";

// A page that follows the event feed. It continues after the last event that it showed: when the server was restarted,
// when the network was lost, and when the page itself is loaded again.

const MAX_SHOWN = 200;
const AGAIN_AFTER = 1_000;
/** A lost network closes no connection. So the page pings the server this often, and waits this long for the answer. */
const PING_EVERY = 20_000;
const ANSWER_WITHIN = 10_000;
/** Close codes after which trying again does not help: the key or the request is wrong. */
const HOPELESS = new Set([4400, 4401, 4403, 4406]);

const QUERY = `subscription Feed($after: Cursor, $filter: EventFilter) {
  events(after: $after, filter: $filter) { cursor event { id type occurredAt outcome reason summary } }
}`;

const server = new URL(document.querySelector("meta[name=server]")?.content ?? "http://127.0.0.1:4000");
const state = document.querySelector("#state");
const list = document.querySelector("#events");
const keyInput = document.querySelector("#key");
const textInput = document.querySelector("#text");

/** What is followed; replaced by each Follow. */
let current = 0;

function show({ type, occurredAt, outcome, reason, summary }) {
  const item = document.createElement("li");
  const time = document.createElement("time");
  time.dateTime = occurredAt;
  time.textContent = new Date(occurredAt).toLocaleTimeString();
  const text = document.createElement("span");
  text.textContent = summary;
  text.title = type;
  text.className = outcome ?? "";
  const why = document.createElement("span");
  why.className = "reason";
  why.textContent = reason ?? "";
  item.append(time, text, why);
  list.prepend(item);
  while (list.children.length > MAX_SHOWN) list.lastChild.remove();
}

function follow(key, text, mine) {
  let late;
  const client = createClient({
    url: Object.assign(new URL("/graphql", server), {
      protocol: server.protocol === "https:" ? "wss:" : "ws:",
    }).href,
    connectionParams: { authorization: `Bearer ${key}` },
    lazy: false,
    // Its own retries would repeat the first cursor.
    retryAttempts: 0,
    onNonLazyError: () => {},
    connectionAckWaitTimeout: ANSWER_WITHIN,
    keepAlive: PING_EVERY,
    on: {
      ping(isReceived) {
        if (!isReceived) late = setTimeout(() => client.terminate(), ANSWER_WITHIN);
      },
      pong(isReceived) {
        if (isReceived) clearTimeout(late);
      },
      connected(_socket, { cursor }) {
        state.textContent = "live";
        // Before the first event, the feed continues from its position at the first connection.
        if (sessionStorage.cursor === undefined) sessionStorage.cursor = cursor;
        client.subscribe(
          {
            query: QUERY,
            variables: { after: sessionStorage.cursor, filter: text === "" ? null : { text } },
          },
          {
            next({ data, errors }) {
              if (mine !== current) return;
              if (errors) {
                // The server could not read the event. The next connection gets it again, after the last one that was shown.
                state.textContent = errors[0].message;
                client.terminate();
                return;
              }
              sessionStorage.cursor = data.events.cursor;
              show(data.events.event);
            },
            error(problem) {
              const [error] = Array.isArray(problem) ? problem : [{ message: "" }];
              // The page was too slow, or away for longer than events are kept. Both errors say where to continue.
              if (error.extensions?.cursor !== undefined) sessionStorage.cursor = error.extensions.cursor;
              else if (error.message) state.textContent = error.message;
              client.terminate();
            },
            complete: () => client.terminate(),
          },
        );
      },
      closed({ code, reason }) {
        clearTimeout(late);
        if (mine !== current) return;
        if (HOPELESS.has(code)) {
          state.textContent = reason;
          return;
        }
        state.textContent = "connecting again …";
        setTimeout(() => mine === current && follow(key, text, mine), AGAIN_AFTER);
      },
    },
  });
}

document.querySelector("#sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  current += 1;
  sessionStorage.apiKey = keyInput.value;
  sessionStorage.words = textInput.value;
  state.textContent = "connecting …";
  follow(keyInput.value, textInput.value, current);
});

// When the page is loaded again in the same tab, it follows the feed as before.
if (sessionStorage.apiKey !== undefined) {
  keyInput.value = sessionStorage.apiKey;
  textInput.value = sessionStorage.words ?? "";
  current += 1;
  follow(sessionStorage.apiKey, textInput.value, current);
}
