/** What an error offers in place of the value that was given. */
export function fixesOf(act: () => void): string[] {
  try {
    act();
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/fix: \w+: '([^\n]*)'\n/g)].map((match) => match[1]);
  }
}
