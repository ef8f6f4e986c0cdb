import { communities } from "../../rows.ts";

export async function GET(): Promise<Response> {
  return Response.json(await communities());
}
