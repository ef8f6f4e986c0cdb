import { m } from "#lib/paraglide/messages.js";

type Messages = Readonly<Record<string, (values: Readonly<Record<string, string>>) => string>>;

// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the messages are a module of functions; a key known only at run time needs this one wider view of it
const messages = m as unknown as Messages;

/** A message whose key is known only now, such as the code of a refusal or the name of a state; null where there is none. */
export function say(key: string, values: Readonly<Record<string, string>> = {}): string | null {
  return Object.hasOwn(messages, key) ? (messages[key]?.(values) ?? null) : null;
}
