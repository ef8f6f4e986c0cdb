import type { Caller, Request } from "@yishi/api/door";
import type { Size, Theme } from "#lib/display.ts";

declare global {
  namespace App {
    interface Error {
      /** By which the log knows a defect. */
      readonly id?: string;
      /** The sentence of the rule that said no. */
      readonly sentence?: string;
    }
    interface Locals {
      /** The token of the asker's session, if they have one. */
      session: string | undefined;
      /** Whose token came with the request, and the slug of its address. */
      asked: Request;
      /** The one door, as this asker of this community. */
      api: Caller;
      size: Size;
      theme: Theme;
    }
    interface PageData {
      readonly signedIn?: boolean;
      readonly community?: {
        readonly slug: string;
        readonly name: string;
        readonly phone: string;
        readonly windowPlace: string;
      };
      readonly member?: {
        readonly name: string;
        readonly onRoll: boolean;
        readonly posts: readonly string[];
      } | null;
    }
  }
}

export {};
