/** A page as it was made for somebody who is nobody in particular. */
interface Page {
  readonly body: ArrayBuffer;
  readonly headers: readonly (readonly [string, string])[];
}

type Making = Promise<{ readonly response: Response } | { readonly page: Page }>;

const keptMilliseconds = 1_000;
const mostPages = 500;

/**
 * Pages for readers who are not signed in are the same for all of them. When a notice goes round and a whole estate
 * opens it, each page is made once a second, however many ask; nobody waits for more than one making of it.
 * Only an answer that says of itself that it may be shared is kept.
 */
export function rememberPages(clock: () => number = () => performance.now()) {
  const known = new Map<string, { readonly making: Making; readonly until: number }>();
  const begin = (key: string, make: () => Promise<Response>): Making => {
    const making = pageOf(make);
    // Addresses are endless (`?after=`), memory is not.
    if (known.size >= mostPages) known.clear();
    known.set(key, { making, until: clock() + keptMilliseconds });
    const forget = () => {
      if (known.get(key)?.making === making) known.delete(key);
    };
    making.then((made) => "page" in made || forget(), forget);
    return making;
  };
  return async (key: string, make: () => Promise<Response>): Promise<Response> => {
    const kept = known.get(key);
    if (kept && kept.until > clock()) {
      const made = await kept.making.catch(() => null);
      if (made && "page" in made) return answer(made.page);
      return make();
    }
    const made = await begin(key, make);
    return "page" in made ? answer(made.page) : made.response;
  };
}

async function pageOf(make: () => Promise<Response>): Making {
  const response = await make();
  if (!isShared(response)) return { response };
  return { page: { body: await response.arrayBuffer(), headers: [...response.headers] } };
}

function isShared({ status, headers }: Response): boolean {
  const mayBeShared = headers.get("cache-control")?.startsWith("public") ?? false;
  return status === 200 && mayBeShared && !headers.has("set-cookie");
}

function answer({ body, headers }: Page): Response {
  return new Response(body, { headers: headers.map(([name, value]) => [name, value]) });
}
