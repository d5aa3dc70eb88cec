/** The pause before a round, in milliseconds: what happens meanwhile belongs to it. */
const PAUSE = 500;

/** Maximum wait for a round, in milliseconds: an answer that never comes delays nothing else. */
const LONGEST = 30_000;

export interface RefetchRounds {
  /** Something happened: a round follows. */
  readonly ask: () => void;
  readonly stop: () => void;
}

/**
 * Asks for everything that is shown again, one round at a time: a round that begins cancels the answers of the one before, and
 * if events come more often than answers, nothing would be shown any more.
 * @param refetch asks for everything; it is done when the answers are there.
 */
export function refetchRounds(refetch: () => Promise<unknown>): RefetchRounds {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  let isAsked = false;
  let isStopped = false;
  const ask = () => {
    isAsked = true;
    if (isRunning || isStopped) return;
    timer ??= setTimeout(() => void run(), PAUSE);
  };
  async function run(): Promise<void> {
    timer = undefined;
    isRunning = true;
    isAsked = false;
    let limit: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => {
      limit = setTimeout(resolve, LONGEST);
    });
    await Promise.race([refetch(), late]);
    clearTimeout(limit);
    isRunning = false;
    // Changes during the round may not be in its answers.
    if (isAsked) ask();
  }
  return {
    ask,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
