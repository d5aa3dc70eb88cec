const WIDTH = 30;

/** A line that shows how far something is. Nothing is shown where no person looks: in a file or a pipe. */
export function progressBar(stream: NodeJS.WriteStream, label: string) {
  return {
    /** @param share done, from 0 to 1. */
    show(share: number): void {
      if (!stream.isTTY) return;
      const done = Math.round(share * WIDTH);
      stream.write(
        `\r${label} [${"#".repeat(done)}${".".repeat(WIDTH - done)}] ${Math.floor(share * 100)} %`,
      );
    },
    /** Says something in the place of the bar. */
    say(words: string): void {
      if (stream.isTTY) stream.write(`\r${label} ${words.padEnd(WIDTH + 8)}`);
    },
    /** Takes the line away. */
    end(): void {
      if (stream.isTTY) stream.write(`\r${" ".repeat(label.length + WIDTH + 9)}\r`);
    },
  };
}
