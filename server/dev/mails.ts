import { once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { type DevPlaces, LOOPBACK } from "./places.js";

/** A message that somebody would have received. */
export interface Arrived {
  readonly id: number;
  /** MAIL, or the kind of gateway: SMS, BOT. */
  readonly kind: string;
  readonly at: Date;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

/** How many are kept. */
const KEPT = 500;

/** The messages that arrived, newest first, while `npm run dev` runs. */
export class Arrivals {
  readonly #all: Arrived[] = [];
  readonly #listeners = new Set<() => void>();
  #last = 0;

  get all(): readonly Arrived[] {
    return this.#all;
  }

  find(id: number): Arrived | undefined {
    return this.#all.find((one) => one.id === id);
  }

  add(arrived: Omit<Arrived, "id" | "at">): void {
    this.#last += 1;
    this.#all.unshift({ id: this.#last, at: new Date(), ...arrived });
    this.#all.splice(KEPT);
    for (const listener of this.#listeners) listener();
  }

  /** @returns what stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Accepts every mail, and keeps it. @returns what stops it. */
export async function receiveMails({ ports }: DevPlaces, arrivals: Arrivals): Promise<() => void> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    closeTimeout: 100,
    async onData(stream, session, done) {
      try {
        const { from, subject, text, html } = await simpleParser(stream);
        arrivals.add({
          kind: "MAIL",
          to: session.envelope.rcptTo.map(({ address }) => address).join(", "),
          from: from?.text ?? "",
          subject: subject ?? "",
          text: text ?? "",
          html: html === false || html === undefined ? null : html,
        });
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error("the mail could not be read"));
      }
    },
  });
  // A client that breaks its connection ends nothing.
  server.on("error", (error) => console.error(`The receiver of mails: ${error.message}`));
  const listening = server.listen(ports.mails, LOOPBACK);
  await once(listening, "listening");
  return () => server.close();
}
