// `npm run seed`: makes a company with people, tokens, and the events of a year.
import { request } from "node:http";
import { readArguments, wrongArguments } from "../../provider/arguments.js";
import { StartError } from "../start-error.js";
import { Api } from "./company/api.js";
import { DAY_MS, presentCalendar } from "./company/calendar.js";
import { type Company, fillCompany, MONTHS } from "./company/company.js";
import { handOverByApi, handOverInDatabase } from "./company/hand-over.js";
import { Random } from "./company/random.js";
import { localId } from "../global-id.js";
import { DEV_HEADER } from "./mail-page.js";
import { addPeople, codeAt, readPeople } from "./people-file.js";
import { startInPast } from "./past-server.js";
import { DEFAULT_PORT, devPlaces, LOOPBACK, readPort } from "./places.js";

const USAGE = `Usage: npm run seed -- [--tokens 2000] [--seed 1] [--port 4000] [--folder .tokenplane-dev] [--url URL]

  --tokens   how many tokens the company has
  --seed     another word makes another company; the same one makes the same company
  --port     as that of \`npm run dev\`, which stops its server meanwhile
  --folder   as that of \`npm run dev\`. With DATABASE_URL and TOKENPLANE_MASTER_KEY, that database is filled
  --url      fills the account of the API key in TOKENPLANE_API_KEY on a server that runs: everything happens today`;

const { values } = readArguments(USAGE, {
  options: {
    tokens: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    port: { type: "string", default: String(DEFAULT_PORT) },
    folder: { type: "string" },
    url: { type: "string" },
  },
});
if (!/^\d{1,6}$/.test(values.tokens)) wrongArguments("--tokens must be a whole number below 1,000,000.");
const port = readPort(values.port) ?? wrongArguments("--port must be the first port of `npm run dev`.");

const tokens = Number(values.tokens);
const places = devPlaces(port, values.folder);
const random = new Random(values.seed);
/** No two portals of a server have one address. */
const portal = `northwind-${values.seed.toLowerCase().replaceAll(/[^a-z\d]/g, "")}`;
const begin = performance.now();

let reported = "";

/** Shows how far it is: in one line of a terminal, and elsewhere in a line for each step. */
function report(what: string): void {
  if (what === reported && !process.stdout.isTTY) return;
  reported = what;
  const seconds = Math.round((performance.now() - begin) / 1_000);
  const line = `${seconds} s  ${what}`;
  process.stdout.write(process.stdout.isTTY ? `\r${line.padEnd(79)}` : `${line}\n`);
}

const common = {
  random,
  tokens,
  gateways: { mailPort: places.ports.mails, url: `http://${LOOPBACK}:${places.ports.mailPage}/gateway` },
};

/** Stops the server of `npm run dev`, if it runs. It starts again when the request ends. @returns what ends it. */
function pauseDev(): Promise<() => void> {
  const address = `http://${LOOPBACK}:${places.ports.mailPage}/server/pause`;
  return new Promise((resolve) => {
    const pause = request(address, { headers: { [DEV_HEADER]: "seed" } });
    const goOn = () => void pause.destroy();
    pause.once("response", () => resolve(goOn)).once("error", () => resolve(goOn));
    pause.end();
  });
}

/** Fills the database of `npm run dev` with a year of the past. */
async function fillDatabase(): Promise<void> {
  if (readPeople(places).some(({ url }) => url.endsWith(`/s/${portal}`)))
    throw new StartError(
      `The company of --seed ${values.seed} is there already. Choose another word for --seed, or delete ${places.folder}.`,
    );
  const goOn = await pauseDev();
  const now = Date.now();
  try {
    const { server, calendar, operatorKey } = await startInPast(places, now - (MONTHS * 30 + 1) * DAY_MS);
    try {
      if (server.firstAdminKey !== null)
        console.log(`The API key of the first account, which is shown only once: ${server.firstAdminKey}`);
      const plan = { tokens: tokens * 2 + 1_000, users: tokens * 2 + 1_000, resources: 100 };
      const { account, firstAdminKey } = await new Api(server.url, operatorKey).do<{
        account: { id: string };
        firstAdminKey: string;
      }>("accountCreate", { name: `Northwind ${values.seed}`, plan }, "account { id } firstAdminKey");
      const api = new Api(server.url, firstAdminKey);
      const company: Company = {
        ...common,
        api,
        handOver: handOverInDatabase(server.services, localId("Account", account.id) ?? ""),
        calendar,
        report,
        pagesUrl: places.pagesUrl,
        hasPush: true,
      };
      const people = await fillCompany(company, portal);
      calendar.passTo(now);
      addPeople(places, people);
      const [first] = people;
      console.log(
        `\nThe company is there. The page of mails shows who can sign in, with their codes: ${places.mailPageUrl}`,
      );
      if (first !== undefined)
        console.log(
          `${first.url}: account ${first.account}, login ${first.login}, password ${first.password}, code ${codeAt(first.secret, Date.now())}, app secret ${first.secret}`,
        );
      console.log(`API key of its administrator: ${firstAdminKey}`);
    } finally {
      await server.stop();
    }
  } finally {
    goOn();
  }
}

/** Fills an account of a server that runs. */
async function fillAccount(url: string): Promise<void> {
  const { TOKENPLANE_API_KEY: key } = process.env;
  if (key === undefined)
    throw new StartError("Set TOKENPLANE_API_KEY to the key of an ADMIN of the account.");
  const api = new Api(url, key);
  const company: Company = {
    ...common,
    api,
    handOver: handOverByApi(api),
    calendar: presentCalendar,
    report,
    pagesUrl: null,
    hasPush: false,
  };
  await fillCompany(company, portal);
  console.log("\nThe company is there.");
}

(values.url === undefined ? fillDatabase() : fillAccount(values.url)).then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof StartError ? `\n${error.message}` : error);
    process.exit(1);
  },
);
