import type { Day } from "@yishi/domain/calendar";
import type { Ending, RecordKind } from "@yishi/domain/posts";
import type { Post } from "@yishi/domain/roles";

/** A term as the register shows it to anyone. */
export interface Registered {
  readonly postId: string;
  readonly name: string;
  readonly post: Post;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly appointedBy: string;
  readonly appointedOn: Day;
  readonly record: RecordKind;
  readonly reference: string;
  readonly resolution: {
    readonly year: number;
    readonly number: number;
    readonly ofYear: number;
    readonly ofNumber: number;
  } | null;
  readonly ended: Ending | null;
  readonly endedBy: string | null;
  readonly endedReference: string | null;
  readonly recordedBy: string | null;
  readonly recordedBySelf: boolean;
}

/** A seat that is empty. */
export interface Vacant {
  readonly post: Post | null;
  readonly missing: number;
}
