import type { Caller } from "@yishi/api/door";
import type { Size, Theme } from "#lib/display.ts";
import type { Unaccepted } from "#lib/forms.ts";

declare global {
  namespace App {
    interface Error {
      /** By which the log knows a defect. */
      readonly id?: string;
    }
    interface Locals {
      /** The token of the asker's session, if they have one. */
      session: string | undefined;
      /** The one door, as this asker of this community. */
      api: Caller;
      size: Size;
      theme: Theme;
    }
    interface PageData {
      readonly community?: {
        readonly slug: string;
        readonly name: string;
        readonly phone?: string | null;
        readonly window?: string | null;
        readonly lang?: string | null;
      };
      readonly member?: { readonly name: string; readonly worksHere: boolean } | null;
    }
  }
}

// What every form of ours answers; a page's own type narrows it.
export type Form = Unaccepted | null;
