import type { Post } from "@yishi/domain/roles";

/** Somebody who serves and of whom near kin may not serve beside. */
export interface Concerned {
  readonly memberId: string;
  readonly name: string;
  readonly post: Post;
  readonly residentId: string | null;
  readonly sameHousehold: boolean;
  readonly declaredKin: boolean;
}
